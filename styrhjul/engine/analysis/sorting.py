"""Sorts many short lines at once: lines that stand upright, so that each step is one operation on whole rows."""

from functools import lru_cache

import numpy as np

from styrhjul.engine.analysis.arrays import Floats

NETWORK_UP_TO = 64


def sorted_upright(rows: Floats, made: Floats | None = None, spare: Floats | None = None) -> Floats:
    """Sort each column.

    Parameters
    ----------
    rows : float64 (values, lines)
        NaN comes last.
    made, spare : float64 (values, lines) and (values + 1, lines), or None
        Where the answer is written, and somewhere to sort; None: in new memory.

    Returns
    -------
    float64, same shape
        `made`, or a new array.

    Notes
    -----
    Batcher's merge exchange (Knuth, The Art of Computer Programming 3, algorithm 5.2.2M): the same comparisons for
    every line.

    Examples
    --------
    >>> sorted_upright(np.array([[3.0, 1.0], [2.0, 9.0], [5.0, 4.0]])).tolist()
    [[2.0, 1.0], [3.0, 4.0], [5.0, 9.0]]

    """
    count, width = rows.shape
    made = np.empty_like(rows) if made is None else made
    if count > NETWORK_UP_TO:
        made[...] = rows
        made.sort(axis=0)
        return made
    spare = np.empty((count + 1, width)) if spare is None else spare
    spare[:count] = rows
    *lines, free = spare
    for low, high in _comparisons(count):
        np.fmin(lines[low], lines[high], out=free)  # passes NaN over, while maximum keeps it
        np.maximum(lines[low], lines[high], out=lines[high])
        lines[low], free = free, lines[low]
    for row, line in zip(made, lines, strict=True):
        row[...] = line
    return made


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
