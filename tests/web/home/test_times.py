"""When a part goes on, in words: plain for the year's own work, with its year for the others."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import translation

from styrhjul.base.common import clock
from styrhjul.engine.packs.schema import Day, Label, Part, Span, Text
from styrhjul.web.home.times import Lap, current_phase, lap_to_end, laps_of, spans_of, when_in


def part(*spans, key="p", kind="phase"):
    said = {"label": Label(sv=key, en=key), "guidance": Text(sv="Så.", en="So.")}
    days = [
        Span(starts=Day(month=a[1], day=a[2], year=a[0]), ends=Day(month=b[1], day=b[2], year=b[0])) for a, b in spans
    ]
    return Part(key=key, kind=kind, order=1, basis="assumed", spans=days, **said)


YEAR = part(((0, 1, 1), (0, 12, 31)))
AUTUMN = part(((0, 9, 15), (0, 11, 30)))
ACROSS = part(((0, 4, 1), (1, 3, 31)))
AHEAD = part(((-2, 11, 1), (0, 1, 31)))


@pytest.fixture(autouse=True)
def _in_swedish():
    with translation.override("sv"):
        yield


@pytest.mark.parametrize(
    ("which", "year", "words"),
    [
        (YEAR, 2022, "Hela året"),
        (YEAR, 2023, "Hela året"),
        (AUTUMN, 2022, "15 september–30 november"),
        (ACROSS, 2022, "Från 1 april; för 2021: till 31 mars"),
        (ACROSS, 2023, "Från 1 april"),
        (AHEAD, 2022, "Till 31 januari; för 2023: hela året; för 2024: från 1 november"),
        (AHEAD, 2023, "För 2024: hela året; för 2025: från 1 november"),
        (part(), 2023, ""),
    ],
)
def test_words(which, year, words):
    assert when_in(which, year).replace("\u00a0", " ") == words


def test_what_is_over_is_still_said_when_nothing_else_is():
    spring = part(((0, 2, 1), (0, 3, 31)))
    assert when_in(spring, 2023).replace("\u00a0", " ") == "1 februari–31 mars"


def test_laps_of_the_years_around_go_on_in_the_year():
    assert [lap.year for lap in laps_of(AHEAD, 2023)] == [2023, 2024, 2025]
    assert spans_of(AUTUMN, 2023) == [(date(2023, 9, 15), date(2023, 11, 30))]


def test_a_day_that_the_month_lacks_is_its_last():
    leap = part(((0, 2, 29), (0, 2, 29)))
    assert spans_of(leap, 2023) == [(date(2023, 2, 28), date(2023, 2, 28))]


def test_the_phase_of_the_day_is_the_one_that_began_last_and_ends_first():
    phases = [part(((0, 1, 1), (0, 12, 31)), key="do"), part(((-2, 11, 1), (0, 1, 31)), key="plan")]
    assert current_phase(phases, 2023) == "plan"
    assert current_phase(phases, 2022) == ""
    assert lap_to_end(phases[1]) == Lap(2024, date(2022, 11, 1), date(2024, 1, 31))
    with clock.standing_at(date(2023, 6, 1)):
        assert current_phase(phases, 2023) == "do"


def test_only_phases_are_of_the_day():
    assert current_phase([part(((0, 1, 1), (0, 12, 31)), kind="ring")], 2023) == ""
    assert lap_to_end(None) is None
