import numpy as np
import pytest

from styrhjul.engine.analysis.ranks import percentile_of, ranks
from tests.engine.analysis.conftest import vector

CASES = {case["id"]: case for case in vector("quartile_rank")["cases"]}


def by_hand(values, good):
    sign = -1 if good == "lower" else 1
    known = [sign * v for v in values if v == v]
    n = len(known)
    answer = []
    for value in values:
        if value != value:
            answer.append((0, None, ""))
            continue
        better = sum(v > sign * value for v in known)
        equal = sum(v == sign * value for v in known)
        middle = better + equal / 2
        colour = "green" if middle <= n / 4 else "red" if middle >= 3 * n / 4 else "yellow"
        if n < 20 or len(set(known)) < 4 or good == "none":
            colour = ""
        answer.append((better + 1, 100 * (1 - middle / n), colour))
    return answer


@pytest.mark.parametrize("name", CASES)
def test_ranks_agree_with_another_program(name) -> None:
    case = CASES[name]
    result = ranks(case["values"], "higher" if case["higher_is_better"] else "lower")
    assert result.rank.tolist() == case["rank_min_best1"]
    n = len(case["values"])
    middle = [100 * (rank - 0.5) / n for rank in case["rank_average_asc"]]
    np.testing.assert_allclose(result.percentile, middle, rtol=1e-12)


@pytest.mark.parametrize("good", ["higher", "lower", "none"])
@pytest.mark.parametrize("seed", range(40))
def test_ranks_agree_with_the_slow_way(seed, good) -> None:
    random = np.random.default_rng(seed)
    values = np.round(random.gamma(2, 10, size=int(random.choice([5, 19, 20, 60, 290]))), int(random.integers(0, 2)))
    values[random.random(len(values)) < 0.2] = np.nan
    result = ranks(values, good)
    slow = by_hand(values.tolist(), good)
    assert result.rank.tolist() == [rank for rank, _, _ in slow]
    assert list(result.colour) == [colour for _, _, colour in slow]
    for found, (_, expected, _) in zip(result.percentile.tolist(), slow, strict=True):
        assert (expected is None and found != found) or found == pytest.approx(expected, abs=1e-9)
    assert result.missing == int(np.isnan(values).sum())


@pytest.mark.parametrize("good", ["higher", "lower"])
def test_colours_treat_both_ends_alike(good) -> None:
    random = np.random.default_rng(7)
    values = np.round(random.normal(size=290), 1)
    there = ranks(values, good).colour
    back = ranks(-values, good).colour
    swap = {"green": "red", "red": "green", "yellow": "yellow"}
    assert [swap[word] for word in there] == list(back)


def test_half_equal_best_are_not_green() -> None:
    values = np.concatenate([np.full(150, 100.0), np.arange(140.0)])
    assert set(ranks(values, "higher").colour[:150]) == {"yellow"}


def test_everybody_equal_has_no_colour_and_percentile_fifty() -> None:
    result = ranks(np.full(30, 5.0), "higher")
    assert set(result.colour) == {""}
    assert set(result.percentile.tolist()) == {50.0}
    assert result.shared.all()


def test_nothing_to_rank_is_no_error() -> None:
    result = ranks([np.nan, np.nan], "higher")
    assert (result.rank.tolist(), result.compared, result.missing) == ([0, 0], 0, 2)
    assert np.isnan(percentile_of(1.0, []))
    assert np.isnan(percentile_of(np.nan, [1.0]))
