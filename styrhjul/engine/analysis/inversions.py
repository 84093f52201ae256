"""Exact probabilities of Mann-Kendall's S for many series at once, one table for each pattern of ties."""

from functools import lru_cache

import numpy as np

from styrhjul.engine.analysis.arrays import Floats, Integers
from styrhjul.engine.analysis.trend import EXACT_UP_TO

# Odd numbers of 64 bits that nobody has chosen for a purpose: the fractional parts of multiples of the golden ratio.
_WEIGHTS = (np.arange(1, EXACT_UP_TO + 2, dtype=np.uint64) * np.uint64(0x9E37_79B9_7F4A_7C15)) ^ np.uint64(
    0xD1B5_4A32_D192_ED03
)
_WEIGHTS = ((_WEIGHTS ^ (_WEIGHTS >> np.uint64(31))) * np.uint64(0xBF58_476D_1CE4_E5B9)) | np.uint64(1)
WEIGHTS: Integers = _WEIGHTS.view(np.int64)
"""What the numbers of equal pairs are weighed with, so that their sum tells every pattern of ties from all others."""


def tie_pattern(values: Floats) -> tuple[int, ...]:
    """List how many times each value occurs that occurs more than once, the fewest first.

    Examples
    --------
    >>> tie_pattern(np.array([3.0, 1.0, 3.0, 2.0, 2.0, 2.0]))
    (2, 3)

    """
    counts = np.unique(values[~np.isnan(values)], return_counts=True)[1]
    return tuple(sorted(counts[counts > 1].tolist()))


@lru_cache(maxsize=1 << 16)
def tails(n: int, ties: tuple[int, ...]) -> Floats:
    """Give the two-sided probability that as few pairs or fewer stand in the rarer order, when all orders are alike.

    Parameters
    ----------
    n : int
        Number of values.
    ties : tuple of int
        From `tie_pattern`.

    Returns
    -------
    float64 (untied pairs + 1,)
        For 0, 1, 2 … such pairs; at most 1.

    Notes
    -----
    The same as `trend.exact_p`, in floating numbers that are only added and multiplied, never subtracted, so that small
    probabilities keep their digits: the Gaussian multinomial coefficient as a product of binomial ones.

    Examples
    --------
    >>> float(tails(3, ())[0]), float(tails(2, (2,))[0])
    (0.3333333333333333, 1.0)

    """
    found: Floats = np.minimum(2 * np.cumsum(_inversions(n, ties)), 1.0)
    found.flags.writeable = False
    return found


@lru_cache(maxsize=1 << 16)
def _inversions(n: int, ties: tuple[int, ...]) -> Floats:
    """Give the probabilities of 0, 1, 2 … inversions of a multiset in random order."""
    if ties:
        return np.convolve(_inversions(n - ties[-1], ties[:-1]), _binomial(n, ties[-1]))
    if n < 2:
        return np.ones(1)
    return np.convolve(_inversions(n - 1, ()), np.full(n, 1 / n))


@lru_cache(maxsize=4096)
def _binomial(n: int, k: int) -> Floats:
    """Give the Gaussian binomial coefficient, divided by the plain one."""
    if k in (0, n):
        return np.ones(1)
    made = np.zeros(k * (n - k) + 1)
    with_last, without = _binomial(n - 1, k - 1), _binomial(n - 1, k)
    made[: len(with_last)] += with_last * (k / n)
    made[k : k + len(without)] += without * ((n - k) / n)
    return made


def exact_probabilities(s: Integers, n: Integers, pattern: Integers, values: Floats, rows: Integers) -> Floats:
    """Give the exact two-sided probabilities of many series.

    Parameters
    ----------
    s, n, pattern : int64 (series,)
        Rising pairs minus falling ones; number of values, at most 40; equal pairs weighed with `WEIGHTS`.
    values : float64 (all series, periods)
        Where they are; NaN: no value.
    rows : int64 (series,)
        Which of them are meant.

    Returns
    -------
    float64 (series,)

    """
    key = pattern + n * WEIGHTS[-1]
    order = np.argsort(key)
    ordered = key[order]
    starts = np.ones(len(order), dtype=bool)
    np.not_equal(ordered[1:], ordered[:-1], out=starts[1:])
    begins = np.flatnonzero(starts)
    tables = [np.empty(0)]
    for one, number in zip(order[begins].tolist(), ordered[begins].tolist(), strict=True):
        table = _TABLES.get(number)
        if table is None:
            table = tails(int(n[one]), tie_pattern(values[rows[one]]) if pattern[one] else ())
            _TABLES[number] = table
        tables.append(table)
    lengths = np.array([len(table) for table in tables], dtype=np.int64)
    ends, sizes = np.cumsum(lengths), np.diff(begins, append=len(order))
    p = np.empty(len(order))
    # The place of the last number of each table is that of the most untied pairs in the rarer order.
    most, begin = np.repeat(lengths[1:] - 1, sizes), np.repeat(ends[:-1], sizes)
    p[order] = np.concatenate(tables)[begin + (most - np.abs(s[order])) // 2]
    return p


_TABLES: dict[int, Floats] = {}
"""The tables that have been asked for, by the number of their pattern: a few thousand small ones in practice."""
