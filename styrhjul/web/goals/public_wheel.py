"""The municipality's wheel for residents: how it steers, without anybody's duties."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from styrhjul.base.calendar.queries import decision_days
from styrhjul.base.common import clock
from styrhjul.base.steering.queries import pack_in_force
from styrhjul.base.steering.words import word
from styrhjul.engine.drawing.colour import edge_of
from styrhjul.engine.drawing.wheel import Milestone, PartDrawing, WheelDrawing, draw_wheel, part_colours
from styrhjul.engine.packs.schema import Part
from styrhjul.web.goals.decisions_ahead import Ahead, together
from styrhjul.web.home.times import current_phase, spans_of, when_in
from styrhjul.web.home.wheel import month_names
from styrhjul.web.ui.formats import date_brief

MOST_MILESTONES = 6


@dataclass(frozen=True)
class PublicPart:
    """One part of the wheel, explained."""

    key: str
    label: str
    colour: str
    edge: str
    about: str
    when: str
    current: bool


@dataclass(frozen=True)
class PublicWheel:
    """The wheel of this year, drawn for wide and narrow, and its parts in words."""

    large: SafeString
    small: SafeString
    parts: list[PublicPart]


def public_wheel() -> PublicWheel:
    """Return the wheel of the model in force as residents see it."""
    today = clock.today()
    parts = sorted(pack_in_force().wheel.parts, key=lambda part: part.order)
    current = current_phase(parts, today.year)
    drawing = _drawing(parts, current, today)
    colours = part_colours(drawing)
    shown = [
        PublicPart(
            part.key,
            capfirst(word(part.label)),
            colours[part.key],
            edge_of(colours[part.key]),
            word(part.for_residents or part.guidance),
            when_in(part, today.year),
            part.key == current,
        )
        for part in parts
    ]
    if len({part.when for part in shown}) == 1:  # then it tells nothing
        shown = [replace(part, when="") for part in shown]
    # Without words the bands take the whole part: one that is done gives it its full colour.
    filled = replace(drawing, parts=tuple(replace(part, done=1, total=1) for part in drawing.parts))
    return PublicWheel(_safe(draw_wheel(drawing, "full")), _safe(draw_wheel(filled, "phone")), shown)


def _safe(svg: str) -> SafeString:
    return mark_safe(svg)  # noqa: S308 - the engine escapes every text that it draws


def _drawing(parts: list[Part], current: str, today: date) -> WheelDrawing:
    return WheelDrawing(
        year=today.year,
        today=today,
        parts=tuple(_part(part, today.year, is_current=part.key == current) for part in parts),
        milestones=tuple(_milestones(today)),
        month_names=month_names(),
        today_label=_("today %(day)s") % {"day": date_brief(today)},
        start_angle=pack_in_force().wheel.start_angle,
    )


def _part(part: Part, year: int, *, is_current: bool) -> PartDrawing:
    label = capfirst(word(part.label))
    return PartDrawing(
        key=part.key,
        kind=part.kind.value,
        label=label,
        colour=part.colour,
        current=is_current,
        href=f"#{anchor_of(part.key)}",
        spans=tuple(spans_of(part, year)),
        accessible_name=label,
    )


def anchor_of(key: str) -> str:
    """Return where on the page a part is explained."""
    return f"del-{key}"


def _milestones(today: date) -> list[Milestone]:
    """Return the days of the year on which plans and reports are decided, past ones filled; several at once are one."""
    days: dict[date, list[Ahead]] = {}
    for one in together(decision_days(date(today.year, 1, 1), date(today.year, 12, 31))):
        days.setdefault(one.day, []).append(one)
    points = [
        Milestone(day, ", ".join(dict.fromkeys(one.title for one in several)), date_brief(day), done=day < today)
        for day, several in days.items()
    ]
    return points[-MOST_MILESTONES:]
