import numpy as np
import pytest

from styrhjul.engine.analysis.comparable import Prepared, centred_ranks, prepare
from styrhjul.engine.analysis.patterns import find_patterns, screen
from styrhjul.engine.analysis.relatives import is_relative
from tests.engine.analysis.two_passes import correlate


def world(seed, indicators=20, areas=120, years=12, missing=0.1):
    """Unrelated results with everything that fools a naive search: levels of places, inertia, national trends."""
    random = np.random.default_rng(seed)
    noise = random.normal(size=(indicators, areas, years))
    for year in range(1, years):
        noise[..., year] += 0.6 * noise[..., year - 1]
    level = random.normal(size=(indicators, areas, 1)) * 2
    national = random.normal(size=(indicators, 1, years)).cumsum(axis=-1) * 3
    values = noise + level + national
    values[random.random(values.shape) < missing] = np.nan
    return values


def one(data: Prepared, place: int) -> Prepared:
    return data.part(slice(place, place + 1))


@pytest.mark.parametrize("seed", range(10))
def test_ranks_agree_with_the_slow_way(seed) -> None:
    random = np.random.default_rng(seed)
    values = np.round(random.normal(size=(2, 15, 4)), 0)
    values[random.random(values.shape) < 0.3] = np.nan
    found = np.moveaxis(centred_ranks(np.moveaxis(values, -1, -2)), -1, -2)
    for k, year in np.ndindex(2, 4):
        line = values[k, :, year].tolist()
        known = [v for v in line if v == v]
        for value, share in zip(line, found[k, :, year].tolist(), strict=True):
            if value != value:
                assert share != share
            else:
                middle = sum(v < value for v in known) + sum(v == value for v in known) / 2
                assert share == pytest.approx(middle / len(known) - 0.5)
        assert np.nansum(found[k, :, year]) == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize("seed", range(10))
def test_correlation_and_its_probability_agree_with_the_slow_way(seed) -> None:
    data = prepare(world(seed, indicators=3, areas=50, years=6))
    found = correlate(data.levels[0], data.levels)
    for k in range(3):
        pairs = [
            (area, a, b)
            for area in range(50)
            for a, b in zip(data.levels[0, :, area].tolist(), data.levels[k, :, area].tolist(), strict=True)
            if a == a and b == b
        ]
        assert (found.pairs[k], found.areas[k]) == (len(pairs), len({area for area, _, _ in pairs}))
        assert found.r[k] == pytest.approx(
            np.corrcoef([a for _, a, _ in pairs], [b for _, _, b in pairs])[0, 1], abs=1e-12
        )
        mean_a, mean_b = (np.mean([pair[side] for pair in pairs]) for side in (1, 2))
        sums = [sum((a - mean_a) * (b - mean_b) for place, a, b in pairs if place == area) for area in range(50)]
        z = sum(sums) / np.sqrt(sum(s * s for s in sums))
        assert (found.p[k] <= 0.05) == (abs(z) >= 1.9599639845400538)


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("missing", [0.1, 0.7])
def test_the_screen_says_the_same_as_double_precision_and_tests_the_same(seed, missing) -> None:
    values = world(seed, indicators=90, missing=missing)
    values[0, :, :4] = np.nan
    values[1] = np.nan
    values[2] = 3.0
    values[3, 29:] = np.nan  # many values, from too few municipalities
    values[4, 31:] = np.nan
    data = prepare(values)
    for own, others in ((data.levels[0], data.levels), (data.changes[0], data.changes), (data.levels[1], data.levels),
                        (data.levels[4], data.levels)):  # fmt: skip
        quick, sure = screen(own, others), correlate(own, others)
        assert np.array_equal(~np.isnan(quick.r), sure.tested)
        assert np.array_equal(quick.pairs, sure.pairs)
        assert quick.r == pytest.approx(sure.r, abs=2e-6, nan_ok=True)


def test_what_is_too_weak_to_be_a_finding_counts_among_the_tested() -> None:
    data = prepare(world(1, areas=200))
    search = find_patterns(one(data, 0), data, np.eye(1, 20, dtype=bool)[0])
    weak = np.abs(np.nan_to_num(search.between.r)) < 0.19
    assert search.tested == int(search.between.tested.sum()) == 19
    assert set(search.between.p[weak & search.between.tested]) <= {1.0} | set(search.between.p[~weak])
    every = correlate(data.levels[0], np.where(np.arange(20)[:, None, None] == 0, np.nan, data.levels))
    known = ~np.isnan(search.between.q)
    assert (search.between.q[known] >= every.q[known] - 1e-12).all()


