"""Control chart for single values (XmR): mean, limits, and the points that chance does not explain."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from styrhjul.engine.analysis.arrays import Bools, Floats, Good, Integers, floats, line_of_periods, usual_step

LIMIT = 2.66  # 3 / 1.128, rounded as in Wheeler's books
NEAR = LIMIT * 2 / 3
SCREEN = 3.267
DISTINCT_NEEDED = 4


class XmrStatus(StrEnum):
    """What kind of series it is."""

    LIMITS = "limits"
    UNCHANGED = "unchanged"
    STEPS = "steps"
    TOO_FEW = "too_few"


@dataclass(frozen=True, slots=True, eq=False)
class Xmr:
    """Result of `xmr`.

    Attributes
    ----------
    status : `limits`; `unchanged` and `steps` (no limits, see Notes of `xmr`); `too_few`: no two adjacent values.
    mean, lower, upper, near_lower, near_upper : the series' own unit; NaN without limits (the mean NaN without values).
    moving_range : mean moving range after screening.
    signals : n words, "" where there is no signal: above, below, rising, falling, two_of_three_above,
        two_of_three_below, shift_above, shift_below.
    step_at : place of the first value after the latest step, None unless status is `steps`.
    step : its size, the series' own unit; NaN unless status is `steps`.

    """

    status: XmrStatus
    mean: float
    lower: float
    upper: float
    near_lower: float
    near_upper: float
    moving_range: float
    signals: tuple[str, ...]
    step_at: int | None
    step: float


def xmr(
    values: npt.ArrayLike,
    periods: npt.ArrayLike | None = None,
    *,
    baseline: npt.ArrayLike | None = None,
    run_length: int = 7,
    screen: bool = True,
) -> Xmr:
    """Compute mean and limits of a series and name the points that break one of four rules.

    Parameters
    ----------
    values : float64 (n,)
        The series, any unit; NaN: no value.
    periods : integers (n,) or None
        When, rising. A moving range is only taken between values one usual step apart; a gap of more than one period
        breaks every run.
    baseline : bool (n,) or None
        The points that mean and limits rest on; None: all.
    run_length : int
        Points in a trend or shift, 6 to 8.
    screen : bool
        Leave out moving ranges of at least 3.267 times their mean, once.

    Returns
    -------
    Xmr

    Raises
    ------
    ValueError
        Shapes do not fit, periods do not rise, or `run_length` is not 6–8.

    Notes
    -----
    Wheeler, "Understanding Variation"; screening as in Nelson 1982, J. Quality Technology 14:172; rules and their order
    as in the National Health Service's "Making Data Count": 1 outside the limits; 2 `run_length` points strictly rising
    or falling; 3 two of three on the same side beyond two thirds of the way, of which only those are named; 4
    `run_length` points strictly on one side of the mean. The mean is not screened. Own choice: with fewer than four
    distinct values, or when more than half of the moving ranges are nil, the series is `steps` (or `unchanged`) and has
    no limits, since they would collapse. Comparisons allow 1e-9 of the mean.

    Examples
    --------
    >>> chart = xmr([5, 4, 6, 5, 7, 4, 5, 6, 1, 2, 3, 4, 5, 6, 7, 8, 6, 5, 5, 6])
    >>> chart.mean, round(chart.upper, 3), chart.signals[8], chart.signals[9]
    (5.0, 8.251, 'below', 'rising')

    """
    series = floats(values)
    line = line_of_periods(series, periods)
    if not 6 <= run_length <= 8:
        raise ValueError(f"run_length is {run_length}, not 6 to 8")
    there = ~np.isnan(series)
    used = there if baseline is None else there & np.asarray(baseline, dtype=bool)
    mean = float(np.mean(series[used])) if used.any() else np.nan
    tolerance = 1e-9 * max(1.0, abs(mean))
    ranges = _moving_ranges(series, line, used)
    status = _status(series[used], ranges, tolerance)
    if status is not XmrStatus.LIMITS:
        return _without_limits(status, mean, series, tolerance)
    average = float(np.mean(ranges))
    if screen:
        average = float(np.mean(ranges[ranges < SCREEN * average]))
    signals = [""] * len(series)
    for points in _stretches(np.flatnonzero(there), line):
        for place, word in zip(points, _signals(series[points] - mean, average, run_length, tolerance), strict=True):
            signals[place] = word
    far, near = LIMIT * average, NEAR * average
    return Xmr(status, mean, mean - far, mean + far, mean - near, mean + near, average, tuple(signals), None, np.nan)


def assurance(chart: Xmr, target: float, good: Good) -> str:
    """Say whether the series will meet a target as it goes now: `always`, `never`, `sometimes`, or "" if unknown.

    Parameters
    ----------
    chart : Xmr
        With limits.
    target : float
        In the series' own unit.
    good : "higher", "lower" or "none"
        Which way is good.

    Returns
    -------
    str
        `never` when the target lies outside the limits on the good side, `always` when outside on the other.

    Notes
    -----
    "Assurance" of the National Health Service's "Making Data Count".

    Examples
    --------
    >>> assurance(xmr([5, 4, 6, 5, 7, 4, 5, 6]), 12, "higher")
    'never'

    """
    if chart.status is not XmrStatus.LIMITS or good == "none" or np.isnan(target):
        return ""
    if target > chart.upper:
        return "never" if good == "higher" else "always"
    if target < chart.lower:
        return "always" if good == "higher" else "never"
    return "sometimes"


def _moving_ranges(series: Floats, line: Integers, used: Bools) -> Floats:
    places = np.flatnonzero(used)
    adjacent = np.diff(line[places]) == usual_step(line)
    ranges: Floats = np.abs(np.diff(series[places]))[adjacent]
    return ranges


def _status(used: Floats, ranges: Floats, tolerance: float) -> XmrStatus:
    if ranges.size == 0:
        return XmrStatus.TOO_FEW
    distinct = 1 + int(np.sum(np.diff(np.sort(used)) > tolerance))
    if distinct == 1:
        return XmrStatus.UNCHANGED
    if distinct < DISTINCT_NEEDED or np.mean(ranges <= tolerance) > 0.5:
        return XmrStatus.STEPS
    return XmrStatus.LIMITS


def _without_limits(status: XmrStatus, mean: float, series: Floats, tolerance: float) -> Xmr:
    step_at, step = None, np.nan
    if status is XmrStatus.STEPS:
        places = np.flatnonzero(~np.isnan(series))
        jumps = np.diff(series[places])
        moved = np.flatnonzero(np.abs(jumps) > tolerance)
        if moved.size:
            step_at, step = int(places[moved[-1] + 1]), float(jumps[moved[-1]])
    no = np.nan
    return Xmr(status, mean, no, no, no, no, no, ("",) * len(series), step_at, step)


def _stretches(places: Integers, line: Integers) -> list[Integers]:
    """Cut the points where more than one period is missing."""
    cuts = np.flatnonzero(np.diff(line[places]) > 2 * usual_step(line)) + 1
    return [part for part in np.split(places, cuts) if part.size]


def _signals(offset: Floats, average: float, run_length: int, tolerance: float) -> list[str]:
    """Name each point of one unbroken stretch; `offset` is its distance from the mean."""
    side = np.where(np.abs(offset) <= tolerance, 0, np.sign(offset)).astype(int)
    outside = np.abs(offset) > LIMIT * average + tolerance
    near = ~outside & (np.abs(offset) > NEAR * average + tolerance)
    change = np.diff(offset)
    way = np.where(np.abs(change) <= tolerance, 0, np.sign(change)).astype(int)
    words = [""] * len(offset)
    # Lowest rank first, so that a higher rule writes over a lower one.
    for first in range(len(offset) - run_length + 1):
        _mark(
            words,
            range(first, first + run_length),
            _same(side[first : first + run_length]),
            "shift_above",
            "shift_below",
        )
    for first in range(len(offset) - 2):
        trio = range(first, first + 3)
        if near[first : first + 3].sum() >= 2:
            way_of_trio = _same(side[first : first + 3])
            marked = [place for place in trio if near[place]]
            _mark(words, marked, way_of_trio, "two_of_three_above", "two_of_three_below")
    for first in range(len(offset) - run_length + 1):
        _mark(words, range(first, first + run_length), _same(way[first : first + run_length - 1]), "rising", "falling")
    _mark(words, np.flatnonzero(outside & (side > 0)), 1, "above", "below")
    _mark(words, np.flatnonzero(outside & (side < 0)), -1, "above", "below")
    return words


def _same(signs: Integers) -> int:
    """Give the sign that all share, or 0."""
    return int(signs[0]) if np.all(signs == signs[0]) else 0


def _mark(words: list[str], places: "range | list[int] | Integers", sign: int, up: str, down: str) -> None:
    if sign:
        for place in places:
            words[int(place)] = up if sign > 0 else down
