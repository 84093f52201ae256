from itertools import pairwise

import numpy as np
import pytest

from styrhjul.engine.analysis.arrays import floats
from styrhjul.engine.analysis.xmr import XmrStatus, assurance, xmr
from tests.engine.analysis.conftest import vector

CASES = {case["id"]: case for case in vector("spc_xmr")["cases"]}
WORDS = {
    "Common Cause": "",
    "Above UCL": "above",
    "Below LCL": "below",
    "7 Point Trend (Increasing)": "rising",
    "7 Point Trend (Decreasing)": "falling",
    "2 in 3 Above CL": "two_of_three_above",
    "2 in 3 Below CL": "two_of_three_below",
    "7 Points Above CL": "shift_above",
    "7 Points Below CL": "shift_below",
}
MODES = {
    "nhsr_screened": {"screen": True},
    "nhsr_unscreened": {"screen": False},
    "nhsr_fixed12": {"screen": True, "fixed": 12},
}
GUARDED = {"edge_constant", "edge_two_values", "edge_alternate"}


def computed(case, mode):
    options = dict(MODES[mode])
    fixed = options.pop("fixed", None)
    baseline = None if fixed is None else np.arange(case["n"]) < fixed
    return xmr(case["y"], baseline=baseline, **options)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("name", [name for name in CASES if name not in GUARDED])
def test_limits_and_every_label_agree_with_another_program(name, mode) -> None:
    case = CASES[name]
    expected = case["expected"][mode]
    if expected is None or "error" in expected:
        pytest.skip("the other program gives no answer")
    chart = computed(case, mode)
    assert chart.status is XmrStatus.LIMITS
    found = [chart.mean, chart.lower, chart.upper, chart.moving_range]
    np.testing.assert_allclose(found, [expected[key] for key in ("mean", "lpl", "upl", "amr")], rtol=1e-12, atol=1e-12)
    assert list(chart.signals) == [WORDS[label] for label in expected["special_cause_type"]]


@pytest.mark.parametrize("mode", ["nhsr_screened", "nhsr_unscreened"])
@pytest.mark.parametrize("name", [name for name in CASES if name not in GUARDED and CASES[name]["target"] is not None])
def test_assurance_agrees_with_another_program(name, mode) -> None:
    case = CASES[name]
    expected = case["expected"][mode]["assurance"]
    good = {"increase": "higher", "decrease": "lower", "neutral": "none"}[case["improvement_direction"]]
    words = {"consistent_fail": "never", "consistent_pass": "always", "inconsistent": "sometimes"}
    assert assurance(computed(case, mode), case["target"], good) == words[expected]


@pytest.mark.parametrize("screen", [True, False])
@pytest.mark.parametrize("name", [name for name in CASES if name not in GUARDED])
def test_limits_lie_where_programs_with_the_unrounded_constant_put_them(name, screen) -> None:
    case = CASES[name]
    chart = xmr(case["y"], screen=screen)
    expected = case["expected"]["qic_i_screened" if screen else "qic_i_unscreened"]
    scale = (3 / 1.128) / 2.66
    assert chart.mean == pytest.approx(expected["cl"], rel=1e-12)
    assert chart.mean + (chart.upper - chart.mean) * scale == pytest.approx(expected["ucl"], rel=1e-12)
    assert abs(chart.upper - expected["ucl"]) <= 2e-4 * (expected["ucl"] - expected["lcl"])


def test_a_constant_series_has_no_signal() -> None:
    chart = xmr(CASES["edge_constant"]["y"])
    assert chart.status is XmrStatus.UNCHANGED
    assert set(chart.signals) == {""}


def test_a_series_with_one_step_says_the_step_and_no_signals() -> None:
    chart = xmr([21.1, 21.1, 21.1, 21.1, 21.1, 20.6])
    assert chart.status is XmrStatus.STEPS
    assert (chart.step_at, round(chart.step, 9)) == (5, -0.5)
    assert set(chart.signals) == {""}
    assert np.isnan(chart.upper)


@pytest.mark.parametrize("name", ["edge_two_values", "edge_alternate"])
def test_few_distinct_values_are_a_step_series(name) -> None:
    assert xmr(CASES[name]["y"]).status is XmrStatus.STEPS


