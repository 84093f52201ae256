import numpy as np
import pytest

from styrhjul.engine.analysis.lines import make_ready
from styrhjul.engine.analysis.pairs import all_pairs, exact

from .conftest import vector

CASE = vector("made_with_r")["correlations"][0]


def as_array(lines):
    return np.array([[np.nan if value is None else value for value in line] for line in lines])


def world(seed, lines=40, places=200, missing=0.3):
    random = np.random.default_rng(seed)
    values = random.normal(size=(lines, places)) + random.normal(size=(1, places))
    values[random.random(values.shape) < missing] = np.nan
    return values


def slow(x, y):
    """Correlate two lines by the definition, in the longest floats there are, in two passes."""
    both = ~np.isnan(x) & ~np.isnan(y)
    a, b = x[both].astype(np.longdouble), y[both].astype(np.longdouble)
    if len(a) < 2:
        return np.nan
    a, b = a - a.mean(), b - b.mean()
    a, b = a - a.mean(), b - b.mean()
    return float((a * b).sum() / np.sqrt((a * a).sum() * (b * b).sum()))


def test_correlations_over_what_is_known_are_those_of_r() -> None:
    lines, expected = as_array(CASE["lines"]), as_array(CASE["r"])
    assert np.array([exact(line, lines) for line in lines]) == pytest.approx(expected, abs=1e-12, nan_ok=True)
    assert all_pairs(lines).r == pytest.approx(expected, abs=5e-6, nan_ok=True)


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("missing", [0.0, 0.3, 0.8])
def test_all_pairs_agree_with_the_slow_way(seed, missing) -> None:
    values = world(seed, missing=missing)
    found = all_pairs(values, needed=30)
    there = ~np.isnan(values)
    assert np.array_equal(found.n, there.astype(int) @ there.T.astype(int))
    for i, j in np.ndindex(found.r.shape):
        if found.n[i, j] < 30:
            assert np.isnan(found.r[i, j])
        else:
            assert found.r[i, j] == pytest.approx(slow(values[i], values[j]), abs=5e-6)
            assert exact(values[i], values[j : j + 1])[0] == pytest.approx(slow(values[i], values[j]), abs=1e-12)


def test_lines_known_for_different_periods_are_multiplied_over_what_they_share_only() -> None:
    """More lines than fit one block, each known from a first to a last place, in no order."""
    random = np.random.default_rng(2)
    values = random.normal(size=(600, 120)).astype(np.float32)
    for line in values:
        first = random.integers(0, 100)
        line[:first] = np.nan
        line[first + random.integers(5, 60) :] = np.nan
    found = all_pairs(values, needed=10)
    there = ~np.isnan(values)
    assert np.array_equal(found.n, there.astype(int) @ there.T.astype(int))
    assert np.array_equal(found.n, found.n.T)
    for i in random.integers(0, len(values), 40):
        expected = np.where(found.n[i] >= 10, exact(values[i], values), np.nan)
        assert found.r[i] == pytest.approx(expected, abs=2e-5, nan_ok=True)


def adversarial(kind):
    values = world(7, lines=12, missing=0.2)
    if kind == "far from nil":
        values += 1e9
    elif kind == "one value a million times the others":
        values[np.arange(12), np.arange(12)] *= 1e6
        values[np.isnan(values)] = 0.5
        values[0, 100:] = np.nan
    elif kind == "hardly varies where the other is known":
        values[0] = 1e6 * np.arange(200)
        values[1] = np.nan
        values[1, :40] = np.random.default_rng(1).normal(size=40)
        values[0, :40] = 3 + 1e-3 * np.random.default_rng(2).normal(size=40)
    elif kind == "tiny unit":
        values *= 1e-30
    return values


@pytest.mark.parametrize(
    "kind",
    [
        "far from nil",
        "one value a million times the others",
        "hardly varies where the other is known",
        "tiny unit",
    ],
)
def test_what_single_precision_cannot_answer_for_is_done_again(kind) -> None:
    values = adversarial(kind)
    found = all_pairs(values, needed=30)
    for i, j in np.ndindex(found.r.shape):
        if found.n[i, j] >= 30:
            assert found.r[i, j] == pytest.approx(slow(values[i], values[j]), abs=5e-6), (i, j)


