"""All that is computed of a series, for thousands or millions of series at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from styrhjul.engine.analysis.arrays import Bools, Floats, Integers, floats, line_of_periods, usual_step
from styrhjul.engine.analysis.blocks import THREADS, blocks, in_threads, length
from styrhjul.engine.analysis.many_charts import Marks, many_limits, many_runs, many_signals
from styrhjul.engine.analysis.many_trends import Rises, many_rises, many_slopes, probabilities
from styrhjul.engine.analysis.upright import Room, Small, Upright, stand_upright

AT_A_TIME = 320_000
"""Series in a block."""
TOGETHER = 15_000
"""Series whose values are looked at together: in shorter rows the threads wait for each other at every step."""
ALONE = 80_000
"""Series whose marks are looked at together: they are small, and fewer are not worth sharing among threads."""


@dataclass(frozen=True, slots=True, eq=False)
class ManySeries:
    """Result of `many_series`; arrays of (series,) unless something else is said.

    Attributes
    ----------
    n : int64, number of values.
    status : int8, a place in `many_charts.STATUSES`.
    mean, moving_range : float64, as in `Xmr`.
    signals : int8 (series, periods), a place in `many_charts.SIGNALS`, negative from its end.
    median, useful, longest_run, crossings, run_signal : as in `RunChart`.
    s, variance, p : as in `Trend`.
    slope : float64, as in `Trend`; NaN if it was not asked for.

    """

    n: Integers
    status: Small
    mean: Floats
    moving_range: Floats
    signals: Small
    median: Floats
    useful: npt.NDArray[np.int16]
    longest_run: npt.NDArray[np.int16]
    crossings: npt.NDArray[np.int16]
    run_signal: Bools
    s: Integers
    variance: Floats
    p: Floats
    slope: Floats

    def part(self, series: slice) -> ManySeries:
        """Give those of some series, without copying."""
        return ManySeries(*(getattr(self, name)[series] for name in self.__slots__))


def many_series(
    values: npt.ArrayLike,
    periods: npt.ArrayLike | None = None,
    *,
    step: npt.ArrayLike | None = None,
    run_length: int = 7,
    slopes: bool = True,
) -> ManySeries:
    """Compute control chart, run chart and trend of many series.

    Parameters
    ----------
    values : float64 (series, periods)
        NaN: no value.
    periods : integers (periods,) or None
        When, rising; the same line for all.
    step : integers (series,) or None
        How far apart the periods of each series usually are; None: as the line's.
    run_length : int
        Points in a trend or shift, 6 to 8.
    slopes : bool
        Give Theil-Sen's slope too.

    Returns
    -------
    ManySeries
        The same as `xmr`, `run_chart` and `trend` give for each series alone on its own line of periods.

    Raises
    ------
    ValueError
        Shapes do not fit, periods do not rise, or `run_length` is not 6–8.

    Notes
    -----
    The series are laid upright, so that each step in time is one operation on thousands of series. Sums are added in
    another order than one by one, so floats agree to about 1e-13.

    Examples
    --------
    >>> found = many_series([[1, 2, 3, 4, 5], [3, 1, 2, np.nan, 2]])
    >>> found.s.tolist(), found.slope.tolist(), found.n.tolist()
    ([10, -1], [1.0, -0.125], [5, 4])

    """
    table = floats(values)
    if table.ndim != 2:
        raise ValueError(f"values have {table.ndim} dimensions, not two")
    if not 6 <= run_length <= 8:
        raise ValueError(f"run_length is {run_length}, not 6 to 8")
    line = line_of_periods(np.empty(table.shape[1]), periods)
    steps = np.full(len(table), usual_step(line)) if step is None else np.asarray(step, dtype=np.int64)
    if steps.shape != (len(table),):
        raise ValueError(f"{len(table)} series and {steps.size} steps")
    made = _room(*table.shape)
    for block in blocks(len(table), AT_A_TIME):
        _charts(table, line, steps, block, made, run_length)
    if slopes:
        made.slope[:] = many_slopes(table, line, made.n)
    return made


def _charts(table: Floats, line: Integers, steps: Integers, block: slice, made: ManySeries, run_length: int) -> None:
    """Compute everything but slopes for a block of series: what needs their values, then what needs only marks."""
    marks = Marks.room(len(line), length(block))
    pattern = np.empty(length(block), dtype=np.int64)

    def look(share: slice) -> None:
        room = Room.of(len(line), min(length(share), TOGETHER))
        for part in blocks(share.stop, TOGETHER, share.start):
            of_block = slice(part.start - block.start, part.stop - block.start)
            series = stand_upright(table[part], line, steps[part], room)
            pattern[of_block] = _look(series, made.part(part), marks.part(of_block))

    def judge(share: slice) -> None:
        part = slice(share.start + block.start, share.stop + block.start)
        _judge(marks.part(share), made.part(part), run_length)
        some = made.part(part)
        some.p[:] = probabilities(Rises(some.s, some.variance, pattern[share]), some.n, table[part])

    half = -(-length(block) // THREADS)
    in_threads(look, blocks(block.stop, half if length(block) > TOGETHER else AT_A_TIME, block.start))
    in_threads(judge, blocks(length(block), max(half, ALONE)))


def _look(series: Upright, made: ManySeries, marks: Marks) -> Integers:
    """Write what needs the values themselves, and what the rules look at; return the patterns of ties."""
    limits, seen = many_limits(series)
    marks.write(seen)
    made.status[:], made.mean[:], made.moving_range[:] = limits.status, limits.mean, limits.moving_range
    made.median[:], made.n[:] = limits.median, series.count
    rises = many_rises(series)
    made.s[:], made.variance[:] = rises.s, rises.variance
    return rises.pattern


def _judge(marks: Marks, made: ManySeries, run_length: int) -> None:
    """Write what the rules say."""
    made.signals.T[...] = many_signals(marks, made.status, run_length)
    runs = many_runs(marks)
    made.useful[:], made.run_signal[:] = runs.useful, runs.signal
    made.longest_run[:], made.crossings[:] = runs.longest_run, runs.crossings


def _room(series: int, periods: int) -> ManySeries:
    def numbers() -> Floats:
        return np.empty(series, dtype=np.float64)

    def whole() -> Integers:
        return np.empty(series, dtype=np.int64)

    def small() -> npt.NDArray[np.int16]:
        return np.empty(series, dtype=np.int16)

    return ManySeries(
        n=whole(),
        status=np.empty(series, dtype=np.int8),
        mean=numbers(),
        moving_range=numbers(),
        signals=np.empty((periods, series), dtype=np.int8).T,
        median=numbers(),
        useful=small(),
        longest_run=small(),
        crossings=small(),
        run_signal=np.empty(series, dtype=bool),
        s=whole(),
        variance=numbers(),
        p=numbers(),
        slope=np.full(series, np.nan),
    )
