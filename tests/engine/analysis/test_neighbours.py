import math
import statistics

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from styrhjul.engine.analysis.neighbours import mahalanobis_neighbours, neighbours


def by_hand(values, row, codes, weights, logs, robust):
    """The definition written out value by value: (place, squared distance) of all that can be compared, in order."""
    columns = []
    for place, log in enumerate(logs):
        column = [line[place] for line in values]
        if log:
            column = [math.log10(value) if value > 0 else math.nan for value in column]
        there = [value for value in column if not math.isnan(value)]
        middle = statistics.median(there) if robust else statistics.fmean(there)
        if robust:
            spread = 1.4826 * statistics.median([abs(value - middle) for value in there])
        else:
            spread = statistics.stdev(there)
        columns.append([(value - middle) / spread for value in column])
    found = []
    for other in range(len(values)):
        both = [k for k, c in enumerate(columns) if not math.isnan(c[row]) and not math.isnan(c[other])]
        present = sum(weights[k] for k in both)
        if other == row or present < 0.8 * sum(weights) - 1e-12:
            continue
        squares = [weights[k] / sum(weights) * (columns[k][other] - columns[k][row]) ** 2 for k in both]
        found.append((other, math.fsum(squares) * sum(weights) / present))
    return sorted(found, key=lambda one: (float(f"{one[1]:.11e}"), codes[one[0]]))


def places(seed, missing=0.05, areas=290, variables=6):
    random = np.random.default_rng(seed)
    values = random.gamma(2, 10, size=(areas, variables)) + random.normal(size=(areas, 1))
    values[:, 0] = 10 ** random.normal(4.2, 0.5, size=areas)
    values[random.random(values.shape) < missing] = np.nan
    values[0] = np.abs(values[0])
    values[0, np.isnan(values[0])] = 3.0
    return values


CODES = [f"{1000 + 7 * n % 290:04}" for n in range(290)]
LOGS = [True, False, False, False, True, False]


@pytest.mark.parametrize("robust", [False, True])
@pytest.mark.parametrize("seed", range(20))
def test_order_and_distance_agree_with_the_slow_way(seed, robust) -> None:
    values, weights = places(seed), np.random.default_rng(seed).integers(1, 5, size=6).astype(float)
    found = neighbours(values, 0, codes=CODES, weights=weights, logarithm=LOGS, robust=robust, count=289)
    wanted = by_hand(values.tolist(), 0, CODES, weights.tolist(), LOGS, robust)
    assert found.rows.tolist() == [place for place, _squared in wanted]
    np.testing.assert_allclose(found.squared, [squared for _place, squared in wanted], rtol=1e-10)
    assert found.compared == len(wanted)


@pytest.mark.parametrize("seed", range(10))
def test_whitened_distances_agree_with_the_inverse_of_the_correlations(seed) -> None:
    values = np.abs(places(seed, missing=0))
    found = mahalanobis_neighbours(values, 0, codes=CODES, logarithm=LOGS, count=289)
    given_ = np.where(LOGS, np.log10(values), values)
    scaled = (given_ - given_.mean(axis=0)) / given_.std(axis=0, ddof=1)
    inverse = np.linalg.inv(np.cov(scaled, rowvar=False) + 1e-8 * np.eye(6))
    squared = [(line - scaled[0]) @ inverse @ (line - scaled[0]) / 6 for line in scaled]
    wanted = sorted(range(1, 290), key=lambda place: (squared[place], CODES[place]))
    assert found.rows.tolist() == wanted
    np.testing.assert_allclose(found.squared, [squared[place] for place in wanted], rtol=1e-10)
    np.testing.assert_allclose(found.shares.sum(axis=1), 1, rtol=1e-9)


def test_uncorrelated_variables_are_whitened_to_themselves() -> None:
    grid = np.array([[x, y] for x in range(-5, 6) for y in range(-5, 6)], dtype=float)
    codes = [f"{n:03}" for n in range(len(grid))]
    plain, white = (make(grid, 60, codes=codes, count=30) for make in (neighbours, mahalanobis_neighbours))
    assert plain.rows.tolist() == white.rows.tolist()
    np.testing.assert_allclose(plain.squared, white.squared, rtol=1e-6)


@given(some.integers(0, 2**32 - 1), some.floats(0.1, 1e4), some.floats(-1e4, 1e4))
def test_neither_order_of_rows_nor_unit_of_scale_matters(seed, scale, shift) -> None:
    random = np.random.default_rng(seed)
    values = places(seed % 1000, areas=60)
    plain = neighbours(values, 0, codes=CODES[:60])
    scaled = neighbours(values * scale + shift, 0, codes=CODES[:60])
    np.testing.assert_allclose(plain.squared, scaled.squared, rtol=1e-7, atol=1e-9)
    mixed = random.permutation(60)
    again = neighbours(values[mixed], int(np.flatnonzero(mixed == 0)[0]), codes=[CODES[place] for place in mixed])
    assert [CODES[mixed[place]] for place in again.rows] == [CODES[place] for place in plain.rows]


