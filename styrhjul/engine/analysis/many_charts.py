"""Control charts and run charts of many series at once; the same answers as `xmr` and `run_chart` give one by one."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from styrhjul.engine.analysis.arrays import Bools, Floats, Integers
from styrhjul.engine.analysis.runs import USEFUL_NEEDED, run_limits
from styrhjul.engine.analysis.upright import Small, Upright, blend, count_of, mask_of, signs
from styrhjul.engine.analysis.xmr import DISTINCT_NEEDED, LIMIT, NEAR, SCREEN, XmrStatus

STATUSES = (XmrStatus.LIMITS, XmrStatus.UNCHANGED, XmrStatus.STEPS, XmrStatus.TOO_FEW)
LIMITS, UNCHANGED, STEPS, TOO_FEW = range(4)
SIGNALS = ("", "above", "rising", "two_of_three_above", "shift_above",
           "shift_below", "two_of_three_below", "falling", "below")  # fmt: skip
"""The word of each signal's number: 1 to 4 upwards, −1 to −4 downwards, and so from the end."""


@dataclass(frozen=True, slots=True, eq=False)
class Limits:
    """Result of `many_limits`; arrays of (series,).

    Attributes
    ----------
    status : int8, a place in `STATUSES`.
    mean : float64, NaN without values; moving_range : float64, after screening; NaN without limits.
    median : float64, NaN without values.

    """

    status: Small
    mean: Floats
    moving_range: Floats
    median: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Marks:
    """What the rules look at, for each value; int8 (periods, series).

    Attributes
    ----------
    known, joined : −1 where there is a value, and where a run may go on from the one before; else 0.
    side, way, half : 1, 0 or −1: above the mean or below; risen since the value before or fallen; above the median.
    outside, near : −1 where it is outside the limits, and within them but beyond two thirds of the way; else 0.

    """

    known: Small
    joined: Small
    side: Small
    way: Small
    half: Small
    outside: Small
    near: Small

    @classmethod
    def room(cls, periods: int, series: int) -> Marks:
        """Lay out memory: what is small is quickest in rows as long as can be, whoever writes what in them."""
        return cls(*np.empty((len(cls.__slots__), periods, series), dtype=np.int8))

    def part(self, series: slice) -> Marks:
        """Give those of some series, without copying."""
        return Marks(*(getattr(self, name)[:, series] for name in self.__slots__))

    def write(self, other: Marks) -> None:
        """Copy the marks of as many series into these."""
        for name in self.__slots__:
            getattr(self, name)[...] = getattr(other, name)


@dataclass(frozen=True, slots=True, eq=False)
class ManyRuns:
    """Result of `many_runs`, arrays of (series,): as `RunChart`, the median apart."""

    useful: npt.NDArray[np.int16]
    longest_run: npt.NDArray[np.int16]
    crossings: npt.NDArray[np.int16]
    signal: Bools


def many_limits(series: Upright) -> tuple[Limits, Marks]:
    """Compute mean and limits of many series, as `xmr`, and what the rules look at.

    Parameters
    ----------
    series : Upright
        From `stand_upright`.

    Returns
    -------
    Limits, Marks

    """
    mean, median = series.mean, series.median
    tolerance = 1e-9 * np.maximum(1.0, np.abs(mean))
    average, nil, number = _moving_range(series, tolerance)
    apart = np.subtract(series.ordered[1:], series.ordered[:-1], out=series.spare[1:])
    distinct = 1 + count_of(apart > tolerance)
    status = np.full(len(mean), LIMITS, dtype=np.int8)
    status[(distinct < DISTINCT_NEEDED) | (2 * nil > number)] = STEPS
    status[distinct == 1] = UNCHANGED
    status[number == 0] = TOO_FEW
    average = np.where(status == LIMITS, average, np.nan)
    half = (series.values > median).view(np.int8) - (series.values < median).view(np.int8)
    offset = np.subtract(series.values, mean, out=series.spare)
    side = signs(offset, tolerance)
    size = np.abs(offset, out=offset)
    outside = mask_of(size > LIMIT * average + tolerance)
    near = mask_of(size > NEAR * average + tolerance) & ~outside
    way = signs(series.moves, tolerance) & series.joined
    return Limits(status, mean, average, median), Marks(series.mask, series.joined, side, way, half, outside, near)


def many_signals(marks: Marks, status: Small, run_length: int = 7) -> Small:
    """Name the points of many series that break a rule, as `xmr`.

    Parameters
    ----------
    marks : Marks
        From `many_limits`.
    status : int8 (series,)
        From `many_limits`; only those with limits are looked at.
    run_length : int
        Points in a trend or shift.

    Returns
    -------
    int8 (periods, series)
        Places in `SIGNALS`, negative from its end.

    """
    return _signals(marks, run_length) & mask_of(status == LIMITS)


