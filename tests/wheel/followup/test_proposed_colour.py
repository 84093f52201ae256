from decimal import Decimal

import pytest

from styrhjul.engine.packs import loader
from styrhjul.wheel.followup.queries.outcomes import Outcome, outcomes
from styrhjul.wheel.followup.queries.ratings import proposed_colour
from styrhjul.wheel.indicators.models import Indicator, Target
from tests import measured


def outcome(value, target, *, before=None, direction="higher", decimals=1):
    def number(given):
        return None if given is None else Decimal(str(given))

    aim = None if target is None else Target(value=number(target), year=2023)
    return Outcome(Indicator(direction=direction, decimals=decimals), "2022", number(value), number(before), aim)


MET, MISSED, BETTER = outcome(90, 88), outcome(80, 88, before=82), outcome(80, 88, before=79)
WITHOUT_VALUE, WITHOUT_TARGET, NEUTRAL = outcome(None, 88), outcome(80, None), outcome(90, 88, direction="none")


@pytest.mark.parametrize(
    ("found", "colour"),
    [
        ([MET], "green"),
        ([MET, MET], "green"),
        ([outcome(88, 88)], "green"),
        ([outcome("87.95", 88)], "green"),
        ([outcome("87.94", 88)], "red"),
        ([outcome(5, 5, direction="lower")], "green"),
        ([outcome("5.05", 5, direction="lower")], "green"),
        ([outcome("5.06", 5, direction="lower")], "red"),
        ([MET, MISSED], "yellow"),
        ([BETTER], "yellow"),
        ([BETTER, MISSED], "yellow"),
        ([outcome(6, 5, before=7, direction="lower")], "yellow"),
        ([outcome(80, 88, before="79.95")], "red"),
        ([outcome(80, 88, before="79.94")], "yellow"),
        ([MISSED], "red"),
        ([outcome(80, 88)], "red"),
        ([WITHOUT_VALUE], "white"),
        ([NEUTRAL], "white"),
        ([WITHOUT_TARGET, MET], "white"),
        ([MET, MET, WITHOUT_VALUE], "green"),
        ([MET, MET, MET, WITHOUT_VALUE, WITHOUT_TARGET], "green"),
        ([MET, MET, NEUTRAL, WITHOUT_VALUE, WITHOUT_TARGET], "white"),
        ([MISSED, MISSED, MISSED, WITHOUT_VALUE, WITHOUT_TARGET], "red"),
    ],
)
def test_the_colour_that_the_numbers_speak_for(world, found, colour):
    proposed = proposed_colour(found)
    assert proposed.colour.key == colour
    assert proposed.reason


def test_nothing_is_proposed_where_there_is_no_outcome(world):
    assert proposed_colour([]) is None


@pytest.mark.parametrize(
    ("ranks", "found", "colour"),
    [
        ((7, 4, 1), [MET], 7),
        ((7, 4, 1), [MET, MISSED], 4),
        ((7, 4, 1), [MISSED], 1),
        ((8, 6, 4, 2), [MET, MISSED], 4),
        ((2, 1), [MET], 2),
        ((2, 1), [MET, MISSED], 1),
    ],
)
def test_the_numbers_speak_in_the_colours_of_a_scale_with_other_steps(world, monkeypatch, ranks, found, colour):
    pack = loader.load("common")
    scale = [pack.rating.scale[0].model_copy(update={"key": f"step_{rank}", "rank": rank}) for rank in ranks]
    other = pack.model_copy(update={"rating": pack.rating.model_copy(update={"scale": scale})})
    monkeypatch.setattr("styrhjul.wheel.followup.queries.ratings.pack_in_force", lambda: other)
    assert proposed_colour(found).colour.rank == colour


def test_the_scale_of_every_shipped_pack_has_the_four_ranks():
    for key in loader.shipped_keys():
        assert {colour.rank for colour in loader.load(key).rating.scale} == {3, 2, 1, None}


def test_outcomes_of_many_take_the_units_own_target_before_one_above(town):
    measured.aim(town.eligible, town.board, 88, year=2026, by=town.world.hanna)
    found = outcomes([town.eligible], town.board)[0]
    assert (found.period, found.target.value) == ("2022", 88)
    below = outcomes([town.eligible], town.world.administrations[0])[0]
    assert (below.value, below.target.value) == (found.value, 88)
    assert outcomes([town.reading], town.board)[0].value is None


def test_outcomes_until_a_year_leave_out_what_came_later(town):
    found = outcomes([town.reading], town.school, until=2021)[0]
    assert (found.period, found.value, found.before) == ("2021", 74, 70)
