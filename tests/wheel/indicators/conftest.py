"""Indicators to test with, made by the actions that people use."""

from __future__ import annotations

import pytest

from styrhjul.wheel.indicators import actions
from styrhjul.wheel.indicators.models import Direction


@pytest.fixture
def readers(world):
    """An own yearly indicator of Almskolan, split by sex."""
    return actions.add_indicator(
        unit=world.units[0],
        title="Elever som läser säkert",
        definition="Andel elever i årskurs 3 som klarar lästestet.",
        measure_unit="%",
        decimals=1,
        direction=Direction.HIGHER,
        by_sex=True,
        by=world.alva,
    )


@pytest.fixture
def eligible(world):
    """A national indicator of the operating board, in a municipality whose statistics are Örebro's."""
    world.top.area = "1880"
    world.top.save()
    return actions.add_indicator(unit=world.boards[0], national_id="N15428", by=world.hanna)
