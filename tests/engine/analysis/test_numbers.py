import pytest

from styrhjul.engine.analysis.numbers import Measure, written

NBSP, MINUS = "\u00a0", "\u2212"


@pytest.mark.parametrize(
    ("value", "decimals", "sv", "en"),
    [
        (12450.5, 1, f"12{NBSP}450,5", "12,450.5"),
        (-3.14159, 2, f"{MINUS}3,14", f"{MINUS}3.14"),
        (-0.01, 1, "0,0", "0.0"),
        (1234567, 0, f"1{NBSP}234{NBSP}567", "1,234,567"),
        (float("nan"), 1, "–", "–"),
    ],
)
def test_numbers_are_written_the_way_of_the_language(value, decimals, sv, en) -> None:
    assert (written(value, decimals, "sv"), written(value, decimals, "en")) == (sv, en)


def test_a_difference_of_shares_is_in_percentage_points() -> None:
    share = Measure("sv", 1, "%")
    assert share.value(80.63) == f"80,6{NBSP}%"
    assert share.size(-8.9) == f"8,9{NBSP}procentenheter"
    assert share.change(8.9) == f"+8,9{NBSP}procentenheter"
    assert share.change(-8.9) == f"{MINUS}8,9{NBSP}procentenheter"
    assert share.change(-0.01) == f"0,0{NBSP}procentenheter"
    assert Measure("en", 1, "%").size(1) == f"1.0{NBSP}percentage points"


@pytest.mark.parametrize(("slope", "written_so"), [(0.288, "0,29"), (0.0012, "0,001"), (3726.2, f"3{NBSP}726,2")])
def test_a_slope_has_the_decimals_it_needs(slope, written_so) -> None:
    assert Measure("sv", 1).slope(slope) == written_so
