"""Draws what the engine laid before an analysis, from what was kept: the numbers never come from today's statistics."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from styrhjul.base.organisation.queries import accent, municipality
from styrhjul.base.thread.models import Kind
from styrhjul.engine.drawing.charts import (
    DistanceChart,
    DistanceRow,
    Place,
    Series,
    SexChart,
    StripChart,
    draw_distance,
    draw_funnel,
    draw_sexes,
    draw_strip,
)
from styrhjul.engine.drawing.charts.spec import NARROW, ChartSpec
from styrhjul.web.followup.baselines import on_chosen_years
from styrhjul.web.followup.earlier import earlier, what_is_drawn
from styrhjul.web.followup.kept import Drawing, Json, Kept
from styrhjul.web.indicators.funnel import funnel_of
from styrhjul.web.indicators.patterns import PatternRow, pattern_rows, strongest_of
from styrhjul.web.ui.addresses import address
from styrhjul.web.ui.formats import number
from styrhjul.wheel.followup.models import Analysis
from styrhjul.wheel.followup.policies import baseline_of
from styrhjul.wheel.indicators.pictures import time_of

WIDE, HALF = 844, 552
_WIDER = {"others", "patterns"}
_BESIDE = {"targets": ("groups", "units")}


@dataclass(frozen=True)
class More:
    """What stands beside the step's own evidence, in the same form."""

    sentence: str
    wide: SafeString
    narrow: SafeString
    head: Sequence[str]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True)
class Laid:
    """What one step shows of the evidence: a sentence, drawings, the numbers, and what they rest on."""

    step: str
    sentence: str
    what: str
    wide: SafeString
    narrow: SafeString
    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    more: Sequence[More]
    patterns: Sequence[PatternRow]
    strongest: str
    kin: Sequence[Json]
    rows_name: str
    like: Json
    rests_on: str
    source: str
    raw_source: str
    raw_href: str
    language: str = field(default="")


def laid_before(analysis: Analysis, step: str) -> Laid | None:
    """Return what was laid before one step of an analysis; None where the engine had nothing to lay."""
    content: Json = analysis.evidence
    found = content.get(step)
    if not isinstance(found, Mapping):
        return None
    if step == "earlier":
        found = on_chosen_years(found, baseline_of(analysis), str(content.get("language") or "sv"))
    whose = content.get("municipality") if step in _WIDER else None
    kept = Kept({**content, **whose} if whose else content, whose_name(analysis, wider=bool(whose)))
    spec, draw = _DRAWN.get(step, _nothing)(kept, found)
    patterns = pattern_rows(found) if step == "patterns" else []
    language = str(content.get("language") or "sv")
    return Laid(
        step=step,
        sentence=_("The municipality as a whole: %(sentence)s") % {"sentence": found["sentence"]}
        if whose
        else str(found["sentence"]),
        what=_whose(whose) if whose else what_is_drawn(kept, spec),
        wide=_svg(spec, draw, WIDE),
        narrow=_svg(spec, draw, NARROW),
        head=found["head"],
        rows=[] if patterns else found["rows"],
        more=[_more(kept, name, beside) for name in _BESIDE.get(step, ()) if (beside := content.get(name))],
        patterns=patterns,
        strongest=strongest_of(found) if patterns else "",
        kin=found["chart"].get("kin", []),
        rows_name=_rows_name(found),
        like=found["chart"].get("like", {}),
        rests_on=_rests_on(found),
        source=str(found["source"]),
        raw_source=str(found["raw_source"]),
        raw_href=address(Kind.INDICATOR, whose["pk"] if whose else analysis.indicator_id),
        language="" if language == (get_language() or "sv")[:2] else language,
    )


def _more(kept: Kept, name: str, found: Json) -> More:
    spec, draw = _DRAWN[name](kept, found)
    wide, narrow = _svg(spec, draw, HALF), _svg(spec, draw, NARROW)
    return More(str(found["sentence"]), wide, narrow, found["head"], found["rows"])


def _whose(whose: Json) -> str:
    """Say that the numbers are not the unit's, and which indicator of which goal they are."""
    said = _("Not the unit's numbers: the municipality's “%(indicator)s”, which the goal “%(goal)s” is followed by.")
    return said % {"indicator": whose["title"], "goal": whose["goal"]}


def whose_name(analysis: Analysis, *, wider: bool = False) -> str:
    """Return whose numbers they are: the municipality's as it calls itself, or the unit's."""
    top = municipality() if wider or analysis.evidence.get("area") else None
    return (top or analysis.unit).name.removesuffix(" kommun")


def _svg(spec: ChartSpec | None, draw: Callable[..., str] | None, width: int) -> SafeString:
    if spec is None or draw is None:
        return SafeString("")
    return mark_safe(draw(spec, width=width))  # noqa: S308 - the engine escapes every text that it draws


def _nothing(kept: Kept, found: Json) -> Drawing:
    return None, None


def _targets(kept: Kept, found: Json) -> Drawing:
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


def _distance(kept: Kept, name: str, value: float | None, target: float, *, strong: bool = False) -> DistanceRow:
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


def _sexes(kept: Kept, found: Json) -> Drawing:
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


def _units(kept: Kept, found: Json) -> Drawing:
    return funnel_of(found["chart"], **kept.common(_("Units of different size"), str(found["sentence"]))), draw_funnel


def _others(kept: Kept, found: Json) -> Drawing:
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


def _dot_name(kept: Kept, dot: Json) -> str:
    return kept.name if dot["kind"] == "own" else str(dot["name"])


_DRAWN: Mapping[str, Callable[[Kept, Json], Drawing]] = {
    "earlier": earlier,
    "targets": _targets,
    "others": _others,
    "groups": _sexes,
    "units": _units,
}


def _rows_name(found: Json) -> str:
    """Return whose list of similar municipalities the table shows; nothing for any other table."""
    field = found["numbers"].get("similar_field")
    if not field:
        return ""
    year = found["numbers"]["similar_year"] or ""
    return (_("Similar municipalities according to RKA: %(field)s %(year)s") % {"field": field, "year": year}).strip()


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
