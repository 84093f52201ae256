"""Draws what the engine laid before an analysis, from what was kept: the numbers never come from today's statistics."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from styrhjul.base.organisation.queries import accent, municipality
from styrhjul.base.thread.models import Kind
from styrhjul.engine.drawing.charts import (
    ControlChart,
    CovariationBar,
    DistanceChart,
    DistanceRow,
    LineChart,
    Place,
    Series,
    SexChart,
    StripChart,
    draw_control,
    draw_covariation,
    draw_distance,
    draw_line,
    draw_sexes,
    draw_strip,
)
from styrhjul.engine.drawing.charts.scale import value_axis
from styrhjul.engine.drawing.charts.spec import NARROW, ChartSpec
from styrhjul.web.ui.addresses import address
from styrhjul.web.ui.formats import number
from styrhjul.wheel.followup.models import Analysis
from styrhjul.wheel.indicators.pictures import time_of

WIDE, HALF = 844, 552
OUTSIDE = {"above", "below"}
_WIDER = {"others", "patterns"}
ROBUST = "robust"
Json = Mapping[str, Any]


@dataclass(frozen=True)
class PatternRow:
    """Something that moves together with the result: the strength as a bar, the rest in words."""

    cells: Sequence[str]
    bar: SafeString


@dataclass(frozen=True)
class Laid:
    """What one step shows of the evidence: a sentence, drawings, the numbers, and what they rest on."""

    sentence: str
    second: str
    what: str
    wide: SafeString
    narrow: SafeString
    more_wide: SafeString
    more_narrow: SafeString
    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    more_head: Sequence[str]
    more_rows: Sequence[Sequence[str]]
    patterns: Sequence[PatternRow]
    rests_on: str
    source: str
    raw_source: str
    raw_href: str
    language: str = field(default="")


@dataclass(frozen=True)
class _Kept:
    """The kept evidence of one analysis, and how its numbers are written."""

    content: Json
    name: str

    @property
    def decimals(self) -> int:
        return int(self.content["decimals"])

    @property
    def unit(self) -> str:
        return str(self.content["unit"])

    @property
    def on_axis(self) -> str:
        return self.unit if len(self.unit) <= 3 else ""

    def written(self, value: float | None) -> str:
        said = number(value, self.decimals)
        return f"{said}\u00a0{self.unit}" if self.unit and value is not None else said

    def common(self, title: str, description: str) -> dict[str, Any]:
        return {
            "title": title,
            "description": description,
            "language": "en" if (get_language() or "sv").startswith("en") else "sv",
            "decimals": self.decimals,
            "unit": self.on_axis,
        }


def laid_before(analysis: Analysis, step: str) -> Laid | None:
    """Return what was laid before one step of an analysis; None where the engine had nothing to lay."""
    content: Json = analysis.evidence
    found = content.get(step)
    if not isinstance(found, Mapping):
        return None
    whose = content.get("municipality") if step in _WIDER else None
    kept = _Kept({**content, **whose} if whose else content, _name(analysis, wider=bool(whose)))
    spec, draw = _DRAWN.get(step, _nothing)(kept, found)
    second = content.get("groups") if step == "targets" else None
    more, draw_more = _sexes(kept, second) if second else (None, None)
    patterns = _patterns(found) if step == "patterns" else []
    language = str(content.get("language") or "sv")
    return Laid(
        sentence=_("The municipality as a whole: %(sentence)s") % {"sentence": found["sentence"]}
        if whose
        else str(found["sentence"]),
        second=str(second["sentence"]) if second else "",
        what=_whose(whose) if whose else _what(kept, found, spec),
        wide=_svg(spec, draw, WIDE),
        narrow=_svg(spec, draw, NARROW),
        more_wide=_svg(more, draw_more, HALF),
        more_narrow=_svg(more, draw_more, NARROW),
        head=found["head"],
        rows=[] if patterns else found["rows"],
        more_head=second["head"] if second else [],
        more_rows=second["rows"] if second else [],
        patterns=patterns,
        rests_on=_rests_on(found),
        source=str(found["source"]),
        raw_source=str(found["raw_source"]),
        raw_href=address(Kind.INDICATOR, whose["pk"] if whose else analysis.indicator_id),
        language="" if language == (get_language() or "sv")[:2] else language,
    )


def _whose(whose: Json) -> str:
    """Say that the numbers are not the unit's, and which indicator of which goal they are."""
    said = _("Not the unit's numbers: the municipality's “%(indicator)s”, which the goal “%(goal)s” is followed by.")
    return said % {"indicator": whose["title"], "goal": whose["goal"]}


