"""All pairs of many lines at once where values are missing: screened in single precision, guarded in double."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from styrhjul.engine.analysis.arrays import Floats, Integers, floats

BLOCK = 768
"""Lines multiplied at a time: a tile of sums then stays in the processor's cache until it is finished."""
GUARD = np.float32(1e-3)
"""A pair whose variance is a smaller part of its square sum than this is computed anew in double precision."""
EXACT_AT_A_TIME = 512

Singles = npt.NDArray[np.float32]
Counts = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True, eq=False)
class Lines:
    """Lines made ready for multiplication; from `make_ready`.

    Attributes
    ----------
    given : the lines as they were given, for what must be computed anew.
    z : float32 (lines, places), standardised, nil where there is no value.
    there : float32 (lines, places), 1 where there is a value, else 0.
    first, last : int64 (lines,), the first place with a value and the one after the last; equal where there is none.
    varies : bool (lines,), whether the line has different values.

    """

    given: npt.NDArray[np.floating]
    z: Singles
    there: Singles
    first: Integers
    last: Integers
    varies: npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """Result of `all_pairs`.

    Attributes
    ----------
    r : float32 (lines, lines), −1 to 1; NaN: too few places in common, or nothing varies there.
    n : int32 (lines, lines), places where both lines have values.
    redone : how many pairs were computed anew in double precision.

    """

    r: Singles
    n: Counts
    redone: int


def make_ready(values: npt.ArrayLike) -> Lines:
    """Centre and scale lines, and note where they have values.

    Parameters
    ----------
    values : float64 or float32 (lines, places)
        Any unit; NaN: no value. Lay the places of one period beside each other: lines known for the same periods are
        then multiplied over those periods only.

    Returns
    -------
    Lines
        Takes 8 bytes for each place.

    Raises
    ------
    ValueError
        The values are not a table, or one is infinite.

    Examples
    --------
    >>> make_ready([[1.0, 3.0, None], [None, 5.0, 5.0]]).varies.tolist()
    [True, False]

    """
    given: npt.NDArray[np.floating] = values if isinstance(values, np.ndarray) else floats(values)
    if given.ndim != 2:
        raise ValueError(f"values have {given.ndim} dimensions, not two")
    z, there = np.empty(given.shape, dtype=np.float32), np.empty(given.shape, dtype=np.float32)
    varies = np.empty(len(given), dtype=bool)
    for rows in _blocks(len(given)):
        part = given[rows].astype(np.float64)
        if np.isinf(part).any():
            raise ValueError("a value is infinite")
        known = ~np.isnan(part)
        n = np.maximum(known.sum(axis=1, keepdims=True), 1)
        part -= np.sum(part, axis=1, keepdims=True, where=known) / n
        part[~known] = 0
        spread = np.sqrt(np.einsum("ij,ij->i", part, part)[:, None] / n)
        largest = np.abs(given[rows]).max(axis=1, initial=0, where=known)[:, None]
        varies[rows] = (spread > 1e-13 * largest)[:, 0]
        z[rows] = np.divide(part, spread, out=part, where=spread > 0)
        there[rows] = known
    known_at_all = there.any(axis=1)
    first = np.where(known_at_all, there.argmax(axis=1), 0)
    last = np.where(known_at_all, given.shape[1] - there[:, ::-1].argmax(axis=1), 0)
    return Lines(given, z, there, first, last, varies)


def all_pairs(values: npt.ArrayLike | Lines, *, needed: int = 3) -> Pairs:
    """Correlate every line with every other over the places where both have values (Pearson, pairwise complete).

    Parameters
    ----------
    values : float64 or float32 (lines, places), or Lines
        As in `make_ready`.
    needed : int
        Fewer places in common than this give NaN; at least 2.

    Returns
    -------
    Pairs

    Raises
    ------
    ValueError
        As `make_ready`.

    Notes
    -----
    With M = 1 where there is a value and Z the standardised values (0 where there is none), n = MM', the sums over the
    common places are ZM', the square sums Z²M' and the products ZZ': three matrix products for all pairs. Lines are
    laid in order of their first value, and each block is multiplied over the places that it and the other share.
    Single precision is within 5e-6 for n from 30; where the common places hardly vary compared with the whole line,
    the pair is computed anew in double precision, in two passes.

    Examples
    --------
    >>> found = all_pairs([[1.0, 2.0, 3.0, 4.0], [2.0, 4.0, 6.0, None], [5.0, 1.0, None, 0.0]])
    >>> round(float(found.r[0, 1]), 6), int(found.n[1, 2])
    (1.0, 2)

    """
    lines = values if isinstance(values, Lines) else make_ready(values)
    order = np.lexsort((lines.last, lines.first))
    laid = _laid(lines, order)
    count = len(order)
    r, n = np.empty((count, count), dtype=np.float32), np.empty((count, count), dtype=np.int32)
    sums, squares = _sums(laid)
    again: list[tuple[Integers, Integers]] = []
    for rows in _blocks(count):
        for others in _blocks(count, rows.start):
            tile_n, tile_r = _products(laid, rows, others)
            doubtful = _finish(tile_r, tile_n, sums[rows, others], squares[rows, others],
                               sums[others, rows].T, squares[others, rows].T)  # fmt: skip
            tile_r[tile_n < max(needed, 2)] = np.nan
            doubtful &= (tile_n >= max(needed, 2)) & laid.varies[rows, None] & laid.varies[None, others]
            tile_r[~(laid.varies[rows, None] & laid.varies[None, others])] = np.nan
            if doubtful.any():
                i, j = np.nonzero(doubtful)
                again.append((i + rows.start, j + others.start))
            r[rows, others], r[others, rows] = tile_r, tile_r.T
            n[rows, others], n[others, rows] = tile_n, tile_n.T
    redone = _redo(laid, r, again)
    if laid is not lines:
        back = np.argsort(order)
        r, n = r[np.ix_(back, back)], n[np.ix_(back, back)]
    return Pairs(r, n, redone)


