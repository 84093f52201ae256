import numpy as np
import pytest

from styrhjul.engine.analysis.multiple import benjamini_hochberg
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
