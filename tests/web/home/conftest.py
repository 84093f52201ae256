"""A school with goals, activities and gains, in a model whose wheel has every kind of part."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from styrhjul.wheel.improvement.actions import close_activity
from styrhjul.wheel.plans.actions import report_progress
from tests import planning
from tests.wheels import install_all_kinds

SAID = {"effect": "Fler läser.", "made_permanent": "Rutin 2.7", "check_on": date(2024, 2, 1), "before": {}}


def as_(person) -> Client:
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def planned(world):
    """Almskolan, in Örebro's model with all kinds of parts."""
    found = planning.planned(world)
    install_all_kinds(by=world.siv)
    return found


@pytest.fixture
def alva(planned):
    return as_(planned.manager)


@pytest.fixture
def close(planned):
    """Close one of the school's activities."""

    def closed(place=0, **more):
        said = {**SAID, "responsible": planned.manager, "by": planned.manager}
        return close_activity(planned.activities[place], **{**said, **more})

    return closed


@pytest.fixture
def begin(planned):
    """Say in the check-in that one of the school's activities goes on."""

    def begun(place=0, state="going_on"):
        report_progress(planned.activities[place], month="2023-11", state=state, by=planned.manager)

    return begun
