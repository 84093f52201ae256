"""The demonstration municipality, and what becomes of its two years of work when another model comes into force."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from styrhjul.base.calendar.models import Duty
from styrhjul.base.common import clock, trace
from styrhjul.base.common.models import User
from styrhjul.base.organisation.models import Unit
from styrhjul.base.organisation.queries import demo_people
from styrhjul.base.steering.models import SteeringModel
from styrhjul.base.thread.models import Node
from styrhjul.engine.packs import loader
from styrhjul.engine.store import ensure_bundled
from styrhjul.web.ui.addresses import address_of
from styrhjul.wheel.flows.models import install_model
from styrhjul.wheel.flows.unplaced import standing_on, without_place
from styrhjul.wheel.flows.uses import uses
from styrhjul.wheel.improvement.models import Assurance

LISTS = [
    "/",
    "/mal/",
    "/indikatorer/",
    "/planer/",
    "/analys/",
    "/bedomningar/",
    "/rapporter/",
    "/forbattra/",
    "/organisation/",
]
OF_THE_MODEL = {Duty, SteeringModel}
"""What a new model makes anew or adds; all else stays."""
WITHOUT_PLACE = {
    ("unit_kinds", "programme_board"),
    ("unit_kinds", "operating_board"),
    ("roles", "head_of_central_office"),
    ("goal_levels", "strategic_area"),
    ("plan_levels", "osb"),
    ("plan_levels", "programme_plan"),
    ("occasions", "interim_1"),
    ("occasions", "interim_2"),
    ("rating_levels", "programme"),
}
"""What Exempelby has work on and no other model has a place for, when nobody says where it goes."""


@contextmanager
def undone() -> Iterator[None]:
    """Undo what is done inside."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def rows() -> dict[str, int]:
    """Count the rows of every table of the municipality's own."""
    ours = [model for model in apps.get_models() if model.__module__.startswith(("styrhjul.base", "styrhjul.wheel"))]
    counted = {model._meta.label: model._default_manager.count() for model in ours if model not in OF_THE_MODEL}
    return {label: count for label, count in counted.items() if not label.startswith("common.Trace")}


def client_of(name: str) -> Client:
    """Return a browser in which somebody is logged in."""
    client = Client()
    client.force_login(User.objects.get(name=name))
    return client


@pytest.mark.django_db
def test_exempelby_opens_for_everybody_and_loses_nothing_in_another_model(monkeypatch, subtests):
    """One test, since Exempelby is built once for all of it; each part is undone after it."""
    monkeypatch.setattr(settings, "DEMO", True)
    ensure_bundled(settings.STATISTICS_DIR)
    call_command("build_demo")
    assert trace.verify() == []
    for kept in Assurance.objects.values_list("before", flat=True):
        assert any(level["before"] and level["after"] for level in kept.values())
    if connection.vendor != "sqlite":  # there the journeys in the browser do it
        with subtests.test("it opens for everybody with a card"), undone():
            opens_for_everybody()
    for key in ("common", "leksand"):
        with subtests.test("another model loses nothing", key=key), undone():
            loses_nothing(key)
    with subtests.test("one thing of every kind opens in another model"), undone():
        opens_in_another_model("leksand")


def opens_for_everybody() -> None:
    assert Unit.objects.count() > 50
    people = demo_people()
    assert {"Marianne Holmkvist", "Erik Tunander", "Per Wiklander"} <= {held.user.name for held in people}
    for held in people:
        client = client_of(held.user.name)
        answers = {path: client.get(path).status_code for path in LISTS}
        assert set(answers.values()) <= {200, 403}, f"{held.role}: {answers}"
        assert answers["/"] == 200


def loses_nothing(key: str) -> None:
    before = rows()
    stored = {(use.section.value, name) for use in uses() for name in use.counted()}
    install_model(pack=loader.load(key), in_force_from=clock.today(), by=User.objects.get(name="Siv Lundmark"))
    assert rows() == before
    lost = {(one.section.value, one.key): one for one in without_place()}
    assert WITHOUT_PLACE <= set(lost) <= stored
    auditor = User.objects.get(name="Tomas Rydelius")
    client = client_of(auditor.name)
    for one in lost.values():
        found, total = standing_on(one.section, one.key, auditor)
        assert len(found) == total == one.open + one.kept, f"{one.section} {one.key}"
        thing = found[0].thing
        page = address_of(thing.node) if thing else reverse("unit", args=[found[0].unit.pk])
        assert client.get(page).status_code == 200, f"{one.section} {one.key}: {page}"


def opens_in_another_model(key: str) -> None:
    install_model(pack=loader.load(key), in_force_from=clock.today(), by=User.objects.get(name="Siv Lundmark"))
    client = client_of("Tomas Rydelius")
    first: dict[tuple[str, str], Node] = {}
    for node in Node.objects.order_by("pk").select_related("unit"):
        first.setdefault((node.kind, node.unit.kind), node)
    assert len(first) > 10
    for (kind, at), node in first.items():
        assert client.get(address_of(node), follow=True).status_code == 200, f"{kind} at {at}: {address_of(node)}"