@pytest.mark.parametrize("values", [[], [1.0], [np.nan, np.nan], [1.0, np.nan, 2.0]])
def test_without_two_adjacent_values_nothing_is_computed(values) -> None:
    chart = xmr(values)
    assert chart.status is XmrStatus.TOO_FEW
    assert len(chart.signals) == len(values)


def by_hand(values, periods):
    """The slow way: plain lists, one rule at a time, no shared code."""
    points = [(p, v) for p, v in zip(periods, values, strict=True) if v == v]
    mean = sum(v for _, v in points) / len(points)
    ranges = [abs(b[1] - a[1]) for a, b in pairwise(points) if b[0] - a[0] == 1]
    average = sum(ranges) / len(ranges)
    kept = [r for r in ranges if r < 3.267 * average]
    average = sum(kept) / len(kept)
    pieces, current = [], []
    for point in points:
        if current and point[0] - current[-1][0] > 2:
            pieces.append(current)
            current = []
        current.append(point)
    pieces.append(current)
    words = dict.fromkeys(periods, "")
    for piece in pieces:
        offsets = [v - mean for _, v in piece]
        for i, (period, _) in enumerate(piece):
            words[period] = one_word(offsets, i, average)
    return mean, average, [words[period] for period in periods]


def windows(offsets, i, length):
    return [
        offsets[start : start + length] for start in range(max(0, i - length + 1), min(i, len(offsets) - length) + 1)
    ]


def one_word(offsets, i, average):
    here, far, near = offsets[i], 2.66 * average, 2.66 * average * 2 / 3
    side = "above" if here > 0 else "below"
    if abs(here) > far:
        return side
    for window in windows(offsets, i, 7):
        if all(b > a for a, b in pairwise(window)):
            return "rising"
        if all(b < a for a, b in pairwise(window)):
            return "falling"
    trios = windows(offsets, i, 3) if abs(here) > near else []
    if any(one_side(trio) and sum(near < abs(v) <= far for v in trio) >= 2 for trio in trios):
        return f"two_of_three_{side}"
    return f"shift_{side}" if any(one_side(window) for window in windows(offsets, i, 7)) else ""


def one_side(window):
    return all(v > 0 for v in window) or all(v < 0 for v in window)


@pytest.mark.parametrize("seed", range(200))
def test_every_label_agrees_with_the_slow_way_also_with_gaps(seed) -> None:
    random = np.random.default_rng(seed)
    n = int(random.integers(12, 40))
    values = random.normal(size=n).cumsum() * random.choice([0.0, 0.5]) + random.normal(size=n)
    values[random.random(n) < random.choice([0, 0.15])] = np.nan
    periods = list(range(2000, 2000 + n))
    mean, average, words = by_hand(values.tolist(), periods)
    chart = xmr(values, periods)
    assert chart.mean == pytest.approx(mean, rel=1e-12, abs=1e-12)
    assert chart.moving_range == pytest.approx(average, rel=1e-12)
    assert list(chart.signals) == words


def test_a_series_every_other_year_is_a_series() -> None:
    values = CASES["trend7_up"]["y"]
    every_other = xmr(values, np.arange(len(values)) * 2)
    assert every_other.signals == xmr(values).signals
    assert every_other.upper == xmr(values).upper


@pytest.mark.parametrize("scale", [1e-3, 1e6])
def test_signals_do_not_depend_on_the_unit(scale) -> None:
    values = floats(CASES["R_Nile"]["y"])
    assert xmr(values * scale).signals == xmr(values).signals


def test_wrong_questions_are_refused() -> None:
    with pytest.raises(ValueError, match="run_length is 5"):
        xmr([1, 2, 3], run_length=5)
    with pytest.raises(ValueError, match="do not rise"):
        xmr([1, 2], [2020, 2020])
    with pytest.raises(ValueError, match="2 values and 3 periods"):
        xmr([1, 2], [1, 2, 3])
    with pytest.raises(ValueError, match="2 dimensions"):
        xmr([[1, 2]])
