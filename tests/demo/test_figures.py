"""Exempelby's targets come from the open statistics that it borrows, whichever municipality's they are."""

from __future__ import annotations

from decimal import Decimal

import pytest

from styrhjul.demo import figures
from styrhjul.demo.content import read
from styrhjul.demo.settings import setting_of
from styrhjul.engine.packs import loader
from styrhjul.wheel.indicators.models import Direction, Indicator
from styrhjul.wheel.indicators.queries import reader, suggested

AREAS = {key: setting_of(loader.load(key)).area for key in loader.shipped_keys()}
GOALS = read("goals")
MEASURES = [
    row
    for area in GOALS["areas"]
    for goal_area in area["goal_areas"]
    for goal in goal_area["goals"]
    for row in goal["indicators"]
]


def indicator(national_id: str) -> Indicator:
    found = suggested(national_id)
    return Indicator(national_id=national_id, direction=found.direction, decimals=found.decimals)


def known(national_id: str, area: str, until: int) -> float:
    series = reader().series(national_id, area)
    return [
        value for year, value in zip(series.periods, series.values, strict=True) if year <= until and value == value
    ][-1]


@pytest.mark.parametrize("area", AREAS.values(), ids=AREAS)
@pytest.mark.parametrize("row", MEASURES, ids=lambda row: row["id"])
def test_every_target_is_a_step_forward_from_where_the_municipality_stands(row, area):
    measure = indicator(row["id"])
    now = known(row["id"], area, GOALS["known"])
    steps = [figures.target(measure, area, known=GOALS["known"], share=share) for share in row["steps"].values()]
    if measure.direction == Direction.HIGHER:
        assert steps == sorted(steps)
        assert steps[-1] > Decimal(str(now))
    else:
        assert steps == sorted(steps, reverse=True)
        assert steps[-1] < Decimal(str(now))


def test_a_target_is_the_best_quarter_where_the_municipality_is_behind_it():
    eligible = indicator("N15428")
    assert figures.target(eligible, "1880", known=2021, share=1) == Decimal(88)
    assert figures.target(eligible, "1880", known=2021, share=0.5) == Decimal(85)


def test_who_is_past_the_best_quarter_goes_on_by_half_its_distance_from_the_middle():
    assert figures.target(indicator("U07414"), "1880", known=2021, share=1) == Decimal(52)


def test_a_school_lies_beside_the_municipality_it_is_in():
    assert figures.beside("N15428", "1880", 2022, -1.7) == Decimal("78.9")
    assert figures.beside("N15428", "1080", 2022, -1.7) == Decimal("84.2")


@pytest.mark.parametrize("area", AREAS.values(), ids=AREAS)
def test_no_school_has_more_than_all_its_pupils_eligible(area):
    for name, row in GOALS["schools"]["units"].items():
        for year, beside in row["results"].items():
            assert 40 < figures.beside("N15428", area, year, beside) < 100, f"{name} {year}"


@pytest.mark.parametrize("area", AREAS.values(), ids=AREAS)
def test_what_the_boards_say_of_last_year_is_true(area):
    """The story says that the share of eligible pupils sank in 2022, in words and not in figures."""
    assert known("N15428", area, 2022) < known("N15428", area, 2021)
