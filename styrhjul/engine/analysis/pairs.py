"""All pairs of many lines at once where values are missing: screened in single precision, guarded in double."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from styrhjul.engine.analysis.arrays import Bools, Floats, Integers
from styrhjul.engine.analysis.blocks import blocks, in_threads, length
from styrhjul.engine.analysis.lines import Lines, Singles, common, make_ready

GUARD = np.float32(1e-3)
"""A pair whose variance is a smaller part of its square sum than this is computed anew in double precision."""
CELLS = 1 << 15
"""Pairs finished at a time."""
WIDER = 1.04
"""Two tiles are multiplied at once if that takes at most this much more work: wide products run faster."""
EXACT_AT_A_TIME = 512

Counts = npt.NDArray[np.unsignedinteger]
Number = TypeVar("Number", bound=np.number)


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """Result of `all_pairs`.

    Attributes
    ----------
    r : float32 (lines, lines), −1 to 1; NaN: too few places in common, or nothing varies there.
    n : uint16 (lines, lines), places where both lines have values; uint32 when there are more than 65,535 places.
    redone : how many pairs were computed anew in double precision.

    """

    r: Singles
    n: Counts
    redone: int


@dataclass(frozen=True, slots=True, eq=False)
class _Sums:
    """Sums over the places that two blocks have in common, each float32 (lines, others)."""

    n: Singles
    x: Singles
    xx: Singles
    y: Singles
    xy: Singles
    yy: Singles

    def part(self, rows: slice, others: slice) -> "_Sums":
        """Give some of it; what lies across in memory is laid straight first."""
        return _Sums(*(np.ascontiguousarray(getattr(self, name)[rows, others]) for name in self.__slots__))


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
    common places are ZM', the square sums Z²M' and the products ZZ': three matrix products for all pairs, since two of
    them are symmetric. Each block is multiplied over the places that it and the other share. Single precision is within
    5e-6 for n from 30; where the common places hardly vary compared with the whole line, the pair is computed anew in
    double precision, in two passes.

    Examples
    --------
    >>> found = all_pairs([[1.0, 2.0, 3.0, 4.0], [2.0, 4.0, 6.0, None], [5.0, 1.0, None, 0.0]])
    >>> round(float(found.r[0, 1]), 6), int(found.n[1, 2])
    (1.0, 2)

    """
    lines = values if isinstance(values, Lines) else make_ready(values)
    count, places = lines.given.shape
    r = np.empty((count, count), dtype=np.float32)
    n = np.empty((count, count), dtype=np.uint16 if places < 1 << 16 else np.uint32)
    again: list[tuple[Integers, Integers]] = []
    for rows, others, places in _tiles(lines):
        sums, at = _multiply(lines, rows, others, places), max(CELLS // length(others), 1)
        tile = _Tile(sums, rows, others, lines.varies, max(needed, 2))
        again += in_threads(partial(tile.finish, r=r, n=n), blocks(length(rows), at))
    redone = _redo(lines, r, again)
    return Pairs(_back(r, lines.order), _back(n, lines.order), redone)


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


def _tiles(lines: Lines) -> Iterator[tuple[slice, slice, slice]]:
    """Yield which rows to multiply with which others over which places, so that every pair comes once."""
    for at, rows in enumerate(lines.rows):
        yield rows, rows, lines.spans[at]
        run: tuple[slice, slice] | None = None
        for others, span in zip(lines.rows[at + 1 :], lines.spans[at + 1 :], strict=True):
            places = common(lines.spans[at], span)
            if run is not None and _belong_together(run, (others, places)):
                run = slice(run[0].start, others.stop), _around(run[1], places)
                continue
            if run is not None:
                yield rows, *run
            run = others, places
        if run is not None:
            yield rows, *run


def _belong_together(run: tuple[slice, slice], tile: tuple[slice, slice]) -> bool:
    """Say whether one wide product over what both need is about as little work as two narrow ones."""
    wide = (length(run[0]) + length(tile[0])) * length(_around(run[1], tile[1]))
    return wide <= WIDER * (length(run[0]) * length(run[1]) + length(tile[0]) * length(tile[1]))


def _around(one: slice, other: slice) -> slice:
    return slice(min(one.start, other.start), max(one.stop, other.stop))


def _multiply(lines: Lines, rows: slice, others: slice, places: slice) -> _Sums:
    """Multiply two blocks over some places."""
    there, z, squares = lines.planes[:, rows, places]
    if rows == others:  # an operand given twice takes half the work
        x, xx = z @ there.T, squares @ there.T
        return _Sums(there @ there.T, x, xx, x.T, z @ z.T, xx.T)
    to, to_z, to_squares = (plane.T for plane in lines.planes[:, others, places])
    return _Sums(there @ to, z @ to, squares @ to, there @ to_z, z @ to_z, there @ to_squares)


@dataclass(frozen=True, slots=True, eq=False)
class _Tile:
    """A tile of sums that becomes correlations, strip by strip."""

    sums: _Sums
    rows: slice
    others: slice
    varies: Bools
    needed: int

    def finish(self, strip: slice, r: Singles, n: Counts) -> tuple[Integers, Integers]:
        """Write a strip and its mirror image; return the pairs that single precision cannot answer for."""
        rows = slice(self.rows.start + strip.start, self.rows.start + strip.stop)
        begin = strip.start if self.rows == self.others else 0  # of a block with itself only what is on one side
        others = slice(self.others.start + begin, self.others.stop)
        made, counts = r[rows, others], n[rows, others]
        doubtful = _finish(self.sums.part(strip, slice(begin, None)), made, counts, self.needed)
        r[others, rows], n[others, rows] = made.T, counts.T
        if not doubtful.any():
            return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)
        i, j = np.nonzero(doubtful & self.varies[rows, None] & self.varies[None, others])
        return i + rows.start, j + others.start


