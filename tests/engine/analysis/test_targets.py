import numpy as np
import pytest

from styrhjul.engine.analysis.targets import distance_to_target


@pytest.mark.parametrize(
    ("value", "target", "good", "met", "light"),
    [
        (85.0, 85.0, "higher", True, "green"),
        (84.96, 85.0, "higher", True, "green"),
        (84.9, 85.0, "higher", False, "yellow"),
        (80.8, 85.0, "higher", False, "yellow"),
        (80.7, 85.0, "higher", False, "red"),
        (10.0, 12.0, "lower", True, "green"),
        (12.5, 12.0, "lower", False, "yellow"),
        (20.0, 12.0, "lower", False, "red"),
        (85.0, 85.0, "none", False, "white"),
        (np.nan, 85.0, "higher", False, "white"),
        (85.0, np.nan, "higher", False, "white"),
    ],
)
def test_the_light_follows_the_distance(value, target, good, met, light) -> None:
    result = distance_to_target(value, target, good)
    assert (result.met, result.light) == (met, light)


def test_what_is_needed_each_year_brings_one_to_the_target() -> None:
    result = distance_to_target(80.0, 86.0, "higher", periods_left=3, base=78.0)
    assert 80 + 3 * result.needed_per_period == pytest.approx(86)
    assert result.progress == pytest.approx(0.25)
    assert result.relative == pytest.approx(-6 / 86)


def test_nothing_more_is_needed_when_met_or_when_no_period_is_left() -> None:
    assert np.isnan(distance_to_target(90.0, 86.0, "higher", periods_left=3).needed_per_period)
    assert np.isnan(distance_to_target(80.0, 86.0, "higher", periods_left=0).needed_per_period)


def test_a_target_of_nil_has_no_relative_distance() -> None:
    result = distance_to_target(0.3, 0.0, "lower", tolerance=0.5)
    assert np.isnan(result.relative)
    assert result.light == "yellow"
    assert np.isnan(distance_to_target(1.0, 2.0, "higher", base=2.0).progress)


def test_a_tolerance_below_nil_is_refused() -> None:
    with pytest.raises(ValueError, match="below nil"):
        distance_to_target(1.0, 2.0, "higher", tolerance=-1)
