from datetime import date

import pytest

from styrhjul.base.common import clock
from styrhjul.base.common.faults import Fault
from styrhjul.base.common.permit import Refused
from styrhjul.base.thread.queries import Direction, walk
from styrhjul.wheel.flows.next_year import decide_and_lay
from styrhjul.wheel.improvement.actions import propose
from styrhjul.wheel.improvement.queries import what_came_of
from styrhjul.wheel.plans.actions import decline_input, lay_input, take_input
from styrhjul.wheel.plans.models import PlanInput
from tests import planning


@pytest.fixture
def planned(world):
    return planning.planned(world)


@pytest.fixture
def proposal(planned):
    said = {"title": "Två lärare", "description": "Halva tiden.", "followed_up_by": "Betyg"}
    return propose(
        planned.school, **said, origin=planned.goal.node, consequences={"staff": "Två."}, by=planned.world.bo
    )


def test_a_yes_is_laid_before_the_plan_and_can_be_walked_both_ways(planned, proposal):
    decide_and_lay(proposal, accept=True, reason="Ja.", year=2024, by=planned.manager)
    given = PlanInput.objects.get(unit=planned.school, year=2024)
    assert given.origin == proposal.decision.node
    assert given.text.startswith("Två lärare")
    activity = take_input(
        given, plan=planned.draft, title="Två lärare", expected_effect="Fler når E", starts=date(2024, 1, 8),
        by=planned.manager,
    )  # fmt: skip
    came = {knot.node.pk for knot in walk(planned.goal.node, Direction.WHAT_CAME_OF_IT, planned.manager)}
    why = {knot.node.pk for knot in walk(activity.node, Direction.WHY, planned.manager)}
    assert {proposal.pk, proposal.decision_id, activity.pk} <= came
    assert {proposal.pk, proposal.decision_id, planned.goal.pk} <= why
    (row,) = what_came_of(proposal, planned.manager)
    assert row.given.activity == activity


def test_a_no_lays_nothing(planned, proposal):
    decide_and_lay(proposal, accept=False, reason="För dyrt.", by=planned.manager)
    assert not PlanInput.objects.exists()
    assert what_came_of(proposal, planned.manager) == []


@pytest.mark.parametrize("year", [None, 2022, 2031])
def test_a_yes_needs_a_year_that_is_planned_for(planned, proposal, year):
    with pytest.raises(Fault) as fault:
        decide_and_lay(proposal, accept=True, reason="Ja.", year=year, by=planned.manager)
    assert fault.value.field == "year"
    proposal.refresh_from_db()
    assert proposal.decision is None


def test_a_year_whose_plan_is_adopted_is_too_late(planned, proposal):
    with pytest.raises(Fault, match="redan antagen"):
        decide_and_lay(proposal, accept=True, reason="Ja.", year=2023, by=planned.manager)


def test_whoever_may_not_decide_is_told_so_before_anything_else(planned, proposal):
    with pytest.raises(Refused, match="Almskolan"):
        decide_and_lay(proposal, accept=True, reason="Ja.", year=None, by=planned.world.bo)


def test_the_same_origin_is_laid_once(planned, proposal):
    decide_and_lay(proposal, accept=True, reason="Ja.", year=2024, by=planned.manager)
    node = proposal.decision.node
    again = lay_input(node, unit=planned.school, year=2024, text="En gång till", by=planned.manager)
    assert PlanInput.objects.count() == 1
    assert again.text.startswith("Två lärare")


def test_declining_needs_a_reason_and_is_seen_by_the_proposer(planned, proposal):
    decide_and_lay(proposal, accept=True, reason="Ja.", year=2024, by=planned.manager)
    given = PlanInput.objects.get()
    with pytest.raises(Fault) as fault:
        decline_input(given, reason=" ", by=planned.manager)
    assert fault.value.field == "reason"
    decline_input(given, reason="Ryms inte.", by=planned.manager)
    (row,) = what_came_of(proposal, planned.world.bo)
    assert (row.given.state, row.given.reason) == ("declined", "Ryms inte.")


def test_what_came_of_it_shows_only_to_those_who_read_drafts(planned, proposal):
    decide_and_lay(proposal, accept=True, reason="Ja.", year=2024, by=planned.manager)
    assert what_came_of(proposal, planned.world.cia) == []
    assert clock.today().year == 2023
