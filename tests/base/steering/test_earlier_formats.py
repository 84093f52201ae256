"""A model that was installed when packs had another form steers as before, in the form of today."""

from __future__ import annotations

import json

import pytest
from django.urls import reverse

from styrhjul.base.calendar.models import Duty
from styrhjul.base.common import clock, memory, trace
from styrhjul.base.steering.models import SteeringModel
from styrhjul.base.steering.queries import pack_in_force, pack_of
from styrhjul.engine.packs.export import canonical
from styrhjul.engine.packs.loader import load
from styrhjul.wheel.flows.models import ensure_years
from tests import factories


@pytest.fixture
def stored(db) -> SteeringModel:
    """Return a model as it was stored before calendars had places on the wheel and packs had methods."""
    raw = json.loads(canonical(load("leksand"))) | {"format": 1}
    del raw["principles"], raw["methods"]
    for entry in raw["calendar"]:
        del entry["part"]
    content = trace.canonical(raw)
    said = {"key": "leksand", "version": "2019-12", "content": content, "digest": trace.sha256(content)}
    model = SteeringModel.objects.create(**said, in_force_from=factories.START, installed_at=clock.now())
    memory.forget()
    return model


def test_it_is_read_and_stays_as_it_was_stored(stored):
    pack = pack_in_force()
    assert pack == pack_of(stored)
    assert (pack.format, pack.methods) == (2, [])
    assert {entry.key: entry.part for entry in pack.calendar}["operating_plan_adopted"] == "planning"
    stored.refresh_from_db()
    assert json.loads(stored.content)["format"] == 1


def test_it_makes_duties_and_can_be_shown_and_written_out(stored, client):
    unit = factories.municipality()
    eva = factories.appointed("Eva", "employee", unit)
    ensure_years(by=None)
    assert Duty.objects.filter(unit=unit, key="council_plan_adopted", part="planning").exists()
    client.force_login(eva)
    assert "Vision och mål" in client.get(reverse("model")).content.decode()
    assert "format: 2" in client.get(reverse("model-export", args=[stored.pk])).content.decode()
