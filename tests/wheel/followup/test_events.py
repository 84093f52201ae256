"""What happened meanwhile: who lays it on the time line, and that it stays as it was in a concluded analysis."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from styrhjul.base.common.faults import Fault
from styrhjul.base.common.models import TraceEntry
from styrhjul.base.common.permit import Refused
from styrhjul.base.steering.queries import pack_in_force
from styrhjul.base.thread.actions import open_to
from styrhjul.base.thread.models import Audience, Reader
from styrhjul.wheel.followup import actions
from styrhjul.wheel.followup.models import Event, EventUse
from styrhjul.wheel.followup.policies import events_on
from styrhjul.wheel.followup.queries.influences import events_offered, struck_events, time_line
from styrhjul.wheel.goals import actions as goals
from styrhjul.wheel.improvement.actions import close_activity
from styrhjul.wheel.plans import actions as plans
from tests import measured
from tests.planning import an_activity, write_all

SAID = {"period": "2021-03", "what": "Skolan fick ny rektor", "expected": "better"}


@pytest.fixture
def analysis(town):
    return measured.analysis(town)


@pytest.fixture
def alva(town):
    return town.world.alva


def add(analysis, by, **changed):
    return actions.add_event(analysis, **{**SAID, **changed}, by=by)


def conclude(analysis, by):
    actions.write_step(analysis, step="conclusion", body="Stödet kom sent.", base=0, by=by)
    return actions.conclude_analysis(analysis, by=by)


def whats(analysis, user):
    return [one.what for one in time_line(analysis, user).found]


def adopted(town, *titles, unit=None, starts=date(2021, 1, 1), year=2023, **said):
    """Return activities of an adopted plan, going on."""
    by, place = (town.world.hanna if unit else town.world.alva), unit or town.school
    level = next(one.key for one in pack_in_force().plan_levels if place.kind in one.unit_kinds)
    plan = plans.start_plan(place, level=level, year=year, by=by)
    write_all(plan, by)
    for title in titles:
        an_activity(plan, title, **{"goals": [town.school_goal], "starts": starts, **said}, by=by)
    plans.send_plan(plan, by=by)
    more = {"paragraph": "§ 7", "record_number": "2022/1"} if unit else {}
    plans.adopt_plan(plan, decided_on=date(2023, 1, 10), **more, by=town.kim if unit else by)
    found = list(plan.activities.order_by("pk"))
    for one in found:
        plans.report_progress(one, month="2023-11", state="going_on", by=by)
        one.refresh_from_db()
    return found


def test_adding_works_says_who_and_records(town, analysis, alva):
    event = add(analysis, alva, source=" Protokoll ", link="https://example.org/rektor")
    assert (event.indicator, event.unit, event.by, event.source) == (town.reading, town.school, alva, "Protokoll")
    found = time_line(analysis, alva).found[0]
    assert (found.kind, found.what, found.begins, found.expected) == ("event", SAID["what"], "2021-03", "better")
    assert found.sentence.startswith("För tidigt att säga något: 1\u00a0mätning efter, och det behövs minst 3.")
    assert (found.numbers["n_before"], found.numbers["n_after"]) == (1, 1)
    assert TraceEntry.objects.filter(event="event.added", subject=f"node:{analysis.pk}").exists()


def test_the_same_again_adds_nothing(analysis, alva, town):
    first = add(analysis, alva)
    assert add(analysis, town.world.bo, what=f" {SAID['what']} ") == first
    assert (Event.objects.count(), EventUse.objects.count()) == (1, 1)


@pytest.mark.parametrize("period", ["", "i fjol", "2022-13", "2022-02-30", "1022", "22", "2022-3", "2024", "2023-12"])
def test_what_is_no_time_or_lies_ahead_is_a_fault(analysis, alva, period):
    with pytest.raises(Fault) as fault:
        add(analysis, alva, period=period)
    assert fault.value.field == "period"
    assert not Event.objects.exists()


@pytest.mark.parametrize("period", ["2023", "2023-11", "2023-11-20"])
def test_what_has_begun_can_be_laid(analysis, alva, period):
    assert add(analysis, alva, period=period).period == period


@pytest.mark.parametrize(("field", "wrong"), [("what", " "), ("link", "javascript:alert(1)")])
def test_what_cannot_be_kept_is_refused(analysis, alva, field, wrong):
    with pytest.raises(ValidationError) as refusal:
        add(analysis, alva, **{field: wrong})
    assert field in refusal.value.message_dict


def test_adding_refuses_reader_stranger_and_concluded(town, analysis, alva):
    for person in (town.world.dan, town.world.cia):
        with pytest.raises(Refused):
            add(analysis, person)
    conclude(analysis, alva)
    with pytest.raises(Refused, match="avslutad"):
        add(analysis, alva)


def test_striking_keeps_the_event_with_reason_and_who(town, analysis, alva):
    event = add(analysis, alva)
    actions.strike_event(analysis, event=event, reason=" Det var en annan skola. ", by=town.world.bo)
    assert whats(analysis, alva) == []
    struck = struck_events(analysis, alva)[0]
    assert (struck.event, struck.use.reason, struck.use.by) == (event, "Det var en annan skola.", town.world.bo)
    assert TraceEntry.objects.filter(event="event.struck").exists()
    with pytest.raises(Refused):
        actions.strike_event(analysis, event=event, reason="Igen.", by=alva)
    actions.lay_event(analysis, event=event, by=alva)
    assert whats(analysis, alva) == [SAID["what"]]
    assert struck_events(analysis, alva) == []
    assert EventUse.objects.count() == 3


def test_striking_needs_its_reason(analysis, alva):
    event = add(analysis, alva)
    with pytest.raises(Fault) as fault:
        actions.strike_event(analysis, event=event, reason="  ", by=alva)
    assert fault.value.field == "reason"
    with pytest.raises(IntegrityError), transaction.atomic():
        EventUse.objects.create(analysis=analysis, event=event, belongs=False, at=event.at, by=alva)


def test_an_event_is_written_once(analysis, alva):
    event = add(analysis, alva)
    event.what = "Något annat"
    with pytest.raises(TypeError):
        event.save()
    with pytest.raises(TypeError):
        event.delete()


def test_the_next_analysis_of_the_same_result_is_offered_it_and_a_person_decides(town, analysis, alva):
    event = add(analysis, alva)
    conclude(analysis, alva)
    later = measured.analysis(town)
    assert whats(later, alva) == []
    assert events_offered(later, alva) == [event]
    actions.lay_event(later, event=event, by=town.world.bo)
    assert whats(later, alva) == [SAID["what"]]
    assert events_offered(later, alva) == []
    assert TraceEntry.objects.filter(event="event.laid", subject=f"node:{later.pk}").exists()
    with pytest.raises(Refused, match="redan"):
        actions.lay_event(later, event=event, by=alva)


def test_what_was_struck_is_not_offered_further(town, analysis, alva):
    actions.strike_event(analysis, event=add(analysis, alva), reason="Fel skola.", by=alva)
    assert events_offered(measured.analysis(town), alva) == []


def test_an_event_of_another_result_is_refused(town, analysis, alva):
    other = actions.begin_analysis(
        town.board_goal, indicator=town.eligible, unit=town.board, occasion="interim_2", year=2023, by=town.kim
    )
    event = add(other, town.kim)
    assert events_offered(analysis, town.kim) == []
    for lay in (actions.lay_event, lambda *a, **k: actions.strike_event(*a, **k, reason="Nej.")):
        with pytest.raises(Refused):
            lay(analysis, event=event, by=town.kim)


def test_what_is_told_of_a_secret_goal_stays_there(town, alva):
    """The same result is followed by an open goal too: its analysis must not offer what was told in the secret one."""
    secret = goals.add_goal(
        title="Hemligt", level="unit_goal", unit=town.school, starts=measured.START, parents=[town.board_goal],
        audience=Audience.NAMED, by=alva,
    )  # fmt: skip
    Reader.objects.create(node=secret.node, user=alva)
    goals.connect_indicator(secret, town.reading, by=alva)
    said = {"indicator": town.reading, "unit": town.school, "occasion": "interim_2", "year": 2023, "by": alva}
    event = add(actions.begin_analysis(secret, **said), alva)
    analysis = measured.analysis(town)
    assert events_offered(analysis, alva) == []
    with pytest.raises(Refused):
        actions.lay_event(analysis, event=event, by=alva)
    assert not Event.objects.visible_to(town.world.bo).exists()


def test_an_event_disappears_with_a_goal_that_is_closed_to_somebody(town, analysis, alva):
    first = add(analysis, alva)
    assert list(Event.objects.visible_to(town.world.hanna)) == [first]
    open_to(town.school_goal.node, Audience.NAMED, by=alva)
    assert not Event.objects.visible_to(town.world.hanna).exists()


def test_activities_that_have_begun_come_by_themselves(town, analysis, alva):
    adopted(town, "Läsgrupper")
    adopted(town, "Nämndens stöd", unit=town.board)
    found = time_line(analysis, alva).found
    assert {one.what for one in found} == {"Läsgrupper", "Nämndens stöd"}
    one = next(one for one in found if one.what == "Läsgrupper")
    assert (one.kind, one.begins, one.ends, one.unit) == ("activity", "2021-01-01", "", town.school.name)
    assert one.hoped_for
    assert "2\u00a0mätningar efter" in one.sentence


def test_activities_of_drafts_ahead_or_toward_other_goals_do_not(town, analysis, alva):
    draft = plans.start_plan(town.school, level="unit_plan", year=2024, by=alva)
    an_activity(draft, "Utkast", goals=[town.school_goal], starts=date(2023, 1, 1), by=alva)
    adopted(town, "Annat mål", goals=[town.goal])
    assert whats(analysis, alva) == []


def test_a_closed_activity_ends_and_one_not_begun_is_left_out(town, analysis, alva):
    done, ahead = adopted(town, "Klar", "Väntar", ends=date(2023, 12, 1))
    close_activity(
        done, effect="Fler läser.", made_permanent="Rutin", responsible=alva, check_on=date(2024, 2, 1), before={},
        by=alva,
    )  # fmt: skip
    plans.report_progress(ahead, month="2023-11", state="not_begun", by=alva)
    (found,) = time_line(analysis, alva).found
    assert (found.what, found.ends) == ("Klar", "2023-11-20")


def test_a_concluded_analysis_keeps_its_time_line_as_it_was(town, analysis, alva):
    adopted(town, "Läsgrupper")
    event = add(analysis, alva)
    before = time_line(analysis, alva)
    conclude(analysis, alva)
    later = measured.analysis(town)
    actions.lay_event(later, event=event, by=alva)
    actions.strike_event(later, event=event, reason="Hör inte hit.", by=alva)
    add(later, alva, what="Ett nytt läromedel")
    measured.values(town.reading, town.school, {"2022": 61}, by=alva)
    analysis.refresh_from_db()
    assert time_line(analysis, town.world.cia) == before
    assert list(events_on(analysis)) == [event]


def test_what_is_kept_for_everybody_holds_no_activity_of_few(town, analysis, alva):
    (hidden,) = adopted(town, "Hemlig")
    open_to(hidden.node, Audience.NAMED, by=alva)
    Reader.objects.create(node=hidden.node, user=alva)
    assert whats(analysis, alva) == ["Hemlig"]
    assert whats(analysis, town.world.bo) == []
    conclude(analysis, alva)
    assert whats(analysis, alva) == []


def test_an_analysis_from_before_events_is_shown_without(town, analysis, alva):
    conclude(analysis, alva)
    analysis.influences = None
    assert time_line(analysis, alva).found == ()
