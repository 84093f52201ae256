"""The one query of duties behind every count, and its lists."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import Count, F, Q

from styrhjul.base.calendar.models import Duty, DutyQuerySet
from styrhjul.base.common import clock
from styrhjul.base.common.memory import remembered
from styrhjul.base.common.models import User
from styrhjul.base.organisation.models import Unit
from styrhjul.base.steering.queries import model_in_force, pack_in_force
from styrhjul.base.steering.words import entry, once, word
from styrhjul.engine.packs.schema import Entry, Event, Pack, Task

DECIDED: Final = (Event.PLAN_ADOPTED, Event.REPORT_SENT, Event.REPORT_DECIDED)


@dataclass(frozen=True)
class Tally:
    """How far the duties of one part have come."""

    total: int = 0
    done: int = 0
    late: int = 0

    def __add__(self, other: Tally) -> Tally:
        """Return both together."""
        return Tally(self.total + other.total, self.done + other.done, self.late + other.late)


def duties_of(
    units: Iterable[Unit] | None,
    year: int,
    *,
    user: User | None = None,
    ahead: int = 0,
    laps: Mapping[tuple[str, ...], int] | None = None,
) -> DutyQuerySet:
    """Return the duties that fall due in a calendar year: of some units, or a person's own when `user` is given.

    The calendar year and not the plan year, since the plan of one year is made while the year before is
    followed up; with `ahead` that many years more. A part that goes on for a plan year, as `laps` says by the part's
    keys, has the duties of that plan year instead, and what is still open of the calendar year. Every count and every
    list of duties starts here, so that they cannot differ.
    """
    in_year = Q(due__range=(date(year, 1, 1), date(year + ahead, 12, 31)))
    wanted, going_on = Q(pk=None), laps or {}
    for keys, lap in going_on.items():
        wanted |= Q(part__in=keys) & (Q(year=lap) | (in_year & Q(done_at=None)))
    wanted |= in_year & ~Q(part__in=[key for keys in going_on for key in keys])
    duties = Duty.objects.filter(wanted).select_related("unit")
    if user is not None:
        duties = duties.of(user)
    return duties if units is None else duties.filter(unit__in=units)


def count_by_part(duties: DutyQuerySet) -> dict[str, Tally]:
    """Return the counts of each part of the wheel; the calendar's own duties lie under the empty key."""
    return {row["part"]: _tally(row) for row in _counted(duties, "part")}


def count_by_unit(duties: DutyQuerySet) -> dict[int, dict[str, Tally]]:
    """Return the same counts for each unit, in one question."""
    found: dict[int, dict[str, Tally]] = {}
    for row in _counted(duties, "unit", "part"):
        found.setdefault(row["unit"], {})[row["part"]] = _tally(row)
    return found


def _counted(duties: DutyQuerySet, *fields: str) -> Iterable[dict[str, Any]]:
    is_late = Q(done_at=None, due__lt=clock.today())
    counts = {"total": Count("pk"), "done": Count("pk", filter=Q(done_at__isnull=False))}
    rows: Iterable[dict[str, Any]] = (
        duties.order_by().values(*fields).annotate(**counts, late=Count("pk", filter=is_late))
    )
    return rows


def _tally(row: dict[str, Any]) -> Tally:
    return Tally(row["total"], row["done"], row["late"])


def next_duties(duties: DutyQuerySet, most: int) -> list[Duty]:
    """Return the open duties that may be done by now, the most urgent first."""
    return list(duties.open().begun().order_by("due", F("part"), "pk")[:most])


def to_do_now(user: User) -> DutyQuerySet:
    """Return what is a person's own, open and begun, whichever year it falls due: the count in the menu, and My work.

    The most urgent first.
    """
    return Duty.objects.of(user).open().begun().select_related("unit").order_by("due", "unit__name", "pk")


def task_of(duty: Duty) -> Task | None:
    """Return what a duty asks for, in the model that asks for it: the one in force when it falls due.

    What that model does not ask is from one before it; None for what no model ever asked.
    """
    day = min(duty.due, date(duty.year, 12, 31))
    tasks = remembered(("tasks", model_in_force(day).pk), lambda: tasks_by_key(pack_in_force(day)))
    return tasks.get(duty.key) or once(duty.key, Task)


def tasks_by_key(pack: Pack) -> dict[str, Task]:
    """Return every task of a model under its key."""
    tasks = [*pack.calendar, *(task for part in pack.wheel.parts for task in part.todos)]
    return {task.key: task for task in tasks}


def label_of(duty: Duty) -> str:
    """Return what a duty is called in the model that asks for it; its key when no model ever did."""
    task = task_of(duty)
    return word(task.label) if task else duty.key


def scopes_of(scope: str) -> tuple[str, ...]:
    """Return what a duty is about with all keys that stand there in the model in force."""
    pack = pack_in_force()
    among: tuple[Sequence[Entry], ...] = (pack.plan_levels, pack.occasions, pack.goal_levels, pack.ladder.steps)
    found = next((one for entries in among if (one := entry(entries, scope))), None)
    return (scope, *found.keys) if found else (scope,)


def decision_days(first: date, last: date) -> list[Duty]:
    """Return when elected bodies adopt plans and decide reports, earliest first: days that everybody may know of.

    Where the calendar only says when a report is handed over, that day stands for it.
    """
    elected = [key for kind in pack_in_force().unit_kinds if kind.political for key in kind.keys]
    rows = Duty.objects.filter(due__range=(first, last), event__in=DECIDED, unit__kind__in=elected)
    duties = list(rows.select_related("unit").order_by("due", "unit__name", "pk"))
    decided = {(duty.unit_id, duty.year, duty.scope) for duty in duties if duty.event == Event.REPORT_DECIDED}
    return [
        duty
        for duty in duties
        if duty.event != Event.REPORT_SENT or (duty.unit_id, duty.year, duty.scope) not in decided
    ]


def duty_done_by(event: Event, *, unit: Unit, period: str) -> Duty | None:
    """Return the duty of a unit and period that an event fulfils, the first that is due."""
    return Duty.objects.filter(event=event, unit=unit, period=period).order_by("due", "pk").first()
