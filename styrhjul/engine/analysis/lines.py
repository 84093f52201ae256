"""Makes many lines ready to be multiplied with each other where values are missing."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from styrhjul.engine.analysis.arrays import Bools, Floats, Integers, floats
from styrhjul.engine.analysis.blocks import blocks, even_blocks, in_threads, length

BLOCKS = {2048: 1.0, 512: 1.06}
"""Lines multiplied at a time, and what an operation then costs: products of fewer lines run slower, but fit closer."""
ROWS = 16
"""Lines standardised at a time."""
WORTHWHILE = 0.95
"""The lines are laid in another order only if it takes less than this part of the work."""
THERE, Z, SQUARES = 0, 1, 2

Singles = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Lines:
    """Lines made ready for multiplication; from `make_ready`.

    Attributes
    ----------
    given : the lines as they were given, for what must be computed anew.
    order : int64 (lines,), which line lies in each place.
    planes : float32 (3, lines, places), in that order: 1 where there is a value and else 0, the standardised values and
        their squares, both nil where there is no value.
    rows : blocks of lines; spans : the places outside which no line of each block has any value.
    varies : bool (lines,), in the same order, whether the line has different values.

    """

    given: npt.NDArray[np.floating]
    order: Integers
    planes: Singles
    rows: tuple[slice, ...]
    spans: tuple[slice, ...]
    varies: Bools


def make_ready(values: npt.ArrayLike, *, block: int | None = None) -> Lines:
    """Centre and scale lines, note where they have values, and lay those known at the same time beside each other.

    Parameters
    ----------
    values : float64 or float32 (lines, places)
        Any unit; NaN: no value. Lay the places of one period beside each other: lines known for the same periods are
        then multiplied over those periods only.
    block : int or None
        At most as many lines in a block; None: as suits the values.

    Returns
    -------
    Lines
        Takes 12 bytes for each place.

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
    first, last = _known_between(given)
    order, rows = _best_order(first, last, list(BLOCKS) if block is None else [block])
    planes = np.empty((3, *given.shape), dtype=np.float32)
    varies = np.empty(len(given), dtype=bool)

    def standardise(some: slice) -> None:
        varies[some] = _standardise(given[order[some]], planes[:, some])

    in_threads(standardise, blocks(len(given), ROWS))
    spans = tuple(_span(first[order[row]], last[order[row]]) for row in rows)
    return Lines(given, order, planes, tuple(rows), spans, varies)


def _known_between(given: npt.NDArray[np.floating]) -> tuple[Integers, Integers]:
    """Return the first place with a value of each line and the one after the last; both nil where there is none."""
    first, last = np.zeros(len(given), dtype=np.int64), np.zeros(len(given), dtype=np.int64)

    def look(rows: slice) -> None:
        known = ~np.isnan(given[rows])
        ahead = known.argmax(axis=1)
        any_at_all = np.take_along_axis(known, ahead[:, None], axis=1)[:, 0] if known.shape[1] else ahead > 0
        first[rows] = ahead
        last[rows] = np.where(any_at_all, known.shape[1] - known[:, ::-1].argmax(axis=1), 0)

    in_threads(look, blocks(len(given), ROWS * 4) if given.shape[1] else [])
    return first, last


def _best_order(first: Integers, last: Integers, sizes: list[int]) -> tuple[Integers, list[slice]]:
    """Choose the order and the size of blocks that take the least work; the order given if others are hardly better."""
    as_given = np.arange(len(first))
    best, least = (as_given, even_blocks(len(first), sizes[0])), np.inf
    for size in sizes:
        rows = even_blocks(len(first), size)
        for order in (as_given, np.lexsort((last, first)), _in_groups(first, last, len(rows))):
            work = _work(first[order], last[order], rows) * BLOCKS.get(size, 1.0)
            if work < least * WORTHWHILE:
                best, least = (order, rows), work
    return best


def _in_groups(first: Integers, last: Integers, number: int) -> Integers:
    """Lay the lines in groups by their first place, and within each group by their last."""
    groups = max(int(np.sqrt(number)), 1)
    group = np.empty(len(first), dtype=np.int64)
    group[np.lexsort((last, first))] = np.arange(len(first)) * groups // max(len(first), 1)
    return np.lexsort((first, np.where(group % 2, -last, last), group))


def _work(first: Integers, last: Integers, rows: list[slice]) -> float:
    """Count the operations of multiplying the blocks with each other over the places that they have in common."""
    spans = [(_span(first[row], last[row]), length(row)) for row in rows]
    return sum(
        lines * others * length(common(span, other)) / (1 + (at == place))
        for place, (span, lines) in enumerate(spans)
        for at, (other, others) in enumerate(spans)
        if at >= place
    )


def common(one: slice, other: slice) -> slice:
    """Return the places that two spans share, an empty one if they share none.

    Examples
    --------
    >>> common(slice(0, 4), slice(2, 9)), common(slice(0, 1), slice(5, 9))
    (slice(2, 4, None), slice(5, 5, None))

    """
    begin = max(one.start, other.start)
    return slice(begin, max(begin, min(one.stop, other.stop)))


def _span(first: Integers, last: Integers) -> slice:
    known = last > first
    return slice(int(first[known].min()), int(last[known].max())) if known.any() else slice(0, 0)


def _standardise(given: npt.NDArray[np.floating], made: Singles) -> Bools:
    """Fill some lines of the planes from a copy, which is used up; return which of them vary."""
    part: Floats = given.astype(np.float64, copy=False)
    known = ~np.isnan(part)
    bits = part.view(np.int64)
    np.bitwise_and(bits, np.negative(known.view(np.int8)), out=bits)  # nil instead of NaN, faster than choosing
    n = np.maximum(np.count_nonzero(known, axis=1), 1)
    mean = part @ np.ones(part.shape[1]) / n
    if not np.isfinite(mean).all():
        raise ValueError("a value is infinite")
    np.subtract(part, mean[:, None], out=part)
    np.multiply(part, known.view(np.int8), out=part)
    spread = np.sqrt(np.einsum("ij,ij->i", part, part) / n)
    varies: Bools = spread > 1e-13 * np.maximum(np.abs(mean), spread)
    scale = np.divide(1.0, spread, out=np.zeros_like(spread), where=varies)
    made[THERE] = known
    np.multiply(part, scale[:, None], out=made[Z], casting="same_kind")
    np.square(made[Z], out=made[SQUARES])
    return varies
