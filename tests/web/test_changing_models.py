"""Another model comes into force over a year of work: every page still opens, and it all comes back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.db import transaction
from django.test import Client
from django.urls import reverse

from styrhjul.base.calendar.models import Duty
from styrhjul.base.common import clock, memory
from styrhjul.base.organisation.models import Unit
from styrhjul.base.steering.models import SteeringModel
from styrhjul.base.thread.models import Node
from styrhjul.engine.packs import loader
from styrhjul.web.ui.addresses import address_of
from styrhjul.wheel.flows.models import install_model
from styrhjul.wheel.flows.moving import moves_of, movings
from styrhjul.wheel.flows.unplaced import without_place
from styrhjul.wheel.followup.models import Rating, Report
from styrhjul.wheel.followup.queries.ratings import colour_of, level_of
from styrhjul.wheel.followup.queries.report_lists import sections_of as report_sections
from styrhjul.wheel.plans.models import Plan
from styrhjul.wheel.plans.queries import sections_of as plan_sections
from tests.everything import Everything, everything, on_the_day

pytestmark = pytest.mark.django_db
LISTS = (
    "home", "work", "part-none", "goal-list", "indicator-list", "plan-list", "result-list", "rating-list",
    "analysis-list", "report-list", "proposal-list", "assurance-list", "organisation", "account-list", "model",
    "model-versions", "model-unplaced", "model-upload", "public-goals", "trace",
)  # fmt: skip
YEARS = ("2022", "2023", "2024")
ASKED = ("/?vy=kommun&ar={}", "/mal/?year={}", "/planer/?ar={}", "/bedomningar/?ar={}", "/rapporter/?ar={}")
NEXT_DAY = date(2023, 11, 21)


@pytest.fixture(scope="module")
def made(django_db_setup, django_db_blocker) -> Iterator[Everything]:
    """One of everything, made once and thrown away whole."""
    with django_db_blocker.unblock(), on_the_day(), transaction.atomic():
        yield everything()
        transaction.set_rollback(True)


@contextmanager
def undone() -> Iterator[None]:
    mark = transaction.savepoint()
    try:
        yield
    finally:
        transaction.savepoint_rollback(mark)
        memory.forget()


def client_of(made: Everything) -> Client:
    client = Client()
    client.force_login(made.maker)
    return client


def pages() -> list[str]:
    """Return the page of everything that has one."""
    nodes = [address_of(node) for node in Node.objects.order_by("pk")]
    return [page for page in nodes if page] + [reverse("unit", args=[unit.pk]) for unit in Unit.objects.order_by("pk")]


def opening(client: Client, addresses: list[str]) -> set[str]:
    """Return the addresses that open."""
    return {address for address in addresses if client.get(address).status_code == 200}


def counts() -> dict[str, int]:
    """Count all that people have made; what the model itself asks for is made anew."""
    ours = [model for model in apps.get_models() if model.__module__.startswith(("styrhjul.base", "styrhjul.wheel"))]
    kept = [model for model in ours if model not in {Duty, SteeringModel} and "Trace" not in model.__name__]
    done = {"done duties": Duty.objects.exclude(done_at=None).count()}
    return {model._meta.label: model._default_manager.count() for model in kept} | done


def said() -> dict[str, Any]:
    """Return the texts of plans and reports where they stand, and the words of each rating."""
    found: dict[str, Any] = {}
    for plan in Plan.objects.all():
        found[f"plan {plan.pk}"] = [
            (one.key, [w.text.body if w.text else "" for w in one.written]) for one in plan_sections(plan)
        ]
    for report in Report.objects.all():
        found[f"report {report.pk}"] = [(one.key, one.body) for one in report_sections(report)]
    return found | words()


def words() -> dict[str, Any]:
    """Return the words that each rating was given in."""
    found = {}
    for rating in Rating.objects.all():
        colour, level = colour_of(rating), level_of(rating)
        found[f"rating {rating.pk}"] = (colour and colour.label.sv, level and level.label.sv)
    return found


TARGETS = [
    pytest.param("leksand", False),
    pytest.param("norrkoping", True),
    *(
        pytest.param(key, moved, marks=pytest.mark.soak)
        for key in ("common", "karlskoga", "leksand", "norrkoping", "styrsnurran")
        for moved in (False, True)
        if (key, moved) not in {("leksand", False), ("norrkoping", True)}
    ),
]


@pytest.mark.parametrize(("key", "moved"), TARGETS)
def test_nothing_is_lost_and_it_all_comes_back(made, key, moved):
    client, everywhere = client_of(made), pages()
    opened, counted, before = opening(client, everywhere), counts(), said()
    assert len(opened) > 100
    with undone():
        pack = loader.load(key)
        moves = moves_of(movings(pack)) if moved else {}
        install_model(pack=pack, in_force_from=clock.today(), moves=moves, by=made.maker)
        assert counts() == counted
        assert words() == {name: one for name, one in before.items() if name.startswith("rating")}
        assert opened - opening(client, everywhere) == set()
        lists = [reverse(name) for name in LISTS] + [asked.format(year) for asked in ASKED for year in YEARS]
        assert set(lists) - opening(client, lists) == set()
        assert all_without_place_are_listed(client)
        with clock.standing_at(NEXT_DAY):
            back = loader.load("orebro")
            install_model(pack=back, in_force_from=NEXT_DAY, by=made.maker)
            assert said() == before
            assert counts() == counted
            assert opened - opening(client, everywhere) == set()


def all_without_place_are_listed(client: Client) -> bool:
    """Tell whether each key without a place has its own page, that opens."""
    found = without_place()
    addresses = [f"{reverse('model-unplaced-of', args=[one.section.value])}?nyckel={one.key}" for one in found]
    page = client.get(reverse("model-unplaced")).text
    assert all(address.replace("&", "&amp;") in page for address in addresses)
    assert set(addresses) - opening(client, addresses) == set()
    return bool(found)
