from math import erfc, sqrt

import numpy as np
import pytest

from styrhjul.engine.analysis.multiple import benjamini_hochberg, strong_pairs
from tests.engine.analysis.conftest import vector

CASES = {case["id"]: case for case in vector("bh")["cases"]}


@pytest.mark.parametrize("name", CASES)
def test_adjusted_probabilities_agree_with_another_program(name) -> None:
    case = CASES[name]
    expected = np.atleast_1d(np.array(case["R_BH"], dtype=float))
    found = benjamini_hochberg(np.atleast_1d(np.array(case["p"], dtype=float)))
    np.testing.assert_allclose(found, expected, rtol=1e-12, equal_nan=True)
    rejected = [int(place) for place in np.flatnonzero(found <= 0.05) + 1]
    expected_rejected = case["reject_05"] if isinstance(case["reject_05"], list) else [case["reject_05"]]
    assert rejected == [place for place in expected_rejected if place is not None]


def test_nothing_tested_stays_nothing() -> None:
    assert np.isnan(benjamini_hochberg([np.nan, np.nan])).all()
    assert benjamini_hochberg([]).size == 0


def slowly(r, n, share):
    """Adjust every single probability, as the rule is written."""
    size = np.where((n > 3) & ~np.isnan(r), np.abs(r.astype(float)), np.nan)
    z = np.arctanh(np.minimum(size, 1 - 1e-16)) * np.sqrt(np.maximum(n.astype(float) - 3, 0))
    p = np.array([erfc(score / sqrt(2)) if score == score else np.nan for score in z.tolist()])
    return p, benjamini_hochberg(p)


@pytest.mark.parametrize("share", [0.05, 0.2])
@pytest.mark.parametrize("seed", range(12))
def test_strong_pairs_are_those_that_adjusting_every_probability_keeps(seed, share) -> None:
    random = np.random.default_rng(seed)
    n = random.integers(0, 400, 5000).astype(np.uint16)
    real = (random.random(5000) < random.choice([0.0, 0.02, 0.5])) * random.normal(0, 0.3, 5000)
    r = np.tanh(real + random.normal(size=5000) / np.sqrt(np.maximum(n.astype(float) - 3, 1))).astype(np.float32)
    r[random.random(5000) < 0.1] = np.nan
    r[:3], n[:3] = [1.0, -1.0, 0.99], [50, 60, 3]
    p, q = slowly(r, n, share)
    kept = strong_pairs(r, n, share=share)
    assert kept.tested == np.sum(~np.isnan(p))
    assert kept.places.tolist() == np.flatnonzero(q <= share).tolist()
    np.testing.assert_allclose(kept.p, p[kept.places], rtol=1e-12)
    np.testing.assert_allclose(kept.q, q[kept.places], rtol=1e-12)


def test_nothing_tested_keeps_nothing() -> None:
    kept = strong_pairs(np.array([np.nan, 0.9]), np.array([100, 3]))
    assert (kept.tested, kept.places.size, kept.q.size) == (0, 0, 0)
    assert strong_pairs([], []).tested == 0


def test_a_number_of_observations_for_each_is_asked_for() -> None:
    with pytest.raises(ValueError, match="2 correlations and 1 numbers"):
        strong_pairs([0.1, 0.2], [3])