def test_unrelated_results_are_seldom_taken_for_related() -> None:
    false, tested = 0, 0
    for seed in range(15):
        data = prepare(world(seed))
        for question in (correlate(data.levels[0], data.levels[1:]), correlate(data.changes[0], data.changes[1:])):
            false += int(np.sum(question.p <= 0.05))
            tested += len(question.p)
    assert 0.02 < false / tested < 0.085
    found = sum(len(find_patterns(one(data, 0), data, np.eye(1, 20, dtype=bool)[0]).found) for data in
                (prepare(world(seed)) for seed in range(15)))  # fmt: skip
    assert found <= 3


def test_a_real_relation_is_robust_and_one_in_levels_only_is_called_that() -> None:
    values = world(3, areas=200)
    random = np.random.default_rng(1)
    values[1] = -values[0] + random.normal(size=values[0].shape)
    place = np.nan_to_num(np.nanmean(values[0] - np.nanmean(values[0], axis=0), axis=1, keepdims=True))
    values[2] = place * 3 + random.normal(size=values[2].shape)
    data = prepare(values)
    found = {
        pattern.index: pattern for pattern in find_patterns(one(data, 0), data, np.eye(1, 20, dtype=bool)[0]).found
    }
    assert found[1].kind == "robust"
    assert found[1].between < -0.2
    assert found[1].within < -0.2
    assert found[1].years_same == found[1].years == 12
    assert found[2].kind == "between"


def test_relatives_are_not_tested_and_the_same_thing_is_left_out() -> None:
    values = world(4, areas=200)
    values[1] = values[0] * 2 + 5
    data = prepare(values)
    hidden = np.zeros(20, dtype=bool)
    hidden[[0, 2]] = True
    search = find_patterns(one(data, 0), data, hidden)
    assert search.same_thing == (1,)
    assert search.tested == 17
    assert np.isnan(search.between.q[[0, 1, 2]]).all()


def test_too_few_pairs_are_not_tested() -> None:
    data = prepare(world(5, indicators=2, areas=29, years=10, missing=0))
    assert np.isnan(correlate(data.levels[0], data.levels).r).all()
    data = prepare(world(5, indicators=2, areas=40, years=1, missing=0))
    assert np.isnan(correlate(data.levels[0], data.levels).r).all()


def test_values_carried_forward_have_no_changes() -> None:
    values = np.repeat(np.random.default_rng(1).normal(size=(1, 40, 3)), 4, axis=-1)
    assert np.isnan(prepare(values).changes).all()
    assert not np.isnan(prepare(values).levels).any()


def test_unit_and_direction_of_scale_do_not_matter() -> None:
    values = world(6, indicators=2, areas=60)
    plain, scaled = prepare(values), prepare(values * np.array([1e6, -3.0])[:, None, None] + 1e9)
    assert correlate(plain.levels[0], plain.levels[1:]).r[0] == pytest.approx(
        -correlate(scaled.levels[0], scaled.levels[1:]).r[0], abs=1e-9
    )


@pytest.mark.parametrize(
    ("one", "other", "related"),
    [
        (("N15428", "Elever i åk 9 som är behöriga till yrkesprogram"), ("N15507", "Elever i åk 9, meritvärde"), True),
        (("N15428", "Elever i åk 9 som är behöriga"), ("U15401", "Kvalitetsindex kommunal grundskola F-9"), True),
        (("N15001", "Nettokostnadsavvikelse grundskola F-9, (%)"), ("N15027", "Kostnad grundskola F-9, kr/elev"), True),
        (("N31001", "Kostnad ekonomiskt bistånd, kr/inv"), ("N31006", "Utbetalt ekonomiskt bistånd per hushåll"), True),
        (("N15001", "Nettokostnadsavvikelse grundskola"), ("N20900", "Nettokostnadsavvikelse äldreomsorg"), False),
        (("N15428", "Elever i åk 9"), ("N31807", "Invånare som erhållit bistånd"), False),
    ],
)
def test_relatives_by_arithmetic(one, other, related) -> None:
    assert is_relative(one, other) == is_relative(other, one) == related
