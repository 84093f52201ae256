"""Plans in the browser's eyes: the list, the document, writing in it, and every step to adopted."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from styrhjul.base.common import clock, memory
from styrhjul.base.decisions.queries import frozen
from styrhjul.web.ui.formats import date_brief
from styrhjul.wheel.flows.next_year import decide_and_lay
from styrhjul.wheel.goals.actions import change_goal
from styrhjul.wheel.improvement.actions import propose
from styrhjul.wheel.plans import actions, queries
from styrhjul.wheel.plans.models import Plan, PlanText
from styrhjul.wheel.plans.states import PlanState
from tests import factories
from tests.planning import LEVEL, an_activity, write_all

HTMX = {"HX-Request": "true"}


def as_(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def page(client: Client, name: str, *args: object, **query: object) -> str:
    response = client.get(reverse(name, args=args), query)
    assert response.status_code == 200, (name, response.status_code)
    return response.content.decode()


@pytest.fixture
def alva(planned) -> Client:
    return as_(planned.manager)


def text_url(plan: Plan, section="mission", question="given_by") -> str:
    return reverse("plan-text", args=[plan.pk, section, question])


def test_the_list_shows_plans_and_what_is_missing_with_one_button(planned):
    client = as_(planned.world.hanna)
    shown = page(client, "plan-list", ar=2024)
    assert "Almskolan" in shown
    assert "Björkskolan" in shown
    assert shown.count("plan-start") == 0
    assert shown.count('name="level"') == 2, "the board's plan and one school's are missing"
    birch = planned.world.units[1]
    said = {"unit": birch.pk, "level": LEVEL, "year": 2024}
    response = client.post(reverse("plan-start"), said)
    begun = Plan.objects.get(place=birch)
    assert response.url == reverse("plan-detail", args=[begun.pk])


def test_the_list_is_narrowed_by_unit_level_and_year(planned, alva):
    shown = page(alva, "plan-list", enhet=planned.school.pk, niva=LEVEL, ar=2023)
    assert reverse("plan-detail", args=[planned.adopted.pk]) in shown
    assert reverse("plan-detail", args=[planned.draft.pk]) not in shown
    assert "Det finns inga sådana planer" in page(alva, "plan-list", enhet=planned.world.units[1].pk, ar=2023)


def test_a_plan_that_cannot_be_begun_says_why(planned, alva):
    said = {"unit": planned.school.pk, "level": LEVEL}
    assert alva.post(reverse("plan-start"), {**said, "year": 2024}).status_code == 422
    assert alva.post(reverse("plan-start"), said).status_code == 422
    assert as_(planned.world.cia).post(reverse("plan-start"), {**said, "year": 2025}).status_code == 403


def test_whoever_holds_no_role_finds_nothing(planned):
    client = as_(planned.world.stranger)
    for name, args in [
        ("plan-list", []),
        ("plan-detail", [planned.adopted.pk]),
        ("activity-detail", [planned.activities[0].pk]),
    ]:
        assert client.get(reverse(name, args=args)).status_code == 404, name


def test_a_draft_is_not_found_by_others_and_not_written_by_readers(planned):
    assert as_(planned.world.cia).get(reverse("plan-detail", args=[planned.draft.pk])).status_code == 404
    reader = as_(planned.world.bo)
    shown = page(reader, "plan-detail", planned.draft.pk)
    assert text_url(planned.draft) not in shown
    response = reader.post(text_url(planned.draft), {"base": 0, "body": "x"})
    assert response.status_code == 403
    assert "Din roll" in response.content.decode()


def test_the_draft_shows_every_section_and_question_of_the_model(planned, alva):
    shown = page(alva, "plan-detail", planned.draft.pk)
    for section in queries.sections_of(planned.draft):
        assert escape(section.label) in shown
        for one in section.written:
            assert escape(one.label) in shown
            assert text_url(planned.draft, section.key, one.question) in shown
    assert "Vad förra årets plan sa" in shown
    assert "Planen har inga aktiviteter." in shown


def test_writing_without_script_leads_back_to_the_place(planned, alva):
    shown = page(alva, "plan-text", planned.draft.pk, "mission", "given_by")
    assert "Vi börjar i förra årets resultat." in shown, "last year's answer lies beside"
    response = alva.post(text_url(planned.draft), {"base": 0, "body": "Nämnden."})
    assert response.status_code == 302
    assert response.url.endswith("#fraga-mission-given_by")
    assert "Nämnden." in page(alva, "plan-detail", planned.draft.pk)


def test_writing_with_script_swaps_the_very_piece_of_the_page(planned, alva):
    form = alva.get(text_url(planned.draft), headers=HTMX).content.decode()
    assert "<html" not in form
    assert "<textarea" in form
    saved = alva.post(text_url(planned.draft), {"base": 0, "body": "Nämnden."}, headers=HTMX).content.decode()
    assert "<textarea" not in saved
    assert "Sparat" in saved
    shown = page(alva, "plan-detail", planned.draft.pk)
    piece = saved.split('<div class="cluster')[0].strip()
    assert piece in shown


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_two_who_write_the_same_keep_both_texts(planned, alva, headers):
    first = {"section": "mission", "question": "given_by", "by": planned.world.hanna}
    actions.write_text(planned.draft, **first, body="Hannas text", base=0)
    response = alva.post(text_url(planned.draft), {"base": 0, "body": "Alvas text"}, headers=headers)
    shown = response.content.decode()
    assert response.status_code == 412
    assert shown.count("Alvas text") == 3, "beside, to be kept, and to be put together"
    assert "Hannas text" in shown
    assert 'name="base" value="1"' in shown
    assert PlanText.objects.filter(plan=planned.draft).count() == 1
    response = alva.post(text_url(planned.draft), {"base": 1, "body": "Bådas text"}, headers=headers)
    assert response.status_code in {200, 302}
    assert list(PlanText.objects.filter(plan=planned.draft).values_list("version", flat=True)) == [1, 2]


def test_a_question_that_the_plan_does_not_ask_is_not_found(planned, alva):
    assert alva.get(text_url(planned.draft, "mission", "no_such")).status_code == 404


def test_goals_are_chosen_among_those_within_reach(planned, alva):
    form = page(alva, "plan-goals", planned.draft.pk)
    assert "Alla läser" in form
    assert "Stöd i tid" in form
    url = reverse("plan-goals", args=[planned.draft.pk])
    alva.post(url, {"goals": [planned.above.pk, planned.goal.pk]})
    assert set(planned.draft.goals.all()) == {planned.above, planned.goal}
    alva.post(url, {"goals": [planned.above.pk]})
    assert list(planned.draft.goals.all()) == [planned.above]
    assert alva.post(url, {"goals": ["999999"]}).status_code == 422
    assert "Stöd i tid" in page(alva, "plan-detail", planned.draft.pk)


def test_the_whole_way_from_draft_to_adopted(planned, alva):
    pk = planned.draft.pk
    shown = page(alva, "plan-detail", pk)
    assert "Planen säger inget än" in shown, "the button says why it is not possible"
    assert alva.post(reverse("plan-send", args=[pk])).status_code == 403
    write_all(planned.draft, planned.manager)
    assert alva.post(reverse("plan-send", args=[pk])).status_code == 302
    assert "Lämnad av Alva" in page(alva, "plan-detail", pk)
    hanna = as_(planned.world.hanna)
    assert hanna.post(reverse("plan-return", args=[pk]), {"reason": ""}).status_code == 422
    assert hanna.post(reverse("plan-return", args=[pk]), {"reason": "Målen saknas."}).status_code == 302
    assert "Målen saknas." in page(alva, "plan-detail", pk)
    alva.post(reverse("plan-send", args=[pk]))
    assert "paragraf" not in page(alva, "plan-adopt", pk).lower()
    assert alva.post(reverse("plan-adopt", args=[pk]), {"decided_on": "2023-12-24"}).status_code == 422
    assert alva.post(reverse("plan-adopt", args=[pk]), {"decided_on": "2023-11-20"}).status_code == 302
    assert Plan.objects.get(pk=pk).state == PlanState.ADOPTED
    assert "Antagen av Alva" in page(alva, "plan-detail", pk)
    assert alva.get(text_url(planned.draft)).status_code == 403


def test_a_board_adopts_with_its_paragraph(planned):
    hanna, board = planned.world.hanna, planned.world.boards[0]
    lead = factories.appointed("Lo", "year_process_lead", board)
    memory.forget()
    plan = actions.start_plan(board, level="operating_plan", year=2024, by=hanna)
    write_all(plan, hanna)
    actions.send_plan(plan, by=hanna)
    shown = page(as_(hanna), "plan-detail", plan.pk)
    assert reverse("plan-adopt", args=[plan.pk]) not in shown
    assert 'aria-disabled="true"' in shown
    client = as_(lead)
    url = reverse("plan-adopt", args=[plan.pk])
    assert client.post(url, {"decided_on": "2023-11-14"}).status_code == 422
    said = {"decided_on": "2023-11-14", "paragraph": "§ 118", "record_number": "G 2023/97"}
    assert client.post(url, said).status_code == 302
    adopted = page(client, "plan-detail", plan.pk)
    for word in ("Grundskolenämnden", "§ 118", "G 2023/97"):
        assert word in adopted


def words_in(content) -> list[str]:
    """Return every text of a plan's frozen content that people read."""
    found = [content["title"]]
    for section in content["sections"]:
        found += [section["title"], *(said["body"] for said in section["written"])]
        found += [said["question"] for said in section["written"] if said["question"]]
    found += [goal["title"] for goal in content["goals"]]
    for one in content["activities"]:
        found += [
            one["title"],
            one["owner"] or "",
            one["expected_effect"],
            one["measured_by"],
            date_brief(date.fromisoformat(one["starts"])),
        ]
    return [word for word in found if word]