def _moving_range(series: Upright, tolerance: Floats) -> tuple[Floats, Integers, Integers]:
    """Return the screened mean of moving ranges, how many ranges are nil, and how many there are."""
    ranges = np.abs(series.moves, out=series.spare)
    number = count_of(series.adjacent).astype(np.int64)
    nil = count_of(mask_of(ranges <= tolerance) & series.adjacent).astype(np.int64)
    bits = ranges.view(np.int64)
    bits &= series.adjacent.astype(np.int64)
    with np.errstate(invalid="ignore", divide="ignore"):
        average = ranges.sum(axis=0) / number
        kept = mask_of(ranges < SCREEN * average)
        bits &= kept.astype(np.int64)
        return ranges.sum(axis=0) / count_of(kept & series.adjacent), nil, number


def _signals(marks: Marks, run_length: int) -> Small:
    """Give each point the number of the first rule that it breaks, with the sign of its direction."""
    side, way = marks.side, marks.way
    along, ways = _lengths(marks, side), _lengths(marks, way)
    pairs = _two_of_three(marks, along)
    made = np.zeros(side.shape, dtype=np.int8)
    # Backwards, so that all points of a run know how long it became; these tell of the next point with a value.
    total, length, way_total, way_length = np.zeros((4, side.shape[1]), dtype=along.dtype)
    next_way, pair, later_pair = np.zeros((3, side.shape[1]), dtype=np.int8)
    for at in range(len(side) - 1, -1, -1):
        there = marks.known[at]
        blend(total, along[at], mask_of(length <= 1))
        leaving = next_way & mask_of(way_total >= run_length - 1)
        blend(way_total, ways[at], there & mask_of(way_length <= 1))
        trend = way[at] & mask_of(way_total >= run_length - 1)
        blend(trend, leaving, mask_of(leaving != 0))
        number = mask_of(total >= run_length) & 4
        blend(number, 3, marks.near[at] & (pairs[at] | pair | later_pair))
        number *= side[at]
        blend(number, 2 * trend, mask_of(trend != 0))
        blend(number, side[at], marks.outside[at])
        np.bitwise_and(number, there, out=made[at])
        for kept, new in ((length, along[at]), (next_way, way[at]), (way_length, ways[at]), (later_pair, pair)):
            blend(kept, new, there)
        blend(pair, pairs[at], there)
    return made


def _lengths(marks: Marks, way: Small) -> Small:
    """Count at each value how many in a row have gone the same way; 0 where it goes no way."""
    made = np.zeros(way.shape, dtype=np.int8 if len(way) < 128 else np.int16)
    run, last = np.zeros(way.shape[1], dtype=made.dtype), np.zeros(way.shape[1], dtype=np.int8)
    for at, there in enumerate(marks.known):
        here = way[at]
        np.bitwise_and(run, marks.joined[at] & mask_of(here == last), out=made[at])
        made[at] += 1
        made[at] &= mask_of(here != 0)
        blend(run, made[at], there)
        blend(last, here, there)
    return made


def _two_of_three(marks: Marks, along: Small) -> Small:
    """Mark (−1) the last of three values in a row on one side of which at least two are near the limit."""
    made = np.zeros(along.shape, dtype=np.int8)
    one, two = np.zeros((2, along.shape[1]), dtype=np.int8)
    for at, there in enumerate(marks.known):
        here = marks.near[at]
        made[at] = there & mask_of(along[at] >= 3) & ((here & one) | (here & two) | (one & two))
        blend(two, one, there)
        blend(one, here, there)
    return made


def many_runs(marks: Marks) -> ManyRuns:
    """Test whether many series move about their medians as chance would have it, as `run_chart`.

    Parameters
    ----------
    marks : Marks
        From `many_limits`.

    Returns
    -------
    ManyRuns

    """
    count = marks.half.shape[1]
    kind: type[np.int8] | type[np.int16] = np.int8 if len(marks.half) < 128 else np.int16
    last, run = np.zeros(count, dtype=np.int8), np.zeros(count, dtype=kind)
    longest, crossings = np.zeros((2, count), dtype=kind)
    for here in marks.half:
        useful, same = mask_of(here != 0), mask_of(here == last)
        blend(run, (run & same) + kind(1), useful)
        crossings -= useful & ~same & mask_of(last != 0)
        np.maximum(longest, run, out=longest)
        blend(last, here, useful)
    points = count_of(marks.half != 0)
    limits = np.array([run_limits(n) if n >= USEFUL_NEEDED else (n, 0) for n in range(len(marks.half) + 1)])
    most, fewest = limits[points].T
    signal = (longest > most) | (crossings < fewest)
    return ManyRuns(points, longest.astype(np.int16), crossings.astype(np.int16), signal)
