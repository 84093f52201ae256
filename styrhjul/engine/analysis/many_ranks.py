"""Places among others for thousands of occasions at once; the same answers as `ranks` gives one by one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from styrhjul.engine.analysis.arrays import SIGN, Bools, Good, Integers
from styrhjul.engine.analysis.blocks import blocks, in_threads
from styrhjul.engine.analysis.ranks import COMPARED_NEEDED, DISTINCT_NEEDED
from styrhjul.engine.analysis.tie_keys import LOW_BITS, MISSING, tie_keys

ROWS = 256
"""Occasions sorted at a time."""

Singles = npt.NDArray[np.float32]
Number = TypeVar("Number", bound=np.number)


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
class _Groups:
    """The groups of equal values of a block of occasions, occasion by occasion, the smallest first.

    Attributes
    ----------
    row : occasion of each group; low : how many lie before it; size : how many it holds; known : it is of values.
    compared : how many have values, for each occasion.
    places : where the members of the groups lie in the block, laid flat.

    """

    row: Integers
    low: Integers
    size: Integers
    known: Bools
    compared: Integers
    places: Integers

    def spread(self, made: npt.NDArray[Number], of_groups: npt.NDArray[np.number]) -> None:
        """Write what holds for each group to all its members."""
        made.reshape(-1)[self.places] = np.repeat(of_groups.astype(made.dtype, copy=False), self.size)


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
    >>> found.rank.tolist(), found.percentile[0].tolist()
    ([[3, 1, 1, 0], [4, 3, 2, 1]], [16.66666603088379, 66.66666412353516, 66.66666412353516, nan])

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
        groups = _groups(table[rows] * turned[rows, None])
        compared[rows] = groups.compared
        n = groups.compared[groups.row]
        twice = 2 * groups.low + groups.size  # twice the middle of the group
        groups.spread(rank[rows], np.where(groups.known, groups.low + 1, 0))
        shares = 100 - 50 * twice / np.maximum(n, 1)
        groups.spread(percentile[rows], np.where(groups.known, shares, np.nan).astype(np.float32))
        distinct = np.bincount(groups.row[groups.known], minlength=len(groups.compared))
        shown = coloured[rows] & (groups.compared >= COMPARED_NEEDED) & (distinct >= DISTINCT_NEEDED)
        code = (2 - (2 * twice <= n) + (2 * twice >= 3 * n)) * (groups.known & shown[groups.row])
        groups.spread(colour[rows], code.astype(np.int8))

    in_threads(place, blocks(len(table), ROWS))
    return ManyRanks(rank, percentile, colour, compared)


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
        groups = _groups(values[rows])
        n = np.maximum(groups.compared[groups.row], 1)
        shares = (2 * groups.low + groups.size) / (2 * n) - 0.5
        groups.spread(made[rows], np.where(groups.known, shares, np.nan))


def _groups(values: npt.NDArray[np.floating]) -> _Groups:
    """Sort each line and find its groups of equal values."""
    lines, others = values.shape
    ordered, columns = (_sorted_long if others > 1 << LOW_BITS else _sorted_packed)(tie_keys(values))
    starts = np.empty((lines, others), dtype=bool)
    starts[:, :1] = True
    np.not_equal(ordered[:, 1:], ordered[:, :-1], out=starts[:, 1:])
    begins = np.flatnonzero(starts)
    size = np.diff(begins, append=lines * others)
    row, low = np.divmod(begins, max(others, 1))
    known = ordered.reshape(-1)[begins] != MISSING
    compared = np.bincount(row[known], weights=size[known], minlength=lines).astype(np.int64)
    columns += np.arange(0, lines * others, max(others, 1))[:, None]
    return _Groups(row, low, size, known, compared, columns.reshape(-1))


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
