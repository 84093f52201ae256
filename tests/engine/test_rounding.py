"""Half is rounded away from zero, on the number as it is written, wherever a number is shown."""

from __future__ import annotations

from decimal import Decimal

import pytest

from styrhjul.engine.analysis.numbers import written
from styrhjul.engine.drawing.numerals import numeral
from styrhjul.engine.rounding import rounded
from styrhjul.reports import words
from styrhjul.web.ui import formats


@pytest.mark.parametrize(
    ("value", "decimals", "shown"),
    [
        (81.7851, 1, "81,8"),
        (0.25, 1, "0,3"),
        (2.675, 2, "2,68"),
        (1.005, 2, "1,01"),
        (0.5, 0, "1"),
        (99.95, 1, "100,0"),
    ],
)
def test_tile_table_sentence_drawing_and_report_round_alike(value, decimals, shown):
    exact = Decimal(str(value))
    assert {written(value, decimals, "sv"), written(exact, decimals, "sv"), numeral(value, decimals)} == {shown}
    assert {formats.number(value, decimals), formats.number(exact, decimals)} == {shown}
    assert words.number(value, decimals, "sv") == shown


def test_half_below_zero_is_rounded_away_from_zero_too():
    assert rounded(-0.25, 1) == Decimal("-0.3")


def test_no_number_is_too_large():
    assert written(1e300, 1, "en").endswith(".0")
