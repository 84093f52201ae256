"""Duties: made from the model, marked by hand or by the work itself, counted once."""

from datetime import date

import pytest

from styrhjul.base.calendar import queries
from styrhjul.base.calendar.actions import ensure_duties, fulfil, mark_done, mark_undone
from styrhjul.base.calendar.models import Duty
from styrhjul.base.calendar.permissions import can_mark_duty
from styrhjul.base.common import clock, trace
from styrhjul.base.common.models import TraceEntry
from styrhjul.base.common.permit import Refused
from styrhjul.base.organisation.actions import close_unit
from styrhjul.base.steering.queries import pack_in_force
from styrhjul.engine.packs.schema import Event, Rhythm
from tests.factories import unit


def tasks():
    return queries.tasks_by_key(pack_in_force()).values()


def test_every_task_becomes_one_duty_per_unit_and_period(world):
    from styrhjul.base.organisation.models import Unit

    kinds = list(Unit.objects.values_list("kind", flat=True))
    for task in tasks():
        periods = 12 if task.rhythm is Rhythm.MONTHLY else 1
        units = sum(kinds.count(kind) for kind in task.unit_kinds)
        assert Duty.objects.filter(key=task.key, year=2024).count() == units * periods, task.key


def test_the_days_are_those_of_the_model_counted_from_the_plan_year(world):
    for task in tasks():
        if task.rhythm is Rhythm.YEARLY:
            dues = set(Duty.objects.filter(key=task.key, year=2024).values_list("due", flat=True))
            assert dues <= {task.due.on(2024)}, task.key


def test_making_them_again_makes_none_and_keeps_what_is_done(world):
    duty = Duty.objects.filter(event="", year=2023).first()
    Duty.objects.filter(pk=duty.pk).update(done_at=clock.now(), done_by=world.alva)
    entries = TraceEntry.objects.count()
    assert ensure_duties(2023, by=None) == 0
    duty.refresh_from_db()
    assert duty.done_by == world.alva
    assert TraceEntry.objects.count() == entries


def test_a_new_unit_gets_its_duties_and_a_closed_one_loses_what_is_ahead(world):
    lind = unit("Lindskolan", "unit", world.administrations[0], starts=clock.today())
    assert ensure_duties(2024, by=None) > 0
    assert Duty.objects.filter(unit=lind, year=2024).exists()
    close_unit(world.units[2], on=date(2023, 12, 1), by=world.siv)
    with clock.standing_at(date(2023, 12, 2)):
        ensure_duties(2024, by=None)
        left = Duty.objects.filter(unit=world.units[2], year=2024)
        assert not left.filter(due__gte=clock.today()).exists()


def test_what_is_ahead_follows_the_model_and_what_was_late_stays(world):
    ahead = Duty.objects.filter(year=2024, due__gte=clock.today()).first()
    late = Duty.objects.filter(year=2023, due__lt=clock.today()).first()
    was = ahead.due
    Duty.objects.filter(pk__in=[ahead.pk, late.pk]).update(role="nobody")
    Duty.objects.filter(pk=ahead.pk).update(due=date(2024, 12, 30))
    ensure_duties(2024, by=None)
    ensure_duties(2023, by=None)
    ahead.refresh_from_db()
    late.refresh_from_db()
    assert (ahead.role != "nobody", ahead.due) == (True, was)
    assert late.role == "nobody"


def by_hand(world, user_unit):
    return Duty.objects.filter(event="", unit=user_unit, role="unit_manager").first()


def test_one_marks_ones_own_duty_and_takes_it_back(world):
    duty = by_hand(world, world.units[0])
    mark_done(duty, by=world.alva)
    mark_done(duty, by=world.alva)
    assert TraceEntry.objects.filter(event="duty.done").count() == 1
    mark_undone(duty, by=world.alva)
    duty.refresh_from_db()
    assert (duty.done_at, duty.done_by) == (None, None)


@pytest.mark.parametrize("who", ["bo", "cia", "dan", "siv", "stranger"])
def test_others_do_not_mark_it(world, who):
    with pytest.raises(Refused):
        mark_done(by_hand(world, world.units[0]), by=getattr(world, who))


def test_what_the_work_fulfils_is_not_marked_by_hand(world):
    duty = Duty.objects.filter(event=Event.CHECK_IN_COMPLETE, unit=world.units[0]).first()
    permit = can_mark_duty(world.alva, duty)
    assert not permit
    assert "av sig självt" in str(permit.ground)


def test_what_there_may_be_nothing_of_is_also_marked_by_hand(world):
    duty = Duty.objects.filter(event=Event.TARGETS_DECIDED, unit=world.units[0], role="unit_manager").first()
    assert can_mark_duty(world.alva, duty)


def test_an_event_fulfils_its_own_duties_only(world):
    done = fulfil(Event.CHECK_IN_COMPLETE, unit=world.units[0], period="2023-10", by=world.alva)
    assert done == 1
    marked = Duty.objects.filter(done_at__isnull=False)
    assert {(d.event, d.unit, d.period) for d in marked} == {("check_in_complete", world.units[0], "2023-10")}
    assert fulfil(Event.CHECK_IN_COMPLETE, unit=world.units[0], period="2023-10", by=world.alva) == 0
    assert TraceEntry.objects.filter(event="duty.fulfilled").count() == 1
    assert trace.verify() == []


def test_a_duty_about_one_plan_level_is_not_fulfilled_by_another(world):
    duty = Duty.objects.filter(event=Event.PLAN_ADOPTED, unit=world.units[0]).exclude(scope="").first()
    assert fulfil(Event.PLAN_ADOPTED, unit=world.units[0], period=duty.period, scope="other", by=world.alva) == 0
    assert fulfil(Event.PLAN_ADOPTED, unit=world.units[0], period=duty.period, scope=duty.scope, by=world.alva) == 1


def test_counts_equal_the_lists_behind_them(world):
    for month in ("2023-01", "2023-02"):
        fulfil(Event.CHECK_IN_COMPLETE, unit=world.units[0], period=month, by=world.alva)
    for units, user in ((None, None), ([world.units[0]], None), (None, world.alva)):
        duties = queries.duties_of(units, 2023, user=user)
        for part, tally in queries.count_by_part(duties).items():
            listed = list(duties.filter(part=part))
            assert tally.total == len(listed)
            assert tally.done == sum(d.done_at is not None for d in listed)
            assert tally.late == sum(d.is_late for d in listed)


def test_ones_own_are_those_of_ones_roles(world):
    mine = queries.duties_of(None, 2023, user=world.alva)
    assert mine.exists()
    assert {(d.role, d.unit) for d in mine} == {("unit_manager", world.units[0])}
    assert not queries.duties_of(None, 2023, user=world.stranger).exists()


def test_the_most_urgent_come_first_and_none_that_cannot_begin(world):
    found = queries.next_duties(queries.duties_of(None, 2023), 10)
    assert [d.due for d in found] == sorted(d.due for d in found)
    assert all(d.starts <= clock.today() for d in found)


def test_a_duty_is_called_what_the_model_says(world):
    task = pack_in_force().calendar[0]
    duty = Duty.objects.filter(key=task.key).first()
    assert queries.label_of(duty) == task.label.sv
    duty.key = "gone"
    assert queries.label_of(duty) == "gone"
