import numpy as np
import pytest

from styrhjul.engine.analysis.baseline import on_baseline
from styrhjul.engine.analysis.xmr import xmr

NOISE = np.random.default_rng(4).normal(50, 3, size=30).round(1)
YEARS = np.arange(2000, 2030)


def test_limits_are_those_of_the_chosen_years_and_every_value_is_laid_against_them() -> None:
    values = np.concatenate([NOISE[:20], NOISE[20:] + 30])
    found = on_baseline(values, YEARS, 2003, 2014)
    assert found is not None
    alone = xmr(values[3:15], YEARS[3:15])
    assert (found.chart.mean, found.chart.lower, found.chart.upper) == (alone.mean, alone.lower, alone.upper)
    assert (found.count, found.since) == (12, 0)
    assert set(found.chart.signals[20:]) == {"above"}


def test_only_the_present_definition_can_be_chosen_from() -> None:
    assert on_baseline(NOISE, YEARS, 2009, 2020, breaks=[2010]) is None
    found = on_baseline(NOISE, YEARS, 2010, 2020, breaks=[2010])
    assert found is not None
    assert (found.since, len(found.chart.signals)) == (10, 20)


@pytest.mark.parametrize(
    ("values", "first", "last"),
    [
        (NOISE, 2000, 2004),
        (NOISE, 2030, 2040),
        (NOISE, 2010, 2005),
        (np.full(30, 50.0), 2000, 2010),
        (np.full(30, np.nan), 2000, 2010),
        ([], 2000, 2010),
    ],
)
def test_too_few_years_and_series_without_spread_have_no_limits(values, first, last) -> None:
    assert on_baseline(values, YEARS[: len(values)], first, last) is None
