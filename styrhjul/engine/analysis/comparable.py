"""Makes results of different kinds comparable: ranks among all municipalities, year by year."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from styrhjul.engine.analysis.arrays import Floats, floats

AT_A_TIME = 64
"""Indicators made ready or searched at once: a block stays in the processor's cache."""
EVERY = slice(None)

Singles = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Prepared:
    """Results made comparable: year-centred ranks of levels and changes, float32 (indicators, periods, areas)."""

    levels: Singles
    changes: Singles

    def part(self, indicators: slice, periods: slice = EVERY) -> Prepared:
        """Give some of it, without copying."""
        return Prepared(self.levels[indicators, periods], self.changes[indicators, periods])


def centred_ranks(values: npt.ArrayLike) -> Floats:
    """Rank every period over the areas, as mid-rank shares about nil.

    Parameters
    ----------
    values : float64 (…, areas)
        Any unit; NaN: no value.

    Returns
    -------
    float64, same shape
        −0.5 to 0.5; the mean of each period is nil; NaN where there is no value.

    Examples
    --------
    >>> centred_ranks([1.0, 5.0, 5.0, 9.0]).tolist()
    [-0.375, 0.0, 0.0, 0.375]

    """
    lines = floats(values)
    order = np.argsort(lines, axis=-1)
    ordered = np.take_along_axis(lines, order, axis=-1)
    places = np.arange(lines.shape[-1])
    starts = np.ones(lines.shape, dtype=bool)
    starts[..., 1:] = ordered[..., 1:] != ordered[..., :-1]
    ends = np.ones(lines.shape, dtype=bool)
    ends[..., :-1] = starts[..., 1:]
    first = np.maximum.accumulate(np.where(starts, places, 0), axis=-1)
    last = np.minimum.accumulate(np.where(ends, places, lines.shape[-1])[..., ::-1], axis=-1)[..., ::-1]
    counted = np.sum(~np.isnan(lines), axis=-1, keepdims=True)
    shares = ((first + last + 1) / 2) / np.maximum(counted, 1) - 0.5
    made = np.empty(lines.shape)
    np.put_along_axis(made, order, np.where(np.isnan(ordered), np.nan, shares), axis=-1)
    return made


def prepare(values: npt.ArrayLike) -> Prepared:
    """Make levels and changes comparable; changes are taken between adjacent periods only.

    Parameters
    ----------
    values : float64 (indicators, areas, periods)
        Every period of the line once, without holes in the line; NaN: no value.

    Returns
    -------
    Prepared
        The change to a period stands in that period's place; the first period has none. 8 bytes for each value.

    Notes
    -----
    Centring by indicator and year comes first: otherwise national trends make most pairs look related. An indicator
    that changes in fewer than half of its places has no changes here (values carried forward between measurements).

    Examples
    --------
    >>> prepare([[[1.0, 2.0], [2.0, 5.0]]]).changes[0, 1].tolist()
    [-0.25, 0.25]

    """
    given = floats(values)
    count, areas, periods = given.shape
    levels = np.empty((count, periods, areas), dtype=np.float32)
    changes = np.full((count, periods, areas), np.nan, dtype=np.float32)
    for at in range(0, count, AT_A_TIME):
        block = slice(at, at + AT_A_TIME)
        part = np.moveaxis(given[block], -1, -2)
        levels[block] = centred_ranks(part)
        steps = np.diff(part, axis=-2)
        known = ~np.isnan(steps)
        moved = np.sum(known & (steps != 0), axis=(-2, -1))
        steps[2 * moved < np.sum(known, axis=(-2, -1))] = np.nan
        changes[block, 1:] = centred_ranks(steps)
    return Prepared(levels, changes)
