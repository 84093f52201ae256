"""What is laid before planning: taken in as an activity or declined with a reason, once."""

from datetime import date

import pytest

from styrhjul.base.calendar.models import Duty
from styrhjul.base.common.faults import Fault
from styrhjul.base.common.models import TraceEntry
from styrhjul.base.common.permit import Refused
from styrhjul.base.thread.models import Link
from styrhjul.wheel.plans import actions, queries
from styrhjul.wheel.plans.models import PlanInput
from styrhjul.wheel.plans.states import InputState
from tests.planning import an_activity

SAID = {"title": "Två lärare", "expected_effect": "Fler når E", "starts": date(2024, 1, 8)}


def lay(planned, origin=None, text="Stödet kommer för sent.") -> PlanInput:
    node = (origin or planned.activities[0]).node
    return actions.lay_input(node, unit=planned.school, year=2024, text=text, by=planned.manager)


def duty(planned) -> Duty:
    return Duty.objects.get(key="unit_inputs_answered", unit=planned.school, period="2024")


def test_an_input_is_laid_once_per_origin_unit_and_year(planned):
    first, again = lay(planned), lay(planned, text="Annat")
    assert first.pk == again.pk
    assert TraceEntry.objects.filter(event="input.laid").count() == 1


def test_taking_it_in_makes_an_activity_tied_to_where_it_came_from(planned):
    given = lay(planned)
    activity = actions.take_input(given, plan=planned.draft, **SAID, goals=[planned.goal], by=planned.manager)
    given.refresh_from_db()
    assert (given.state, given.activity, given.answered_by) == (InputState.TAKEN, activity, planned.manager)
    assert Link.objects.filter(cause=given.origin, effect=activity.node).exists()
    assert duty(planned).done_by == planned.manager


def test_declining_needs_its_reason(planned):
    given = lay(planned)
    with pytest.raises(Fault) as fault:
        actions.decline_input(given, reason=" ", by=planned.manager)
    assert fault.value.field == "reason"
    actions.decline_input(given, reason="Görs redan.", by=planned.manager)
    given.refresh_from_db()
    assert (given.state, given.reason, given.activity) == (InputState.DECLINED, "Görs redan.", None)


def test_the_duty_is_fulfilled_when_the_last_one_is_answered(planned):
    first, last = lay(planned), lay(planned, planned.activities[1])
    actions.decline_input(first, reason="Görs redan.", by=planned.manager)
    assert duty(planned).done_at is None
    actions.decline_input(last, reason="Görs redan.", by=planned.manager)
    assert duty(planned).done_at is not None


def test_an_answer_stands(planned):
    given, held = lay(planned), lay(planned)
    actions.decline_input(given, reason="Görs redan.", by=planned.manager)
    with pytest.raises(Refused):
        actions.take_input(held, plan=planned.draft, **SAID, by=planned.manager)


def test_it_goes_only_into_the_plan_of_its_unit_and_year(planned):
    with pytest.raises(Fault):
        actions.take_input(lay(planned), plan=planned.adopted, **SAID, by=planned.manager)


def test_only_those_who_write_plans_there_answer_and_only_those_in_reach_read(planned):
    given = lay(planned)
    for person in (planned.world.bo, planned.world.cia, planned.world.dan):
        with pytest.raises(Refused):
            actions.decline_input(given, reason="Nej.", by=person)
    assert list(queries.inbox(planned.school, 2024, planned.world.bo)) == [given]
    assert not queries.inbox(planned.school, 2024, planned.world.cia)
    assert not queries.inbox(planned.school, 2024, planned.world.stranger)


def test_the_goals_that_an_input_came_from_are_found_the_units_own_first(planned):
    user = planned.manager
    assert queries.goals_nearest_first(planned.draft, user) == [planned.goal, planned.above]
    assert queries.goals_behind(lay(planned), planned.draft, user) == [planned.goal], "the activity works toward it"


def test_an_input_from_no_goal_within_reach_is_offered_the_goals_of_the_plan(planned):
    user = planned.manager
    actions.take_up_goal(planned.draft, goal=planned.above, by=user)
    bare = an_activity(planned.draft, "Utan mål", by=user)
    given = lay(planned, bare)
    assert queries.goals_behind(given, planned.draft, user) == [planned.above]
