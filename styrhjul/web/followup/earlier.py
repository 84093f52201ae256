"""Draws earlier measurements: a control chart where the engine gave limits, else the plain line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from styrhjul.engine.drawing.charts import (
    ControlChart,
    Limits,
    LineChart,
    Series,
    draw_control,
    draw_line,
)
from styrhjul.engine.drawing.charts.scale import value_axis
from styrhjul.engine.drawing.charts.spec import ChartSpec
from styrhjul.web.followup.kept import Drawing, Json, Kept
from styrhjul.web.ui.formats import number
from styrhjul.wheel.indicators.pictures import change_marks, kept_apart, time_of

OUTSIDE = {"above", "below"}


def earlier(kept: Kept, found: Json) -> Drawing:
    """Draw the series with its limits, and a mark at each change of definition."""
    chart = found["chart"]
    values = [(time_of(period), value) for period, value in zip(chart["periods"], chart["values"], strict=True)]
    if not any(value is not None for _time, value in values):
        return None, None
    # Evidence from before breaks were documented has no parts.
    *before, now = chart.get("segments") or [{"first": chart["periods"][0], "last": chart["periods"][-1]}]
    parts = [*before, now]
    changed = [part["begins"] for part in parts if part.get("begins") is not None]
    common = kept.common(_("Earlier measurements"), found["sentence"]) | {
        "own": Series(kept.name, kept_apart(tuple(values), changed)),
        "events": change_marks(changed),
    }
    limits = tuple(_limits(part) for part in before if part["limits"])
    if not chart["limits"] and not limits:
        return LineChart(**common), draw_line
    marks = zip(values, chart["signals"], strict=True)
    outside = tuple(time for (time, _value), mark in marks if mark in OUTSIDE)
    spec = ControlChart(**common, **_current(kept, chart, now), outside=outside, before=limits)
    return spec, draw_control


def what_is_drawn(kept: Kept, spec: ChartSpec | None) -> str:
    """Say what is drawn, and when the axis does not begin at nought."""
    if not isinstance(spec, LineChart | ControlChart):
        return ""
    said = str(kept.content["title"])
    values = [value for _time, value in spec.own.points if value is not None]
    if isinstance(spec, ControlChart):
        values += [one for one in (spec.mean, spec.lower, spec.upper) if one is not None]
        values += [one for part in spec.before for one in (part.lower, part.upper)]
    low = value_axis(values, None, None, share=kept.unit == "%").low
    if low:
        said += ". " + _("The axis begins at %(low)s.") % {"low": number(low, 0 if low == int(low) else 1)}
    return said


def _current(kept: Kept, chart: Json, now: Json) -> dict[str, Any]:
    """Return mean and limits of the latest part, as far as it has any."""
    if not chart["limits"]:
        return {}
    return {
        "mean": chart["mean"],
        "lower": chart["lower"],
        "upper": chart["upper"],
        "mean_label": _("mean %(value)s") % {"value": number(chart["mean"], kept.decimals)},
        "lower_label": _("lower limit %(value)s") % {"value": number(chart["lower"], kept.decimals)},
        "upper_label": _("upper limit %(value)s") % {"value": number(chart["upper"], kept.decimals)},
        "baseline": _span(chart.get("baseline") or [now["first"], now["last"]])
        if "baseline" in chart or now.get("begins") is not None
        else None,
        "provisional": bool(chart["provisional"]),
    }


def _span(ends: Sequence[str]) -> tuple[float, float]:
    first, last = ends
    return time_of(first), time_of(last)


def _limits(part: Json) -> Limits:
    since, until = time_of(part["first"]), time_of(part["last"])
    return Limits(since, until, part["mean"], part["lower"], part["upper"], bool(part["provisional"]))
