"""What is new in one municipality: the latest values that chance does not explain, among all indicators at once."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from styrhjul.engine.analysis.arrays import Bools, Floats, Integers, floats, line_of_periods, usual_step
from styrhjul.engine.analysis.earlier import CERTAIN, LIMITS_FROM, ONE_FINDING_SHARE, RULES_FROM
from styrhjul.engine.analysis.many_charts import LIMITS, SIGNALS
from styrhjul.engine.analysis.many_series import ManySeries, many_series

FALSE_OF_LAST = ((10, 12, 15, 25, 30), (0.010, 0.012, 0.013, 0.014, 0.016))
"""How often the last of so many points has a signal that is named, when there is only chance: 100,000 series each."""


@dataclass(frozen=True, slots=True, eq=False)
class NewSignals:
    """Result of `new_signals`.

    Attributes
    ----------
    places : int64 (found,), which series have a signal at their latest value.
    signals : a word of `Xmr.signals` for each of them.
    periods : int64 (found,), when the latest value is of.
    judged : how many series have enough values to be judged.
    expected_false : how many of the judged would have a signal if nothing but chance were at work.

    """

    places: Integers
    signals: tuple[str, ...]
    periods: Integers
    judged: int
    expected_false: float


def new_signals(
    values: npt.ArrayLike, periods: npt.ArrayLike, measured: npt.ArrayLike | None = None, *, since: int | None = None
) -> NewSignals:
    """Find the series whose latest value is a signal.

    Parameters
    ----------
    values : float64 (series, periods)
        Each in its own unit; NaN: no value.
    periods : integers (periods,)
        Years, rising, without holes.
    measured : bool (series, periods) or None
        Occasions when the indicator was measured anywhere; None: every period.
    since : int or None
        Latest values from before this are old, and not judged.

    Returns
    -------
    NewSignals
        The same signals as `judge_series` gives for each series alone on the occasions from its first value to its
        last.

    Raises
    ------
    ValueError
        Shapes do not fit or periods do not rise.

    Notes
    -----
    Only the latest value of a series is named: there are between 10 and 16 false alarms for a thousand series, so that
    some tens are to be expected among thousands of indicators, and a list must say so. From 10 values only values
    outside the limits are named, from 12 all rules (own simulation, see `judge_series`).

    Examples
    --------
    >>> steady = [5, 4, 6, 5, 7, 4, 5, 6, 5, 4, 6, 5]
    >>> found = new_signals([[*steady, 5], [*steady, 11]], range(2010, 2023))
    >>> found.places.tolist(), found.signals, found.judged, round(found.expected_false, 3)
    ([1], ('above',), 2, 0.025)

    """
    table = floats(values)
    if table.ndim != 2:
        raise ValueError(f"values have {table.ndim} dimensions, not two")
    line = line_of_periods(np.empty(table.shape[1]), periods)
    occasions = np.ones(table.shape, dtype=bool) if measured is None else np.asarray(measured, dtype=bool)
    if occasions.shape != table.shape:
        raise ValueError(f"{table.shape} values and {occasions.shape} occasions")
    known = ~np.isnan(table)
    last = np.where(known.any(axis=1), table.shape[1] - 1 - known[:, ::-1].argmax(axis=1), 0)
    found = many_series(table, line, step=_steps(known, occasions, last, line), slopes=False)
    judged = (found.n >= LIMITS_FROM) & (line[last] >= (since if since is not None else line[0]))
    code = np.where(judged, _named(found, last), 0)
    places = np.flatnonzero(code)
    expected = float(np.interp(found.n[judged], *FALSE_OF_LAST).sum())
    words = tuple(SIGNALS[number] for number in code[places].tolist())
    return NewSignals(places, words, line[last[places]], int(judged.sum()), expected)


def _named(found: ManySeries, last: Integers) -> npt.NDArray[np.int8]:
    """Return the signal of each latest value that may be named."""
    code = found.signals[np.arange(len(last)), last]
    share = np.count_nonzero(found.signals, axis=1) > ONE_FINDING_SHARE * found.n
    only_trend = (found.p <= CERTAIN) & share
    enough = (found.n >= RULES_FROM) | (np.abs(code) == 1)
    return np.where((found.status == LIMITS) & ~only_trend & enough, code, np.int8(0))


def _steps(known: Bools, occasions: Bools, last: Integers, line: Integers) -> Integers:
    """Give the usual distance between the occasions of each series, from its first value to its last."""
    at = np.arange(known.shape[1])
    within = occasions & (at >= known.argmax(axis=1)[:, None]) & (at <= last[:, None])
    patterns, of_series = np.unique(np.packbits(within, axis=1), axis=0, return_inverse=True)
    unpacked = np.unpackbits(patterns, axis=1, count=known.shape[1]).astype(bool)
    steps: Floats = np.array([usual_step(line[row]) for row in unpacked], dtype=np.float64)
    return steps.astype(np.int64)[of_series.reshape(-1)]
