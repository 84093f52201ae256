"""Many short series laid upright, one period in each row, so that a step in time is one operation on whole rows."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from styrhjul.engine.analysis.arrays import Bools, Floats, Integers
from styrhjul.engine.analysis.sorting import sorted_upright

Small = npt.NDArray[np.int8]
Wholes = npt.NDArray[np.signedinteger]
NEVER = np.int32(-1_000_000_000)


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

    @property
    def mean(self) -> Floats:
        """Give each series' mean; NaN without values."""
        with np.errstate(invalid="ignore"):
            made: Floats = (self.values.view(np.int64) & self.mask).view(np.float64).sum(axis=0) / self.count
        return made

    @property
    def median(self) -> Floats:
        """Give each series' median; NaN without values."""
        last = np.maximum(self.count - 1, 0)
        at = np.arange(self.values.shape[1])
        made: Floats = (self.ordered[last // 2, at] + self.ordered[(last + 1) // 2, at]) / 2
        return made


def stand_upright(series: Floats, line: Integers, step: Integers) -> Upright:
    """Lay series upright and look back from each value to the one before.

    Parameters
    ----------
    series : float64 (series, periods)
        NaN: no value.
    line : int64 (periods,)
        When, rising.
    step : int64 (series,)
        The usual distance between periods of each series.

    Returns
    -------
    Upright

    """
    values = np.ascontiguousarray(series.T)
    mask = mask_of(~np.isnan(values))
    moves = np.empty(values.shape)
    since, steps, times = np.zeros(values.shape, dtype=np.int32), step.astype(np.int32), line.astype(np.int32)
    before, when = np.full(values.shape[1], np.nan), np.full(values.shape[1], NEVER)
    for at, row in enumerate(values):
        np.subtract(row, before, out=moves[at])
        np.subtract(times[at], when, out=since[at])
        wide = mask[at].astype(np.int64)
        blend(before.view(np.int64), row.view(np.int64), wide)
        blend(when, times[at], wide.astype(np.int32))
    adjacent, joined = mask & mask_of(since == steps), mask & mask_of(since <= 2 * steps)
    return Upright(values, mask, line, moves, adjacent, joined, count_of(mask).astype(np.int64), sorted_upright(values))


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
