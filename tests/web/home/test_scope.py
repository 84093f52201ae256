"""Whose wheel: one's own unit, another that the address names, its administration, the municipality."""

from __future__ import annotations

import pytest
from django.urls import reverse

from styrhjul.base.steering.queries import kinds_that_steer
from styrhjul.engine.packs import loader

from .conftest import as_


@pytest.mark.parametrize("key", loader.shipped_keys())
def test_every_shipped_model_has_bodies_that_steer_administrations_and_the_top_is_none(key):
    pack = loader.load(key)
    kinds = {kind.key: kind for kind in pack.unit_kinds}
    steering = kinds_that_steer(pack)
    assert steering
    assert all(kinds[one].political and kinds[one].under for one in steering)
    assert not any(kind.political and not kind.under and kind.key in steering for kind in pack.unit_kinds)


def test_kinds_that_officials_stand_under_steer():
    assert kinds_that_steer(loader.load("orebro")) == ["executive_board", "programme_board", "operating_board"]
    assert kinds_that_steer(loader.load("common")) == ["executive_board", "board"]


def scope(client, **query):
    return client.get("/", query).context["scope"]


def test_the_administration_is_that_of_the_nearest_body_above(world):
    alva = as_(world.alva)
    assert scope(alva, vy="forvaltning").unit == world.boards[0]
    assert scope(as_(world.hanna), vy="forvaltning").unit == world.boards[0]
    assert scope(as_(world.siv), vy="forvaltning").unit == world.top


def test_another_units_wheel_is_shown_by_the_address(world):
    alva = as_(world.alva)
    oak = world.units[2]
    found = scope(alva, vy="enhet", enhet=oak.pk)
    assert (found.unit, found.title) == (oak, "Ekgården")
    assert f"enhet={oak.pk}" in found.query(ar=2022)
    assert scope(alva, vy="forvaltning", enhet=oak.pk).unit == world.boards[1]
    assert scope(alva, vy="jag", enhet=oak.pk).title == "Alva"


@pytest.mark.parametrize("asked", ["abc", "0", "999999", "99999999999999999999", "-1"])
def test_a_unit_that_is_none_leads_to_ones_own(world, asked):
    assert scope(as_(world.alva), enhet=asked).unit == world.units[0]


def test_the_links_of_another_units_wheel_stay_with_it(world):
    oak = world.units[2]
    text = as_(world.alva).get("/", {"enhet": oak.pk}).content.decode()
    assert f"{reverse('part', args=['planning'])}?vy=enhet&amp;ar=2023&amp;enhet={oak.pk}" in text
