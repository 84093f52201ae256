"""Help lists a guide for each role in force, and shows one to whoever asks."""

from __future__ import annotations

import pytest
from django.urls import reverse

from styrhjul.base.steering.queries import pack_in_force
from styrhjul.base.steering.words import word
from styrhjul.web.guide import sources

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def lists(page) -> str:
    """Return the part of the page that is its own."""
    return page.content.decode().split("<main")[1]


def test_everybody_finds_a_guide_for_each_role_in_force(client, world):
    shown = lists(client.get(reverse("help")))
    for role in pack_in_force().roles:
        assert reverse("guide", args=[role.key]) in shown
        assert word(role.label).capitalize() in shown
    assert reverse("guide", args=[sources.RESIDENT]) in shown


def test_ones_own_comes_first(client, world):
    client.force_login(world.alva, backend=BACKEND)
    shown = lists(client.get(reverse("help")))
    own, others = shown.split('id="others"')
    assert reverse("guide", args=["unit_manager"]) in own
    assert reverse("guide", args=["unit_manager"]) not in others


def test_every_role_in_force_has_a_guide_with_its_own_word_above(client, world):
    for role in pack_in_force().roles:
        page = client.get(reverse("guide", args=[role.key]))
        assert page.status_code == 200
        heading = lists(page).split("<h1>")[1].split("</h1>")[0].strip()
        assert heading == word(role.label)[:1].upper() + word(role.label)[1:]


def test_the_contents_lead_to_the_headings(client, world):
    shown = lists(client.get(reverse("guide", args=["unit_manager"])))
    assert 'href="#om-nagot-gar-fel"' in shown
    assert '<h2 id="om-nagot-gar-fel">' in shown


def test_a_picture_has_words_a_size_and_a_caption(client, world):
    shown = lists(client.get(reverse("guide", args=["unit_manager"])))
    figure = shown.split("<figure>")[1].split("</figure>")[0]
    assert all(said in figure for said in ('alt="', 'width="', 'height="', "<figcaption>"))


@pytest.mark.parametrize("key", ["everybody", "no_such_role", "head_of_forest"])
def test_a_role_that_is_not_in_force_has_none(client, world, key):
    assert client.get(reverse("guide", args=[key])).status_code == 404


@pytest.mark.django_db
def test_before_there_is_a_model_every_guide_can_be_read(client):
    shown = lists(client.get(reverse("help")))
    for key in sources.guides():
        assert reverse("guide", args=[key]) in shown
        assert client.get(reverse("guide", args=[key])).status_code == 200


def test_the_guides_are_marked_as_swedish_on_an_english_page(client, world):
    shown = lists(client.get(reverse("guide", args=["auditor"]), headers={"Accept-Language": "en"}))
    assert "Auditor" in shown
    assert '<article class="guide" lang="sv">' in shown
