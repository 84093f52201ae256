import json
from datetime import date

import pytest

from styrhjul.base.common import clock
from styrhjul.base.common.faults import Conflict, Fault
from styrhjul.base.common.models import TraceEntry
from styrhjul.base.common.permit import Refused
from styrhjul.base.decisions.queries import frozen
from styrhjul.base.thread.models import Kind, Link
from styrhjul.wheel.improvement import actions, permissions
from styrhjul.wheel.improvement.models import Assurance, Consequence, Proposal
from styrhjul.wheel.improvement.queries import (
    assured,
    by_weight,
    effect_as_json,
    effects_of,
    held_of,
    proposals_from,
    wedge_of,
    weighed,
)
from styrhjul.wheel.improvement.states import ProposalState
from styrhjul.wheel.plans.states import ActivityState

SAID = {"title": "Två lärare", "description": "Hälften av tiden.", "followed_up_by": "Betyget E"}


def events():
    return list(TraceEntry.objects.values_list("event", flat=True))


def close(planned, **changed):
    activity = planned.activities[0]
    said = {
        "effect": "Fler läser.",
        "made_permanent": "Rutin 2.7",
        "responsible": planned.world.bo,
        "check_on": date(2024, 2, 1),
        "before": effect_as_json(effects_of(activity)),
        "by": planned.manager,
    }
    return actions.close_activity(activity, **{**said, **changed})


def test_a_proposal_keeps_its_origin(planned, proposal):
    assert Link.objects.filter(cause=planned.goal.node, effect=proposal.node).exists()
    assert proposal.node.kind == Kind.PROPOSAL
    assert list(proposals_from(planned.goal.node, planned.manager)) == [proposal]
    assert "proposal.made" in events()


def test_proposing_refuses_whoever_writes_none_there(planned):
    for person in (planned.world.cia, planned.world.dan):
        with pytest.raises(Refused, match="Almskolan"):
            actions.propose(planned.school, **SAID, origin=planned.goal.node, by=person)
    assert not Proposal.objects.exists()


def test_changing_works_and_records(planned, proposal):
    actions.change_proposal(proposal, **SAID, seen=proposal.stamp, by=planned.world.bo)
    proposal.refresh_from_db()
    assert (proposal.title, proposal.description) == ("Två lärare", "Hälften av tiden.")
    assert "proposal.changed" in events()


def test_changing_what_somebody_else_changed_is_a_conflict(planned, proposal):
    seen = proposal.stamp
    actions.change_proposal(proposal, **SAID, seen=seen, by=planned.world.bo)
    with pytest.raises(Conflict) as conflict:
        actions.change_proposal(proposal, **{**SAID, "title": "En annan"}, seen=seen, by=planned.manager)
    assert conflict.value.current.title == "Två lärare"


def test_an_empty_consequence_takes_the_row_away(planned, proposal):
    actions.describe_consequences(proposal, consequences={"economy": "", "staff": "Färre raster."}, by=planned.manager)
    assert list(Consequence.objects.values_list("concerns", "body")) == [("staff", "Färre raster.")]


def test_an_unknown_kind_of_consequence_is_refused(planned, proposal):
    with pytest.raises(Fault, match="weather"):
        actions.describe_consequences(proposal, consequences={"weather": "Sol."}, by=planned.manager)


def test_weighing_again_replaces_ones_own_weight_only(planned, proposal):
    actions.weigh(proposal, effect=5, effort=2, urgency=3, by=planned.world.bo)
    actions.weigh(proposal, effect=1, effort=4, urgency=1, by=planned.manager)
    actions.weigh(proposal, effect=3, effort=4, urgency=1, by=planned.manager)
    found = weighed(proposal, planned.manager)
    assert (found.people, found.effect, found.effort, found.own.effect) == (2, 4.0, 3.0, 3)


def test_a_weight_beyond_the_scale_is_refused(planned, proposal):
    with pytest.raises(Exception, match="5"):
        actions.weigh(proposal, effect=6, effort=1, urgency=1, by=planned.manager)


def test_the_weightiest_comes_first_and_the_unweighed_last(planned, proposal):
    made = [actions.propose(planned.school, **SAID, origin=planned.goal.node, by=planned.manager) for _one in range(2)]
    actions.weigh(proposal, effect=2, effort=5, urgency=1, by=planned.manager)
    actions.weigh(made[1], effect=5, effort=1, urgency=5, by=planned.manager)
    assert list(by_weight(Proposal.objects.visible_to(planned.manager))) == [made[1], proposal, made[0]]


def test_deciding_freezes_what_was_proposed_and_why(planned, proposal):
    actions.weigh(proposal, effect=5, effort=2, urgency=3, by=planned.world.bo)
    actions.decide_proposal(proposal, accept=True, reason="Störst effekt.", by=planned.manager)
    content = frozen(proposal.decision)
    assert proposal.state == ProposalState.ACCEPTED
    assert content["consequences"] == {"economy": "En tjänst."}
    assert content["priorities"] == [{"by": "Bo", "effect": 5, "effort": 2, "urgency": 3}]
    assert (content["verdict"], content["reason"]) == ("accepted", "Störst effekt.")
    assert Link.objects.filter(cause=proposal.node, effect=proposal.decision.node).exists()
    assert "proposal.decided" in events()


