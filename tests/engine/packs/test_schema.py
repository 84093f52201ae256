from __future__ import annotations

from datetime import date

import pytest
from pydantic import ValidationError

from styrhjul.engine.packs.loader import load
from styrhjul.engine.packs.schema import Day, FilledBy


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (Day(month=11, day=15, year=-2), date(2022, 11, 15)),
        (Day(month=2, day=29), date(2024, 2, 29)),
        (Day(month=2, day=29, year=1), date(2025, 2, 28)),
        (Day(month=4, day=31), date(2024, 4, 30)),
        (Day(month=1, day=31), date(2024, 1, 31)),
    ],
)
def test_a_day_counts_from_the_plan_year(day, expected):
    assert day.on(2024) == expected


def test_steps_with_evidence_are_filled_by_the_engine_and_the_rest_by_people():
    filled = [step.filled_by for step in load("orebro").ladder.steps]
    assert filled == [FilledBy.ENGINE] * 4 + [FilledBy.PEOPLE] * 5


def test_a_loaded_pack_does_not_change():
    with pytest.raises(ValidationError):
        load("orebro").wheel.parts[0].order = 9


def test_an_entry_keeps_the_keys_of_earlier_models_that_have_come_to_stand_in_it():
    role = load("orebro").roles[0].model_copy()
    assert role.keys == ("municipal_director",)
    role.take_over(("chief", "head"))
    assert role.keys == ("municipal_director", "chief", "head")
    assert load("orebro").roles[0].keys == ("municipal_director",)
