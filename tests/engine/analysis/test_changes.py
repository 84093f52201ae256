import numpy as np
import pytest

from styrhjul.engine.analysis.changes import change_among_others


@pytest.mark.parametrize("seed", range(10))
def test_the_national_trend_is_taken_away(seed) -> None:
    random = np.random.default_rng(seed)
    panel = random.normal(size=(290, 5))
    panel[random.random(panel.shape) < 0.1] = np.nan
    panel[7, [1, 4]] = [0.0, 0.5]
    lifted = panel + np.arange(5) * 10
    own = change_among_others(panel, range(2018, 2023), 7, last=2022, span=3)
    other = change_among_others(lifted, range(2018, 2023), 7, last=2022, span=3)
    assert own.percentile == pytest.approx(other.percentile)
    assert other.change == pytest.approx(own.change + 30)
    known = [b - a for a, b in zip(panel[:, 1], panel[:, 4], strict=True) if b - a == b - a]
    assert own.compared == len(known)
    assert own.percentile == pytest.approx(
        100 * (sum(c < 0.5 for c in known) + 0.5 * sum(c == 0.5 for c in known)) / len(known)
    )


def test_unusual_needs_fifty_municipalities() -> None:
    panel = np.column_stack([np.zeros(60), np.arange(60.0)])
    assert change_among_others(panel, [2021, 2022], 59, last=2022, span=1).unusual
    assert not change_among_others(panel, [2021, 2022], 30, last=2022, span=1).unusual
    assert not change_among_others(panel[20:], [2021, 2022], 39, last=2022, span=1).unusual


def test_a_period_that_is_not_there_gives_nothing() -> None:
    result = change_among_others(np.ones((3, 2)), [2020, 2022], 0, last=2022, span=1)
    assert (result.compared, result.unusual) == (0, False)
    assert np.isnan(result.change)


def test_a_missing_own_value_gives_no_place() -> None:
    result = change_among_others([[1, np.nan], [1, 2]], [2021, 2022], 0, last=2022, span=1)
    assert np.isnan(result.percentile)
    assert result.compared == 1
    with pytest.raises(ValueError, match="areas × periods"):
        change_among_others([1, 2], [2021, 2022], 0, last=2022, span=1)
