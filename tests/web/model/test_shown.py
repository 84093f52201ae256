"""The page of a model shows each thing, and on what ground it stands, in every shipped model."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse
from django.utils.html import escape

from styrhjul.base.steering.queries import pack_in_force
from styrhjul.engine.packs.loader import load, shipped_keys
from styrhjul.engine.packs.schema import Basis, Pack
from styrhjul.web.model.shown import shares
from styrhjul.web.ui.grounds import still_assumed
from tests import factories

FROM_SOURCE = re.compile(r'class="basis">\s*ur beskrivningen')
ASSUMED = re.compile(r'class="tag tag--quiet">\s*antaget')


@pytest.fixture(params=shipped_keys())
def page(request, client, db) -> str:
    factories.model(request.param)
    client.force_login(factories.appointed("Eva", "employee", factories.municipality()))
    text: str = client.get(reverse("model")).content.decode()
    return text


def counted(pack: Pack) -> tuple[int, int]:
    each = shares(pack)
    return sum(share.described for share in each), sum(share.total for share in each)


def test_each_thing_says_on_what_ground_it_stands(page):
    pack = pack_in_force()
    described, total = counted(pack)
    picture = pack.wheel.basis is Basis.SEED
    assert len(FROM_SOURCE.findall(page)) == described + picture
    assert len(ASSUMED.findall(page)) == total - described + (not picture)


def test_the_source_is_named_with_how_much_of_the_model_it_says(page):
    pack = pack_in_force()
    described, total = counted(pack)
    if pack.source is None:
        assert "Bakom den här modellen finns ingen beskrivning." in page
    else:
        assert escape(pack.source.title) in page
        assert f"{described} av {total} delar" in page
    for share in shares(pack):
        assert f'href="#{share.anchor}"' in page
        assert f'id="{share.anchor}"' in page


def test_all_that_a_model_holds_stands_there(page):
    pack = pack_in_force()
    todos = [todo for part in pack.wheel.parts for todo in part.todos]
    kinds = [kind for method in pack.methods for kind in method.kinds]
    shown = [*pack.wheel.parts, *todos, *pack.principles, *pack.methods, *kinds, *pack.rating.matrix.groups]
    text = page.casefold()
    assert [one.key for one in shown if escape(one.label.sv).casefold() not in text] == []
    assert [one.key for one in shown if one.said_in and escape(one.said_in) not in page] == []


def entry(pack: str, section: str, key: str):
    found = load(pack)
    among = {"parts": found.wheel.parts, "todos": [todo for part in found.wheel.parts for todo in part.todos]}
    return next(one for one in among.get(section) or getattr(found, section) if one.key == key)


@pytest.mark.parametrize(
    ("pack", "section", "key", "says"),
    [
        ("leksand", "parts", "carrying_out", ["vem som ansvarar för den", "färgens nyans"]),
        ("leksand", "parts", "results", ["när", "vem som ansvarar för den", "färgens nyans"]),
        ("norrkoping", "parts", "quality_assurance", ["vem som ansvarar för den"]),
        ("norrkoping", "parts", "innovation", ["färgens nyans"]),
        ("styrsnurran", "todos", "focus", ["när", "vem"]),
        ("styrsnurran", "todos", "board_analysed", []),
        ("orebro", "calendar", "osb_adopted", ["vem"]),
        ("orebro", "calendar", "interim_1_sent", ["när"]),
        ("orebro", "plan_levels", "programme_plan", []),
        ("orebro", "occasions", "annual_report", ["när"]),
        ("orebro", "roles", "quality_lead", ["rättigheterna"]),
        ("orebro", "methods", "swot", []),
        ("orebro", "methods", "service_guarantees", ["platsen på hjulet"]),
        ("karlskoga", "principles", "neutral", []),
        ("karlskoga", "principles", "what_matters", ["platsen på hjulet"]),
    ],
)
def test_what_the_description_speaks_of_says_what_is_assumed_all_the_same(pack, section, key, says):
    assert still_assumed(entry(pack, section, key)) == says


def test_a_colour_that_no_description_names_is_assumed_and_so_are_crosses():
    part = entry("leksand", "parts", "results").model_copy(update={"colour_basis": Basis.ASSUMED})
    assert still_assumed(part)[-1] == "färgen"
    assert still_assumed(load("orebro").rating.matrix.focus_areas[0]) == ["kryssen"]
