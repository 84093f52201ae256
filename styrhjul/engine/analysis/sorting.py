"""Sorts many short lines at once: lines that stand upright, so that each step is one operation on whole rows."""

from functools import lru_cache

import numpy as np

from styrhjul.engine.analysis.arrays import Floats

NETWORK_UP_TO = 64


def sorted_upright(rows: Floats) -> Floats:
    """Sort each column.

    Parameters
    ----------
    rows : float64 (values, lines)
        NaN comes last.

    Returns
    -------
    float64, same shape
        A new array.

    Notes
    -----
    Batcher's merge exchange (Knuth, The Art of Computer Programming 3, algorithm 5.2.2M): the same comparisons for
    every line.

    Examples
    --------
    >>> sorted_upright(np.array([[3.0, 1.0], [2.0, 9.0], [5.0, 4.0]])).tolist()
    [[2.0, 1.0], [3.0, 4.0], [5.0, 9.0]]

    """
    if len(rows) > NETWORK_UP_TO:
        return np.sort(rows, axis=0)
    made = list(rows.copy())
    spare = np.empty(rows.shape[1])
    for low, high in _comparisons(len(rows)):
        np.fmin(made[low], made[high], out=spare)  # passes NaN over, while maximum keeps it
        np.maximum(made[low], made[high], out=made[high])
        made[low], spare = spare, made[low]
    return np.stack(made) if made else rows.copy()


@lru_cache(maxsize=NETWORK_UP_TO + 1)
def _comparisons(n: int) -> tuple[tuple[int, int], ...]:
    found = []
    top = 1 << max((n - 1).bit_length() - 1, 0)
    p = top
    while p > 0:
        q, r, d = top, 0, p
        while True:
            found += [(i, i + d) for i in range(n - d) if i & p == r]
            if q == p:
                break
            d, q, r = q - p, q // 2, p
        p //= 2
    return tuple(found)