def exact(own: npt.ArrayLike, others: npt.ArrayLike) -> Floats:
    """Correlate one line with several in double precision, in two passes.

    Parameters
    ----------
    own : float64 (places,)
        Any unit; NaN: no value.
    others : float64 (lines, places)
        The same places.

    Returns
    -------
    float64 (lines,)
        NaN where nothing varies over the common places, or fewer than two are common.

    Examples
    --------
    >>> exact([1.0, 2.0, 3.0, None], [[3.0, 2.0, 1.0, 9.0]]).round(12).tolist()
    [-1.0]

    """
    one, many = np.asarray(own, dtype=np.float64), np.asarray(others, dtype=np.float64)
    both = ~np.isnan(one) & ~np.isnan(many)
    n = np.maximum(both.sum(axis=1), 1)
    x, y = np.where(both, one, 0.0), np.where(both, many, 0.0)
    size = np.abs(x).max(axis=1, initial=0), np.abs(y).max(axis=1, initial=0)
    for _pass in range(2):  # the second takes away what rounding left of the mean
        x -= np.where(both, (x.sum(axis=1) / n)[:, None], 0.0)
        y -= np.where(both, (y.sum(axis=1) / n)[:, None], 0.0)
    xx, yy = np.einsum("ij,ij->i", x, x), np.einsum("ij,ij->i", y, y)
    varies = (np.sqrt(xx / n) > 1e-13 * size[0]) & (np.sqrt(yy / n) > 1e-13 * size[1])
    r = np.einsum("ij,ij->i", x, y) / np.where(varies, np.sqrt(xx) * np.sqrt(yy), 1.0)
    return np.where(varies, np.clip(r, -1, 1), np.nan)


def _blocks(count: int, begin: int = 0) -> Iterator[slice]:
    return (slice(at, min(at + BLOCK, count)) for at in range(begin, count, BLOCK))


def _laid(lines: Lines, order: Integers) -> Lines:
    if np.array_equal(order, np.arange(len(order))):
        return lines
    first, last, varies = lines.first[order], lines.last[order], lines.varies[order]
    return Lines(lines.given[order], lines.z[order], lines.there[order], first, last, varies)


def _common(lines: Lines, rows: slice, others: slice) -> slice:
    """Return the places outside which one block or the other has nothing."""
    first = max(lines.first[rows].min(), lines.first[others].min())
    return slice(int(first), int(max(first, min(lines.last[rows].max(), lines.last[others].max()))))


def _sums(lines: Lines) -> tuple[Singles, Singles]:
    """Return the sums and square sums of each line over the places that it has in common with each other."""
    count = len(lines.z)
    sums, squares = np.empty((count, count), dtype=np.float32), np.empty((count, count), dtype=np.float32)
    for rows in _blocks(count):
        z = lines.z[rows]
        both = np.concatenate((z, z * z))
        for others in _blocks(count):
            places = _common(lines, rows, others)
            made = both[:, places] @ lines.there[others, places].T
            sums[rows, others], squares[rows, others] = made[: len(z)], made[len(z) :]
    return sums, squares


def _products(lines: Lines, rows: slice, others: slice) -> tuple[Counts, Singles]:
    """Return the number of common places and the sum of products over them, of two blocks."""
    places = _common(lines, rows, others)
    there, z = lines.there[rows, places], lines.z[rows, places]
    if rows == others:  # one operand twice: half the work
        return (there @ there.T).astype(np.int32), z @ z.T
    return (there @ lines.there[others, places].T).astype(np.int32), z @ lines.z[others, places].T


def _finish(r: Singles, n: Counts, x: Singles, xx: Singles, y: Singles, yy: Singles) -> npt.NDArray[np.bool_]:
    """Turn sums of products into correlations, in place; return which of them single precision cannot answer for."""
    share = np.float32(1) / np.maximum(n, 1).astype(np.float32)
    r -= x * y * share
    vx, vy = xx - x * x * share, yy - y * y * share
    doubtful = (vx < GUARD * xx) | (vx * share < GUARD) | (vy < GUARD * yy) | (vy * share < GUARD)
    with np.errstate(invalid="ignore", divide="ignore"):
        r /= np.sqrt(vx * vy)
    np.clip(r, -1, 1, out=r)
    return doubtful


def _redo(lines: Lines, r: Singles, again: list[tuple[Integers, Integers]]) -> int:
    if not again:
        return 0
    i, j = (np.concatenate(side) for side in zip(*again, strict=True))
    for line in np.unique(i).tolist():
        others = j[i == line]
        for at in range(0, len(others), EXACT_AT_A_TIME):
            some = others[at : at + EXACT_AT_A_TIME]
            r[line, some] = r[some, line] = exact(lines.given[line], lines.given[some])
    return len(i)
