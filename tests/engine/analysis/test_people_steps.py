"""How sure a share is, a difference between two, and units of different size: only said when the people are known."""

import numpy as np
import pytest

from styrhjul.engine.analysis.evidence import own_evidence
from styrhjul.engine.analysis.people_steps import UnitShare

YEARS = [2020, 2021, 2022, 2023]
VALUES = [80.0, 82.0, 81.0, 34 / 41 * 100]


def laid(**more):
    asked = {"direction": "higher", "unit": "%", "language": "sv", "decimals": 1} | more
    return own_evidence(YEARS, VALUES, **asked)


def behind(*last):
    return np.array([np.nan, np.nan, np.nan, *last])


def test_the_interval_is_wilsons():
    step = laid(people={"all": behind(41)}).earlier
    assert "Bakom värdet finns 41 personer: med 95 procents säkerhet ligger det mellan 68,7 och 91,5" in (
        step.sentence.replace("\xa0%", "").replace("\xa0", " ")
    )
    assert step.numbers["lower_95"] == pytest.approx(68.737388, abs=1e-6)
    assert step.numbers["upper_95"] == pytest.approx(91.474748, abs=1e-6)


@pytest.mark.parametrize(
    "more", [{}, {"people": {"all": behind(np.nan)}}, {"people": {"all": behind(41)}, "unit": "poäng"}]
)
def test_nothing_is_said_of_what_is_not_known_or_no_share(more):
    assert "säkerhet" not in laid(**more).earlier.sentence


def test_a_target_within_the_uncertainty_cannot_be_told_to_be_met():
    step = laid(people={"all": behind(41)}, target=85, target_year=2023).targets
    assert "går inte att avgöra" in step.sentence
    assert step.chart["light"] == "yellow"


def test_a_target_outside_it_is_told_as_before():
    sure = laid(people={"all": behind(41)}, target=95, target_year=2023).targets
    assert "avgöra" not in sure.sentence
    assert "avgöra" not in laid(target=85, target_year=2023).targets.sentence


def groups(women, men):
    return {"women": behind(women), "men": behind(men)}


@pytest.mark.parametrize(
    ("women", "men", "said"), [((56, 70), (48, 80), "större än vad slumpen"), ((8, 10), (12, 20), "kan vara slump")]
)
def test_a_difference_is_larger_than_chance_or_not(women, men, said):
    shares = [100 * count / people for count, people in (women, men)]
    step = laid(
        groups=groups(*shares), people={"all": behind(150), "women": behind(women[1]), "men": behind(men[1])}
    ).groups
    assert said in step.sentence
    if women[1] == 70:
        assert step.numbers["difference_lower"] == pytest.approx(5.24, abs=0.005)
        assert step.numbers["difference_upper"] == pytest.approx(33.39, abs=0.005)


def test_a_difference_without_people_is_said_without_chance():
    assert "slump" not in laid(groups=groups(80.0, 60.0)).groups.sentence


def units(count, *odd):
    even = [UnitShare(f"Skola {at}", 80.0 + at % 3, 100, own=at == 0) for at in range(count)]
    return [*even, *odd]


def test_units_within_chance_are_said_to_be():
    step = laid(units=units(12)).units
    assert step.sentence.startswith("Ingen av 12 enheter ligger utanför")
    assert [unit["role"] for unit in step.chart["units"]].count("own") == 1
    assert len(step.rows) == 12


def test_a_unit_outside_is_named_and_marked():
    step = laid(units=units(20, UnitShare("Lilla skolan", 20.0, 100))).units
    assert "Lilla skolan" in step.sentence
    assert ("Lilla skolan", "20,0\xa0%", "100", "under gränsen") in step.rows


def test_few_units_make_no_funnel():
    assert laid(units=units(9)).units is None
    assert laid(units=units(12), unit="poäng").units is None


def test_the_limits_hold_the_centre_and_narrow_with_size():
    chart = laid(units=units(12)).units.chart
    assert np.all(np.array(chart["lower"]) < chart["centre"])
    assert np.all(np.array(chart["upper"]) > chart["centre"])
    assert np.all(np.diff(np.array(chart["upper"]) - chart["lower"]) < 1e-9)


def test_the_evidence_survives_being_kept():
    kept = laid(units=units(12), people={"all": behind(41)}).as_dict()
    assert kept["units"]["chart"]["sizes"][0] > 0
    assert kept["units"]["period"] == "2023"
