"""The search among all pairs says the same as the search for one indicator, and finds little where there is nothing."""

import numpy as np
import pytest

from styrhjul.engine.analysis.all_patterns import BETWEEN, ROBUST, search_all
from styrhjul.engine.analysis.comparable import prepare
from tests.engine.analysis.two_passes import correlate


def nobody(one, other):
    return False


def world(dice, indicators=12, areas=120, years=12):
    """Make indicators with lasting differences between municipalities; the first three share them and their changes."""
    base = dice.normal(size=(indicators, areas, 1)) + dice.normal(size=(indicators, areas, years)).cumsum(axis=2) / 3
    shared = dice.normal(size=(1, areas, 1)) * 2 + dice.normal(size=(1, areas, years)).cumsum(axis=2)
    base[:3] = shared + dice.normal(size=(3, areas, years))
    base[dice.random(base.shape) < 0.1] = np.nan
    return base


def test_related_results_are_found_robust_and_first():
    found = search_all(world(np.random.default_rng(3)), nobody)
    strongest = {(int(a), int(b)) for a, b in zip(found.first[:3], found.second[:3], strict=True)}
    assert strongest == {(0, 1), (0, 2), (1, 2)}
    assert found.kind[:3].tolist() == [ROBUST] * 3
    assert np.all(found.years_same[:3] == found.years[:3])


def test_each_pair_says_what_the_single_search_says():
    values = world(np.random.default_rng(4))
    data, found = prepare(values), search_all(values, nobody)
    assert len(found.first)
    for at, (one, other) in enumerate(zip(found.first.tolist(), found.second.tolist(), strict=True)):
        between = correlate(data.levels[one], data.levels[other : other + 1])
        within = correlate(data.changes[one], data.changes[other : other + 1])
        assert found.between[at] == pytest.approx(between.r[0], abs=1e-12)
        assert found.within[at] == pytest.approx(within.r[0], abs=1e-12)
        assert found.areas[at] == between.areas[0]


def test_independent_results_go_together_by_chance_only():
    dice = np.random.default_rng(5)
    values = dice.normal(size=(60, 100, 1)) + dice.normal(size=(60, 100, 10))
    found = search_all(values, nobody)
    assert found.tested[0] == 60 * 59 // 2
    assert len(found.first) <= 0.01 * found.tested[0]
    assert not np.any(found.kind == ROBUST)


def test_pairs_that_are_related_are_left_out_and_counted():
    values = world(np.random.default_rng(3))
    found = search_all(values, lambda one, other: (one, other) == (0, 1))
    assert (0, 1) not in set(zip(found.first.tolist(), found.second.tolist(), strict=True))
    assert found.related.tolist() == [1]


def test_the_same_thing_twice_is_left_out():
    values = world(np.random.default_rng(6))
    values[5] = values[4] * 2 + 1
    found = search_all(values, nobody)
    assert (4, 5) not in set(zip(found.first.tolist(), found.second.tolist(), strict=True))
    assert found.same_thing[0] >= 1


def test_fewer_are_kept_when_fewer_are_tested_exactly_and_never_others():
    values = world(np.random.default_rng(7), indicators=20)
    every, few = search_all(values, nobody), search_all(values, nobody, most=5)
    pairs = [set(zip(one.first.tolist(), one.second.tolist(), strict=True)) for one in (every, few)]
    assert pairs[1] <= pairs[0]
    assert len(pairs[1]) <= 5


def test_too_few_municipalities_are_never_found():
    dice = np.random.default_rng(8)
    values = np.repeat(dice.normal(size=(1, 20, 30)), 2, axis=0) + dice.normal(size=(2, 20, 30)) / 5
    assert len(search_all(values, nobody).first) == 0


def test_progress_rises_to_the_end():
    told = []
    search_all(world(np.random.default_rng(9)), nobody, progress=lambda done, what: told.append(done))
    assert told == sorted(told)
    assert told[0] == 0
    assert told[-1] < 1


def test_a_pair_that_only_lies_high_together_is_so_told():
    dice = np.random.default_rng(10)
    level = dice.normal(size=(1, 150, 1)) * 3
    values = level + dice.normal(size=(2, 150, 8))
    assert search_all(values, nobody).kind.tolist() == [BETWEEN]
