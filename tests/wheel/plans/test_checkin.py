"""The month's round: what it asks, when it is complete, and how long it may be changed."""

from datetime import date
from decimal import Decimal

import pytest

from styrhjul.base.calendar.models import Duty
from styrhjul.base.common import clock
from styrhjul.base.common.faults import Conflict, Fault
from styrhjul.base.common.models import TraceEntry
from styrhjul.base.common.permit import Refused
from styrhjul.wheel.indicators.actions import Cell, enter_values
from styrhjul.wheel.plans import actions, queries
from styrhjul.wheel.plans.models import CheckIn, Progress
from styrhjul.wheel.plans.states import ActivityState
from tests.planning import monthly_indicator

MONTH = "2023-11"


def answer_all(planned, month=MONTH):
    for activity in planned.activities:
        actions.report_progress(activity, month=month, state="going_on", by=planned.manager)
    enter_values(planned.indicator, planned.school, [Cell(month, Decimal("13.2"))], by=planned.manager)


def test_the_month_asks_about_open_activities_and_monthly_indicators(planned):
    assert queries.what_is_left(planned.school, MONTH) == ["Läsgrupper", "Samtal hem", "Frånvaro"]
    answer_all(planned)
    assert queries.what_is_left(planned.school, MONTH) == []


def test_another_units_month_asks_about_its_own(planned):
    assert queries.what_is_left(planned.world.units[1], MONTH) == []


def test_an_activity_counts_from_the_month_it_begins(planned):
    assert queries.what_is_left(planned.school, "2022-12") == ["Frånvaro"]


def test_progress_changes_the_activity_and_records(planned):
    activity = planned.activities[0]
    actions.report_progress(activity, month=MONTH, state="delayed", note=" Få lärare. ", by=planned.manager)
    activity.refresh_from_db()
    assert activity.state == ActivityState.DELAYED
    assert activity.progress.get().note == "Få lärare."
    assert TraceEntry.objects.filter(event="activity.progress", subject=f"node:{activity.pk}").count() == 1


def test_saying_it_again_replaces_by_a_new_row_and_the_same_says_nothing(planned):
    activity = planned.activities[0]
    for state in ("going_on", "going_on", "done"):
        actions.report_progress(activity, month=MONTH, state=state, by=planned.manager)
    assert list(Progress.objects.order_by("pk").values_list("state", flat=True)) == ["going_on", "done"]
    assert queries.said_in([activity], MONTH)[activity.pk].state == "done"
    assert [row.state for row in queries.progress_of(activity)] == ["done"]


def test_an_earlier_month_said_late_does_not_turn_the_activity_back(planned):
    activity = planned.activities[0]
    actions.report_progress(activity, month=MONTH, state="done", by=planned.manager)
    actions.report_progress(activity, month="2023-10", state="delayed", by=planned.manager)
    activity.refresh_from_db()
    assert activity.state == ActivityState.DONE


@pytest.mark.parametrize("month", ["2023-12", "2023-13", "november", "2023"])
def test_a_month_that_has_not_begun_or_is_none_cannot_be_answered(planned, month):
    with pytest.raises(Refused):
        actions.report_progress(planned.activities[0], month=month, state="done", by=planned.manager)


def test_only_the_four_answers_are_taken(planned):
    with pytest.raises(Fault):
        actions.report_progress(planned.activities[0], month=MONTH, state="perhaps", by=planned.manager)


def test_whoever_leads_an_activity_reports_it_and_others_do_not(planned):
    own, others = planned.activities
    type(own).objects.filter(pk=own.pk).update(owner=planned.world.bo)
    own.refresh_from_db()
    actions.report_progress(own, month=MONTH, state="going_on", by=planned.world.bo)
    with pytest.raises(Refused):
        actions.report_progress(others, month=MONTH, state="going_on", by=planned.world.bo)


