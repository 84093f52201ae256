"""What an indicator shows on a page: facts, charts drawn for wide and narrow, their sources and their numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any, cast

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from styrhjul.base.organisation.models import Unit
from styrhjul.base.organisation.queries import accent
from styrhjul.engine.drawing.charts import (
    DotChart,
    LineChart,
    SexChart,
    Sparkline,
    draw_dots,
    draw_funnel,
    draw_line,
    draw_sexes,
    draw_sparkline,
)
from styrhjul.engine.drawing.charts.spec import NARROW, SIDE
from styrhjul.web.indicators.facts import facts_of, having_of, missing_of, source_of
from styrhjul.web.indicators.funnel import funnel_of
from styrhjul.web.ui.formats import number, period
from styrhjul.web.ui.pieces import Fact
from styrhjul.wheel.indicators import comparisons, queries
from styrhjul.wheel.indicators.comparisons import Peers, Place
from styrhjul.wheel.indicators.models import Group, Indicator, Rhythm, Target
from styrhjul.wheel.indicators.pictures import (
    Picture,
    computed_source,
    line_picture,
    peers_picture,
    raw_source,
    sexes_picture,
    time_of,
    written,
)
from styrhjul.wheel.indicators.queries import Line

WIDE = 552
LAST = 12


@dataclass(frozen=True)
class Chart:
    """A chart as the page shows it: drawn for wide and narrow, with its words, source and numbers."""

    heading: str
    what: str
    wide: SafeString
    narrow: SafeString
    source: str
    columns: list[str]
    rows: list[list[str]]
    conclusion: str = ""


@dataclass(frozen=True)
class Shown:
    """One indicator at one unit, as the page shows it."""

    indicator: Indicator
    unit: Unit
    facts: list[Fact]
    main: Chart | None
    sexes: Chart | None
    peers: Chart | None
    units: Chart | None
    missing: str
    source: str
    comparison: str
    facts_source: str
    sentences: list[str]
    target: Target | None

    @property
    def sexes_heading(self) -> str:
        """What the two groups are called."""
        return _heading_of_sexes(self.indicator)

    @property
    def source_line(self) -> str:
        """What the numbers come from, and what is computed from them."""
        return f"{self.source} {self.comparison}".strip()


@dataclass(frozen=True)
class Brief:
    """A further indicator, in one line of a table."""

    indicator: Indicator
    latest: str
    period: str
    target: str
    target_year: int | None
    drawing: SafeString
    missing: str = field(default="")


def shown(indicator: Indicator, unit: Unit, targets: Sequence[Target]) -> Shown:
    """Return everything that the page says and draws about an indicator."""
    lines = queries.lines(indicator, unit)
    line = lines[Group.ALL]
    year = line.latest.year if line.latest else 0
    for_all = [one for one in targets if one.group == Group.ALL]
    target, due = queries.next_target(for_all, year + 1), queries.target_for(for_all, year)
    place = comparisons.place_among_all(indicator, unit)
    return Shown(
        indicator=indicator,
        unit=unit,
        facts=facts_of(indicator, line, target, place, None if due == target else due),
        main=_drawn(line_picture(indicator, unit, target=target, line=line), indicator),
        sexes=_sexes_chart(indicator, unit, lines, since=year - 10),
        peers=_peers(indicator, unit, place, target),
        units=_units(indicator, unit, line),
        missing=missing_of(line),
        source=source_of(indicator, line),
        comparison=_comparison(place),
        facts_source=_facts_source(place),
        sentences=comparisons.sentences(indicator, line, target, place),
        target=target,
    )


def _sexes_chart(indicator: Indicator, unit: Unit, lines: dict[Group, Line], *, since: int) -> Chart | None:
    note = _sexes_note(indicator, lines)
    chart = _drawn(sexes_picture(indicator, unit, since=since), indicator, note)
    return replace(chart, source=_sexes_source(indicator)) if chart and note else chart


def _comparison(place: Place | None) -> str:
    """Say what the grey of the main chart is made of, of which year, and how many municipalities are in it."""
    if place is None:
        return ""
    said = _("Median and half of all municipalities: own processing of open statistics, %(period)s. %(having)s.")
    return said % {"period": place.period, "having": having_of(place)}


def _facts_source(place: Place | None) -> str:
    """Say that the direction and the place at the top of the page are computed, and from what."""
    if place is None:
        return ""
    return _("Development and place: own processing of open statistics, %(period)s.") % {"period": place.period}


def _sexes_note(indicator: Indicator, lines: dict[Group, Line]) -> str:
    """Say how large the difference is, and what it was the period before."""
    women, men = lines[Group.WOMEN], lines[Group.MEN]
    gaps = []
    for point in reversed(women.points):
        other = men.at(point.period)
        if point.value is not None and other is not None and other.value is not None:
            gaps.append((point, abs(point.value - other.value)))
    if not gaps:
        return ""
    (latest, gap), *earlier = gaps
    said = {"size": comparisons.measure_of(indicator).size(float(gap)), "period": period(latest.period)}
    if not earlier:
        return _("The difference was %(size)s in %(period)s.") % said
    before, gap_before = earlier[0]
    said |= {"before": number(gap_before, indicator.decimals), "earlier": period(before.period)}
    if indicator.rhythm == Rhythm.YEAR and before.year == latest.year - 1:
        return _("The difference was %(size)s in %(period)s, against %(before)s the year before.") % said
    return _("The difference was %(size)s in %(period)s, against %(before)s in %(earlier)s.") % said


def _sexes_source(indicator: Indicator) -> str:
    """Return the source of both lines and, computed from them, of the difference."""
    said = _("%(raw)s. The difference: %(computed)s.")
    computed = computed_source(indicator)
    return said % {"raw": raw_source(indicator), "computed": computed[:1].lower() + computed[1:]}


def _peers(indicator: Indicator, unit: Unit, place: Place | None, target: Target | None) -> Chart | None:
    found = comparisons.peers(indicator, unit)
    if found is None:
        return None
    chart = _drawn(peers_picture(indicator, found, place=place, target=target), indicator)
    if chart is None:
        return None
    what = _("%(field)s, %(period)s") % {"field": found.field.capitalize(), "period": found.period}
    source = f"{raw_source(indicator)}. {_comparison(place)}".strip() if place and place.quarter else chart.source
    chart = replace(chart, source=source)
    return Chart(_("Similar municipalities"), f"{what}. {_peers_counted(found)}.", *_parts(chart))


def _peers_counted(found: Peers) -> str:
    """Say how many the similar municipalities are, and how many of them lack a value."""
    among = [row for row in found.rows if not row.own]
    missing = sum(row.value is None for row in among)
    said = ngettext("%(count)s similar municipality", "%(count)s similar municipalities", len(among))
    left = ngettext("%(count)s lacks a value", "%(count)s lack a value", missing) if missing else _("all have a value")
    return f"{said % {'count': len(among)}}, {left % {'count': missing} if missing else left}"


def _units(indicator: Indicator, unit: Unit, line: Line) -> Chart | None:
    step = comparisons.units_beside(indicator, unit, line)
    if step is None:
        return None
    found = step.as_dict()
    spec = funnel_of(
        cast("dict[str, Any]", found["chart"]),
        title=_("Units of different size"),
        description=step.sentence,
        language=(get_language() or "sv")[:2],
        decimals=indicator.decimals,
        unit=indicator.measure_unit,
    )
    wide, narrow = _safe(draw_funnel(spec, width=WIDE)), _safe(draw_funnel(spec, width=NARROW))
    heading = _("Units of different size")
    rows = [list(row) for row in step.rows]
    return Chart(heading, step.period, wide, narrow, step.source, list(step.head), rows, step.sentence)


def _parts(chart: Chart) -> tuple[SafeString, SafeString, str, list[str], list[list[str]]]:
    return chart.wide, chart.narrow, chart.source, chart.columns, chart.rows


@lru_cache(maxsize=512)
def _line(spec: LineChart, width: float) -> SafeString:
    return _safe(draw_line(spec, width=width))


@lru_cache(maxsize=512)
def _sexes(spec: SexChart, width: float) -> SafeString:
    return _safe(draw_sexes(spec, width=width))


@lru_cache(maxsize=512)
def _dots(spec: DotChart, width: float) -> SafeString:
    return _safe(draw_dots(spec, width=width))


@lru_cache(maxsize=2048)
def _sparkline(spec: Sparkline) -> SafeString:
    return _safe(draw_sparkline(spec))


def _drawn(picture: Picture | None, indicator: Indicator, note: str = "") -> Chart | None:
    """Draw a picture for a wide and a narrow page; never shrunk."""
    if picture is None:
        return None
    if picture.kind == "line":
        line = cast("LineChart", picture.spec)
        heading, wide, narrow = indicator.title, _line(line, WIDE), _line(line, NARROW)
    elif picture.kind == "sexes":
        sexes = cast("SexChart", picture.spec)
        heading, wide, narrow = _heading_of_sexes(indicator), _sexes(sexes, SIDE), _sexes(sexes, NARROW)
    else:
        dots = cast("DotChart", picture.spec)
        heading, wide, narrow = "", _dots(dots, SIDE), _dots(dots, NARROW)
    unit = indicator.measure_unit
    what = note or (_("In %(unit)s.") % {"unit": _("per cent") if unit == "%" else unit})
    if picture.axis_note:
        what += f" {picture.axis_note}"
    rows = [[_cell(value, indicator) for value in row] for row in picture.rows]
    return Chart(heading, what, wide, narrow, picture.source, picture.columns, rows)


def _heading_of_sexes(indicator: Indicator) -> str:
    return _("Girls and boys") if queries.is_about_the_young(indicator) else _("Women and men")


def _safe(svg: str) -> SafeString:
    return mark_safe(svg)  # noqa: S308 - the engine escapes every text that it draws


def _cell(value: str | float | None, indicator: Indicator) -> str:
    if value is None:
        return _("no value")
    return value if isinstance(value, str) else number(value, indicator.decimals)


def briefs(indicators: Sequence[Indicator], unit: Unit) -> list[Brief]:
    """Return further indicators, one line each, by one question for values and one for targets."""
    lines = queries.latest_points(indicators, [unit])
    targets = queries.targets_of_many(indicators, [unit])
    return [brief_of(one, lines.get((one.pk, unit.pk)), targets.get((one.pk, unit.pk), [])) for one in indicators]


def brief_of(indicator: Indicator, line: Line | None, targets: Sequence[Target]) -> Brief:
    """Return one indicator in one line: latest value, next target, and the last values as a small drawing."""
    line = line or Line(Group.ALL, ())
    latest = line.latest
    target = queries.next_target(targets, latest.year + 1 if latest else 0)
    drawing = _sparkline(
        Sparkline(
            points=tuple(
                (time_of(point.period), None if point.value is None else float(point.value))
                for point in line.points[-LAST:]
            ),
            target=float(target.value) if target else None,
            accent=accent(),
        )
    )
    return Brief(
        indicator,
        written(latest.value, indicator) if latest else _("no value"),
        latest.period if latest else "",
        written(target.value, indicator) if target else "",
        target.year if target else None,
        drawing if latest else SafeString(""),
        missing_of(line),
    )