def _name(analysis: Analysis, *, wider: bool) -> str:
    """Return whose numbers they are: the municipality's as it calls itself, or the unit's."""
    top = municipality() if wider or analysis.evidence.get("area") else None
    return (top or analysis.unit).name.removesuffix(" kommun")


Drawing = tuple[ChartSpec | None, Callable[..., str] | None]


def _svg(spec: ChartSpec | None, draw: Callable[..., str] | None, width: int) -> SafeString:
    if spec is None or draw is None:
        return SafeString("")
    return mark_safe(draw(spec, width=width))  # noqa: S308 - the engine escapes every text that it draws


def _nothing(kept: _Kept, found: Json) -> Drawing:
    return None, None


def _points(chart: Json) -> tuple[tuple[float, float | None], ...]:
    return tuple((time_of(period), value) for period, value in zip(chart["periods"], chart["values"], strict=True))


def _earlier(kept: _Kept, found: Json) -> Drawing:
    """Draw a control chart where the engine gave limits, else the plain line."""
    chart = found["chart"]
    points = _points(chart)
    if not any(value is not None for _time, value in points):
        return None, None
    common = kept.common(_("Earlier measurements"), found["sentence"])
    own = Series(kept.name, points)
    if not chart["limits"]:
        return LineChart(**common, own=own), draw_line
    marks = zip(points, chart["signals"], strict=True)
    spec = ControlChart(
        **common,
        own=own,
        mean=chart["mean"],
        lower=chart["lower"],
        upper=chart["upper"],
        mean_label=_("mean %(value)s") % {"value": number(chart["mean"], kept.decimals)},
        lower_label=_("lower limit %(value)s") % {"value": number(chart["lower"], kept.decimals)},
        upper_label=_("upper limit %(value)s") % {"value": number(chart["upper"], kept.decimals)},
        outside=tuple(time for (time, _value), mark in marks if mark in OUTSIDE),
        provisional=bool(chart["provisional"]),
    )
    return spec, draw_control


def _targets(kept: _Kept, found: Json) -> Drawing:
    """Draw the distance to the target, women and men below where they are known."""
    chart, target = found["chart"], found["chart"]["target"]
    if target is None or chart["value"] is None:
        return None, None
    rows = [_distance(kept, kept.name, chart["value"], target, strong=True)]
    groups = kept.content.get("groups")
    if groups and groups["year"] == found["year"]:
        labels, numbers = groups["chart"]["labels"], groups["numbers"]
        rows += [_distance(kept, labels[place], numbers[who], target) for place, who in enumerate(("women", "men"))]
    label = _("target %(value)s") % {"value": number(target, kept.decimals)}
    common = kept.common(_("Distance to the target"), found["sentence"])
    spec = DistanceChart(**common, rows=tuple(rows), target=target, target_label=label, accent=accent())
    return spec, draw_distance


