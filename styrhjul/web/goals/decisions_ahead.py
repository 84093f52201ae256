"""What elected bodies decide next about plans and reports, in words for residents."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from styrhjul.base.calendar.models import Duty
from styrhjul.base.calendar.queries import decision_days
from styrhjul.base.common import clock
from styrhjul.base.steering.queries import pack_in_force
from styrhjul.base.steering.words import word_for
from styrhjul.engine.packs.schema import Event
from styrhjul.web.ui.formats import date_long

A_YEAR = timedelta(days=365)
NAMED = 2
"""So many bodies are named; more are counted."""


@dataclass(frozen=True)
class Ahead:
    """A plan or a report that is decided on a day at the latest, and by whom."""

    day: date
    name: str
    year: int
    event: str
    bodies: tuple[str, ...]

    @property
    def title(self) -> str:
        """Return the plan or report with its year, as beside a point on the wheel: "Årsberättelse 2023"."""
        return f"{self.name[:1].upper()}{self.name[1:]} {self.year}"

    @property
    def who(self) -> str:
        """Return who decides: their names, or how many boards they are."""
        if len(self.bodies) <= NAMED:
            return _(" and ").join(self.bodies)
        return ngettext("%(count)s board", "%(count)s boards", len(self.bodies)) % {"count": len(self.bodies)}

    @property
    def sentence(self) -> str:
        """Say it in one sentence."""
        said = {
            Event.PLAN_ADOPTED: _("The %(name)s for %(year)s is adopted by %(who)s, on %(day)s at the latest."),
            Event.REPORT_DECIDED: _("The %(name)s for %(year)s is decided by %(who)s, on %(day)s at the latest."),
            Event.REPORT_SENT: _("The %(name)s for %(year)s is handed over by %(who)s, on %(day)s at the latest."),
        }[Event(self.event)]
        return said % {"name": self.name, "year": self.year, "who": self.who, "day": date_long(self.day)}


def ahead() -> list[Ahead]:
    """Return what is decided within a year from today, the bodies that decide the same thing together."""
    today = clock.today()
    return together(duty for duty in decision_days(today, today + A_YEAR) if not duty.done_at)


def together(duties: Iterable[Duty]) -> list[Ahead]:
    """Return decisions that several bodies make about the same kind of thing as one, by day."""
    found: dict[tuple[date, str, int, str], list[str]] = {}
    for duty in duties:
        found.setdefault((duty.due, name_of(duty), duty.year, duty.event), []).append(duty.unit.name)
    return [Ahead(*what, tuple(names)) for what, names in found.items()]


def next_by_unit() -> dict[int, Ahead]:
    """Return what each body decides next, by unit."""
    today = clock.today()
    found: dict[int, Ahead] = {}
    for duty in decision_days(today, today + A_YEAR):
        if not duty.done_at:
            one = Ahead(duty.due, name_of(duty), duty.year, duty.event, (duty.unit.name,))
            found.setdefault(duty.unit_id, one)
    return found


def name_of(duty: Duty) -> str:
    """Return the municipality's word for the plan or report that a duty is about."""
    pack = pack_in_force()
    return word_for(pack.plan_levels if duty.event == Event.PLAN_ADOPTED else pack.occasions, duty.scope)
