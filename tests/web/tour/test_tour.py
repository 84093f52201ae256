"""The tour: five stops on pages as they are, for those inside the demonstration."""

import pytest
from django.urls import reverse

from styrhjul.web.ui.tour import STOPS, stop_at


@pytest.fixture(autouse=True)
def _demo(settings):
    settings.DEMO = True


@pytest.mark.parametrize("number", range(1, len(STOPS) + 1))
def test_every_stop_finds_a_page_also_before_anything_has_happened(client, world, number):
    client.force_login(world.alva)
    answer = client.get(reverse("tour", args=[number]), follow=True)
    assert answer.status_code == 200
    assert f"stopp {number} av {len(STOPS)}" in answer.text


def test_the_last_stop_leads_back_only(client, world):
    client.force_login(world.alva)
    page = client.get(reverse("result-list"), {"rundtur": len(STOPS)}).text
    assert reverse("tour", args=[len(STOPS) - 1]) in page
    assert reverse("tour", args=[len(STOPS) + 1]) not in page


@pytest.mark.parametrize("asked", ["0", "9", "x", "", "12", "²"])
def test_an_address_that_asks_for_no_stop_shows_the_page_alone(client, world, asked):
    assert stop_at(asked) is None
    client.force_login(world.alva)
    assert "Rundturen" not in client.get(reverse("result-list"), {"rundtur": asked}).text


def test_there_is_no_stop_beyond_the_last(client, world):
    client.force_login(world.alva)
    assert client.get(reverse("tour", args=[9])).status_code == 404


def test_whoever_holds_no_role_is_not_led_around(client, world):
    client.force_login(world.stranger)
    assert client.get(reverse("tour", args=[1])).status_code == 404


def test_outside_the_demonstration_there_is_no_tour(client, world, settings):
    settings.DEMO = False
    client.force_login(world.alva)
    assert client.get(reverse("tour", args=[1])).status_code == 404
    assert "Rundturen" not in client.get(reverse("result-list"), {"rundtur": "1"}).text
