"""Activities in the browser's eyes: added, changed, closed with their effect, checked, and opened again."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from styrhjul.base.common import clock
from styrhjul.wheel.improvement.models import Assurance
from styrhjul.wheel.indicators.actions import Cell, enter_values
from styrhjul.wheel.plans.models import Activity
from styrhjul.wheel.plans.states import ActivityState
from tests import factories
from tests.planning import an_activity, monthly_indicator
from tests.wheels import install_all_kinds

SAID = {"title": "Högläsning", "expected_effect": "Fler läser", "starts": "2024-01-08", "ends": "2024-06-14"}
CLOSED = {"effect": "Frånvaron gick ner.", "made_permanent": "Rutin 2.7.", "check_on": "2024-02-01"}


def as_(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def alva(planned) -> Client:
    return as_(planned.manager)


def show(client: Client, activity) -> str:
    response = client.get(reverse("activity-detail", args=[activity.pk]))
    assert response.status_code == 200
    return response.content.decode()


def close(planned, alva, **more):
    said = {**CLOSED, "responsible": planned.manager.pk, **more}
    return alva.post(reverse("activity-close", args=[planned.activities[0].pk]), said)


def test_an_activity_is_added_with_leader_cost_and_goals(planned, alva):
    url = reverse("activity-add", args=[planned.draft.pk])
    assert "Alla läser" in alva.get(url).content.decode()
    said = {**SAID, "owner": planned.world.bo.pk, "cost": "12,5", "goals": [planned.goal.pk]}
    assert alva.post(url, said).status_code == 302
    made = planned.draft.activities.get()
    assert (made.title, made.owner, str(made.cost)) == ("Högläsning", planned.world.bo, "12.5")
    assert "Högläsning" in alva.get(reverse("plan-detail", args=[planned.draft.pk])).content.decode()


def test_the_last_day_is_the_same_wherever_it_is_read(planned, alva):
    alva.post(reverse("activity-add", args=[planned.draft.pk]), SAID)
    made = planned.draft.activities.get()
    assert made.ends == date(2024, 6, 15)
    plan = alva.get(reverse("plan-detail", args=[planned.draft.pk])).content.decode()
    form = alva.get(reverse("activity-change", args=[made.pk])).content.decode()
    for page in (plan, form, show(alva, made)):
        assert "14\u00a0juni\u00a02024" in page or 'value="2024-06-14"' in page
        assert "15\u00a0juni" not in page
        assert "2024-06-15" not in page


def test_an_activity_is_late_the_day_after_its_last(planned, alva):
    activity = planned.activities[0]
    with clock.standing_at(activity.last_day):
        assert not alva.get(reverse("activity-detail", args=[activity.pk])).context["is_late"]
    with clock.standing_at(activity.ends):
        assert alva.get(reverse("activity-detail", args=[activity.pk])).context["is_late"]


@pytest.mark.parametrize("wrong", [{"ends": "2023-01-01"}, {"title": ""}, {"cost": "mycket"}, {"owner": "999999"}])
def test_what_cannot_be_taken_comes_back_with_the_form(planned, alva, wrong):
    response = alva.post(reverse("activity-add", args=[planned.draft.pk]), {**SAID, **wrong})
    assert response.status_code == 422
    assert "data-error-summary" in response.content.decode()


def test_it_changes_until_the_plan_is_adopted(planned, alva):
    activity = an_activity(planned.draft, by=planned.manager)
    url = reverse("activity-change", args=[activity.pk])
    assert alva.post(url, {**SAID, "seen": activity.stamp}).status_code == 302
    assert "Högläsning" in show(alva, activity)
    assert alva.get(reverse("activity-change", args=[planned.activities[0].pk])).status_code == 403


def test_two_who_change_it_keep_both(planned, alva):
    activity = an_activity(planned.draft, by=planned.manager)
    url = reverse("activity-change", args=[activity.pk])
    stamp = activity.stamp
    alva.post(url, {**SAID, "title": "Den första", "seen": stamp})
    response = as_(planned.world.hanna).post(url, {**SAID, "title": "Den andra", "seen": stamp})
    shown = response.content.decode()
    assert response.status_code == 412
    assert "Den första" in shown
    assert 'value="Den andra"' in shown
    fresh = Activity.objects.select_related("node").get(pk=activity.pk).stamp
    assert f'value="{fresh}"' in shown


def test_the_page_sets_the_effect_against_the_indicators_own_series(planned, alva):
    shown = show(alva, planned.activities[0])
    assert "Frånvaro" in shown
    assert "10,0\u00a0% nu. Det finns inget värde från tiden innan aktiviteten började." in shown
    enter_values(planned.indicator, planned.school, [Cell("2022-12", Decimal(9))], by=planned.manager)
    shown = show(alva, planned.activities[0])
    assert "9,0\u00a0% innan aktiviteten började, 10,0\u00a0% nu." in shown
    assert "För få mätningar före att jämföra med: 1\u00a0mätning" in shown
    assert "Sammanföll i tid, inte orsak." in shown
    assert "aktiviteten börjar" in shown
    assert reverse("goal-detail", args=[planned.goal.pk]) in shown


def test_the_thread_goes_both_ways(planned, alva):
    close(planned, alva)
    shown = show(alva, planned.activities[0])
    assert reverse("plan-detail", args=[planned.adopted.pk]) in shown
    assert reverse("assurance-detail", args=[Assurance.objects.get().pk]) in shown


@pytest.mark.parametrize(
    "wrong", [{"effect": " "}, {"made_permanent": ""}, {"check_on": "2023-11-20"}, {"responsible": ""}]
)
def test_closing_asks_for_effect_what_lasts_who_and_when(planned, alva, wrong):
    assert close(planned, alva, **wrong).status_code == 422
    assert not Assurance.objects.exists()


def test_closing_keeps_the_series_as_they_stood(planned, alva):
    assert close(planned, alva).status_code == 302
    assurance = Assurance.objects.get()
    assert assurance.before[str(planned.indicator.pk)]["after"] == "10.0000"
    shown = show(alva, planned.activities[0])
    assert "Frånvaron gick ner." in shown
    assert "Rutin 2.7." in shown
    assert "Kontrollera att det håller" in shown


def test_a_leap_is_asked_for_only_where_the_model_has_a_place_for_it(planned, alva):
    url = reverse("activity-close", args=[planned.activities[0].pk])
    assert "Var det ett språng?" not in alva.get(url).content.decode()
    close(planned, alva, leap="yes")
    assert not Assurance.objects.get().is_leap


@pytest.mark.parametrize(("answer", "is_leap"), [("yes", True), ("no", False), ("", False)])
def test_a_leap_is_what_somebody_judges_one(planned, alva, answer, is_leap):
    install_all_kinds(by=planned.world.siv)
    url = reverse("activity-close", args=[planned.activities[0].pk])
    assert "Var det ett språng?" in alva.get(url).content.decode()
    assert close(planned, alva, leap=answer).status_code == 302
    assurance = Assurance.objects.get()
    assert assurance.is_leap is is_leap
    for shown in (
        show(alva, planned.activities[0]),
        alva.get(reverse("assurance-detail", args=[assurance.pk])).content.decode(),
    ):
        assert (">språng<" in shown) is is_leap


def test_only_those_who_check_in_there_close_it(planned):
    url = reverse("activity-close", args=[planned.activities[0].pk])
    assert as_(planned.world.bo).get(url).status_code == 403
    assert as_(planned.world.cia).get(url).status_code == 403


def test_an_activity_of_a_draft_is_not_closed(planned, alva):
    activity = an_activity(planned.draft, by=planned.manager)
    assert alva.get(reverse("activity-close", args=[activity.pk])).status_code == 403


def test_what_did_not_hold_opens_the_activity_and_it_can_be_closed_again(planned, alva):
    close(planned, alva)
    url = reverse("assurance-detail", args=[Assurance.objects.get().pk])
    with clock.standing_at(date(2024, 2, 1)):
        assert alva.post(url, {"holds": "", "note": ""}).status_code == 422
        assert as_(planned.world.bo).post(url, {"holds": "yes", "note": "x"}).status_code == 403
        assert alva.post(url, {"holds": "no", "note": "Rutinen följs inte."}).status_code == 302
        shown = show(alva, planned.activities[0])
        assert "Rutinen följs inte." in shown
        activity = Activity.objects.get(pk=planned.activities[0].pk)
        assert (activity.state, activity.closed_at) == (ActivityState.GOING_ON, None)
        assert close(planned, alva, check_on="2024-08-01").status_code == 302
    assert Assurance.objects.count() == 2


def test_what_has_been_made_to_last_is_listed(planned, alva):
    url = reverse("assurance-list")
    assert "Inget har säkrats än" in alva.get(url).content.decode()
    close(planned, alva)
    assert "Läsgrupper" in alva.get(url, {"enhet": planned.school.pk}).content.decode()
    assert "Läsgrupper" not in alva.get(url, {"enhet": planned.world.units[1].pk}).content.decode()


def test_the_page_asks_the_same_number_of_questions_with_ten_times_as_much(
    planned, alva, django_assert_max_num_queries
):
    url = reverse("activity-detail", args=[planned.activities[0].pk])

    def count() -> int:
        alva.get(url)  # what a session costs once is not counted
        with django_assert_max_num_queries(30) as asked:
            assert alva.get(url).status_code == 200
        return len(asked)

    once = count()
    for place in range(9):
        monthly_indicator(f"Indikator {place}", planned.school, planned.manager, planned.goal)
    assert count() == once


def test_only_those_who_work_near_may_lead_and_who_leads_already(planned, alva):
    world = planned.world
    elected = factories.appointed("Vera Vald", "politician", world.boards[0])
    factories.appointed("Sysse", "system_administrator", world.top)
    shown = alva.get(reverse("activity-add", args=[planned.draft.pk])).context["form"]
    names = {label for _key, label in shown.fields["owner"].choices}
    assert {world.alva.name, world.bo.name, world.hanna.name} <= names
    assert not {"Vera Vald", "Sysse", world.dan.name} & names
    led = planned.activities[0]
    led.owner = elected
    led.save()
    closing = alva.get(reverse("activity-close", args=[led.pk])).context["form"]
    assert "Vera Vald" in {label for _key, label in closing.fields["responsible"].choices}
