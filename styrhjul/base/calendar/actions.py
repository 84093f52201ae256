"""Making duties from the steering model, and marking them done."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.db import transaction

from styrhjul.base.calendar import permissions
from styrhjul.base.calendar.models import Duty, DutyQuerySet
from styrhjul.base.calendar.queries import scopes_of
from styrhjul.base.common import clock, trace
from styrhjul.base.common.memory import remembering
from styrhjul.base.common.models import User
from styrhjul.base.organisation.models import Unit
from styrhjul.base.steering.queries import in_use_since, model_in_force, models_from, standing_in
from styrhjul.engine.packs.schema import Event, Pack, Rhythm, Task

MONTHS_BEFORE_DUE = 2
MOST_YEARS_AHEAD = 3  # so long before its plan year a pack may let something fall due
DAYS_OF_A_LAP = 365
FOLLOWS = ("part", "role", "event", "scope", "starts", "due")


def _tasks(pack: Pack) -> Iterator[tuple[str, Task]]:
    for entry in pack.calendar:
        yield entry.part, entry
    for part in pack.wheel.parts:
        for task in part.todos:
            yield part.key, task


def _periods(task: Task, year: int) -> Iterator[tuple[str, date, date]]:
    """Return period, start and due day; what has no start of its own may be done two months ahead."""
    if task.rhythm is Rhythm.MONTHLY:
        for month in range(1, 13):
            due = task.due.model_copy(update={"month": month, "year": 0}).on(year)
            yield f"{year}-{month:02}", due.replace(day=1), due
        return
    due = task.due.on(year)
    starts = task.starts.on(year) if task.starts else _months_before(due, MONTHS_BEFORE_DUE)
    yield str(year), starts, due


def _months_before(day: date, months: int) -> date:
    month = day.year * 12 + day.month - 1 - months
    return date(month // 12, month % 12 + 1, 1)


def _asked(year: int) -> list[tuple[str, Task, str, date, date]]:
    """Return part, task, period, start and due day of all that the models ask for in a plan year.

    On each due day it is the model in force on that day that asks. What is due after the end of its plan year belongs
    to that year still, and to the model it ended with. Nobody is asked for what fell due before the system was in use.
    """
    begun, last = in_use_since(), date(year, 12, 31)
    with remembering():  # every due day asks which model is in force
        return [
            (part, task, period, starts, due)
            for model in models_from(date(year - MOST_YEARS_AHEAD, 1, 1), last)
            for part, task in _tasks(standing_in(model, last))
            for period, starts, due in _periods(task, year)
            if due >= begun and model_in_force(min(due, last)) == model
        ]


def _wanted(year: int) -> Iterator[Duty]:
    """Yield the duties of a plan year."""
    units: dict[str, list[Unit]] = {}
    for unit in Unit.objects.on(min(max(clock.today(), date(year, 1, 1)), date(year, 12, 31))):
        units.setdefault(unit.kind, []).append(unit)
    for part, task, period, starts, due in _asked(year):
        for unit in (unit for kind in task.unit_kinds for unit in units.get(kind, [])):
            yield Duty(
                key=task.key,
                part=part,
                unit=unit,
                year=year,
                period=period,
                role=task.role,
                event=task.fulfilled_by or "",
                scope=task.about,
                starts=starts,
                due=due,
            )


@transaction.atomic
def ensure_duties(year: int, *, by: User | None) -> int:
    """Make the duties of a plan year agree with the model and the units there are; return how many are new.

    What is done or late stays as it is. What is still ahead follows the model: other days, another role,
    or away when neither the model nor the unit is there any more.
    """
    wanted = {_identity(duty): duty for duty in _wanted(year)}
    present = {_identity(duty): duty for duty in Duty.objects.filter(year=year)}
    ahead = {key: duty for key, duty in present.items() if duty.done_at is None and duty.due >= clock.today()}
    new = [duty for key, duty in wanted.items() if key not in present]
    gone = [duty.pk for key, duty in ahead.items() if key not in wanted]
    changed = [duty for key, duty in ahead.items() if key in wanted and _follow(duty, wanted[key])]
    Duty.objects.bulk_create(new)
    Duty.objects.bulk_update(changed, FOLLOWS, batch_size=200)
    Duty.objects.filter(pk__in=gone).delete()
    if new or gone or changed:
        trace.record("duties.made", f"year:{year}", by=by, new=len(new), gone=len(gone), changed=len(changed))
    return len(new)


def _identity(duty: Duty) -> tuple[str, int, str]:
    return duty.key, duty.unit_id, duty.period


def _follow(duty: Duty, model: Duty) -> bool:
    """Let a duty follow the model; tell whether anything changed."""
    before = [getattr(duty, name) for name in FOLLOWS]
    for name in FOLLOWS:
        setattr(duty, name, getattr(model, name))
    return before != [getattr(duty, name) for name in FOLLOWS]


def _take_hold(duty: Duty) -> None:
    """Read the duty anew and hold it until the transaction ends, so that it is not marked twice at once."""
    duty.refresh_from_db(from_queryset=Duty.objects.select_for_update())


@transaction.atomic
def mark_done(duty: Duty, *, by: User) -> Duty:
    """Mark a duty done by hand; doing it twice changes nothing."""
    _take_hold(duty)
    permissions.can_mark_duty(by, duty).require()
    if duty.done_at is None:
        duty.done_at, duty.done_by = clock.now(), by
        duty.save(update_fields=["done_at", "done_by"])
        trace.record("duty.done", f"unit:{duty.unit_id}", by=by, key=duty.key, period=duty.period)
    return duty


@transaction.atomic
def mark_undone(duty: Duty, *, by: User) -> Duty:
    """Take back a mark made by hand."""
    _take_hold(duty)
    permissions.can_mark_duty(by, duty).require()
    if duty.done_at is not None:
        duty.done_at = duty.done_by = None
        duty.save(update_fields=["done_at", "done_by"])
        trace.record("duty.undone", f"unit:{duty.unit_id}", by=by, key=duty.key, period=duty.period)
    return duty


@transaction.atomic
def fulfil(event: Event, *, unit: Unit, period: str, scope: str = "", by: User | None) -> int:
    """Mark the duties that an action fulfils, in that action's own transaction.

    A duty whose task names a plan level, report occasion, goal level or step is fulfilled only by that one.
    """
    duties = Duty.objects.open().filter(event=event, unit=unit, period=period, scope__in=["", *scopes_of(scope)])
    return _fulfilled(duties, event, unit, by)


@transaction.atomic
def fulfil_now(event: Event, *, unit: Unit, scope: str = "", due_before: date | None = None, by: User | None) -> int:
    """Mark the duties of the lap that goes on, by an action that belongs to no period of its own.

    They may be done by now and have been due for less than a year. `due_before` keeps those open for which something
    remains to be done before their day.
    """
    lap = clock.today() - timedelta(days=DAYS_OF_A_LAP)
    duties = Duty.objects.open().begun().filter(event=event, unit=unit, due__gt=lap, scope__in=["", *scopes_of(scope)])
    if due_before is not None:
        duties = duties.filter(due__lt=due_before)
    return _fulfilled(duties, event, unit, by)


def _fulfilled(duties: DutyQuerySet, event: Event, unit: Unit, by: User | None) -> int:
    held = list(duties.select_for_update().order_by("pk"))
    keys = [duty.key for duty in held]
    Duty.objects.filter(pk__in=[duty.pk for duty in held]).update(done_at=clock.now(), done_by=by)
    if keys:
        periods = ", ".join(sorted({duty.period for duty in held}))
        trace.record("duty.fulfilled", f"unit:{unit.pk}", by=by, through=event, period=periods, keys=keys)
    return len(keys)