def test_an_activity_of_a_draft_is_not_reported(planned):
    from tests.planning import an_activity

    activity = an_activity(planned.draft, by=planned.manager)
    with pytest.raises(Refused):
        actions.report_progress(activity, month=MONTH, state="going_on", by=planned.manager)


def test_keeping_last_months_answers_only_fills_what_is_empty(planned):
    first, second = planned.activities
    for activity in planned.activities:
        actions.report_progress(activity, month="2023-10", state="delayed", by=planned.manager)
    actions.report_progress(first, month=MONTH, state="done", by=planned.manager)
    assert actions.keep_progress(planned.school, month=MONTH, by=planned.manager) == 1
    said = queries.said_in(planned.activities, MONTH)
    assert (said[first.pk].state, said[second.pk].state) == ("done", "delayed")
    assert actions.keep_progress(planned.school, month=MONTH, by=planned.manager) == 0


def test_an_incomplete_month_says_what_is_missing(planned):
    with pytest.raises(Fault, match="Samtal hem"):
        actions.complete_check_in(planned.school, month=MONTH, by=planned.manager)
    assert not CheckIn.objects.exists()


def test_a_complete_month_fulfils_the_duty_in_the_same_transaction(planned):
    answer_all(planned)
    check_in = actions.complete_check_in(planned.school, month=MONTH, by=planned.manager)
    assert check_in.complete_by == planned.manager
    assert Duty.objects.get(key="unit_check_in", unit=planned.school, period=MONTH).done_by == planned.manager
    assert Duty.objects.get(key="unit_check_in", unit=planned.school, period="2023-10").done_at is None
    entries = TraceEntry.objects.count()
    actions.complete_check_in(planned.school, month=MONTH, by=planned.world.hanna)
    assert TraceEntry.objects.count() == entries


def test_a_complete_month_changes_until_it_is_over_and_the_trace_keeps_it(planned):
    answer_all(planned)
    actions.complete_check_in(planned.school, month=MONTH, by=planned.manager)
    actions.report_progress(planned.activities[0], month=MONTH, state="done", by=planned.manager)
    with clock.standing_at(date(2023, 12, 1)):
        with pytest.raises(Refused):
            actions.report_progress(planned.activities[0], month=MONTH, state="delayed", by=planned.manager)
        with pytest.raises(Refused):
            actions.write_comment(planned.school, month=MONTH, comment="Sent", by=planned.manager)


def test_a_late_month_can_still_be_answered_and_completed(planned):
    with clock.standing_at(date(2023, 12, 5)):
        answer_all(planned)
        assert actions.complete_check_in(planned.school, month=MONTH, by=planned.manager).complete_at


def test_the_comment_is_kept_with_what_it_was(planned):
    actions.write_comment(planned.school, month=MONTH, comment="Ett", by=planned.manager)
    actions.write_comment(planned.school, month=MONTH, comment="Två", seen="Ett", by=planned.manager)
    with pytest.raises(Conflict) as conflict:
        actions.write_comment(planned.school, month=MONTH, comment="Tre", seen="Ett", by=planned.world.hanna)
    assert conflict.value.current == "Två"
    assert TraceEntry.objects.filter(event="check_in.commented").count() == 2


def test_whoever_does_not_check_in_there_is_refused(planned):
    for person in (planned.world.bo, planned.world.cia):
        with pytest.raises(Refused):
            actions.complete_check_in(planned.school, month=MONTH, by=person)
        with pytest.raises(Refused):
            actions.keep_progress(planned.school, month=MONTH, by=person)


def test_the_month_before_turns_the_year():
    assert (queries.month_before("2023-11"), queries.month_before("2024-01")) == ("2023-10", "2023-12")


def test_a_missing_value_with_its_reason_is_an_answer(planned):
    monthly_indicator("Sjukfrånvaro", planned.school, planned.manager)
    answer_all(planned)
    assert queries.what_is_left(planned.school, MONTH) == ["Sjukfrånvaro"]
