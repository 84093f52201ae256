import numpy as np
import pytest

from styrhjul.engine.analysis.comparable import prepare
from styrhjul.engine.analysis.pairs_exactly import one_exactly, pairs_exactly
from tests.engine.analysis.test_patterns import world
from tests.engine.analysis.two_passes import correlate


def related(seed, **options):
    """Unrelated results, and some that are made of each other in different ways."""
    values = world(seed, **({"indicators": 30, "areas": 120} | options))
    random = np.random.default_rng(seed + 100)
    values[1] = -values[0] + random.normal(size=values[0].shape)
    values[2] = values[0] * 3 - 7
    place = np.nansum(values[3], axis=1, keepdims=True) / 10
    values[4] = place * 3 + random.normal(size=values[3].shape)
    values[5, 40:] = np.nan
    values[6, 25:] = np.nan
    values[7, :, :9] = np.nan
    return values


@pytest.mark.parametrize("missing", [0.0, 0.1, 0.7])
@pytest.mark.parametrize("seed", range(4))
def test_chosen_pairs_are_correlated_as_one_against_many(seed, missing, monkeypatch) -> None:
    monkeypatch.setattr("styrhjul.engine.analysis.pairs_exactly.OTHERS", 16)
    data = prepare(related(seed, missing=missing))
    one, other = np.triu_indices(30, 1)
    for part in (data.levels, data.changes):
        found = pairs_exactly(part, one, other)
        for own in range(29):
            alone, mine = correlate(part[own], part), one == own
            assert found.r[mine] == pytest.approx(alone.r[own + 1 :], abs=1e-12, nan_ok=True)
            assert found.p[mine] == pytest.approx(alone.p[own + 1 :], rel=1e-8, abs=1e-300, nan_ok=True)
            tested = alone.tested[own + 1 :]
            assert np.array_equal(found.pairs[mine][tested], alone.pairs[own + 1 :][tested])
            assert np.array_equal(found.areas[mine][tested], alone.areas[own + 1 :][tested])


def test_the_order_of_the_pairs_does_not_matter() -> None:
    levels = prepare(related(1)).levels
    one, other = np.triu_indices(30, 1)
    mixed = np.random.default_rng(1).permutation(len(one))
    inorder, found = pairs_exactly(levels, one, other), pairs_exactly(levels, one[mixed], other[mixed])
    np.testing.assert_array_equal(found.areas, inorder.areas[mixed])
    np.testing.assert_allclose(found.r, inorder.r[mixed], atol=1e-14)
    assert pairs_exactly(levels, one[:0], other[:0]).r.size == 0


def test_years_that_go_the_same_way_as_all_are_counted() -> None:
    levels = prepare(related(2)).levels
    one, other = np.triu_indices(30, 1)
    found = pairs_exactly(levels, one, other)
    for at, (own, its) in enumerate(zip(one.tolist(), other.tolist(), strict=True)):
        products = levels[own].astype(float) * levels[its]
        years = [year[~np.isnan(year)] for year in products if not np.isnan(year).all()]
        assert found.years[at] == len(years)
        if not np.isnan(found.r[at]):
            assert found.years_same[at] == sum(np.sign(year.sum()) == np.sign(found.r[at]) for year in years)


def test_one_against_chosen_others_is_the_same_as_pairs() -> None:
    levels = prepare(related(3)).levels
    others = np.array([7, 2, 9, 0, 28, 4])
    found = one_exactly(levels[0], levels, others)
    again = pairs_exactly(levels, np.zeros(6, dtype=np.int64), others)
    for name in found.__slots__:
        np.testing.assert_array_equal(getattr(found, name), getattr(again, name))
    assert one_exactly(levels[0], levels, others[:0]).r.size == 0


def test_some_areas_can_be_left_out() -> None:
    levels = prepare(related(4)).levels
    one, other = np.triu_indices(30, 1)
    without = [0, 7, 119]
    rest = np.delete(levels, without, axis=2)
    found, alone = pairs_exactly(levels, one, other, without), pairs_exactly(rest, one, other)
    np.testing.assert_allclose(found.r_without, alone.r, atol=1e-12)
    np.testing.assert_array_equal(pairs_exactly(levels, one, other).r_without, found.r)