def test_a_no_needs_its_reason_too(planned, proposal):
    with pytest.raises(Fault) as fault:
        actions.decide_proposal(proposal, accept=False, reason="  ", by=planned.manager)
    assert fault.value.field == "reason"
    proposal.refresh_from_db()
    assert proposal.state == ProposalState.OPEN
    actions.decide_proposal(proposal, accept=False, reason="För dyrt.", by=planned.manager)
    assert (proposal.state, proposal.answer) == (ProposalState.DECLINED, "För dyrt.")


def test_deciding_refuses_reader_undescribed_and_decided(planned, proposal):
    with pytest.raises(Refused, match="Almskolan"):
        actions.decide_proposal(proposal, accept=True, reason="Ja.", by=planned.world.bo)
    bare = actions.propose(planned.school, **SAID, origin=planned.goal.node, by=planned.manager)
    with pytest.raises(Refused, match="minst en konsekvens"):
        actions.decide_proposal(bare, accept=True, reason="Ja.", by=planned.manager)
    actions.decide_proposal(proposal, accept=True, reason="Ja.", by=planned.manager)
    for late in (
        lambda: actions.decide_proposal(proposal, accept=False, reason="Nej.", by=planned.manager),
        lambda: actions.change_proposal(proposal, **SAID, by=planned.manager),
        lambda: actions.weigh(proposal, effect=1, effort=1, urgency=1, by=planned.manager),
    ):
        with pytest.raises(Refused, match="beslutat"):
            late()


def test_a_decision_made_meanwhile_is_seen_under_the_lock(planned, proposal):
    stale = Proposal.objects.get(pk=proposal.pk)
    actions.decide_proposal(proposal, accept=True, reason="Ja.", by=planned.manager)
    with pytest.raises(Refused):
        actions.decide_proposal(stale, accept=False, reason="Nej.", by=planned.manager)


def test_closing_asks_for_effect_assurance_and_a_day_ahead(planned):
    for changed, field in (
        ({"effect": " "}, "effect"),
        ({"made_permanent": ""}, "made_permanent"),
        ({"check_on": clock.today()}, "check_on"),
    ):
        with pytest.raises(Fault) as fault:
            close(planned, **changed)
        assert fault.value.field == field
    assert not Assurance.objects.exists()


def test_closing_keeps_the_series_and_ties_the_assurance(planned):
    assurance = close(planned)
    planned.activities[0].refresh_from_db()
    assert planned.activities[0].state == ActivityState.DONE
    kept = assurance.before[str(planned.indicator.pk)]
    assert (kept["periods"], kept["after"]) == (["2023-08", "2023-09", "2023-10"], "10.0000")
    assert Link.objects.filter(cause=planned.activities[0].node, effect=assurance.node).exists()
    assert {"activity.closed"} <= set(events())


def test_a_leap_is_kept_and_traced(planned):
    assert close(planned, leap=True).is_leap
    closed = TraceEntry.objects.get(event="activity.closed")
    assert json.loads(closed.detail.content)["leap"] is True


def test_what_is_not_said_to_be_a_leap_is_a_step(planned):
    assert not close(planned).is_leap


def test_a_check_that_fails_opens_the_activity_again(planned):
    assurance = close(planned)
    actions.check_assurance(assurance, holds=False, note="Rutinen används inte.", by=planned.world.bo)
    activity = planned.activities[0]
    activity.refresh_from_db()
    assert (activity.state, activity.closed_at) == (ActivityState.GOING_ON, None)
    assert "activity.reopened" in events()
    with pytest.raises(Refused, match="höll inte"):
        actions.check_assurance(assurance, holds=True, note="Jo.", by=planned.world.bo)
    assert wedge_of(Assurance.objects.all()).secured == 0
    assert close(planned).pk != assurance.pk


def test_a_check_that_holds_leaves_the_activity_closed(planned):
    assurance = close(planned)
    actions.check_assurance(assurance, holds=True, note="Alla följer rutinen.", by=planned.manager)
    planned.activities[0].refresh_from_db()
    assert planned.activities[0].state == ActivityState.DONE
    held = held_of(Assurance.objects.all())
    assert (held.secured, held.checked, held.held, held.overdue) == (1, 1, 1, 0)


def test_only_those_who_answer_or_assure_check(planned):
    assurance = close(planned)
    assert permissions.can_check_assurance(planned.world.bo, assurance)
    assert not permissions.can_check_assurance(planned.world.cia, assurance)
    with pytest.raises(Fault) as fault:
        actions.check_assurance(assurance, holds=True, note="", by=planned.manager)
    assert fault.value.field == "note"


def test_an_overdue_check_is_said_in_words(planned):
    close(planned)
    with clock.standing_at(date(2024, 2, 3)):
        (row,) = assured(Assurance.objects.all())
        assert row.state_word == "kontrollen 2 dagar sen"
        assert held_of(Assurance.objects.all()).overdue == 1
