"""Makes results of different kinds comparable: ranks among all municipalities, year by year."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from styrhjul.engine.analysis.arrays import Floats, floats
from styrhjul.engine.analysis.blocks import blocks, in_threads
from styrhjul.engine.analysis.many_ranks import middle_shares

PAIRS_NEEDED, AREAS_NEEDED = 60, 30
"""Fewer values in common than this, or from fewer municipalities, are not compared."""
AT_A_TIME = 32
"""Indicators searched at once: a block stays in the processor's cache."""
ROWS = 10
"""Indicators made ready at once."""
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
    made = np.empty(lines.shape)
    middle_shares(lines.reshape(-1, lines.shape[-1]), made.reshape(-1, lines.shape[-1]))
    return made


def prepare(values: npt.ArrayLike) -> Prepared:
    """Make levels and changes comparable; changes are taken between adjacent periods only.

    Parameters
    ----------
    values : float64 or float32 (indicators, areas, periods)
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
    given = np.asarray(values)
    count, areas, periods = given.shape
    levels = np.empty((count, periods, areas), dtype=np.float32)
    changes = np.empty((count, periods, areas), dtype=np.float32)
    changes[:, :1] = np.nan

    def make(block: slice) -> None:
        part = np.ascontiguousarray(np.moveaxis(given[block], -1, -2), dtype=np.float64)
        steps = np.diff(part, axis=-2)
        known = np.count_nonzero(~np.isnan(steps), axis=(-2, -1))
        still = np.count_nonzero(steps == 0, axis=(-2, -1))
        steps[2 * (known - still) < known] = np.nan
        middle_shares(part.reshape(-1, areas), levels[block].reshape(-1, areas))
        ranked = np.empty(steps.shape, dtype=np.float32)
        middle_shares(steps.reshape(-1, areas), ranked.reshape(-1, areas))
        changes[block, 1:] = ranked

    in_threads(make, blocks(count, ROWS))
    return Prepared(levels, changes)
