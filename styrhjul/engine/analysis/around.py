"""The level of a series before and after something that happened: what may be said, never what caused it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

import numpy as np
import numpy.typing as npt

from styrhjul.engine.analysis.arrays import Floats, Integers, floats
from styrhjul.engine.analysis.periods import PER_YEAR, Calendar, read_periods
from styrhjul.engine.analysis.rank_sum import rank_sum_p
from styrhjul.engine.analysis.rebase import Segment, segments
from styrhjul.engine.analysis.trend import trend

LEAST = 3
NEAREST = 6
ON_BOTH_SIDES = 0.1
CERTAIN, TENDENCY = 0.05, 0.20
TREND_FROM = 5


Already = Literal["rises", "falls", ""]
NO_DIRECTION: Already = ""


class Comparison(StrEnum):
    """What may be said of the levels before and after."""

    NO_VALUES = "no_values"
    TOO_EARLY = "too_early"
    TOO_FEW_AFTER = "too_few_after"
    TOO_FEW_BEFORE = "too_few_before"
    DIFFERS = "differs"
    TENDS = "tends"
    CHANCE = "chance"


@dataclass(frozen=True, slots=True)
class Around:
    """Result of `compare_around`; levels in the indicator's own unit, NaN where there is none.

    Attributes
    ----------
    finding : what may be said.
    n_before, n_after : how many values each side has, of the nearest ones with the same definition.
    before, after : their means.
    difference : after minus before.
    p : two-sided, exact for up to 40 values; NaN where a side has too few.
    already : "rises" or "falls" where the values before had that direction by themselves, else "".
    left_out : periods with a value that lie on both sides.
    uneven : whether the sides cover different parts of the year, so that season may be what differs.
    cut : whether a side has fewer values because the definition changed.

    """

    finding: Comparison
    n_before: int
    n_after: int
    before: float
    after: float
    difference: float
    p: float
    already: Already
    left_out: tuple[int, ...]
    uneven: bool
    cut: bool


def moments(when: str) -> tuple[float, float]:
    """Read the earliest and the latest moment of a date, month or year, in years.

    Parameters
    ----------
    when : str
        2022, 2022-03 or 2022-03-14. A day is one moment.

    Returns
    -------
    (float, float)

    Raises
    ------
    ValueError
        It is none of these.

    Examples
    --------
    >>> moments("2022"), moments("2022-07"), moments("2022-07-01")
    ((2022.0, 2023.0), (2022.5, 2022.5833333333333), (2022.5, 2022.5))

    """
    if len(when) == 4:
        return float(int(when)), float(int(when) + 1)
    month = np.datetime64(when[:7], "M")
    year = int(when[:4])
    first = year + (int(when[5:7]) - 1) / 12
    if len(when) == 7:
        return first, first + 1 / 12
    days = int((month + 1).astype("M8[D]").astype(int) - month.astype("M8[D]").astype(int))
    day = int(np.datetime64(when, "D").astype(int) - month.astype("M8[D]").astype(int))
    return first + day / days / 12, first + day / days / 12


def sides(periods: Integers, calendar: Calendar, when: str, *, span: int = 1) -> Integers:
    """Tell on which side of something that happened each period lies.

    Parameters
    ----------
    periods : int64 (n,)
        From `read_periods`.
    calendar : Calendar
        How they are counted.
    when : str
        A day, month or year, as in `moments`.
    span : int
        Over how many periods each value is a mean; it then covers those before its own too.

    Returns
    -------
    int64 (n,)
        -1 before, 1 after, 0 on both sides or not known.

    Notes
    -----
    Own choice: a period lies on a side when at least nine tenths of it do. A year in which something happened in May
    lies on both and is counted on neither; one in which it happened on the 10th of January lies after.

    Examples
    --------
    >>> line, calendar = read_periods([2021, 2022, 2023])
    >>> sides(line, calendar, "2022-05").tolist(), sides(line, calendar, "2022-01-10").tolist()
    ([-1, 0, 1], [-1, 1, 1])

    """
    per_year = PER_YEAR.get(calendar.kind)
    if per_year is None:
        return np.zeros(len(periods), dtype=np.int64)
    first, last = (moment * per_year for moment in moments(when))
    room = ON_BOTH_SIDES * span + 1e-9
    before = periods + 1 - first <= room
    after = last - (periods - span + 1) <= room
    return np.where(before, -1, np.where(after, 1, 0)).astype(np.int64)


def compare_around(
    periods: Sequence[int | str],
    values: npt.ArrayLike,
    when: str,
    *,
    span: int = 1,
    breaks: Iterable[int] = (),
) -> Around:
    """Compare the level after something that happened with the level before.

    Parameters
    ----------
    periods : sequence of int or str
        Years, or labels as in `read_periods`, in rising order.
    values : float64 (n,)
        The series, any unit; NaN: no value.
    when : str
        A day, month or year, as in `moments`.
    span : int
        Over how many periods each value is a mean.
    breaks : integers
        The first period of each new definition; only values with the definition of the time are compared.

    Returns
    -------
    Around

    Raises
    ------
    ValueError
        Shapes do not fit, periods do not rise, or `when` is no date.

    Notes
    -----
    Own choices: the six nearest values on each side, or those of one year where a year has several; at least three on
    each side, since with fewer no difference whatsoever would be unusual. Wilcoxon's rank sum over all ways of dealing
    the values to the two sides (Wilcoxon 1945, Biometrics Bulletin 1:80; Mann & Whitney 1947), ties at mid-ranks. It
    takes the values for independent of each other: a series with a direction of its own gives a difference wherever it
    is cut, which is why `already` tells of one.

    Examples
    --------
    >>> found = compare_around(range(2015, 2023), [70, 71, 69, 70, 75, 76, 77, 76], "2018-12-31")
    >>> found.finding.value, found.n_before, found.n_after, found.difference, round(found.p, 3)
    ('differs', 4, 4, 6.0, 0.029)
    >>> compare_around([2021, 2022, 2023], [70, 71, 72], "2022-01-01").finding.value
    'too_early'

    """
    line, calendar = read_periods(periods)
    series = floats(values)
    where = sides(line, calendar, when, span=span)
    part = _same_definition(segments(series, line, breaks), line, where)
    known, within = ~np.isnan(series), np.zeros(len(line), dtype=bool)
    if part is not None:
        within[part.first : part.last + 1] = True
    most = PER_YEAR.get(calendar.kind, 1)
    most = most if most > 1 else NEAREST
    before = np.flatnonzero(known & within & (where < 0))[-most:]
    after = np.flatnonzero(known & within & (where > 0))[:most]
    return _judged(
        series,
        line,
        before,
        after,
        left_out=tuple(line[known & within & (where == 0)].tolist()),
        uneven=_uneven(line, before, after, PER_YEAR.get(calendar.kind, 1)),
        cut=any(
            side.size < most and np.any(known & ~within & (where == sign)) for side, sign in ((before, -1), (after, 1))
        ),
        closed=bool(np.any(known & ~within & (where > 0))),
    )


def _judged(
    series: Floats,
    line: Integers,
    before: Integers,
    after: Integers,
    *,
    left_out: tuple[int, ...],
    uneven: bool,
    cut: bool,
    closed: bool,
) -> Around:
    level = [float(series[places].mean()) if places.size else np.nan for places in (before, after)]
    p, already = np.nan, NO_DIRECTION
    if not before.size and not after.size:
        finding = Comparison.NO_VALUES
    elif after.size < LEAST:
        # After a new definition no more values of the old one will come.
        finding = Comparison.TOO_FEW_AFTER if closed else Comparison.TOO_EARLY
    elif before.size < LEAST:
        finding = Comparison.TOO_FEW_BEFORE
    else:
        p = rank_sum_p(series[before], series[after])
        finding = Comparison.DIFFERS if p <= CERTAIN else Comparison.TENDS if p <= TENDENCY else Comparison.CHANCE
        already = _direction(series[before], line[before])
    return Around(
        finding,
        before.size,
        after.size,
        level[0],
        level[1],
        level[1] - level[0],
        p,
        already,
        left_out,
        uneven,
        cut,
    )


def _same_definition(parts: tuple[Segment, ...], line: Integers, where: Integers) -> Segment | None:
    """Find the part of the series that it happened in: the last one that begins on no later side."""
    chosen = None
    for part in parts:
        if part.begins is None or not np.any(line[where > 0]) or part.begins <= line[where > 0][0]:
            chosen = part
    return chosen


def _direction(values: Floats, when: Integers) -> Already:
    if len(values) < TREND_FROM:
        return NO_DIRECTION
    found = trend(values, when)
    if found.p > CERTAIN:
        return NO_DIRECTION
    return "rises" if found.s > 0 else "falls"


def _uneven(line: Integers, before: Integers, after: Integers, per_year: int) -> bool:
    """Tell whether the two sides have different numbers of each part of the year."""
    if per_year == 1 or not before.size or not after.size:
        return False
    share = [np.bincount(line[places] % per_year, minlength=per_year) / places.size for places in (before, after)]
    return not np.allclose(share[0], share[1])