def _finish(sums: _Sums, r: Singles, n: Counts, needed: int) -> Bools:
    """Turn sums into correlations; return which of them single precision cannot answer for."""
    n[...] = sums.n
    few = n < needed
    count = np.maximum(sums.n, 1)
    share = np.reciprocal(count)
    x, y = sums.x * share, sums.y * share
    vx, vy = sums.xx - x * sums.x, sums.yy - y * sums.y
    np.subtract(sums.xy, np.multiply(x, sums.y, out=x), out=r)
    # A variance that is small beside the square sum, or beside the whole line's, which is 1.
    doubtful: Bools = vx < np.maximum(sums.xx, count, out=x) * GUARD
    doubtful |= vy < np.maximum(sums.yy, count, out=y) * GUARD
    with np.errstate(invalid="ignore", divide="ignore"):
        np.sqrt(np.multiply(vx, vy, out=vx), out=vx)
        r /= vx
    np.clip(r, -1, 1, out=r)
    if few.any():
        np.copyto(r, np.nan, where=few)
        doubtful &= ~few
    return doubtful


def _back(made: npt.NDArray[Number], order: Integers) -> npt.NDArray[Number]:
    """Put rows and columns where the lines were when they were given."""
    if np.array_equal(order, np.arange(len(order))):
        return made
    back, back_again = np.argsort(order), np.empty_like(made)

    def put(rows: slice) -> None:
        back_again[order[rows]] = np.take(made[rows], back, axis=1)

    in_threads(put, blocks(len(order), max(CELLS // max(len(order), 1), 1)))
    return back_again


def _redo(lines: Lines, r: Singles, again: list[tuple[Integers, Integers]]) -> int:
    """Compute the doubtful pairs anew; those of a block with itself come twice and are counted so."""
    i, j = (np.concatenate(side) for side in zip(*again, strict=True)) if again else (np.empty(0, int),) * 2
    for line in np.unique(i).tolist():
        others = j[i == line]
        for at in range(0, len(others), EXACT_AT_A_TIME):
            some = others[at : at + EXACT_AT_A_TIME]
            r[line, some] = r[some, line] = exact(lines.given[lines.order[line]], lines.given[lines.order[some]])
    return len(i)
