"""Places among others for thousands of occasions at once; the same answers as `ranks` gives one by one."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from styrhjul.engine.analysis.arrays import SIGN, Floats, Good, Integers
from styrhjul.engine.analysis.blocks import THREADS, blocks, even_blocks, in_threads
from styrhjul.engine.analysis.ranks import COMPARED_NEEDED, DISTINCT_NEEDED
from styrhjul.engine.analysis.tie_keys import LOW_BITS, MISSING, tie_keys

ROWS, FEWEST = 1024, 64
"""Occasions sorted at a time, and so few that they are not worth sharing among threads."""

FEW_TELL = 16
"""So many values of a line are looked at before all of them."""
SHORT, LONG = 15, 32

Singles = npt.NDArray[np.float32]
Decimals = npt.NDArray[np.float32] | npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class ManyRanks:
    """Result of `many_ranks`; arrays of (occasions, others) unless something else is said.

    Attributes
    ----------
    rank : int32, 1 is best; equal values share the best place of the group; 0 where there is no value.
    percentile : float32, 0–100, the best near 100; NaN where there is no value.
    colour : int8, a place in `ranks.COLOURS`: 0 none, 1 green, 2 yellow, 3 red.
    compared : int64 (occasions,), how many have a value.

    """

    rank: npt.NDArray[np.int32]
    percentile: Singles
    colour: npt.NDArray[np.int8]
    compared: Integers


@dataclass(frozen=True, slots=True, eq=False)
class _Places:
    """Where each value of a block lies among those of its line.

    Attributes
    ----------
    rank, size : int32 (lines, others), one more than how many are smaller, and how many are equal; 0: no value.
    compared, distinct : (lines,), how many values there are, and how many different ones.

    """

    rank: npt.NDArray[np.int32]
    size: npt.NDArray[np.int32]
    compared: Integers
    distinct: Integers

    def twice(self) -> npt.NDArray[np.int32]:
        """Give twice the middle of each group of equal values, counted from 0, in the memory of the sizes."""
        made = np.add(self.size, self.rank, out=self.size)
        made += self.rank
        made -= 2
        return made

    @property
    def known(self) -> npt.NDArray[np.int32]:
        """Tell where there are values: 1, else 0."""
        return np.minimum(self.rank, 1)


def many_ranks(values: npt.ArrayLike, good: Sequence[Good] | Good) -> ManyRanks:
    """Rank the values of many occasions, each among its own.

    Parameters
    ----------
    values : float64 (occasions, others)
        Each line as in `ranks`; NaN: no value.
    good : one of "higher", "lower" and "none", or one for each occasion
        Which way is good.

    Returns
    -------
    ManyRanks

    Raises
    ------
    ValueError
        The values are not a table, or there is not a direction for each occasion.

    Notes
    -----
    As `ranks`. Each value's order is packed with its place into one whole number, so that sorting the numbers sorts
    both, and missing values come last.

    Examples
    --------
    >>> found = many_ranks([[1, 2, 2, np.nan], [5, 4, 3, 2]], ["higher", "lower"])
    >>> found.rank.tolist(), found.percentile[1].tolist()
    ([[3, 1, 1, 0], [4, 3, 2, 1]], [12.5, 37.5, 62.5, 87.5])

    """
    table = np.asarray(values, dtype=np.float64)
    if table.ndim != 2:
        raise ValueError(f"values have {table.ndim} dimensions, not two")
    ways = [good] * len(table) if isinstance(good, str) else list(good)
    if len(ways) != len(table):
        raise ValueError(f"{len(table)} occasions and {len(ways)} directions")
    # Best first, so that the smallest is best.
    turned = -np.array([SIGN[way] or 1 for way in ways], dtype=np.float64)
    coloured = np.array([way != "none" for way in ways], dtype=bool)
    rank = np.empty(table.shape, dtype=np.int32)
    percentile = np.empty(table.shape, dtype=np.float32)
    colour = np.empty(table.shape, dtype=np.int8)
    compared = np.empty(len(table), dtype=np.int64)

    def place(rows: slice) -> None:
        places = _places(table[rows] * turned[rows, None])
        n = places.compared.astype(np.int32)[:, None]
        known, twice = places.known, places.twice()
        rank[rows], compared[rows] = places.rank, places.compared
        _shares(twice, known, -50 / np.maximum(n, 1), 100, percentile[rows])
        shown = coloured[rows] & (places.compared >= COMPARED_NEEDED) & (places.distinct >= DISTINCT_NEEDED)
        twice *= 2
        code = (twice >= 3 * n).view(np.int8) - (twice <= n).view(np.int8) + np.int8(2)
        np.multiply(code, known.astype(np.int8) * shown[:, None], out=colour[rows])

    in_threads(place, even_blocks(len(table), min(ROWS, max(-(-len(table) // THREADS), FEWEST))))
    return ManyRanks(rank, percentile, colour, compared)


def colours_of_one(values: npt.ArrayLike, row: int, good: Sequence[Good] | Good) -> npt.NDArray[np.int8]:
    """Give one municipality's colour on many occasions, without ranking the others.

    Parameters
    ----------
    values : float64 (occasions, others)
        As in `many_ranks`, the one asked about among the others; NaN: no value.
    row : int
        Its place among the others.
    good : one of "higher", "lower" and "none", or one for each occasion
        Which way is good.

    Returns
    -------
    int8 (occasions,)
        A place in `ranks.COLOURS`, as `many_ranks` gives.

    Examples
    --------
    >>> colours_of_one([range(20), range(20)], 19, ["higher", "lower"]).tolist()
    [1, 3]

    """
    keys = tie_keys(values)
    ways = [good] * len(keys) if isinstance(good, str) else list(good)
    sign = np.array([SIGN[way] for way in ways], dtype=np.int64)
    own = keys[:, row, None]
    n = np.count_nonzero(keys != MISSING, axis=1)
    more = np.count_nonzero(keys > own, axis=1) - (keys.shape[1] - n)
    equal = np.count_nonzero(keys == own, axis=1)
    better = np.where(sign > 0, more, n - more - equal)
    twice = 2 * (2 * better + equal)
    code = 2 - (twice <= n).astype(np.int8) + (twice >= 3 * n)
    shown = (sign != 0) & (n >= COMPARED_NEEDED) & (own[:, 0] != MISSING)
    shown[shown] = _differ(keys[shown])
    found: npt.NDArray[np.int8] = code * shown.astype(np.int8)
    return found


def _differ(keys: Integers) -> npt.NDArray[np.bool_]:
    """Say which lines have enough different values to be coloured; of most lines a few values tell."""
    enough = _different(keys[:, :FEW_TELL]) >= DISTINCT_NEEDED
    doubtful = np.flatnonzero(~enough)
    enough[doubtful] = _different(keys[doubtful]) >= DISTINCT_NEEDED
    return enough


def _different(keys: Integers) -> Integers:
    """Count the different values of each line."""
    ordered = np.sort(keys, axis=1)
    first = np.ones((len(keys), 1), dtype=bool)
    new = np.concatenate([first, ordered[:, 1:] != ordered[:, :-1]], axis=1)
    counted: Integers = np.count_nonzero(new & (ordered != MISSING), axis=1)
    return counted


def middle_shares(values: npt.NDArray[np.floating], made: npt.NDArray[np.floating]) -> None:
    """Write each value's mid-rank share about nil among those of its line, −0.5 to 0.5; NaN where there is none.

    Parameters
    ----------
    values : float64 or float32 (lines, others)
        NaN: no value.
    made : float64 or float32 (lines, others)
        Where the answer is written.

    """
    for rows in blocks(len(values), ROWS):
        places = _places(values[rows])
        half = 0.5 / np.maximum(places.compared, 1)
        known, twice = places.known, places.twice()
        _shares(twice, known, half[:, None], -0.5, made[rows])


def _shares(
    twice: npt.NDArray[np.int32], known: npt.NDArray[np.int32], slope: Floats, begin: float, made: Decimals
) -> None:
    """Write `begin + slope × twice`, NaN where there is no value."""
    there = known.astype(made.dtype)
    np.multiply(twice.astype(made.dtype), slope.astype(made.dtype), out=made)
    np.add(made, begin, out=made)
    np.multiply(made, there, out=made)
    with np.errstate(invalid="ignore"):
        np.divide(made, there, out=made)  # nil by nil is NaN, much faster than choosing


def _places(values: npt.NDArray[np.floating]) -> _Places:
    """Sort each line, find its groups of equal values, and tell every value of its group."""
    lines, others = values.shape
    ordered, columns = (_sorted_long if others > 1 << LOW_BITS else _sorted_packed)(tie_keys(values))
    starts = np.empty((lines, others), dtype=bool)
    starts[:, :1] = True
    np.not_equal(ordered[:, 1:], ordered[:, :-1], out=starts[:, 1:])
    begins = np.flatnonzero(starts)
    groups = np.count_nonzero(starts, axis=1)
    before = np.arange(0, lines * others, max(others, 1))
    size = np.diff(begins, append=lines * others)
    rank = begins + 1 - np.repeat(before, groups)
    lacking = ordered[:, -1] == MISSING if others else np.zeros(lines, dtype=bool)
    last = np.cumsum(groups)[lacking] - 1  # those without a value come last, as one group
    compared = np.full(lines, others)
    compared[lacking] -= size[last]
    # Both in one number, so that they are told and carried to their places together; a short one if there is room.
    kind: type[np.int32 | np.int64] = np.int32 if others < 1 << SHORT else np.int64
    shift = kind(SHORT if kind is np.int32 else LONG)
    of_group = (rank.astype(kind) << shift) | size.astype(kind)
    of_group[last] = 0
    columns += before[:, None]
    packed = np.empty(lines * others, dtype=kind)
    packed[columns.reshape(-1)] = np.repeat(of_group, size)
    packed = packed.reshape(lines, others)
    rank = (packed >> shift).astype(np.int32, copy=False)
    packed &= (kind(1) << shift) - kind(1)
    return _Places(rank, packed.astype(np.int32, copy=False), compared, groups - lacking)


def _sorted_packed(keys: Integers) -> tuple[Integers, Integers]:
    """Sort keys that leave room for the place in their last bits."""
    keys |= np.arange(keys.shape[1])
    keys.sort(axis=1)
    columns = keys & ((1 << LOW_BITS) - 1)
    keys ^= columns
    return keys, columns


def _sorted_long(keys: Integers) -> tuple[Integers, Integers]:
    columns = np.argsort(keys, axis=1)
    return np.take_along_axis(keys, columns, axis=1), columns
