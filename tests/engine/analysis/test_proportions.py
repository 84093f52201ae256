import numpy as np
import pytest

from styrhjul.engine.analysis.proportions import count_interval, normal_quantile, share_difference, share_interval

from .conftest import vector

PEERS = vector("wilson")
R = vector("made_with_r")
LEVELS = (("at_95", 0.95), ("at_998", 0.998))


@pytest.mark.parametrize("case", PEERS["wilson"], ids=lambda case: f"{case['x']} of {case['n']}")
def test_intervals_of_shares_are_those_of_four_other_programs(case) -> None:
    for peer, level in (("phe_95", 0.95), ("phe_998", 0.998), ("R_prop_test_95", 0.95), ("scipy_wilson_95", 0.95)):
        found = share_interval(case["x"], case["n"], level)
        assert [float(found.lower), float(found.upper)] == pytest.approx(case[peer], abs=1e-12)


@pytest.mark.parametrize("case", R["shares"], ids=lambda case: f"{case['count']} of {case['people']}")
@pytest.mark.parametrize(("name", "level"), LEVELS)
def test_intervals_of_large_and_small_shares_are_those_of_r(case, name, level) -> None:
    found = share_interval(case["count"], case["people"], level)
    assert [float(found.lower), float(found.upper)] == pytest.approx(case[name], abs=1e-12)


FEW = [case for case in R["counts"] if case["count"] < 10]
MANY = [case for case in R["counts"] if case["count"] >= 10]


@pytest.mark.parametrize("case", FEW, ids=lambda case: str(case["count"]))
@pytest.mark.parametrize(("name", "level"), LEVELS)
def test_intervals_of_few_events_are_exact(case, name, level) -> None:
    found = count_interval([case["count"]], level)
    assert [found.lower[0], found.upper[0]] == pytest.approx(case[name], rel=1e-10, abs=1e-12)


@pytest.mark.parametrize("case", MANY, ids=lambda case: str(case["count"]))
def test_intervals_of_many_events_follow_byars_formula_and_come_near_the_exact_ones(case) -> None:
    z, count, more = 1.959963984540054, case["count"], case["count"] + 1
    found = count_interval(count)
    assert float(found.lower) == pytest.approx(count * (1 - 1 / (9 * count) - z / (3 * count**0.5)) ** 3, rel=1e-12)
    assert float(found.upper) == pytest.approx(more * (1 - 1 / (9 * more) + z / (3 * more**0.5)) ** 3, rel=1e-12)
    assert [float(found.lower), float(found.upper)] == pytest.approx(case["at_95"], rel=2e-3)


def test_what_is_not_known_stays_unknown_and_keeps_its_place() -> None:
    shares = share_interval([1, np.nan, 0], [4, 10, 0])
    assert np.isnan(shares.lower).tolist() == np.isnan(shares.upper).tolist() == [False, True, True]
    assert np.isnan(count_interval([3, np.nan]).upper).tolist() == [False, True]


@pytest.mark.parametrize("case", PEERS["difference"], ids=lambda case: f"{case['x1']} of {case['n1']}")
def test_intervals_of_differences_are_newcombes(case) -> None:
    found = share_difference(case["x1"], case["n1"], case["x2"], case["n2"])
    assert [found.lower, found.upper] == pytest.approx(case["statsmodels_newcomb"], abs=1e-9)


@pytest.mark.parametrize("case", R["differences"], ids=lambda case: str(case["of"]))
def test_probabilities_of_differences_are_those_of_r(case) -> None:
    found = share_difference(*(int(number) for number in case["of"]))
    expected = case["fisher"] if found.exact else case["score"]
    assert found.p == pytest.approx(1.0 if expected is None else expected, rel=1e-9)


def test_the_exact_test_is_used_when_few_are_expected() -> None:
    assert share_difference(9, 10, 3, 10).exact
    assert not share_difference(56, 70, 48, 80).exact
    assert share_difference(0, 100, 0, 100).p == 1


def test_an_empty_group_cannot_be_compared() -> None:
    found = share_difference(0, 0, 3, 10)
    assert np.isnan([found.difference, found.lower, found.upper, found.p]).all()


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: share_interval(11, 10),
        lambda: share_interval(-1, 10),
        lambda: count_interval(-1),
        lambda: count_interval(2.5),
        lambda: share_difference(5, 4, 1, 2),
        lambda: normal_quantile(1),
        lambda: normal_quantile(95),
    ],
)
def test_impossible_numbers_are_refused(wrong) -> None:
    with pytest.raises(ValueError, match=r"below nil|above the people|not whole|not between"):
        wrong()
