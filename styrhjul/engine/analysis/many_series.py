"""All that is computed of a series, for thousands or millions of series at once."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from styrhjul.engine.analysis.arrays import Bools, Floats, Integers, floats, line_of_periods, usual_step
from styrhjul.engine.analysis.blocks import THREADS, blocks, in_threads
from styrhjul.engine.analysis.many_charts import Marks, beside, many_limits, many_runs, many_signals
from styrhjul.engine.analysis.many_trends import Rises, many_rises, many_slopes, probabilities
from styrhjul.engine.analysis.upright import Small, stand_upright

AT_A_TIME = 16384
"""Series in a block; what the rules look at is small and quickest in long rows."""
FEWEST = 1000
"""Fewer than this are not worth sharing among threads."""
IN_CACHE = 4096
"""Series whose values are looked at together."""


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
    The series are laid upright in blocks that fit in the processor's cache, so that each step in time is one operation
    on thousands of series. Sums are added in another order than one by one, so floats agree to about 1e-13.

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

    def compute(part: slice) -> None:
        pieces = blocks(part.stop, IN_CACHE, part.start)
        looked = [_look(table, line, steps, piece, made, slopes=slopes) for piece in pieces]
        marks = beside([seen for seen, _pattern in looked])
        made.signals[part] = many_signals(marks, made.status[part], run_length).T
        runs = many_runs(marks)
        made.useful[part], made.run_signal[part] = runs.useful, runs.signal
        made.longest_run[part], made.crossings[part] = runs.longest_run, runs.crossings
        rises = Rises(made.s[part], made.variance[part], np.concatenate([pattern for _seen, pattern in looked]))
        made.p[part] = probabilities(rises, made.n[part], table[part])

    in_threads(compute, blocks(len(table), min(AT_A_TIME, max(-(-len(table) // THREADS), FEWEST))))
    return made


def _look(
    table: Floats, line: Integers, steps: Integers, part: slice, made: ManySeries, *, slopes: bool
) -> tuple[Marks, Integers]:
    """Compute what needs the values themselves; return what the rules look at, and the patterns of ties."""
    series = stand_upright(table[part], line, steps[part])
    limits, marks = many_limits(series)
    made.status[part], made.mean[part], made.moving_range[part] = limits.status, limits.mean, limits.moving_range
    made.median[part], made.n[part] = limits.median, series.count
    rises = many_rises(series)
    made.s[part], made.variance[part] = rises.s, rises.variance
    if slopes:
        made.slope[part] = many_slopes(series)
    return marks, rises.pattern


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
        signals=np.empty((series, periods), dtype=np.int8),
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
