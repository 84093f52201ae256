"""The wheel of a scope: the drawing, and the same parts as a list."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import reduce
from operator import add

from babel.dates import get_month_names
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from styrhjul.base.calendar.queries import Tally, count_by_part
from styrhjul.base.common import clock
from styrhjul.base.steering.queries import pack_during
from styrhjul.base.steering.words import entry, word
from styrhjul.engine.drawing.colour import edge_of
from styrhjul.engine.drawing.wheel import Milestone, PartDrawing, WheelDrawing, draw_mini, draw_wheel, part_colours
from styrhjul.engine.packs.schema import Part, PartKind
from styrhjul.web.home.milestones import milestones_of
from styrhjul.web.home.says import Says, says_of
from styrhjul.web.home.scope import Scope
from styrhjul.web.home.times import Lap, current_phase, lap_to_end, laps_of, laps_today
from styrhjul.web.ui.formats import date_brief, locale
from styrhjul.wheel.flows.on_the_wheel import OnWheel, on_the_wheel


@dataclass(frozen=True)
class PartRow:
    """One part of the wheel in the list beside it; `lap_year` is the plan year of its to-dos when not the wheel's."""

    key: str
    label: str
    colour: str
    edge: str
    href: str
    says: Says
    current: bool
    goes_on: bool
    lap_year: int | None

    @property
    def tally(self) -> Tally:
        """How far its to-dos have come."""
        return self.says.tally


@dataclass(frozen=True)
class WheelView:
    """The wheel of a scope in all its shapes; `without` is what has no part in the year's model."""

    drawing: WheelDrawing
    rows: list[PartRow]
    lap: Lap | None
    without: Tally

    @property
    def large(self) -> str:
        """Return the drawing for a wide page."""
        return draw_wheel(self.drawing, "full")

    @property
    def small(self) -> str:
        """Return the drawing for a phone."""
        return draw_wheel(self.drawing, "phone")

    @property
    def drawing_alone(self) -> str:
        """Return the drawing as it is sent or printed: no links, named for whoever doesn't see it."""
        return draw_wheel(self.drawing, "print")

    @property
    def multiple(self) -> str:
        """Return the drawing as one of several beside each other; the link around it has the name."""
        return draw_wheel(self._nameless, "multiple")

    def sign(self, lit: str | None = None) -> str:
        """Return the wheel as the sign in front of a trail, perhaps with one part lit."""
        return draw_mini(self._nameless, lit=lit)

    @property
    def _nameless(self) -> WheelDrawing:
        return replace(self.drawing, name="", description="")

    @property
    def current(self) -> PartRow | None:
        """Return the phase of the day."""
        return next((row for row in self.rows if row.current), None)

    @property
    def days_left(self) -> int:
        """Return the days until the present phase ends."""
        return (self.lap.ends - clock.today()).days if self.lap else 0

    @property
    def late(self) -> int:
        """Return how much is late in all."""
        return sum(row.says.all_late for row in self.rows) + self.without.late

    @property
    def has_other_years(self) -> bool:
        """Tell whether work for the year before or after goes on too."""
        return any(part.other_spans for part in self.drawing.parts)

    @property
    def has_wedge(self) -> bool:
        """Tell whether the wheel has a wedge."""
        return bool(self.drawing.of_kind("wedge"))

    @property
    def slips(self) -> bool:
        """Tell whether the wedge has slipped."""
        return any(part.late for part in self.drawing.of_kind("wedge"))


def wheel_of(scope: Scope) -> WheelView:
    """Return the wheel of a scope, as its year's model draws it; all counts of duties come from one query of them."""
    on = reduce(add, on_the_wheel(scope.place).values(), OnWheel())
    return wheel_from(scope, count_by_part(scope.duties()), on, milestones_of(scope))


def wheel_from(
    scope: Scope, tallies: Mapping[str, Tally], on: OnWheel, milestones: Sequence[Milestone] = ()
) -> WheelView:
    """Return the wheel of a scope from its counts."""
    parts = sorted(pack_during(scope.year).wheel.parts, key=lambda part: part.order)
    at, without = placed(tallies, parts)
    current, laps = current_phase(parts, scope.year), scope.laps
    said = {part.key: says_of(part, at.get(part.key, Tally()), on, scope.year) for part in parts}

    def href(part: Part) -> str:
        return reverse("part", args=[part.key]) + scope.query()

    drawing = _drawing(scope, [_draw(part, said[part.key], scope.year, current, href) for part in parts], milestones)
    colours = part_colours(drawing)
    rows = [
        PartRow(
            part.key,
            capfirst(word(part.label)),
            colours[part.key],
            edge_of(colours[part.key]),
            href(part),
            said[part.key],
            part.key == current,
            scope.year == clock.today().year and bool(laps_today(part)),
            year if (year := laps.get(tuple(part.keys), scope.year)) != scope.year else None,
        )
        for part in parts
    ]
    return WheelView(drawing, rows, lap_to_end(entry(parts, current)), without)


def placed(tallies: Mapping[str, Tally], parts: Sequence[Part]) -> tuple[dict[str, Tally], Tally]:
    """Return the counts where they stand among some parts, and of what stands in none of them."""
    found: dict[str, Tally] = {}
    without = Tally()
    for key, tally in tallies.items():
        part = entry(parts, key)
        if part is None:
            without += tally
        else:
            found[part.key] = found.get(part.key, Tally()) + tally
    return found, without


def month_names() -> tuple[str, ...]:
    """Return the names of the months in three letters, as there is room for on the wheel."""
    names = get_month_names("abbreviated", locale=locale())
    return tuple(str(names[month])[:3] for month in range(1, 13))


def _drawing(scope: Scope, parts: Sequence[PartDrawing], milestones: Sequence[Milestone]) -> WheelDrawing:
    today = clock.today()
    return WheelDrawing(
        year=scope.year,
        today=today if scope.year <= today.year else None,
        parts=tuple(parts),
        milestones=tuple(milestones),
        month_names=month_names(),
        today_label=_("today %(day)s") % {"day": date_brief(today)},
        start_angle=pack_during(scope.year).wheel.start_angle,
        name=_("The wheel %(year)s: %(whose)s") % {"year": scope.year, "whose": scope.title},
        description=". ".join(part.accessible_name for part in parts) + ".",
    )


def _draw(part: Part, says: Says, year: int, current: str, href: Callable[[Part], str]) -> PartDrawing:
    label = capfirst(word(part.label))
    note = says.short or says.progress
    late = says.late if part.kind is PartKind.WEDGE else says.all_late
    when = says.when[:1].lower() + says.when[1:]
    told = [label, says.count, says.progress, says.late_note if says.all_late else "", when]
    laps = laps_of(part, year)
    return PartDrawing(
        key=part.key,
        kind=part.kind.value,
        label=label,
        colour=part.colour,
        done=says.done if part.kind is PartKind.WEDGE else says.tally.done,
        total=says.tally.total,
        late=late,
        current=part.key == current,
        note=note,
        late_note=says.late_note,
        href=href(part),
        spans=_dates(lap for lap in laps if lap.year == year),
        other_spans=_dates(lap for lap in laps if lap.year != year),
        marks=tuple((one.sign, one.count) for one in says.sums if one.sign),
        accessible_name=", ".join(one for one in told if one),
    )


def _dates(laps: Iterable[Lap]) -> tuple[tuple[date, date], ...]:
    return tuple((lap.starts, lap.ends) for lap in laps)
