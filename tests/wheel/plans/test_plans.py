"""Plans: begun, written by several, sent, returned and adopted; then frozen."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from styrhjul.base.calendar.models import Duty
from styrhjul.base.common import clock, memory
from styrhjul.base.common.faults import Conflict, Fault
from styrhjul.base.common.models import TraceEntry
from styrhjul.base.common.permit import Refused
from styrhjul.base.decisions.models import Manner
from styrhjul.base.decisions.queries import frozen
from styrhjul.base.thread.models import Audience, Link
from styrhjul.wheel.goals.actions import add_goal, change_goal
from styrhjul.wheel.plans import actions, permissions, queries
from styrhjul.wheel.plans.models import Activity, Plan, PlanText
from styrhjul.wheel.plans.states import NEXT_PLAN, PlanState
from tests.planning import LEVEL, an_activity, write_all

FIRST = {"section": "mission", "question": "given_by"}


def events(thing) -> list[str]:
    return list(
        TraceEntry.objects.filter(subject=f"node:{thing.pk}").order_by("sequence").values_list("event", flat=True)
    )


def test_starting_works_and_records(planned):
    assert (planned.draft.state, planned.draft.title) == (PlanState.DRAFT, "Enhetsplan 2024, Almskolan")
    assert planned.draft.node.audience == Audience.UNIT
    assert "plan.started" in events(planned.draft)


def test_there_is_one_plan_of_a_level_and_year(planned):
    with pytest.raises(Fault, match="plan") as fault:
        actions.start_plan(planned.school, level=LEVEL, year=2024, by=planned.manager)
    assert fault.value.field == "year"


@pytest.mark.parametrize("year", [1999, 2040])
def test_a_year_long_past_or_far_ahead_cannot_be_planned(planned, year):
    with pytest.raises(Fault) as fault:
        actions.start_plan(planned.school, level=LEVEL, year=year, by=planned.manager)
    assert fault.value.field == "year"


def test_a_unit_gets_only_the_plans_that_the_model_gives_it(planned):
    with pytest.raises(Refused):
        actions.start_plan(planned.school, level="operating_plan", year=2024, by=planned.manager)
    assert not permissions.can_start_plan(planned.manager, planned.school, "no_such_level")


def test_starting_refuses_whoever_does_not_write_plans_there(planned):
    for person in (planned.world.cia, planned.world.bo, planned.world.stranger):
        with pytest.raises(Refused):
            actions.start_plan(planned.school, level=LEVEL, year=2025, by=person)


def test_plans_of_two_levels_are_tied_whichever_comes_first(planned):
    above = actions.start_plan(planned.world.boards[0], level="operating_plan", year=2024, by=planned.world.hanna)
    assert Link.objects.filter(cause=above.node, effect=planned.draft.node, withdrawn_at=None).exists()
    below = actions.start_plan(planned.world.units[1], level=LEVEL, year=2024, by=planned.world.hanna)
    assert Link.objects.filter(cause=above.node, effect=below.node, withdrawn_at=None).exists()


def test_each_save_of_a_text_is_a_version(planned):
    actions.write_text(planned.draft, **FIRST, body="Ett", base=0, by=planned.manager)
    actions.write_text(planned.draft, **FIRST, body="Två", base=1, by=planned.world.hanna)
    rows = PlanText.objects.filter(plan=planned.draft).order_by("version")
    assert [(row.version, row.body) for row in rows] == [(1, "Ett"), (2, "Två")]


def test_a_text_that_somebody_else_wrote_meanwhile_is_a_conflict_and_both_are_kept(planned):
    actions.write_text(planned.draft, **FIRST, body="Hannas", base=0, by=planned.world.hanna)
    with pytest.raises(Conflict) as conflict:
        actions.write_text(planned.draft, **FIRST, body="Alvas", base=0, by=planned.manager)
    assert conflict.value.current.body == "Hannas"
    actions.write_text(planned.draft, **FIRST, body="Hannas och Alvas", base=1, by=planned.manager)
    assert PlanText.objects.filter(plan=planned.draft).count() == 2


@pytest.mark.parametrize(("section", "question"), [("mission", "no_such"), ("no_such", ""), ("mission", "recipients")])
def test_only_what_the_plan_asks_can_be_answered(planned, section, question):
    with pytest.raises(Fault):
        actions.write_text(planned.draft, section=section, question=question, body="x", base=0, by=planned.manager)


def test_writing_refuses_a_reader(planned):
    with pytest.raises(Refused):
        actions.write_text(planned.draft, **FIRST, body="x", base=0, by=planned.world.bo)


def test_a_goal_is_taken_up_once_and_left_again(planned):
    for _again in range(2):
        actions.take_up_goal(planned.draft, goal=planned.above, by=planned.manager)
    assert list(planned.draft.goals.all()) == [planned.above]
    assert events(planned.draft).count("plan.goal_taken_up") == 1
    for _again in range(2):
        actions.leave_goal(planned.draft, goal=planned.above, by=planned.manager)
    assert not planned.draft.goals.exists()
    assert not Link.objects.filter(cause=planned.above.node, effect=planned.draft.node, withdrawn_at=None).exists()
    assert events(planned.draft).count("plan.goal_left") == 1


def test_a_goal_of_another_branch_or_year_is_out_of_reach(planned):
    said = {"level": "unit_goal", "parents": (planned.above,)}
    other = add_goal(
        title="Annat", unit=planned.world.units[1], starts=date(2023, 1, 1), **said, by=planned.world.hanna
    )
    past = add_goal(
        title="Förr", unit=planned.school, starts=date(2023, 1, 1), ends=date(2024, 1, 1), **said, by=planned.manager
    )
    assert set(queries.goals_within_reach(planned.draft, planned.manager)) == {planned.goal, planned.above}
    for goal in (other, past):
        with pytest.raises(Fault):
            actions.take_up_goal(planned.draft, goal=goal, by=planned.manager)


def test_an_activity_is_tied_to_its_plan_and_goals(planned):
    activity = an_activity(planned.draft, goals=[planned.goal], by=planned.manager)
    causes = set(Link.objects.filter(effect=activity.node, withdrawn_at=None).values_list("cause", flat=True))
    assert causes == {planned.draft.pk, planned.goal.pk}
    assert events(activity) == ["link.tied", "link.tied", "activity.added"]


def test_the_plan_takes_up_the_goals_that_its_activities_work_toward(planned):
    activity = an_activity(planned.draft, goals=[planned.goal], by=planned.manager)
    assert list(planned.draft.goals.all()) == [planned.goal]
    actions.change_activity(activity, title="Ny", goals=[planned.above], changes={}, by=planned.manager)
    assert set(planned.draft.goals.all()) == {planned.goal, planned.above}
    assert events(planned.draft).count("plan.goal_taken_up") == 2


def test_a_goal_that_an_activity_works_toward_is_not_left(planned):
    activity = an_activity(planned.draft, "Läsgrupper", goals=[planned.goal], by=planned.manager)
    with pytest.raises(Fault, match="Läsgrupper") as fault:
        actions.choose_goals(planned.draft, goals=[planned.above], by=planned.manager)
    assert fault.value.field == "goals"
    actions.change_activity(activity, title=activity.title, goals=[], changes={}, by=planned.manager)
    actions.choose_goals(planned.draft, goals=[planned.above], by=planned.manager)
    assert list(planned.draft.goals.all()) == [planned.above]


def test_an_activity_must_end_after_it_starts(planned):
    with pytest.raises(ValidationError):
        an_activity(planned.draft, ends=date(2024, 1, 1), by=planned.manager)


def test_an_activity_changes_until_the_plan_is_adopted(planned):
    activity = an_activity(planned.draft, goals=[planned.goal], by=planned.manager)
    said = {"title": "Ny titel", "goals": [planned.above], "changes": {"cost": Decimal(20), "owner": planned.world.bo}}
    changed = actions.change_activity(activity, **said, seen=activity.stamp, by=planned.manager)
    assert (changed.title, changed.cost, changed.owner) == ("Ny titel", Decimal(20), planned.world.bo)
    causes = set(Link.objects.filter(effect=activity.node, withdrawn_at=None).values_list("cause", flat=True))
    assert causes == {planned.draft.pk, planned.above.pk}
    with pytest.raises(Conflict):
        actions.change_activity(activity, title="Min", goals=[], changes={}, seen=activity.stamp, by=planned.manager)
    with pytest.raises(Refused):
        actions.change_activity(planned.activities[0], title="Sen", goals=[], changes={}, by=planned.manager)


def test_changing_nothing_records_nothing(planned):
    activity = an_activity(planned.draft, by=planned.manager)
    before = events(activity)
    actions.change_activity(activity, title=activity.title, goals=[], changes={}, by=planned.manager)
    assert events(activity) == before


def test_an_empty_plan_cannot_be_sent_and_says_what_is_empty(planned):
    permit = permissions.can_send_plan(planned.manager, planned.draft)
    assert not permit
    assert "Vårt uppdrag" in str(permit.ground)
    write_all(planned.draft, planned.manager)
    assert permissions.can_send_plan(planned.manager, planned.draft)


def test_a_text_that_was_emptied_again_does_not_count(planned):
    write_all(planned.draft, planned.manager)
    actions.write_text(planned.draft, **FIRST, body="", base=1, by=planned.manager)
    assert not permissions.can_send_plan(planned.manager, planned.draft)


def test_a_plan_is_returned_with_what_needs_more_work(planned):
    write_all(planned.draft, planned.manager)
    actions.send_plan(planned.draft, by=planned.manager)
    assert (planned.draft.state, planned.draft.sent_by) == (PlanState.SENT, planned.manager)
    with pytest.raises(Fault):
        actions.return_plan(planned.draft, reason=" ", by=planned.world.hanna)
    actions.return_plan(planned.draft, reason="Skriv om målen.", by=planned.world.hanna)
    assert (planned.draft.state, planned.draft.returned_because) == (PlanState.DRAFT, "Skriv om målen.")
    actions.send_plan(planned.draft, by=planned.manager)
    assert planned.draft.returned_because == ""


def test_sending_twice_and_adopting_a_draft_are_refused(planned):
    write_all(planned.draft, planned.manager)
    with pytest.raises(Refused):
        actions.adopt_plan(planned.draft, decided_on=clock.today(), by=planned.manager)
    actions.send_plan(planned.draft, by=planned.manager)
    with pytest.raises(Refused):
        actions.send_plan(planned.draft, by=planned.manager)


def test_every_plan_starts_as_a_draft_and_a_decided_one_never_goes_back():
    assert PlanState.DRAFT not in NEXT_PLAN[PlanState.ADOPTED]
    assert set(NEXT_PLAN) == set(PlanState)


def test_a_manager_adopts_with_name_and_date(planned):
    decision = planned.adopted.decision
    assert (decision.manner, decision.manager, decision.body) == (Manner.BY_MANAGER, planned.manager, planned.school)
    assert planned.adopted.node.audience == Audience.INTERNAL
    assert {one.node.audience for one in planned.activities} == {Audience.INTERNAL}


def test_adopting_marks_the_duty_in_the_same_transaction(planned):
    duty = Duty.objects.get(key="unit_plan_adopted", unit=planned.school, period="2023")
    assert duty.done_by == planned.manager
    assert Duty.objects.get(key="unit_plan_adopted", unit=planned.school, period="2024").done_at is None


def board_plan(planned) -> Plan:
    board = planned.world.boards[0]
    plan = actions.start_plan(board, level="operating_plan", year=2023, by=planned.world.hanna)
    write_all(plan, planned.world.hanna)
    return actions.send_plan(plan, by=planned.world.hanna)


def test_a_board_adopts_with_paragraph_and_record_number(planned):
    from tests import factories

    plan = board_plan(planned)
    lead = factories.appointed("Lo", "year_process_lead", planned.world.boards[0])
    memory.forget()
    assert not permissions.can_adopt_plan(planned.world.hanna, plan), "the head prepares, the body decides"
    with pytest.raises(Fault) as fault:
        actions.adopt_plan(plan, decided_on=date(2023, 11, 14), by=lead)
    assert fault.value.field == "paragraph"
    with pytest.raises(Fault) as fault:
        actions.adopt_plan(plan, decided_on=date(2023, 12, 24), paragraph="§ 9", by=lead)
    assert fault.value.field == "decided_on"
    actions.adopt_plan(plan, decided_on=date(2023, 11, 14), paragraph="§ 118", record_number="G 2023/9", by=lead)
    decision = plan.decision
    assert (decision.manner, decision.body) == (Manner.POLITICALLY, planned.world.boards[0])
    assert (decision.paragraph, decision.record_number, decision.manager) == ("§ 118", "G 2023/9", None)


def test_an_adopted_plan_is_frozen(planned):
    with pytest.raises(Refused):
        actions.write_text(planned.adopted, **FIRST, body="Efteråt", base=1, by=planned.manager)
    with pytest.raises(Refused):
        an_activity(planned.adopted, "Efteråt", by=planned.manager)
    with pytest.raises(Refused):
        actions.leave_goal(planned.adopted, goal=planned.goal, by=planned.manager)


def test_a_plan_that_was_adopted_meanwhile_is_frozen_also_for_whoever_still_holds_the_draft(planned):
    held = Plan.objects.get(pk=planned.draft.pk)
    write_all(planned.draft, planned.manager)
    actions.send_plan(planned.draft, by=planned.manager)
    actions.adopt_plan(planned.draft, decided_on=clock.today(), by=planned.manager)
    assert held.state == PlanState.DRAFT
    with pytest.raises(Refused):
        actions.write_text(held, **FIRST, body="För sent", base=1, by=planned.manager)


def test_the_frozen_content_says_all_that_the_plan_said(planned):
    content = frozen(planned.adopted.decision)
    assert content["title"] == "Enhetsplan 2023, Almskolan"
    assert [section["title"] for section in content["sections"]][:2] == ["Vilka vi finns till för", "Vårt uppdrag"]
    assert all(section["written"] for section in content["sections"])
    assert [goal["title"] for goal in content["goals"]] == ["Alla läser"]
    first = content["activities"][0]
    assert (first["title"], first["owner"], first["last_day"]) == ("Läsgrupper", "Alva", "2023-12-19")
    assert first["goals"] == ["Alla läser"]


def test_what_changes_later_does_not_change_what_was_adopted(planned):
    digest = planned.adopted.decision.digest
    said = {"description": "", "starts": planned.goal.starts, "ends": None}
    change_goal(planned.goal, title="Nytt namn", **said, by=planned.manager)
    planned.adopted.refresh_from_db()
    assert [goal["title"] for goal in frozen(planned.adopted.decision)["goals"]] == ["Alla läser"]
    assert planned.adopted.decision.digest == digest


def test_drafts_show_only_to_those_in_reach_and_adopted_plans_to_all_inside(planned):
    seen = {
        person.name: set(Plan.objects.visible_to(person))
        for person in (
            planned.manager,
            planned.world.bo,
            planned.world.cia,
            planned.world.hanna,
            planned.world.stranger,
        )
    }
    both = {planned.draft, planned.adopted}
    assert seen == {"Alva": both, "Bo": both, "Hanna": both, "Cia": {planned.adopted}, "Stig": set()}
    assert not Activity.objects.visible_to(planned.world.stranger).exists()