def test_the_guard_is_what_saves_them(monkeypatch) -> None:
    values = adversarial("hardly varies where the other is known")
    assert all_pairs(values, needed=30).redone >= 1
    monkeypatch.setattr("styrhjul.engine.analysis.pairs.GUARD", np.float32(-1))
    unguarded = all_pairs(values, needed=30)
    assert unguarded.redone == 0
    assert not abs(unguarded.r[0, 1] - slow(values[0], values[1])) < 1e-3


def test_a_line_that_does_not_vary_has_no_correlation() -> None:
    values = world(1, lines=4, missing=0)
    values[1] = 0.1
    values[2] = np.nan
    values[3, :100] = 7.25
    values[0, 100:] = np.nan
    found = all_pairs(values)
    assert np.isnan(found.r[1]).all()
    assert np.isnan(found.r[2]).all()
    assert np.isnan(found.r[0, 3])
    assert found.n[2].tolist() == [0, 0, 0, 0]
    assert np.isnan(exact(values[0], values[3:]))[0]


def test_order_and_unit_of_lines_do_not_matter() -> None:
    values = world(3)
    shuffled = np.random.default_rng(1).permutation(len(values))
    found = all_pairs(values).r
    assert all_pairs(values[shuffled]).r == pytest.approx(found[np.ix_(shuffled, shuffled)], abs=1e-6)
    turned = np.where(np.arange(len(values)) % 2, -1, 1)
    assert all_pairs(values * (turned * 1e4)[:, None]).r == pytest.approx(found * np.outer(turned, turned), abs=2e-6)


def test_what_cannot_be_multiplied_is_refused() -> None:
    with pytest.raises(ValueError, match="3 dimensions"):
        make_ready(np.zeros((2, 2, 2)))
    with pytest.raises(ValueError, match="infinite"):
        make_ready([[1.0, np.inf]])


def test_the_strongest_pairs_are_the_same_in_both_precisions() -> None:
    random = np.random.default_rng(8)
    shared = random.normal(size=(6, 400))
    values = random.normal(size=(150, 6)) @ shared + 2 * random.normal(size=(150, 400))
    values[random.random(values.shape) < 0.3] = np.nan
    one, other = np.triu_indices(150, 1)
    screened = all_pairs(values, needed=30).r[one, other]
    sure = np.array([exact(line, values) for line in values])[one, other]
    order = np.argsort(-np.abs(sure), kind="stable")[:1001]
    apart = -np.diff(np.abs(sure[order])) > 1e-5
    found = np.argsort(-np.abs(screened), kind="stable")
    for place in np.flatnonzero(apart[1:] & apart[:-1]) + 1:
        assert found[place] == order[place]
    assert apart.sum() > 500


@pytest.mark.parametrize("seed", range(5))
def test_double_precision_does_not_mind_unit_offset_or_order(seed) -> None:
    values = world(seed)
    plain = np.array([exact(line, values) for line in values])
    mixed = np.random.default_rng(seed).permutation(values.shape[1])
    assert np.array([exact(line[mixed], values[:, mixed]) for line in values]) == pytest.approx(plain, abs=1e-12)
    for changed in (values * 1e-9, values * 1e12, values + 1e9):
        assert np.array([exact(line, changed) for line in changed]) == pytest.approx(plain, abs=1e-6, rel=1e-9)
    moved = np.round(values, 3) * 1000
    assert np.array([exact(line, moved + 1e9) for line in moved + 1e9]) == pytest.approx(
        np.array([exact(line, moved) for line in moved]), abs=1e-12
    )


@pytest.mark.parametrize("block", [3, 17, 64])
@pytest.mark.parametrize("missing", [0.0, 0.5])
def test_the_size_of_blocks_does_not_matter(block, missing) -> None:
    values = world(4, lines=50, missing=missing)
    values[::3, :100], values[1::3, 60:] = np.nan, np.nan
    whole, cut = all_pairs(values, needed=5), all_pairs(make_ready(values, block=block), needed=5)
    assert np.array_equal(whole.n, cut.n)
    assert cut.r == pytest.approx(whole.r, abs=2e-6, nan_ok=True)


def test_more_places_than_a_small_number_holds_are_counted() -> None:
    values = np.random.default_rng(1).normal(size=(3, 70_000)).astype(np.float32)
    found = all_pairs(values)
    assert found.n.dtype == np.uint32
    assert (found.n == 70_000).all()
    assert all_pairs(values[:, :65_535]).n.dtype == np.uint16
