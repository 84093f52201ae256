"""Mann-Kendall's test and Theil-Sen's slope for many series at once; the same answers as `trend` gives one by one."""

from dataclasses import dataclass
from math import erfc, sqrt

import numpy as np

from styrhjul.engine.analysis.arrays import Floats, Integers
from styrhjul.engine.analysis.blocks import blocks, in_threads
from styrhjul.engine.analysis.inversions import WEIGHTS, exact_probabilities
from styrhjul.engine.analysis.trend import EXACT_UP_TO
from styrhjul.engine.analysis.upright import Upright, count_of, mask_of

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
    equal, correction, pattern = _ties(series)
    variance = (n * (n - 1) * (2 * n + 5) - correction) / 18
    return Rises(2 * _rises_of(series.values) + equal - n * (n - 1) // 2, variance, pattern)


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


def _rises_of(values: Floats) -> Integers:
    """Count rising pairs, one distance in time after another."""
    periods, count = values.shape
    kind = np.int8 if periods < 128 else np.int16
    rises = np.zeros(count, dtype=np.int32)
    for lag in range(1, periods):
        rises += np.add.reduce((values[lag:] > values[:-lag]).view(np.int8), axis=0, dtype=kind)
    return rises.astype(np.int64)


def _ties(series: Upright) -> tuple[Integers, Integers, Integers]:
    """Return equal pairs, what they take from the variance (times 18), and a number for each pattern of ties."""
    ordered = series.ordered
    equal, correction, pattern = np.zeros((3, ordered.shape[1]), dtype=np.int64)
    before = np.zeros(ordered.shape, dtype=np.int8 if len(ordered) < 128 else np.int16)
    """How many equal values stand before each value."""
    for at, alike in enumerate(mask_of(ordered[1:] == ordered[:-1]), 1):
        np.add(before[at - 1], 1, out=before[at])
        before[at] &= alike
    for lag in range(1, len(ordered)):
        # In a group of t equal values t − lag pairs are this far apart; summed, t(t − 1)(2t + 5).
        pairs = count_of(before[lag:] >= lag)
        if not pairs.any():
            break
        equal += pairs
        correction += pairs * np.int64(12 * lag + 6)
        pattern += pairs * WEIGHTS[min(lag, EXACT_UP_TO) - 1]
    return equal, correction, pattern


def many_slopes(values: Floats, line: Integers, n: Integers) -> Floats:
    """Give Theil-Sen's slope of many series.

    Parameters
    ----------
    values : float64 (series, periods)
        NaN: no value.
    line : int64 (periods,)
        When, rising.
    n : int64 (series,)
        Number of values.

    Returns
    -------
    float64 (series,)
        Per period, the series' own unit; NaN with fewer than two values.

    """
    slopes = np.full(len(n), np.nan)
    parts = []
    for number in np.unique(n[n > 1]).tolist():
        alike = np.flatnonzero(n == number)
        at_a_time = max(2 * SLOPES_AT_A_TIME // (number * (number - 1)), 1)
        parts += [alike[part] for part in blocks(len(alike), at_a_time)]

    def compute(some: Integers) -> None:
        slopes[some] = _median_slopes(values[some], line)

    in_threads(compute, parts)
    return slopes


def _median_slopes(values: Floats, line: Integers) -> Floats:
    """Give the median slope of series that all have as many values."""
    known = ~np.isnan(values)
    held = np.ascontiguousarray(values[known].reshape(len(values), -1).T)
    when = np.broadcast_to(line.astype(np.float64), values.shape)[known].reshape(len(values), -1).T
    n = len(held)
    made = np.empty((n * (n - 1) // 2, held.shape[1]))
    begin = 0
    for lag in range(1, n):
        part = made[begin : begin + n - lag]
        np.subtract(held[lag:], held[:-lag], out=part)
        part /= when[lag:] - when[:-lag]
        begin += n - lag
    ordered = np.ascontiguousarray(made.T)
    ordered.sort(axis=1)  # faster than looking for the middle only
    middle: Floats = (ordered[:, (len(made) - 1) // 2] + ordered[:, len(made) // 2]) / 2
    return middle
