"""Wilcoxon's rank sum: whether two groups of values differ more than chance would deal them."""

from math import comb, erfc, sqrt

import numpy as np
import numpy.typing as npt

from styrhjul.engine.analysis.arrays import floats

EXACT_UP_TO = 40


def rank_sum_p(before: npt.ArrayLike, after: npt.ArrayLike) -> float:
    """Give the two-sided p of Wilcoxon's rank sum: how often chance deals the values at least as unevenly.

    Parameters
    ----------
    before, after : float64 (n,), (m,)
        Values without NaN, at least one on each side.

    Returns
    -------
    float
        Exact, also with ties, for up to 40 values; else normal with corrections for ties and continuity.

    Examples
    --------
    >>> rank_sum_p([1, 2, 3], [4, 5, 6]), rank_sum_p([1, 1, 1], [1, 1, 1])
    (0.1, 1.0)

    """
    one, other = floats(before), floats(after)
    same, counts = np.unique(np.concatenate([one, other]), return_inverse=True, return_counts=True)[1:]
    # Twice the mid-ranks are whole numbers.
    ranks = (2 * np.cumsum(counts) - counts + 1)[same]
    n, few = len(ranks), len(one)
    expected = few * (n + 1)
    off = abs(int(ranks[:few].sum()) - expected)
    if n <= EXACT_UP_TO:
        ways = np.zeros((few + 1, int(ranks.sum()) + 1), dtype=np.int64)
        ways[0, 0] = 1
        for rank in ranks.tolist():
            ways[1:, rank:] += ways[:-1, : ways.shape[1] - rank].copy()
        sums = np.arange(ways.shape[1])
        return float(ways[few, np.abs(sums - expected) >= off].sum() / comb(n, few))
    variance = few * (n - few) / 12 * (n + 1 - float(np.sum(counts**3 - counts)) / (n * (n - 1)))
    if variance <= 0:
        return 1.0
    return min(1.0, erfc(max(off / 2 - 0.5, 0.0) / sqrt(2 * variance)))
