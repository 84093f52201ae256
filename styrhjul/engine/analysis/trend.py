"""Trend of a short series: Mann-Kendall's test, exact with ties, and Theil-Sen's slope."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from math import erfc, sqrt
from statistics import NormalDist

import numpy as np
import numpy.typing as npt

from styrhjul.engine.analysis.arrays import Floats, floats, line_of_periods

EXACT_UP_TO = 40


@dataclass(frozen=True, slots=True)
class Trend:
    """Result of `trend`: slope per period in the series' own unit; NaN with fewer than two values."""

    n: int
    s: int
    variance: float
    p: float
    exact: bool
    slope: float
    slope_low: float
    slope_high: float


def trend(values: npt.ArrayLike, periods: npt.ArrayLike | None = None, *, confidence: float = 0.95) -> Trend:
    """Test for a trend that only goes one way, and give the median slope with its interval.

    Parameters
    ----------
    values : float64 (n,)
        The series, any unit; NaN: no value, left out.
    periods : integers (n,) or None
        When, rising; the slope is per period of this line.
    confidence : float
        Of the slope's interval.

    Returns
    -------
    Trend
        `p` is two-sided: exact for at most 40 values, normal with continuity correction above.

    Raises
    ------
    ValueError
        Shapes do not fit or periods do not rise.

    Notes
    -----
    Mann 1945; Kendall 1975; Sen 1968, J. Am. Stat. Assoc. 63:1379; Gilbert 1987, ch. 16. The exact distribution
    with ties is that of the inversions of a multiset (the Gaussian multinomial coefficient). The test assumes that
    values are independent of each other when there is no trend.

    Examples
    --------
    >>> result = trend([88, 84, 85, 85, 84, 85, 83, 85])
    >>> result.s, round(result.p, 4), result.slope
    (-7, 0.4381, -0.1)

    """
    series = floats(values)
    line = line_of_periods(series, periods)
    there = ~np.isnan(series)
    series, line = series[there], line[there]
    n = len(series)
    first, second = np.triu_indices(n, 1)
    rises = series[second] - series[first]
    s = int(np.sum(np.sign(rises)))
    ties = np.unique(series, return_counts=True)[1].tolist()
    variance = _variance(n, ties)
    exact = n <= EXACT_UP_TO
    p = exact_p(s, n, tuple(ties)) if exact else _normal_p(s, variance)
    slopes = np.sort(rises / (line[second] - line[first]))
    low, high = _interval(slopes, variance, confidence)
    return Trend(n, s, variance, p, exact, float(np.median(slopes)) if n > 1 else np.nan, low, high)


def seasonal_trend(values: npt.ArrayLike, periods: npt.ArrayLike, seasons: int, *, confidence: float = 0.95) -> Trend:
    """Test for a trend within each season, so that winter is compared with winter.

    Parameters
    ----------
    values : float64 (n,)
        The series, any unit; NaN: no value, left out.
    periods : integers (n,)
        When, rising; the season is the remainder after division by `seasons`.
    seasons : int
        How many a year has: 12 for months.
    confidence : float
        Of the slope's interval.

    Returns
    -------
    Trend
        `p` by the normal distribution with continuity correction; the slope is per period.

    Raises
    ------
    ValueError
        Shapes do not fit or periods do not rise.

    Notes
    -----
    Hirsch, Slack & Smith 1982, Water Resources Research 18:107. At least three full years are wanted.

    Examples
    --------
    >>> wave = [0, 5, 9, 5] * 4
    >>> seasonal_trend([value + place / 4 for place, value in enumerate(wave)], range(16), 4).slope
    0.25

    """
    series = floats(values)
    line = line_of_periods(series, periods)
    parts = [trend(series[line % seasons == season], line[line % seasons == season]) for season in range(seasons)]
    s, variance = sum(part.s for part in parts), sum(part.variance for part in parts)
    there = ~np.isnan(series)
    series, line = series[there], line[there]
    first, second = np.triu_indices(len(series), 1)
    same = (line[second] - line[first]) % seasons == 0
    first, second = first[same], second[same]
    slopes = np.sort((series[second] - series[first]) / (line[second] - line[first]))
    low, high = _interval(slopes, variance, confidence)
    slope = float(np.median(slopes)) if slopes.size else np.nan
    return Trend(len(series), s, variance, _normal_p(s, variance), False, slope, low, high)  # noqa: FBT003  (not exact)


def exact_p(s: int, n: int, ties: Iterable[int]) -> float:
    """Give the two-sided probability of an S at least as far from zero when all orders are as likely.

    Parameters
    ----------
    s : int
        Rising pairs minus falling pairs.
    n : int
        Number of values.
    ties : integers
        How many times each distinct value occurs; they sum to `n`.

    Returns
    -------
    float

    Examples
    --------
    >>> round(exact_p(15, 6, [1] * 6), 6)
    0.002778

    """
    groups = tuple(sorted(count for count in ties if count > 1))
    untied = (n * (n - 1) - sum(t * (t - 1) for t in groups)) // 2
    summed = _inversions_at_most(n, groups)
    most = (untied - abs(s)) // 2
    return min(1.0, 2 * summed[most] / summed[-1])


@lru_cache(maxsize=1024)
def _inversions_at_most(n: int, ties: tuple[int, ...]) -> tuple[int, ...]:
    """Count the orders of a multiset with at most 0, 1, 2 … inversions, in whole numbers."""
    up = list(range(2, n + 1))
    down: list[int] = []
    for tie in ties:
        for k in range(2, tie + 1):
            if k in up:
                up.remove(k)
            else:
                down.append(k)
    counts = [1]
    for k in up:
        counts = _times(counts, k)
    for k in down:
        counts = _divided_by(counts, k)
    summed, total = [], 0
    for count in counts:
        total += count
        summed.append(total)
    return tuple(summed)


def _times(counts: list[int], k: int) -> list[int]:
    """Multiply a polynomial by 1 + q + … + q^(k−1)."""
    made, running = [], 0
    for place in range(len(counts) + k - 1):
        running += counts[place] if place < len(counts) else 0
        running -= counts[place - k] if place >= k else 0
        made.append(running)
    return made


def _divided_by(counts: list[int], k: int) -> list[int]:
    """Divide a polynomial by 1 + q + … + q^(k−1), which goes without remainder."""
    made: list[int] = []
    for place in range(len(counts) - k + 1):
        step = counts[place] - (counts[place - 1] if place else 0)
        made.append(step + (made[place - k] if place >= k else 0))
    return made


def _variance(n: int, ties: Iterable[int]) -> float:
    return (n * (n - 1) * (2 * n + 5) - sum(t * (t - 1) * (2 * t + 5) for t in ties)) / 18


def _normal_p(s: int, variance: float) -> float:
    if s == 0 or variance == 0:
        return 1.0
    # erfc and not 1 − cdf: a far tail would come out as nil.
    return erfc((abs(s) - 1) / sqrt(variance) / sqrt(2))


def _interval(slopes: Floats, variance: float, confidence: float) -> tuple[float, float]:
    if not slopes.size:
        return np.nan, np.nan
    reach = NormalDist().inv_cdf((1 + confidence) / 2) * sqrt(variance)
    low = max(round((len(slopes) - reach) / 2) - 1, 0)
    high = min(round((len(slopes) + reach) / 2), len(slopes) - 1)
    return float(slopes[low]), float(slopes[high])