def _distance(kept: _Kept, name: str, value: float | None, target: float, *, strong: bool = False) -> DistanceRow:
    if value is None:
        return DistanceRow(name, None, _("no value"), strong)
    sign = {"higher": 1, "lower": -1}.get(str(kept.content["direction"]), 0)
    gap = round(value - target, kept.decimals)
    points = _("percentage points") if kept.unit == "%" else kept.unit
    size = f"{number(abs(gap), kept.decimals)}\u00a0{points}".strip()
    if not sign:
        return DistanceRow(name, value, _("%(size)s from the target") % {"size": size}, strong)
    reached = sign * gap >= 0
    said = _("target reached") if reached else _("%(size)s to go") % {"size": size}
    return DistanceRow(name, value, said, strong, reached)


def _sexes(kept: _Kept, found: Json) -> Drawing:
    chart = found["chart"]
    # The labels of the table are the periods as they are written, the newest first.
    times = [time_of(str(row[0])) for row in reversed(found["rows"])]
    women, men = chart["labels"]
    spec = SexChart(
        **kept.common(_("%(women)s and %(men)s") % {"women": women, "men": men.lower()}, found["sentence"]),
        women=Series(women, tuple(zip(times, chart["women"], strict=True))),
        men=Series(men, tuple(zip(times, chart["men"], strict=True))),
    )
    return spec, draw_sexes


def _others(kept: _Kept, found: Json) -> Drawing:
    chart = found["chart"]
    if not chart.get("dots"):
        return None, None
    quarters = tuple(chart["quarters"]) if len(chart["quarters"]) == 3 else None
    labels = (_("lowest quarter"), _("next lowest"), _("next highest"), _("highest quarter"))
    spec = StripChart(
        **kept.common(_("All municipalities"), found["sentence"]),
        places=tuple(Place(_dot_name(kept, dot), dot["value"], dot["kind"]) for dot in chart["dots"]),
        quarters=quarters,
        quarter_labels=labels if quarters else None,
    )
    return spec, draw_strip


def _dot_name(kept: _Kept, dot: Json) -> str:
    return kept.name if dot["kind"] == "own" else str(dot["name"])


_DRAWN: Mapping[str, Callable[[_Kept, Json], Drawing]] = {
    "earlier": _earlier,
    "targets": _targets,
    "others": _others,
}


def _patterns(found: Json) -> list[PatternRow]:
    bars = found["chart"].get("bars", [])
    reach = max((abs(bar["between"]) for bar in bars if bar["between"] is not None), default=1.0)
    return [
        PatternRow(row, _bar(bar["between"], reach, weak=bar["kind"] != ROBUST, title=row[0]))
        for row, bar in zip(found["rows"], bars, strict=True)
    ]


def _bar(value: float | None, reach: float, *, weak: bool, title: str) -> SafeString:
    spec = CovariationBar(value, weak, max(0.5, math.ceil(reach * 10) / 10), title)
    return mark_safe(draw_covariation(spec))  # noqa: S308 - the engine escapes every text that it draws


def _what(kept: _Kept, found: Json, spec: ChartSpec | None) -> str:
    """Say what is drawn, and when the axis does not begin at nought."""
    if not isinstance(spec, LineChart | ControlChart):
        return ""
    said = str(kept.content["title"])
    values = [value for _time, value in spec.own.points if value is not None]
    if isinstance(spec, ControlChart):
        values += [one for one in (spec.mean, spec.lower, spec.upper) if one is not None]
    low = value_axis(values, None, None, share=kept.unit == "%").low
    if low:
        said += ". " + _("The axis begins at %(low)s.") % {"low": number(low, 0 if low == int(low) else 1)}
    return said


def _rests_on(found: Json) -> str:
    """Say which year, how many municipalities and how many lack a value."""
    parts = []
    if found["period"]:
        parts.append(_("Value of %(period)s") % {"period": found["period"]})
    count, missing = int(found["municipalities"]), int(found["missing"])
    if count:
        parts.append(ngettext("%(count)s municipality", "%(count)s municipalities", count) % {"count": count})
        said = ngettext("%(count)s has no value", "%(count)s have no value", missing) % {"count": missing}
        parts.append(said if missing else _("no value is missing"))
    return ", ".join(parts)
