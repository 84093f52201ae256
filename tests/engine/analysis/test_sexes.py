import numpy as np
import pytest

from styrhjul.engine.analysis.sexes import sex_difference


@pytest.mark.parametrize(
    ("women", "men", "good", "better"),
    [
        (85.2, 76.3, "higher", "women"),
        (85.2, 76.3, "lower", "men"),
        (85.2, 76.3, "none", ""),
        (76.31, 76.3, "higher", "equal"),
        (76.31, 76.3, "none", "equal"),
    ],
)
def test_who_has_the_better_result_needs_a_good_direction(women, men, good, better) -> None:
    assert sex_difference([women], [men], good).better == better


def test_the_latest_period_with_both_is_used() -> None:
    result = sex_difference([1, 2, np.nan], [1, 1, 5], "higher")
    assert (result.at, result.difference) == (1, 1.0)
    nothing = sex_difference([1, np.nan], [np.nan, 1], "higher")
    assert (nothing.at, nothing.better) == (None, "")


def test_the_distance_is_laid_among_all_municipalities_whichever_way_it_goes() -> None:
    women, men = np.array([[5.0], [1.0], [3.0], [np.nan]]), np.array([[1.0], [3.0], [3.0], [1.0]])
    result = sex_difference([1.0], [3.0], "higher", all_women=women, all_men=men)
    assert result.percentile == pytest.approx(50.0)
    assert result.compared == 3


def test_lines_that_do_not_fit_are_refused() -> None:
    with pytest.raises(ValueError, match="women have"):
        sex_difference([1, 2], [1], "higher")
