"""Every shipped model has its wheel, its parts, its poster and its wheels beside each other, in its own words."""

from __future__ import annotations

import pytest
from django.urls import reverse

from styrhjul.base.steering.queries import kinds_that_steer, pack_in_force
from styrhjul.engine.packs import loader
from styrhjul.engine.packs.schema import Right
from styrhjul.wheel.flows.models import ensure_years
from tests import factories

from .conftest import as_


@pytest.fixture(params=loader.shipped_keys())
def somebody(request, db):
    """Whoever manages a unit below a body, in a shipped model."""
    factories.model(request.param)
    pack = pack_in_force()
    top = factories.municipality()
    kinds = {kind.key: kind for kind in pack.unit_kinds}
    body = next(key for key in reversed(kinds_that_steer(pack)) if top.kind in kinds[key].under or kinds[key].under)
    chain = [kinds[body]]
    while top.kind not in chain[0].under:
        chain.insert(0, kinds[chain[0].under[-1]])
    above = top
    for kind in chain:
        above = factories.unit(f"Nämnd {kind.key}", kind.key, above)
    office = next(kind for kind in pack.unit_kinds if not kind.political and body in kind.under)
    place = factories.unit("Kontoret", office.key, above)
    below = next((kind for kind in pack.unit_kinds if office.key in kind.under), None)
    unit = factories.unit("Skolan", below.key, place) if below else place
    factories.unit("En annan skola", unit.kind, place)
    role = next(role for role in pack.roles if Right.CHECK_IN in role.rights)
    ensure_years(by=None)
    return as_(factories.appointed("Kim", role.key, unit))


def test_every_page_of_the_wheel_is_there_in_every_view(somebody):
    parts = pack_in_force().wheel.parts
    for view in ("jag", "enhet", "forvaltning", "kommun"):
        home = somebody.get("/", {"vy": view})
        assert home.status_code == 200
        assert len(home.context["wheel"].large.encode()) <= 30_000
        assert [row.key for row in home.context["wheel"].rows] == [
            part.key for part in sorted(parts, key=lambda part: part.order)
        ]
    for name in ("wheels", "wheel-poster", "wheel-svg"):
        assert somebody.get(reverse(name), {"vy": "forvaltning"}).status_code == 200


def test_every_part_has_its_page(somebody):
    for part in pack_in_force().wheel.parts:
        response = somebody.get(reverse("part", args=[part.key]), {"vy": "kommun"})
        assert response.status_code == 200
        assert len(response.context["holds"]) == len(part.holds)
        assert sum(item.tally.total for stage in response.context["stages"] for item in stage.items) == len(
            response.context["duties"]
        )


def test_the_administration_is_a_body_below_the_top(somebody):
    unit = somebody.get("/", {"vy": "forvaltning"}).context["scope"].unit
    assert unit.kind in kinds_that_steer(pack_in_force())
