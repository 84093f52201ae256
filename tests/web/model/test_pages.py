"""The steering model in the browser: the page that shows it, its versions, and taking one back."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils.html import escape

from styrhjul.base.common.models import TraceEntry
from styrhjul.base.steering.differences import Section
from styrhjul.base.steering.models import SteeringModel
from styrhjul.base.steering.queries import pack_in_force
from styrhjul.engine.packs import loader
from styrhjul.engine.packs.faults import FaultCode
from styrhjul.web.model.facts import _FACTS
from styrhjul.web.model.words import FAULT_WORDS, SECTION_WORDS
from styrhjul.wheel.flows.models import install_model, take_back_model

NEWER = loader.load("orebro").model_copy(update={"version": "2023-12"})


@pytest.fixture
def model(world):
    return SteeringModel.objects.get()


def test_the_model_is_shown_to_its_users(client, model, world):
    client.force_login(world.bo)
    page = client.get(reverse("model"))
    assert page.status_code == 200
    pack = pack_in_force()
    shown = page.text.casefold()
    entries = [*pack.wheel.parts, *pack.calendar, *pack.goal_levels, *pack.plan_levels, *pack.occasions,
               *pack.roles, *pack.unit_kinds, *pack.rating.scale, *pack.rating.levels, *pack.ladder.steps,
               *pack.rating.matrix.focus_areas]  # fmt: skip
    assert [e.key for e in entries if escape(e.label.sv).casefold() not in shown] == []
    assert "antaget" in page.text
    assert 'class="side__large"><svg' in page.text


def test_the_model_is_shown_with_few_queries(client, model, world, django_assert_max_num_queries):
    client.force_login(world.bo)
    with django_assert_max_num_queries(11):
        client.get(reverse("model"))


@pytest.mark.parametrize("name", ["model", "model-versions", "model-unplaced", "model-upload"])
def test_refuses_stranger(client, model, world, name):
    client.force_login(world.stranger)
    assert client.get(reverse(name)).status_code == 404


@pytest.mark.parametrize("name", ["model-version", "model-export", "model-compare"])
def test_refuses_stranger_of_one_model(client, model, world, name):
    client.force_login(world.stranger)
    assert client.get(reverse(name, args=[model.pk])).status_code == 404


def test_who_may_not_install_sees_no_button_for_it(client, model, world):
    client.force_login(world.alva)
    assert reverse("model-upload") not in client.get(reverse("model")).text
    assert reverse("model-upload") not in client.get(reverse("model-versions")).text
    client.force_login(world.siv)
    assert reverse("model-upload") in client.get(reverse("model")).text


def test_a_version_that_is_not_there_is_not_found(client, model, world):
    client.force_login(world.siv)
    for name in ("model-version", "model-export", "model-compare"):
        assert client.get(reverse(name, args=[model.pk + 9])).status_code == 404


def test_the_versions_say_who_when_and_from_which_day_until_which(client, model, world):
    install_model(pack=NEWER, in_force_from=date(2024, 1, 1), by=world.siv)
    client.force_login(world.bo)
    page = client.get(reverse("model-versions")).text
    assert "1 jan 2015 – 31 dec 2023" in " ".join(page.split())
    assert "från 1 jan 2024" in " ".join(page.split())
    assert "20\u00a0nov\u00a02023, Siv" in page
    assert page.index("planerad") < page.index('<span class="tag">nu</span>')


def test_a_planned_version_is_taken_back_and_stays_in_the_list(client, model, world):
    planned = install_model(pack=NEWER, in_force_from=date(2024, 1, 1), by=world.siv)
    client.force_login(world.siv)
    address = reverse("model-take-back", args=[planned.pk])
    assert address in client.get(reverse("model-versions")).text
    assert client.post(address, follow=True).status_code == 200
    page = client.get(reverse("model-versions")).text
    assert "återtagen" in page
    assert address not in page
    assert "togs tillbaka innan" in client.get(reverse("model-version", args=[planned.pk])).text
    assert TraceEntry.objects.filter(event="model.taken_back", subject=f"model:{planned.pk}").exists()


def test_a_version_in_force_cannot_be_taken_back(client, model, world):
    client.force_login(world.siv)
    answer = client.post(reverse("model-take-back", args=[model.pk]))
    assert answer.status_code == 422
    assert "kan inte tas tillbaka" in answer.text


@pytest.mark.parametrize("who", ["alva", "bo", "dan"])
def test_only_who_may_install_takes_back(client, model, world, who):
    planned = install_model(pack=NEWER, in_force_from=date(2024, 1, 1), by=world.siv)
    client.force_login(getattr(world, who))
    assert client.post(reverse("model-take-back", args=[planned.pk])).status_code == 403


def test_a_planned_version_stands_beside_todays_and_another_beside_the_one_before(client, model, world):
    planned = install_model(
        pack=NEWER.model_copy(update={"calendar": NEWER.calendar[1:]}), in_force_from=date(2024, 1, 1), by=world.siv
    )
    client.force_login(world.bo)
    gone = NEWER.calendar[0].label.sv
    page = client.get(reverse("model-compare", args=[planned.pk])).text
    assert "Försvinner" in page
    assert escape(gone).casefold() in page.casefold()
    take_back_model(planned, by=world.siv)
    assert client.get(reverse("model-compare", args=[planned.pk])).status_code == 200
    assert client.get(reverse("model-compare", args=[model.pk])).status_code == 200


def test_the_page_of_a_version_says_where_words_went(client, model, world):
    content = NEWER.model_copy(update={"roles": [one for one in NEWER.roles if one.key != "auditor"]})
    moves = {"roles": {"auditor": "quality_lead", "gone": ""}}
    later = install_model(pack=content, in_force_from=date(2024, 1, 1), moves=moves, by=world.siv)
    client.force_login(world.bo)
    page = " ".join(client.get(reverse("model-version", args=[later.pk])).text.split())
    assert "Revisor → Kvalitetsledare" in page
    assert "utan plats" in page


def test_every_fault_and_section_has_its_words():
    assert FAULT_WORDS.keys() == set(FaultCode)
    assert SECTION_WORDS.keys() == set(Section)
    assert _FACTS.keys() == set(Section)