def test_the_adopted_page_says_what_was_frozen_and_nothing_later(planned, alva):
    said = {"description": "", "starts": planned.goal.starts, "ends": None}
    change_goal(planned.goal, title="Ett nytt namn", **said, by=planned.manager)
    shown = page(alva, "plan-detail", planned.adopted.pk)
    document = shown.split('id="underlag"')[0]
    for word in words_in(frozen(planned.adopted.decision)):
        assert escape(word) in document, word
    assert "Ett nytt namn" not in document
    assert planned.adopted.decision.digest in shown


def test_an_adopted_plan_keeps_its_empty_sections_and_their_numbers(planned, alva):
    drafted = [(section.key, escape(section.label)) for section in queries.sections_of(planned.draft)]
    an_activity(planned.draft, by=planned.manager)
    actions.send_plan(planned.draft, by=planned.manager)
    actions.adopt_plan(planned.draft, decided_on=clock.today(), by=planned.manager)
    shown = page(alva, "plan-detail", planned.draft.pk)
    for number, (key, label) in enumerate(drafted, start=1):
        assert f'href="#avsnitt-{key}"><span>{number}</span><span>{label}</span>' in shown
    assert shown.count("Inget skrevs här.") == len(drafted) - 1
    assert shown.count("Aktiviteterna svarar på det här.") == 1


