"""Writing a plan in its place: the rest of the page follows, and last year's text can be taken over."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from styrhjul.wheel.plans import actions, queries
from styrhjul.wheel.plans.models import PlanText
from tests.planning import LEVEL, write_all

HTMX = {"HX-Request": "true"}
NOTHING_STOPS = "Inget här hindrar er"
LAST_YEAR = "Vi börjar i förra årets resultat."


def as_(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def alva(planned) -> Client:
    return as_(planned.manager)


@pytest.fixture
def plan(planned) -> str:
    return reverse("plan-detail", args=[planned.draft.pk])


def places(plan) -> list[tuple[str, str]]:
    """Return the first question of every section that must say something."""
    firsts = [section.written[0] for section in queries.sections_of(plan) if section.required]
    return [(one.section, one.question or "text") for one in firsts]


def text_url(plan, section="mission", question="given_by") -> str:
    return reverse("plan-text", args=[plan.pk, section, question])


def test_writing_the_last_section_in_its_place_unlocks_the_sending(planned, alva):
    asked = places(planned.draft)
    said = {"base": 0, "body": "Nu står det något."}
    *_before, nearly, last = [
        alva.post(text_url(planned.draft, *place), said, headers=HTMX).content.decode() for place in asked
    ]
    send = reverse("plan-send", args=[planned.draft.pk])
    assert f"{len(asked) - 1} av {len(asked)}" in nearly
    assert (send in nearly, 'aria-disabled="true"' in nearly, NOTHING_STOPS in nearly) == (False, True, False)
    assert f"{len(asked)} av {len(asked)}" in last
    assert (send in last, 'aria-disabled="true"' in last, NOTHING_STOPS in last) == (True, False, True)
    assert last.count('hx-swap-oob="true"') == 3
    assert last.count("klart") == len(asked), "each section is ticked"


def test_a_text_that_is_not_saved_leaves_the_rest_of_the_page(planned, alva):
    write_all(planned.draft, planned.manager)
    response = alva.post(text_url(planned.draft), {"base": 0, "body": "För sent"}, headers=HTMX)
    assert response.status_code == 412
    assert "hx-swap-oob" not in response.content.decode()


def test_the_page_says_that_nothing_stops_only_when_that_is_so(planned, alva, plan):
    shown = alva.get(plan).content.decode()
    assert NOTHING_STOPS not in shown
    assert shown.count("Planen säger inget än") == 2, "at the button, and above the advice"
    write_all(planned.draft, planned.manager)
    assert NOTHING_STOPS in alva.get(plan).content.decode()
    actions.send_plan(planned.draft, by=planned.manager)
    assert "Innan ni lämnar" not in alva.get(plan).content.decode()


def test_last_years_text_is_laid_in_the_form_and_saved_by_the_person(planned, alva, plan):
    url = text_url(planned.draft)
    assert f"{url}?forra=1" in alva.get(plan).content.decode()
    form = alva.get(url, {"forra": 1}).context["form"]
    assert form["body"].value() == LAST_YEAR
    assert not PlanText.objects.filter(plan=planned.draft).exists(), "nothing is saved by asking"
    alva.post(url, {"base": form["base"].value(), "body": form["body"].value()})
    assert PlanText.objects.get(plan=planned.draft).by == planned.manager


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_last_years_text_comes_below_what_is_typed_and_only_once(planned, alva, headers):
    url, joined = text_url(planned.draft), f"Redan skrivet.\n\n{LAST_YEAR}"
    response = alva.post(url, {"base": 0, "body": "Redan skrivet.", "gor": "forra"}, headers=headers)
    assert response.status_code == 200
    assert response.context["form"]["body"].value() == joined
    again = alva.post(url, {"base": 0, "body": joined, "gor": "forra"}, headers=headers)
    assert again.context["form"]["body"].value() == joined
    assert not PlanText.objects.filter(plan=planned.draft).exists()
    assert as_(planned.world.bo).post(url, {"base": 0, "gor": "forra"}).status_code == 403


def test_what_waits_for_an_answer_stands_first(planned, alva, plan):
    lay = {"unit": planned.school, "year": 2024, "by": planned.manager}
    given = actions.lay_input(planned.activities[0].node, text="Två lärare", **lay)

    def order() -> bool:
        shown = alva.get(plan).content.decode()
        assert shown.count('id="underlag"') == 1
        return shown.index('id="underlag"') < shown.index('id="avsnitt-')

    assert order()
    actions.decline_input(given, reason="Inte nu.", by=planned.manager)
    assert not order()


def test_the_list_opens_with_this_year_and_the_next_and_ones_own_unit(planned):
    hanna = planned.world.hanna
    for unit, level, year in [
        (planned.school, LEVEL, 2022),
        (planned.world.units[1], LEVEL, 2024),
        (planned.world.boards[0], "operating_plan", 2023),
    ]:
        actions.start_plan(unit, level=level, year=year, by=hanna)
    client = as_(planned.manager)
    response = client.get(reverse("plan-list"))
    found = [(plan.place, plan.year) for plan, _level in response.context["rows"]]
    assert found[:2] == [(planned.school, 2024), (planned.school, 2023)]
    assert {year for _place, year in found} == {2023, 2024}
    assert "2023 och 2024" in response.content.decode()
    everything = client.get(reverse("plan-list"), {"ar": "alla"})
    assert 2022 in {plan.year for plan, _level in everything.context["rows"]}


@pytest.mark.parametrize("name", ["goal-list", "plan-list", "indicator-list"])
def test_goals_plans_and_indicators_lead_to_each_other(planned, alva, name):
    shown = alva.get(reverse(name)).content.decode()
    for other in ("goal-list", "plan-list", "indicator-list"):
        assert f'class="segmented__item" href="{reverse(other)}"' in shown
    assert f'href="{reverse(name)}" aria-current="page"><span>' in shown


def test_taking_an_input_in_begins_with_its_goal_and_the_first_day_of_the_year(planned, alva):
    lay = {"unit": planned.school, "year": 2024, "by": planned.manager}
    given = actions.lay_input(planned.activities[0].node, text="Två lärare", **lay)
    form = alva.get(reverse("input-take", args=[given.pk])).context["form"]
    assert form["goals"].value() == [str(planned.goal.pk)]
    assert [pk for pk, _words in form.fields["goals"].choices] == [str(planned.goal.pk), str(planned.above.pk)]
    assert str(form["starts"].value()) == "2024-01-01"
