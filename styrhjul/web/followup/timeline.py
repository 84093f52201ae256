"""The time line of a result: its line with what happened below it, and what is said of the level before and after."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from styrhjul.base.common.models import User
from styrhjul.base.organisation.queries import accent
from styrhjul.base.thread.models import Kind
from styrhjul.engine.analysis.around import Comparison, moments
from styrhjul.engine.analysis.periods import PER_YEAR, read_periods
from styrhjul.engine.analysis.sentences import phrase
from styrhjul.engine.drawing.charts.line import Target, axis_of
from styrhjul.engine.drawing.charts.spec import NARROW, Series
from styrhjul.engine.drawing.charts.timeline import Happening, TimelineChart, draw_timeline
from styrhjul.web.followup.forms import EventForm, StrikeForm
from styrhjul.web.followup.kept import Kept
from styrhjul.web.followup.pictures import WIDE, whose_name
from styrhjul.web.ui import formats
from styrhjul.web.ui.addresses import address
from styrhjul.wheel.followup.models import Analysis, Event, Expected
from styrhjul.wheel.followup.queries.influences import (
    EVENT,
    Influence,
    Struck,
    TimeLine,
    events_offered,
    events_told,
    struck_events,
    time_line,
)
from styrhjul.wheel.indicators.pictures import change_marks, kept_apart, time_of

SHORT, SHORTER = 46, 28
"""How many signs of what happened stand in the chart, wide and narrow; the list below has all of it."""


@dataclass(frozen=True)
class HappeningRow:
    """Something on the time line: what, when, what was expected, what the engine says, and who told of it."""

    number: int
    kind: str
    what: str
    href: str
    when: str
    told: str
    expected: str
    hoped_for: str
    sentence: str
    is_early: bool
    source: str
    link: str
    by: str
    at: datetime | None
    strike_href: str = ""
    strike_form: Any = None


@dataclass(frozen=True)
class OfferedRow:
    """An event of another analysis, or one that was struck, which can be laid on the time line."""

    what: str
    when: str
    by: str
    at: datetime
    lay_href: str
    reason: str = ""


@dataclass(frozen=True)
class TimeLineShown:
    """The time line as it is shown in its step."""

    conclusion: str
    rows: Sequence[HappeningRow]
    early: Sequence[HappeningRow]
    left_out: int
    wide: SafeString
    narrow: SafeString
    what: str
    caution: str
    several: bool
    source: str
    head: Sequence[str]
    table: Sequence[Sequence[str]]
    values_head: Sequence[str]
    values: Sequence[Sequence[str]]
    struck: Sequence[OfferedRow]
    offered: Sequence[OfferedRow]
    form: Any
    href: str
    language: str
    values_language: str

    @property
    def has_events(self) -> bool:
        """Whether anybody has told of anything."""
        return any(row.by for row in (*self.rows, *self.early))


def time_line_shown(analysis: Analysis, user: User, form_at: Any) -> TimeLineShown:
    """Return the time line for one person; `form_at` gives a form that came back to its place."""
    line = time_line(analysis, user)
    told = events_told(analysis, user, (one.pk for one in line.found if one.kind == EVENT))
    rows = [_row(number, one, told, analysis, form_at) for number, one in enumerate(line.found, 1)]
    kept = Kept(analysis.evidence, whose_name(analysis))
    earlier = analysis.evidence["earlier"]
    language, own = (get_language() or "sv")[:2], str(analysis.evidence.get("language") or "sv")
    return TimeLineShown(
        conclusion=_conclusion(line),
        rows=[row for row in rows if not row.is_early],
        early=[row for row in rows if row.is_early],
        left_out=line.left_out,
        wide=_svg(_spec(kept, line, rows, SHORT), WIDE) if rows else SafeString(""),
        narrow=_svg(_spec(kept, line, rows, SHORTER), NARROW) if rows else SafeString(""),
        what=_what(kept, _spec(kept, line, rows, SHORT)) if rows else "",
        caution=phrase("en" if language == "en" else "sv", "coincides"),
        several=len(rows) > 1,
        source=str(earlier["source"]),
        head=[_("No."), _("What"), _("Begins"), _("Ends"), _("Mean before"), _("Mean after")],
        table=[_cells(number, one, kept) for number, one in enumerate(line.found, 1)],
        values_head=earlier["head"],
        values=earlier["rows"],
        struck=[_struck(one, analysis) for one in struck_events(analysis, user)],
        offered=[_offered(one, analysis) for one in events_offered(analysis, user)],
        form=form_at("event") or EventForm(auto_id="event_%s", initial={"expected": Expected.UNKNOWN}),
        href=reverse("analysis-event-new", args=[analysis.pk]),
        language="" if line.language in ("", language) else line.language,
        values_language="" if own == language else own,
    )


def when(said: str) -> str:
    """Return a day, a month or a year in words.

    Shown as people say it: 14 mars 2022, mars 2022 or 2022.
    """
    return formats.date_long(date.fromisoformat(said)) if len(said) == len("2022-03-14") else formats.period(said)


def shortened(text: str, most: int) -> str:
    """Return the first words of a text, with a sign that there is more."""
    if len(text) <= most:
        return text
    words = text[: most - 1]
    return (words.rsplit(" ", 1)[0] if " " in words else words).rstrip(" ,.;:–-") + "…"


def _row(number: int, one: Influence, told: Mapping[int, Event], analysis: Analysis, form_at: Any) -> HappeningRow:
    event = told.get(one.pk) if one.kind == EVENT else None
    strike = reverse("analysis-event-strike", args=[analysis.pk, one.pk]) if event else ""
    words = [one.state, one.unit] if one.kind != EVENT else []
    return HappeningRow(
        number=number,
        kind=_("event") if one.kind == EVENT else _("activity"),
        what=one.what,
        href=address(Kind.ACTIVITY, one.pk) if one.kind != EVENT else "",
        when=_span(one),
        told=", ".join(word for word in words if word),
        expected=str(Expected(one.expected).label) if one.kind == EVENT else "",
        hoped_for=one.hoped_for,
        sentence=one.sentence,
        is_early=one.numbers["finding"] == Comparison.TOO_EARLY and not one.numbers["n_after"],
        source=event.source if event else "",
        link=event.link if event else "",
        by=event.by.name if event else "",
        at=event.at if event else None,
        strike_href=strike,
        strike_form=(form_at("strike", str(one.pk)) or StrikeForm(auto_id=f"strike_{one.pk}_%s")) if event else None,
    )


def _span(one: Influence) -> str:
    if one.kind == EVENT:
        return when(one.begins)
    return formats.date_span(date.fromisoformat(one.begins), date.fromisoformat(one.ends) if one.ends else None)


def _conclusion(line: TimeLine) -> str:
    """Say how many events and activities there are."""
    events = sum(one.kind == EVENT for one in line.found)
    activities = len(line.found) - events
    parts = []
    if events:
        parts.append(ngettext("%(count)s event", "%(count)s events", events) % {"count": events})
    if activities:
        parts.append(ngettext("%(count)s activity", "%(count)s activities", activities) % {"count": activities})
    return _("On the time line: %(what)s.") % {"what": _(" and ").join(parts)} if parts else ""


def _spec(kept: Kept, line: TimeLine, rows: Sequence[HappeningRow], most: int) -> TimelineChart:
    chart, aim = kept.content["earlier"]["chart"], kept.content["targets"]["chart"]["target"]
    periods = [str(period) for period in chart["periods"]]
    per_year = PER_YEAR.get(read_periods(periods)[1].kind, 1)
    # A point stands where its period begins on the axis but speaks for the whole of it: time is moved half a period.
    half = 0.5 / per_year
    happenings = tuple(
        Happening(
            row.number,
            "event" if one.kind == EVENT else "activity",
            sum(moments(one.begins)) / 2 - half,
            moments(one.ends)[1] - half if one.ends else None,
            shortened(one.what, most),
        )
        for row, one in zip(rows, line.found, strict=True)
    )
    changed = [part["begins"] for part in chart.get("segments") or [] if part.get("begins") is not None]
    label = _("target %(value)s") % {"value": kept.written(aim)}
    return TimelineChart(
        **kept.common(_("What happened meanwhile"), _description(rows)),
        own=Series(kept.name, kept_apart(tuple(zip(map(time_of, periods), chart["values"], strict=True)), changed)),
        target=Target(label, aim) if aim is not None else None,
        accent=accent(),
        until=max(moments(line.until)[1] - half, *(one.ends or one.begins for one in happenings)),
        events=change_marks(changed),
        happenings=happenings,
    )


def _description(rows: Sequence[HappeningRow]) -> str:
    return " ".join(f"{row.number}. {row.what}, {row.when}." for row in rows)


def _what(kept: Kept, spec: TimelineChart) -> str:
    """Say what is drawn, and when the axis does not begin at nought."""
    said, low = str(kept.content["title"]), axis_of(spec)[0]
    if not low:
        return said
    begins = formats.number(low, 0 if low == int(low) else 1)
    return said + ". " + _("The axis begins at %(low)s.") % {"low": begins}


def _svg(spec: TimelineChart, width: int) -> SafeString:
    return mark_safe(draw_timeline(spec, width=width))  # noqa: S308 - the engine escapes every text that it draws


def _cells(number: int, one: Influence, kept: Kept) -> list[str]:
    def level(side: str) -> str:
        value = one.numbers[side]
        return f"{kept.written(value)} ({one.numbers[f'n_{side}']})" if value is not None else formats.MISSING

    ends = when(one.ends) if one.ends else formats.MISSING
    return [str(number), one.what, when(one.begins), ends, level("before"), level("after")]


def _struck(one: Struck, analysis: Analysis) -> OfferedRow:
    lay = reverse("analysis-event-lay", args=[analysis.pk, one.event.pk])
    return OfferedRow(one.event.what, when(one.event.period), one.use.by.name, one.use.at, lay, one.use.reason)


def _offered(event: Event, analysis: Analysis) -> OfferedRow:
    lay = reverse("analysis-event-lay", args=[analysis.pk, event.pk])
    return OfferedRow(event.what, when(event.period), event.by.name, event.at, lay)
