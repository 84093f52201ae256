"""What a measure can have as its value, wherever the value is given."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from styrhjul.base.common.faults import Fault
from styrhjul.wheel.indicators import actions, policies
from styrhjul.wheel.indicators.actions import Aim, Cell, CellFaults
from styrhjul.wheel.indicators.models import Direction, Indicator, Source, Target, Value

PER_CENT = "Ett värde i procent ligger mellan 0 och 100."


@pytest.mark.parametrize(
    ("unit", "number", "may"),
    [
        ("%", "0", True),
        ("%", "100", True),
        ("%", "100.1", False),
        ("procent", "-1", False),
        ("procentenheter", "-1", True),
        ("% av budget", "120", True),
        ("dagar", "-1", False),
        ("Elever", "-0.5", False),
        ("antal besök", "-3", False),
        ("antal", "3000", True),
        ("grader", "-12", True),
        ("tkr", "-400", True),
    ],
)
def test_the_unit_says_what_is_possible(unit, number, may):
    measure = Indicator(measure_unit=unit, source=Source.OWN, direction=Direction.HIGHER)
    assert bool(policies.may_be_measured(measure, Decimal(number))) is may


def test_a_national_deviation_in_per_cent_may_be_negative():
    measure = Indicator(measure_unit="%", source=Source.NATIONAL, direction=Direction.NONE)
    assert policies.may_be_measured(measure, Decimal(-3))
    assert not policies.may_be_measured(measure, Decimal(10) ** 13)


def test_values_and_targets_ask_the_same(world, readers):
    with pytest.raises(CellFaults) as faults:
        actions.enter_values(readers, world.units[0], [Cell("2022", "180")], by=world.alva)
    assert str(faults.value.cells[0].sentence) == PER_CENT
    decided = {"decided_by": world.units[0], "decided_on": date(2023, 11, 1), "by": world.alva}
    with pytest.raises(Fault, match=PER_CENT) as fault:
        actions.decide_targets(readers, world.units[0], [Aim(2024, Decimal(180))], **decided)
    assert fault.value.field == "T-2024"
    assert not Value.objects.exists()
    assert not Target.objects.exists()
