"""Proposals and decisions in the browser's eyes."""

from __future__ import annotations

import json
from hashlib import sha256

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from styrhjul.base.thread.models import Audience, Link
from styrhjul.wheel.improvement import actions
from styrhjul.wheel.improvement.models import Proposal
from styrhjul.wheel.plans.models import PlanInput
from tests import planning

MOST_QUERIES = 30


def as_(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def page(client: Client, address: str, status: int = 200) -> str:
    with CaptureQueriesContext(connection) as asked:
        response = client.get(address)
    assert response.status_code == status, address
    assert len(asked) <= MOST_QUERIES
    return response.content.decode()


@pytest.fixture
def planned(world):
    return planning.planned(world)


@pytest.fixture
def proposal(planned) -> Proposal:
    return actions.propose(
        planned.school, title="Två lärare", description="Halva <b>tiden</b>.", followed_up_by="Betyget E",
        origin=planned.goal.node, consequences={"staff": "En tjänst."}, by=planned.world.bo,
    )  # fmt: skip


def at(name: str, proposal: Proposal) -> str:
    return reverse(name, args=[proposal.pk])


def test_a_proposal_begins_from_a_thing_on_the_thread(planned):
    bo = as_(planned.world.bo)
    address = reverse("proposal-new") + f"?ur={planned.goal.pk}"
    assert "Alla läser" in page(bo, address)
    said = {"ur": planned.goal.pk, "unit": planned.school.pk, "title": "Läxhjälp", "description": "Två kvällar."}
    wrong = bo.post(address, said)
    assert wrong.status_code == 422
    assert "Läxhjälp" in wrong.content.decode()
    response = bo.post(address, {**said, "followed_up_by": "Närvaron", "economy": "Ryms."})
    made = Proposal.objects.get()
    assert response.url == at("proposal-detail", made)
    assert Link.objects.filter(cause=planned.goal.node, effect=made.node).exists()


def test_an_origin_that_one_may_not_know_of_is_not_found(planned):
    planned.goal.node.audience = Audience.NAMED
    planned.goal.node.save()
    bo = as_(planned.world.bo)
    assert bo.get(reverse("proposal-new") + f"?ur={planned.goal.pk}").status_code == 404
    assert bo.get(reverse("proposal-new") + "?ur=x").status_code == 404
    assert "Alla läser" not in page(bo, reverse("proposal-new"))


def test_proposing_is_refused_with_the_reason(planned):
    shown = page(as_(planned.world.dan), reverse("proposal-new"), 403)
    assert "Ingen av dina roller omfattar detta." in shown


def test_strangers_find_nothing(planned, proposal):
    stranger = as_(planned.world.stranger)
    for address in (reverse("proposal-list"), at("proposal-detail", proposal), reverse("proposal-new")):
        assert stranger.get(address).status_code == 404


def test_the_list_comes_in_order_of_weight_and_is_narrowed(planned, proposal):
    said = {"title": "Mer vila", "description": "Raster.", "followed_up_by": "Enkät"}
    heavy = actions.propose(planned.school, **said, origin=planned.goal.node, by=planned.manager)
    actions.weigh(heavy, effect=5, effort=1, urgency=5, by=planned.manager)
    actions.weigh(proposal, effect=1, effort=5, urgency=1, by=planned.manager)
    shown = page(as_(planned.manager), reverse("proposal-list"))
    assert shown.index("Mer vila") < shown.index("Två lärare")
    assert "−3,0" in shown
    assert "inga sådana" in page(as_(planned.manager), reverse("proposal-list") + "?lage=declined")
    narrowed = page(as_(planned.manager), reverse("proposal-list") + f"?enhet={planned.school.pk}&ar=2023")
    assert "Mer vila" in narrowed
    assert as_(planned.manager).get(reverse("proposal-list") + "?lage=strange").status_code == 422


def test_the_page_shows_consequences_thread_and_what_one_may_do(planned, proposal):
    shown = page(as_(planned.manager), at("proposal-detail", proposal))
    assert "Halva &lt;b&gt;tiden&lt;/b&gt;." in shown
    assert shown.count("inte beskriven") == 5
    assert reverse("goal-detail", args=[planned.goal.pk]) in shown
    assert 'name="answer"' in shown
    assert 'name="effect"' in shown
    reader = page(as_(planned.world.cia), at("proposal-detail", proposal))
    assert 'name="answer"' not in reader
    assert "Din roll omfattar inte detta för Almskolan." in reader


def test_weighing_and_deciding_show_the_page_again_when_something_is_wrong(planned, proposal):
    client = as_(planned.manager)
    for name, said in (
        ("proposal-weigh", {"effect": 9}),
        ("proposal-decide", {"answer": "yes", "reason": "Ja", "year": ""}),
        ("proposal-decide", {"answer": "no", "reason": " "}),
    ):
        response = client.post(at(name, proposal), said)
        assert response.status_code == 422
        assert "Prioritering" in response.content.decode()
    client.post(at("proposal-weigh", proposal), {"effect": 5, "effort": 2, "urgency": 4})
    assert proposal.priorities.get().effect == 5


def test_a_yes_goes_on_to_the_planning_and_is_seen_there(planned, proposal):
    client = as_(planned.manager)
    response = client.post(at("proposal-decide", proposal), {"answer": "yes", "reason": "Störst effekt.", "year": 2024})
    assert response.url.endswith("#beslut")
    assert PlanInput.objects.get().year == 2024
    shown = page(client, at("proposal-detail", proposal))
    assert "Lämnat till planeringen för 2024" in shown
    assert "Planen har inte svarat än." in shown
    assert "Störst effekt." in shown
    assert 'name="answer"' not in shown
    assert client.post(at("proposal-decide", proposal), {"answer": "no", "reason": "x"}).status_code == 403


def test_a_no_is_shown_with_its_reason(planned, proposal):
    client = as_(planned.manager)
    client.post(at("proposal-decide", proposal), {"answer": "no", "reason": "För dyrt."})
    shown = page(client, at("proposal-detail", proposal))
    assert "Nej. För dyrt." in shown
    assert not PlanInput.objects.exists()


def test_changing_keeps_both_texts_at_a_conflict(planned, proposal):
    client, seen = as_(planned.manager), proposal.stamp
    said = {"title": "En lärare till", "description": "Hela tiden.", "followed_up_by": "Betyget"}
    actions.change_proposal(proposal, **said, by=planned.world.bo)
    response = client.post(at("proposal-change", proposal), {**said, "title": "Min rubrik", "seen": seen})
    shown = response.content.decode()
    assert response.status_code == 412
    assert "En lärare till" in shown
    assert "Min rubrik" in shown
    fresh = Proposal.objects.get(pk=proposal.pk)
    again = client.post(at("proposal-change", proposal), {**said, "title": "Vår rubrik", "seen": fresh.stamp})
    assert again.status_code == 302


def test_consequences_are_described_on_a_page_of_their_own(planned, proposal):
    client = as_(planned.world.bo)
    assert "En tjänst." in page(client, at("proposal-consequences", proposal))
    client.post(at("proposal-consequences", proposal), {"staff": "", "users": "Mer tid."})
    assert list(proposal.consequences.values_list("concerns", flat=True)) == ["users"]


def test_the_decision_is_readable_and_its_checksum_can_be_worked_out(planned, proposal):
    actions.decide_proposal(proposal, accept=True, reason="Störst effekt.", by=planned.manager)
    decision = proposal.decision
    client = as_(planned.manager)
    shown = page(client, reverse("decision-detail", args=[decision.pk]))
    assert "Betyget E" in shown
    assert "En tjänst." in shown
    assert decision.digest[:8] in shown
    response = client.get(reverse("decision-content", args=[decision.pk]))
    assert sha256(response.content).hexdigest() == decision.digest
    assert json.loads(response.content)["verdict"] == "accepted"
    assert as_(planned.world.stranger).get(reverse("decision-content", args=[decision.pk])).status_code == 404


def test_a_plans_decision_is_readable_too(planned):
    shown = page(as_(planned.manager), reverse("decision-detail", args=[planned.adopted.decision_id]))
    assert "Läsgrupper" in shown
    assert "Vi börjar i förra årets resultat." in shown


def test_what_lacks_consequences_leads_to_where_they_are_described(planned, proposal):
    client, link = as_(planned.manager), reverse("proposal-consequences", args=[proposal.pk])
    decision = page(client, at("proposal-detail", proposal)).split('id="beslut"')[1].split("</section>")[0]
    assert link not in decision
    proposal.consequences.all().delete()
    decision = page(client, at("proposal-detail", proposal)).split('id="beslut"')[1].split("</section>")[0]
    assert "Beskriv minst en konsekvens först" in decision
    assert link in decision


def test_the_form_asks_for_the_proposal_and_its_consequences_in_their_own_words(planned):
    shown = page(as_(planned.world.bo), reverse("proposal-new") + f"?ur={planned.goal.pk}")
    assert "Beskriv förslaget" in shown
    assert "Vilka blir konsekvenserna?" in shown
    assert "Minst en behövs innan någon kan besluta" in shown
