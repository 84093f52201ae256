import numpy as np
import pytest

from styrhjul.engine.analysis.many_ranks import colours_of_one, many_ranks
from styrhjul.engine.analysis.ranks import COLOURS, percentile_of, ranks
from styrhjul.engine.analysis.tie_keys import tie_keys
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


def rounding_noise(values, random):
    return values * (1 + random.choice([-1, 0, 1], values.shape) * 2.0**-52)


@pytest.mark.parametrize("others", [1, 15, 290, 700])
@pytest.mark.parametrize("seed", range(6))
def test_many_occasions_at_once_are_ranked_as_one_by_one(seed, others) -> None:
    random = np.random.default_rng(seed)
    values = np.round(random.gamma(2, 10, (300, others)), 1) - 15
    values[random.random(values.shape) < 0.2] = np.nan
    values[0], values[1], values[2] = np.nan, 7.3, np.where(np.arange(others) % 2, 0.0, -0.0)
    values[3] = rounding_noise(values[3], random)
    values[4, :5] = np.inf
    values[5, :3] = -np.abs(np.full(min(3, others), np.nan))  # a missing value with a sign
    good = random.choice(["higher", "lower", "none"], 300).tolist()
    found = many_ranks(values, good)
    for row, way in enumerate(good):
        alone = ranks(values[row], way)
        assert found.rank[row].tolist() == alone.rank.tolist()
        assert [COLOURS[code] for code in found.colour[row]] == list(alone.colour)
        assert found.compared[row] == alone.compared
        np.testing.assert_allclose(found.percentile[row], alone.percentile, atol=1e-4)
    for place in (0, others // 2, others - 1):
        assert np.array_equal(colours_of_one(values, place, good), found.colour[:, place])


def test_values_that_differ_by_rounding_only_share_their_place() -> None:
    assert ranks([0.1 + 0.2, 0.3, 0.4], "higher").rank.tolist() == [2, 2, 1]
    assert ranks([1.0, 1.0 + 1e-9, 0.0, -0.0], "lower").rank.tolist() == [3, 4, 1, 1]


def test_keys_are_in_the_order_of_values_and_alike_on_both_sides_of_nil() -> None:
    random = np.random.default_rng(5)
    values = np.sort(random.normal(size=5000) * 10.0 ** random.integers(-12, 12, 5000))
    keys = tie_keys(values)
    assert (np.diff(keys) >= 0).all()
    assert np.array_equal(tie_keys(-values), -keys)
    single = np.sort(random.normal(size=5000).astype(np.float32))
    assert np.array_equal(np.diff(tie_keys(single)) > 0, np.diff(single) > 0)


def test_wrong_tables_are_refused() -> None:
    with pytest.raises(ValueError, match="1 dimensions"):
        many_ranks([1.0, 2.0], "higher")
    with pytest.raises(ValueError, match="1 occasions and 2 directions"):
        many_ranks([[1.0, 2.0]], ["higher", "lower"])
