from itertools import combinations, permutations
from statistics import median

import numpy as np
import pytest

from styrhjul.engine.analysis.trend import exact_p, trend
from tests.engine.analysis.conftest import vector

VECTOR = vector("mann_kendall_theil_sen")
CASES = {case["id"]: case for case in VECTOR["cases"]}


@pytest.mark.parametrize("n", VECTOR["exact_p_no_ties"])
def test_the_exact_table_is_met(n) -> None:
    for s, p in VECTOR["exact_p_no_ties"][n].items():
        assert exact_p(int(s), int(n), [1] * int(n)) == pytest.approx(p, rel=1e-9)


@pytest.mark.parametrize("name", CASES)
def test_s_variance_p_and_slope_agree_with_other_programs(name) -> None:
    case = CASES[name]
    values = [v for v in case["y"] if v is not None]
    result = trend(values, case["time_index"])
    other = case["expected"]
    assert (result.n, result.s) == (case["n"], other["pymannkendall_original"]["s"])
    assert result.variance == pytest.approx(other["pymannkendall_original"]["var_s"], rel=1e-12)
    if "exact_permutation_p_two_sided" in other:
        assert result.p == pytest.approx(other["exact_permutation_p_two_sided"], abs=1e-12)
    elif other.get("scipy_kendalltau", {}).get("method") == "exact":
        assert result.p == pytest.approx(other["scipy_kendalltau"]["p"], rel=1e-9)
    elif not result.exact:
        assert result.p == pytest.approx(other["pymannkendall_original"]["p"], rel=1e-9)
    for confidence in (95, 90):
        slopes = other.get(f"scipy_theilslopes_{confidence}")
        if slopes:
            found = trend(values, case["time_index"], confidence=confidence / 100)
            assert found.slope == pytest.approx(other["scipy_theilslopes_95"]["slope"], rel=1e-12)
            assert (found.slope_low, found.slope_high) == pytest.approx((slopes["low"], slopes["high"]), rel=1e-9)


def s_of(values):
    return sum((b > a) - (b < a) for a, b in combinations(values, 2))


@pytest.mark.parametrize(
    "values", [[1, 1, 2, 3], [1, 1, 1, 2, 2], [3, 1, 2, 2, 1, 3], [5, 4, 4, 4, 2, 1, 1], [1, 1, 1, 1, 2, 2, 2]]
)
def test_exact_p_with_ties_agrees_with_trying_every_order(values) -> None:
    orders = [s_of(order) for order in permutations(values)]
    counts = np.unique(values, return_counts=True)[1].tolist()
    for s in set(orders):
        tried = sum(abs(other) >= abs(s) for other in orders) / len(orders)
        assert exact_p(s, len(values), counts) == pytest.approx(tried, abs=1e-12)


@pytest.mark.parametrize("seed", range(30))
def test_the_slope_agrees_with_the_slow_way_and_follows_the_years(seed) -> None:
    random = np.random.default_rng(seed)
    periods = np.cumsum(random.integers(1, 4, size=15))
    values = np.round(random.normal(size=15), 1)
    values[random.random(15) < 0.2] = np.nan
    points = [(p, v) for p, v in zip(periods.tolist(), values.tolist(), strict=True) if v == v]
    slow = median((b[1] - a[1]) / (b[0] - a[0]) for a, b in combinations(points, 2))
    result = trend(values, periods)
    assert result.slope == pytest.approx(slow, rel=1e-12, abs=1e-15)
    assert result.s == s_of([v for _, v in points])
    mirrored = trend(-values, periods)
    assert (mirrored.s, mirrored.p) == (-result.s, result.p)


@pytest.mark.parametrize("values", [[], [1.0], [np.nan]])
def test_one_value_or_none_has_no_trend(values) -> None:
    result = trend(values)
    assert result.p == 1
    assert np.isnan(result.slope)


def test_a_constant_series_has_p_one_also_when_long() -> None:
    assert trend([2.0] * 8).p == 1
    assert trend([2.0] * 60).p == 1


def test_a_far_tail_is_not_nil() -> None:
    assert 0 < trend(np.arange(144.0)).p < 1e-60
