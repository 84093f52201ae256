"""Mean and limits that rest on years which somebody has chosen."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from styrhjul.engine.analysis.arrays import Bools, floats, line_of_periods
from styrhjul.engine.analysis.periods import read_periods
from styrhjul.engine.analysis.rebase import SEGMENT_NEEDS, segments
from styrhjul.engine.analysis.xmr import Xmr, XmrStatus, xmr


@dataclass(frozen=True, slots=True, eq=False)
class OnBaseline:
    """Result of `on_baseline`.

    Attributes
    ----------
    since : place in the series of the first value of the present definition.
    chart : mean and limits of the chosen years, and one signal for each place from `since` to the latest value.
    count : how many values the limits rest on.

    """

    since: int
    chart: Xmr
    count: int


def on_baseline(
    values: npt.ArrayLike, periods: npt.ArrayLike, first: int, last: int, *, breaks: Iterable[int] = ()
) -> OnBaseline | None:
    """Compute limits from chosen periods and lay them against every value of the present definition.

    Parameters
    ----------
    values : float64 (n,)
        The series, any unit; NaN: no value.
    periods : integers (n,)
        When, rising.
    first, last : int
        The chosen periods, both with them.
    breaks : integers
        The first period of each new definition.

    Returns
    -------
    OnBaseline or None
        None when the chosen periods reach back before the present definition, hold fewer than six values, or make a
        series of steps that has no limits.

    Raises
    ------
    ValueError
        Shapes do not fit or periods do not rise.

    Notes
    -----
    Wheeler, "Understanding Variation": limits may be frozen on a period that was stable, and later values be judged
    against them. The choice is a person's, with a reason; nothing here moves it because a signal appeared.

    Examples
    --------
    >>> found = on_baseline([5, 4, 6, 5, 7, 4, 12], range(2010, 2017), 2010, 2015)
    >>> found.count, found.chart.signals[-1]
    (6, 'above')

    """
    series = floats(values)
    line = line_of_periods(series, periods)
    parts = segments(series, line, breaks)
    if not parts or first < line[parts[-1].first]:
        return None
    now = slice(parts[-1].first, parts[-1].last + 1)
    chosen: Bools = (line[now] >= first) & (line[now] <= last) & ~np.isnan(series[now])
    count = int(chosen.sum())
    if count < SEGMENT_NEEDS:
        return None
    chart = xmr(series[now], line[now], baseline=chosen)
    return OnBaseline(now.start, chart, count) if chart.status is XmrStatus.LIMITS else None


def periods_to_choose(chart: Mapping[str, Any]) -> list[str]:
    """Give the periods with values of the present definition, of a chart as it was laid and kept.

    Examples
    --------
    >>> periods_to_choose({"periods": ["2020", "2021", "2022"], "values": [1.0, None, 2.0]})
    ['2020', '2022']

    """
    parts = chart.get("segments") or [{"first": chart["periods"][0]}] if chart["periods"] else []
    first = parts[-1]["first"] if parts else ""
    known = zip(chart["periods"], chart["values"], strict=True)
    return [str(period) for period, value in known if value is not None and str(period) >= first]


def kept_on_baseline(chart: Mapping[str, Any], first: str, last: str) -> OnBaseline | None:
    """Compute limits for a chart as it was laid and kept, from chosen periods as they are written there.

    Parameters
    ----------
    chart : mapping
        The chart of the step of earlier measurements.
    first, last : str
        Two of `periods_to_choose`.

    Returns
    -------
    OnBaseline or None
        As `on_baseline`; None too when a period is not in the chart.

    """
    labels = [str(period) for period in chart["periods"]]
    if first not in labels or last not in labels:
        return None
    line, _calendar = read_periods(labels)
    values = [np.nan if value is None else value for value in chart["values"]]
    begun = (chart.get("segments") or [{"first": labels[0]}])[-1]["first"]
    start, ends = (int(line[labels.index(label)]) for label in (first, last))
    return on_baseline(values, line, start, ends, breaks=[int(line[labels.index(begun)])])
