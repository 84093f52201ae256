"""Mann-Kendall's test and Theil-Sen's slope for many series at once; the same answers as `trend` gives one by one."""

from dataclasses import dataclass
from math import erfc, sqrt

import numpy as np

from styrhjul.engine.analysis.arrays import Floats, Integers
from styrhjul.engine.analysis.inversions import WEIGHTS, exact_probabilities
from styrhjul.engine.analysis.trend import EXACT_UP_TO
from styrhjul.engine.analysis.upright import Small, Upright, count_of

SLOPES_AT_A_TIME = 1 << 16


@dataclass(frozen=True, slots=True, eq=False)
class Rises:
    """Result of `many_rises`, arrays of (series,).

    Attributes
    ----------
    s : int64, rising pairs minus falling ones; variance : float64, of `s` when there is no trend.
    pattern : int64, the same for series with the same pattern of ties.

    """

    s: Integers
    variance: Floats
    pattern: Integers


def many_rises(series: Upright) -> Rises:
    """Count the rising and falling pairs of many series.

    Parameters
    ----------
    series : Upright
        From `stand_upright`.

    Returns
    -------
    Rises

    """
    n = series.count
    correction, pattern = _ties(series)
    variance = (n * (n - 1) * (2 * n + 5) - correction) / 18
    return Rises(_rises_minus_falls(series.values), variance, pattern)


def probabilities(rises: Rises, n: Integers, values: Floats) -> Floats:
    """Give the two-sided probability of no trend, as `trend`.

    Parameters
    ----------
    rises : Rises
        From `many_rises`.
    n : int64 (series,)
        Number of values; exact for at most 40.
    values : float64 (series, periods)
        The series; NaN: no value.

    Returns
    -------
    float64 (series,)

    """
    p = np.ones(len(n))
    exact = (n > 1) & (n <= EXACT_UP_TO)
    some = np.flatnonzero(exact)
    p[some] = exact_probabilities(rises.s[some], n[some], rises.pattern[some], values, some)
    for one in np.flatnonzero((n > EXACT_UP_TO) & (rises.s != 0)).tolist():
        p[one] = erfc((abs(rises.s[one]) - 1) / sqrt(rises.variance[one]) / sqrt(2))
    return p


def _rises_minus_falls(values: Floats) -> Integers:
    """Count rising pairs minus falling ones, one distance in time after another."""
    periods, count = values.shape
    kind = np.int8 if periods < 128 else np.int16
    s = np.zeros(count, dtype=np.int32)
    for lag in range(1, periods):
        later, earlier = values[lag:], values[:-lag]
        way = (later > earlier).view(np.int8) - (later < earlier).view(np.int8)
        s += np.add.reduce(way, axis=0, dtype=kind)
    return s.astype(np.int64)


def _ties(series: Upright) -> tuple[Integers, Integers]:
    """Return what ties take from the variance (times 18), and a number for each pattern of ties."""
    ordered = series.ordered
    correction, pattern = np.zeros((2, ordered.shape[1]), dtype=np.int64)
    left = np.arange(ordered.shape[1])
    for lag in range(1, len(ordered)):
        equal = count_of(ordered[lag:] == ordered[:-lag]).astype(np.int64)
        # In a group of t equal values t − lag pairs are this far apart; summed, t(t − 1)(2t + 5).
        correction[left] += equal * (12 * lag + 6)
        pattern[left] += equal * WEIGHTS[min(lag, EXACT_UP_TO) - 1]
        tied = np.flatnonzero(equal)
        if not tied.size:
            break
        if 2 * tied.size < left.size:
            ordered, left = np.take(ordered, tied, axis=1), left[tied]
    return correction, pattern


def many_slopes(series: Upright) -> Floats:
    """Give Theil-Sen's slope of many series.

    Parameters
    ----------
    series : Upright
        From `stand_upright`.

    Returns
    -------
    float64 (series,)
        Per period, the series' own unit; NaN with fewer than two values.

    """
    slopes = np.full(len(series.count), np.nan)
    for n in np.unique(series.count[series.count > 1]).tolist():
        alike = np.flatnonzero(series.count == n)
        at_a_time = max(2 * SLOPES_AT_A_TIME // (n * (n - 1)), 1)
        for begin in range(0, len(alike), at_a_time):
            some = alike[begin : begin + at_a_time]
            slopes[some] = _median_slopes(series.values[:, some], series.mask[:, some], series.line, n)
    return slopes


def _median_slopes(values: Floats, known: Small, line: Integers, n: int) -> Floats:
    """Give the median slope of series that all have n values."""
    at = np.nonzero(known.T)[1].reshape(-1, n).T
    held = np.take_along_axis(values, at, axis=0)
    when = line[at].astype(np.float64)
    made = np.empty((n * (n - 1) // 2, held.shape[1]))
    begin = 0
    for lag in range(1, n):
        part = made[begin : begin + n - lag]
        np.subtract(held[lag:], held[:-lag], out=part)
        part /= when[lag:] - when[:-lag]
        begin += n - lag
    ordered = np.ascontiguousarray(made.T)
    ordered.sort(axis=1)  # faster than looking for the middle only
    return (ordered[:, (len(made) - 1) // 2] + ordered[:, len(made) // 2]) / 2
