import numpy as np
import pytest

from styrhjul.engine.analysis.funnel import funnel

from .conftest import vector

CASE = vector("made_with_r")["funnel"][0]


def units(seed=1, many=290, between=0.0):
    """Municipalities of real sizes whose shares differ by chance, and as much more as `between` says."""
    random = np.random.default_rng(seed)
    people = np.exp(random.uniform(np.log(300), np.log(100_000), many)).round()
    angle = np.arcsin(np.sqrt(0.2)) + random.normal(scale=between, size=many)
    return random.binomial(people.astype(int), np.sin(angle) ** 2), people


def test_the_funnel_is_the_one_that_r_computes_from_the_formulas() -> None:
    found = funnel(CASE["count"], CASE["people"])
    assert found.centre == pytest.approx(CASE["centre"], rel=1e-12)
    assert found.dispersion == pytest.approx(CASE["dispersion"], rel=1e-10)
    assert found.between == pytest.approx(CASE["between"], rel=1e-10)
    limits = found.limits(CASE["people"], 0.998)
    assert limits.lower == pytest.approx(CASE["lower_998"], abs=1e-12)
    assert limits.upper == pytest.approx(CASE["upper_998"], abs=1e-12)
    assert found.outside.tolist() == CASE["outside"]


def test_when_chance_explains_all_hardly_any_unit_is_outside() -> None:
    shares = [np.mean(np.abs(funnel(*units(seed)).outside) == 2) for seed in range(20)]
    assert np.mean(shares) < 0.006
    assert np.mean([funnel(*units(seed)).dispersion for seed in range(20)]) == pytest.approx(0.8, abs=0.15)


def test_real_differences_widen_the_limits_instead_of_pointing_at_everybody() -> None:
    found = funnel(*units(between=0.05))
    plain = np.abs(found.shares - found.centre) > 3.09 * np.sqrt(found.centre * (1 - found.centre) / units()[1])
    assert plain.sum() > 60
    assert (np.abs(found.outside) == 2).sum() < plain.sum() / 5
    assert found.real
    assert 0 < found.between < 0.05**2, "the tenths drawn in make it careful, never too wide"


def test_a_unit_without_people_keeps_its_place_and_is_not_judged() -> None:
    count, people = (values.astype(float) for values in units(many=12))
    people[3] = count[3] = 0
    people[5] = np.nan
    found = funnel(count, people)
    assert np.isnan(found.shares[[3, 5]]).all()
    assert found.outside[[3, 5]].tolist() == [0, 0]


def test_limits_stay_between_nothing_and_all() -> None:
    found = funnel([0] * 9 + [1], [3] * 10)
    limits = found.limits([1, 2, 1e9])
    assert ((limits.lower >= 0) & (limits.upper <= 1) & (limits.lower <= limits.upper)).all()


@pytest.mark.parametrize(
    ("count", "people", "says"),
    [([1] * 9, [5] * 9, "needs 10"), ([6] + [1] * 9, [5] * 10, "above the people"), ([1], [[5]], "numbers of people")],
)
def test_what_cannot_be_a_funnel_is_refused(count, people, says) -> None:
    with pytest.raises(ValueError, match=says):
        funnel(count, people)