def test_how_a_proposal_is_followed_up_is_carried_into_the_activity(planned, alva):
    said = {"title": "Två lärare", "description": "Halva tiden.", "followed_up_by": "Betygen i årskurs 6"}
    told = {"origin": planned.goal.node, "consequences": {"staff": "Två."}, "by": planned.manager}
    proposal = propose(planned.school, **said, **told)
    decide_and_lay(proposal, accept=True, reason="Ja.", year=2024, by=planned.manager)
    form = page(alva, "input-take", planned.school.plan_inputs.get().pk)
    assert 'value="Betygen i årskurs 6"' in form


def test_inputs_are_taken_in_or_declined_from_the_plan(planned, alva):
    lay = {"unit": planned.school, "year": 2024, "by": planned.manager}
    first = actions.lay_input(planned.activities[0].node, text="Två lärare\n\nI årskurs 6.", **lay)
    last = actions.lay_input(planned.activities[1].node, text="Nytt läromedel", **lay)
    shown = page(alva, "plan-detail", planned.draft.pk)
    assert reverse("input-take", args=[first.pk]) in shown
    form = page(alva, "input-take", first.pk)
    assert 'value="Två lärare"' in form
    assert "I årskurs 6." in form
    url = reverse("input-take", args=[first.pk])
    assert alva.post(url, {"title": "Två lärare"}).status_code == 422
    said = {"title": "Två lärare", "expected_effect": "Fler når E", "starts": "2024-01-08"}
    assert alva.post(url, said).status_code == 302
    url = reverse("input-decline", args=[last.pk])
    assert alva.post(url, {"reason": " "}).status_code == 422
    assert alva.post(url, {"reason": "Gör ingen skillnad."}).status_code == 302
    assert alva.post(url, {"reason": "Igen"}).status_code == 403
    shown = page(alva, "plan-detail", planned.draft.pk)
    assert "Gör ingen skillnad." in shown
    assert "Två lärare" in shown
    assert as_(planned.world.cia).get(url).status_code == 404


def test_an_input_before_the_plan_is_begun_has_no_plan_to_go_to(planned, alva):
    lay = {"unit": planned.school, "year": 2025, "by": planned.manager}
    given = actions.lay_input(planned.activities[0].node, text="Sen", **lay)
    assert alva.get(reverse("input-take", args=[given.pk])).status_code == 404


def count(client, django_assert_max_num_queries, url) -> int:
    client.get(url)  # what a session costs once is not counted
    with django_assert_max_num_queries(30) as asked:
        assert client.get(url).status_code == 200
    return len(asked)


def test_the_plan_asks_the_same_number_of_questions_with_ten_times_as_much(
    planned, alva, django_assert_max_num_queries
):
    def grow(number):
        for place in range(number):
            an_activity(planned.draft, f"Nr {place}", owner=planned.manager, goals=[planned.goal], by=planned.manager)
            origin = an_activity(planned.draft, f"Källa {place}", by=planned.manager).node
            actions.lay_input(origin, unit=planned.school, year=2024, text="Text", by=planned.manager)

    actions.take_up_goal(planned.draft, goal=planned.goal, by=planned.manager)
    urls = [
        reverse("plan-detail", args=[planned.draft.pk]),
        reverse("plan-list"),
        reverse("plan-goals", args=[planned.draft.pk]),
    ]
    grow(1)
    once = [count(alva, django_assert_max_num_queries, url) for url in urls]
    grow(9)
    assert [count(alva, django_assert_max_num_queries, url) for url in urls] == once


def test_a_year_that_is_none_is_not_taken(planned, alva):
    assert alva.get(reverse("plan-list"), {"ar": "snart"}).status_code == 422


def test_an_adopted_plan_does_not_ask_for_more_to_be_taken_in(planned, alva):
    invites, closed = "Ta in det i planen eller avstå", "Planen är antagen och fryst. Det som kommer nu"
    adopted, draft = (page(alva, "plan-detail", plan.pk) for plan in (planned.adopted, planned.draft))
    assert closed in adopted
    assert invites not in adopted
    assert closed not in draft
