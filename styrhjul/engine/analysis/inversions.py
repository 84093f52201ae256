"""Exact probabilities of Mann-Kendall's S for many series at once, one table for each pattern of ties."""

from collections.abc import Callable
from functools import lru_cache
from threading import Lock

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


FEWEST_SLOTS = 16
"""Bits of a slot's place when nothing is known of how many tables there will be."""
MOST_NUMBERS = 1 << 23
"""So many probabilities are kept, 64 MB; then everything begins anew."""
_SPREAD = np.uint64(0x9E37_79B9_7F4A_7C15)


class _Tables:
    """The tables that have been asked for, found by the number of their pattern for many series at once.

    Open addressing: a number lies in the slot that its highest bits name, or in one of the next ones. Readers wait for
    nobody: the numbers of a table are written first, then where they are, then the key that leads to them.
    """

    def __init__(self, most: int) -> None:
        self.bits = max(FEWEST_SLOTS, (2 * most).bit_length())
        self.keys = np.zeros(1 << self.bits, dtype=np.int64)
        self.tops = np.zeros(1 << self.bits, dtype=np.int64)
        self.numbers = np.empty(1 << 16)
        self.used = self.count = 0

    def has_room_for(self, more: int) -> bool:
        """Whether at most half of the slots would be used."""
        return 2 * (self.count + more) <= len(self.keys) and self.used < MOST_NUMBERS

    def slots_of(self, keys: Integers) -> Integers:
        """Give the slot of each key, negative where there is no table yet."""
        slots = (keys.view(np.uint64) * _SPREAD >> np.uint64(64 - self.bits)).view(np.int64)
        wrong = np.flatnonzero(self.keys[slots] != keys)
        while wrong.size:
            wrong = wrong[self.keys[slots[wrong]] != 0]
            slots[wrong] = (slots[wrong] + 1) % len(self.keys)
            wrong = wrong[self.keys[slots[wrong]] != keys[wrong]]
        slots[self.keys[slots] != keys] = -1
        return slots

    def add(self, key: int, table: Floats) -> None:
        """Keep the table of a key."""
        begin, self.used = self.used, self.used + len(table)
        if self.used > len(self.numbers):
            self.numbers = np.concatenate([self.numbers, np.empty(max(len(self.numbers), len(table)))])
        self.numbers[begin : self.used] = table
        slot = (key * int(_SPREAD) & (1 << 64) - 1) >> 64 - self.bits
        while self.keys[slot] not in (0, key):
            slot = (slot + 1) % len(self.keys)
        # The last number of a table is that of the most untied pairs in the rarer order.
        self.tops[slot] = 2 * begin + len(table) - 1
        self.keys[slot] = key
        self.count += 1


_kept = _Tables(0)
_writing = Lock()


def exact_probabilities(s: Integers, n: Integers, pattern: Integers, values: Floats, rows: Integers) -> Floats:
    """Give the exact two-sided probabilities of many series.

    Parameters
    ----------
    s, n, pattern : int64 (series,)
        Rising pairs minus falling ones; number of values, 2 to 40; equal pairs weighed with `WEIGHTS`.
    values : float64 (all series, periods)
        Where they are; NaN: no value.
    rows : int64 (series,)
        Which of them are meant.

    Returns
    -------
    float64 (series,)

    """
    keys = pattern + n * WEIGHTS[-1]
    tables, slots = _tables_of(keys, lambda one: tails(int(n[one]), tie_pattern(values[rows[one]])))
    tops = tables.tops[slots]
    tops -= np.abs(s)
    tops >>= 1
    found: Floats = tables.numbers[tops]
    return found


def _tables_of(keys: Integers, made: Callable[[int], Floats]) -> tuple[_Tables, Integers]:
    """Return tables that hold all keys, and the slot of each; `made` makes the table of one that is not there."""
    global _kept
    tables = _kept
    slots = tables.slots_of(keys)
    if (slots >= 0).all():
        return tables, slots
    with _writing:
        distinct, places = np.unique(keys, return_index=True)
        lacking = places[_kept.slots_of(distinct) < 0]
        if not _kept.has_room_for(len(lacking)):
            _kept, lacking = _Tables(len(places)), places
        tables = _kept
        for place in lacking.tolist():
            tables.add(int(keys[place]), made(place))
    return tables, tables.slots_of(keys)