@given(some.integers(0, 2**32 - 1))
def test_distances_rise_from_nil_and_shares_make_a_whole(seed) -> None:
    values = places(seed % 1000, areas=40)
    found = neighbours(values, 3, codes=CODES[:40], count=39)
    assert np.all(found.squared >= 0)
    assert np.all(np.diff(found.squared) >= -1e-11 * (1 + found.squared[:-1]))
    assert 3 not in found.rows
    totals = np.nansum(found.shares, axis=1)
    assert np.all((np.abs(totals - 1) < 1e-9) | (found.squared == 0))


def test_equal_ones_stand_in_order_of_code_and_a_twin_comes_first() -> None:
    values = [[0.0, 0.0], [1.0, 0.0], [0.0, 0.0], [-1.0, 0.0], [9.0, 9.0]]
    found = neighbours(values, 0, codes=["5", "4", "3", "2", "1"], count=4)
    assert found.rows.tolist() == [2, 3, 1, 4]
    assert found.squared[0] == 0
    assert np.isnan(found.shares[0]).all()


def test_a_weight_of_nil_takes_a_variable_away() -> None:
    values = places(3, missing=0)
    found = neighbours(values, 0, codes=CODES, weights=[1, 1, 1, 1, 1, 0])
    without = neighbours(values[:, :5], 0, codes=CODES)
    assert found.rows.tolist() == without.rows.tolist()
    np.testing.assert_allclose(found.squared, without.squared, rtol=1e-12)


def test_missing_values_are_made_up_for_until_a_fifth_of_the_weight_is_gone() -> None:
    random = np.random.default_rng(2)
    values = random.normal(size=(30, 5))
    codes = CODES[:30]
    values[1, 4] = np.nan
    values[2, 3:] = np.nan
    found = neighbours(values, 0, codes=codes, count=29)
    assert 1 in found.rows
    assert 2 not in found.rows
    assert found.compared == 28
    at = found.rows.tolist().index(1)
    assert np.isnan(found.shares[at, 4])
    heavy = neighbours(values, 0, codes=codes, weights=[1, 1, 1, 1, 8], count=29)
    assert 1 not in heavy.rows


def test_without_spread_or_without_values_nobody_is_near() -> None:
    flat = [[1.0, 2.0], [1.0, 3.0], [1.0, 5.0]]
    assert neighbours(flat, 0, codes=["a", "b", "c"]).rows.tolist() == [1, 2]
    nobody = neighbours([[1.0], [1.0]], 0, codes=["a", "b"])
    assert (nobody.rows.size, nobody.compared) == (0, 0)
    lacks = neighbours([[np.nan, np.nan], [1.0, 2.0], [3.0, 4.0]], 0, codes=["a", "b", "c"])
    assert lacks.rows.size == 0


def test_sizes_are_compared_by_their_logarithm() -> None:
    """A town of a million is as far from one of a hundred thousand as that one is from ten thousand."""
    values = [[1e5], [1e6], [1e4], [5e5], [0.0]]
    found = neighbours(values, 0, codes=list("abcde"), logarithm=[True], count=4)
    assert found.rows.tolist() == [3, 1, 2]
    assert found.squared[1] == pytest.approx(found.squared[2])


@pytest.mark.parametrize(
    ("values", "more", "said"),
    [
        ([1.0, 2.0], {}, "do not fit"),
        ([[1.0], [2.0]], {"weights": [0.0]}, "weights are negative"),
        ([[1.0], [2.0]], {"weights": [-1.0]}, "weights are negative"),
        ([[1.0], [2.0]], {"weights": [1.0, 1.0]}, "1 variables, 2 weights"),
        ([[1.0], [2.0]], {"logarithm": [True, False]}, "2 marks of logarithm"),
    ],
)
def test_what_does_not_fit_is_refused(values, more, said) -> None:
    with pytest.raises(ValueError, match=said):
        neighbours(values, 0, codes=["a", "b"], **more)


def test_whitening_needs_many_areas_spread_and_all_values_of_ones_own() -> None:
    random = np.random.default_rng(1)
    few = random.normal(size=(20, 2))
    with pytest.raises(ValueError, match="20 areas are too few for 2 variables"):
        mahalanobis_neighbours(few, 0, codes=CODES[:20])
    assert mahalanobis_neighbours(random.normal(size=(21, 2)), 0, codes=CODES[:21]).compared == 20
    lacking = random.normal(size=(40, 2))
    lacking[0, 0] = np.nan
    with pytest.raises(ValueError, match="the area lacks a value"):
        mahalanobis_neighbours(lacking, 0, codes=CODES[:40])
    lacking[0] = 0.0
    lacking[5, 1] = np.nan
    assert 5 not in mahalanobis_neighbours(lacking, 0, codes=CODES[:40], count=39).rows
