"""Units of different size beside each other on the indicator's page, when the people behind their values are known."""

import pytest
from django.urls import reverse

from styrhjul.base.common import clock
from styrhjul.wheel.indicators.actions import add_indicator
from styrhjul.wheel.indicators.models import Status, Value
from tests.factories import unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def readers(world):
    """A share that every school under the board has."""
    return add_indicator(
        unit=world.boards[0], title="Läser säkert", definition="Andel", measure_unit="%", decimals=1,
        direction="higher", by=world.hanna,
    )  # fmt: skip


def schools(world, indicator, count):
    """Put up schools with a value each, the first far below the others."""
    made = [unit(f"Skola {at}", "unit", world.administrations[0]) for at in range(count)]
    for at, school in enumerate(made):
        Value.objects.create(
            indicator=indicator, unit=school, period="2022", value=20 if at == 0 else 78 + at % 4, people=100,
            status=Status.FINAL, source="typed", made_at=clock.now(),
        )  # fmt: skip
    return made


def page_of(client, world, indicator, place):
    client.force_login(world.hanna)
    return client.get(f"{reverse('indicator-detail', args=[indicator.pk])}?unit={place.pk}").text


def test_the_page_lays_units_beside_each_other(world, readers, client):
    made = schools(world, readers, 12)
    page = page_of(client, world, readers, made[1])
    assert "Enheter av olika storlek" in page
    assert "chart-funnel" in page
    assert "Av 12 enheter ligger 1 utanför" in page
    assert "Skola 0" in page


def test_few_units_are_not_laid_beside_each_other(world, readers, client):
    made = schools(world, readers, 9)
    assert "chart-funnel" not in page_of(client, world, readers, made[1])
