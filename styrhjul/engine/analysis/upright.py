"""Many short series laid upright, one period in each row, so that a step in time is one operation on whole rows."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from styrhjul.engine.analysis.arrays import Bools, Floats, Integers
from styrhjul.engine.analysis.sorting import sorted_upright

Small = npt.NDArray[np.int8]
Wholes = npt.NDArray[np.signedinteger]


@dataclass(frozen=True, slots=True, eq=False)
class Room:
    """Memory for series laid upright, used for block after block: fresh memory takes more time than the computing.

    Each float64 (periods, series), `spare` with one row more; what lies there is gone when the next block is laid.
    """

    values: Floats
    moves: Floats
    ordered: Floats
    spare: Floats

    @classmethod
    def of(cls, periods: int, series: int) -> Room:
        """Lay it out."""
        values, moves, ordered = np.empty((3, periods, series))
        return cls(values, moves, ordered, np.empty((periods + 1, series)))

    def narrow(self, series: int) -> Room:
        """Give the room of fewer series."""
        return Room(*(getattr(self, name)[:, :series] for name in self.__slots__))


@dataclass(frozen=True, slots=True, eq=False)
class Upright:
    """Series laid upright; arrays of (periods, series) unless something else is said.

    Attributes
    ----------
    values : float64, NaN: no value; mask : int8, −1 where there is one, else 0.
    line : int64 (periods,), when.
    moves : float64, how far from the value before, whenever that was.
    adjacent : int8, −1 where the value before stands one usual step back.
    joined : int8, −1 where at most one period is missing between: a run goes on.
    count : int64 (series,), number of values.
    ordered : float64, the values from the smallest to the largest, then NaN.

    """

    values: Floats
    mask: Small
    line: Integers
    moves: Floats
    adjacent: Small
    joined: Small
    count: Integers
    ordered: Floats

    spare: Floats
    """Somewhere to compute, as large as the values."""

    @property
    def mean(self) -> Floats:
        """Give each series' mean; NaN without values."""
        known = np.bitwise_and(self.values.view(np.int64), self.mask, out=self.spare.view(np.int64))
        with np.errstate(invalid="ignore"):
            made: Floats = known.view(np.float64).sum(axis=0) / self.count
        return made

    @property
    def median(self) -> Floats:
        """Give each series' median; NaN without values."""
        last = np.maximum(self.count - 1, 0)
        at = np.arange(self.values.shape[1])
        made: Floats = (self.ordered[last // 2, at] + self.ordered[(last + 1) // 2, at]) / 2
        return made


def stand_upright(series: Floats, line: Integers, step: Integers, room: Room) -> Upright:
    """Lay series upright and look back from each value to the one before.

    Parameters
    ----------
    series : float64 (series, periods)
        NaN: no value.
    line : int64 (periods,)
        When, rising.
    step : int64 (series,)
        The usual distance between periods of each series.
    room : Room
        Where to lay them; at least as wide as there are series.

    Returns
    -------
    Upright

    """
    room = room.narrow(len(series))
    values, moves = room.values, room.moves
    np.copyto(values, series.T)
    known = ~np.isnan(values)
    mask = mask_of(known)
    moves[:1] = np.nan
    np.subtract(values[1:], values[:-1], out=moves[1:])
    adjacent, joined = np.zeros((2, *values.shape), dtype=np.int8)
    near, gaps = mask[1:] & mask[:-1], np.diff(line)[:, None]
    steps = step[:1] if (step == step[:1]).all() else step
    np.bitwise_and(near, mask_of(gaps == steps), out=adjacent[1:])
    np.bitwise_and(near, mask_of(gaps <= 2 * steps), out=joined[1:])
    at, of = _after_holes(known)
    before = _last_known(known, at, of)
    moves[at, of] = values[at, of] - values[before, of]
    since = line[at] - line[before]
    adjacent[at, of], joined[at, of] = mask_of(since == step[of]), mask_of(since <= 2 * step[of])
    ordered = sorted_upright(values, room.ordered, room.spare)
    count = count_of(mask).astype(np.int64)
    return Upright(values, mask, line, moves, adjacent, joined, count, ordered, room.spare[: len(values)])


def _after_holes(known: Bools) -> tuple[Integers, Integers]:
    """Return the places of values without one the period before but with one earlier."""
    found = np.zeros(known.shape, dtype=bool)
    earlier = np.zeros(known.shape[1], dtype=bool)
    for at in range(1, len(known)):
        np.greater(known[at], known[at - 1], out=found[at])
        found[at] &= earlier
        earlier |= known[at - 1]
    places: tuple[Integers, Integers] = np.divmod(np.flatnonzero(found), max(known.shape[1], 1))
    return places


def _last_known(known: Bools, at: Integers, of: Integers) -> Integers:
    """Return the period of the last value before each place; there is one."""
    before = at - 1
    left = np.arange(len(at))
    while left.size:
        left = left[~known[before[left], of[left]]]
        before[left] -= 1
    return before


def count_of(true: Bools | Small) -> npt.NDArray[np.int16]:
    """Count in each column where something is true (or −1).

    Examples
    --------
    >>> count_of(np.array([[True, False], [True, True]])).tolist()
    [2, 1]

    """
    small = true.view(np.int8) if true.dtype == np.int8 else mask_of(true.view(np.bool_))
    made = np.add.reduce(small, axis=0, dtype=np.int8 if len(small) < 128 else np.int16)
    counted: npt.NDArray[np.int16] = np.negative(made.astype(np.int16))
    return counted


def mask_of(true: Bools) -> Small:
    """Give −1 where something is true, else 0: all bits or none.

    Examples
    --------
    >>> mask_of(np.array([True, False])).tolist()
    [-1, 0]

    """
    made: Small = np.negative(true.view(np.int8))
    return made


def blend(
    kept: npt.NDArray[np.signedinteger],
    new: npt.NDArray[np.signedinteger] | np.int64 | int,
    mask: npt.NDArray[np.signedinteger],
) -> None:
    """Write the new where the mask is set. Choosing by bits takes the same time whatever is chosen.

    Examples
    --------
    >>> kept = np.array([1, 2, 3])
    >>> blend(kept, np.array([7, 8, 9]), np.array([-1, 0, -1]))
    >>> kept.tolist()
    [7, 2, 9]

    """
    turned = kept ^ new
    turned &= mask
    kept ^= turned


def signs(values: Floats, tolerance: Floats | float) -> Small:
    """Give 1, 0 or −1 for values above, within or below a tolerance; 0 for NaN.

    Examples
    --------
    >>> signs(np.array([2.0, 0.1, -3.0, np.nan]), 0.5).tolist()
    [1, 0, -1, 0]

    """
    made: Small = (values > tolerance).view(np.int8) - (values < -tolerance).view(np.int8)
    return made
