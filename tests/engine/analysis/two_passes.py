"""Correlations that count a municipality once, computed the plain way, to hold the quick one against."""

from __future__ import annotations

from math import erfc, sqrt

import numpy as np
import numpy.typing as npt

from styrhjul.engine.analysis.arrays import floats
from styrhjul.engine.analysis.comparable import AREAS_NEEDED, PAIRS_NEEDED
from styrhjul.engine.analysis.multiple import benjamini_hochberg
from styrhjul.engine.analysis.patterns import Correlations


def correlate(own: npt.ArrayLike, others: npt.ArrayLike) -> Correlations:
    """Correlate one prepared indicator with many in two passes, everything in double precision."""
    mine, theirs = floats(own), floats(others)
    both = ~np.isnan(mine) & ~np.isnan(theirs)
    x = np.where(both, mine, 0.0)
    y = np.where(both, theirs, 0.0)
    pairs = both.sum(axis=(-2, -1))
    n = np.maximum(pairs, 1)
    mean_x, mean_y = x.sum(axis=(-2, -1)) / n, y.sum(axis=(-2, -1)) / n
    x = np.where(both, x - mean_x[:, None, None], 0.0)
    y = np.where(both, y - mean_y[:, None, None], 0.0)
    by_area = np.einsum("kpa,kpa->ka", x, y)
    spread = np.sqrt(np.einsum("kpa,kpa->k", x, x) * np.einsum("kpa,kpa->k", y, y))
    areas = both.any(axis=1).sum(axis=-1)
    tested = (pairs >= PAIRS_NEEDED) & (areas >= AREAS_NEEDED) & (spread > 1e-5 * n)
    r = np.where(tested, by_area.sum(axis=-1) / np.where(tested, spread, 1.0), np.nan)
    z = by_area.sum(axis=-1) / np.where(tested, np.sqrt((by_area**2).sum(axis=-1)), 1.0)
    p = np.array([erfc(abs(score) / sqrt(2)) if known else np.nan for score, known in zip(z, tested, strict=True)])
    return Correlations(np.clip(r, -1, 1), pairs, areas, p, benjamini_hochberg(p))
