"""Numbers as people type and paste them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from styrhjul.base.common.faults import Fault
from styrhjul.base.common.numbers import read_number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("8,1", "8.1"),
        ("8.1", "8.1"),
        ("12 450,5", "12450.5"),
        ("12\u00a0450,5", "12450.5"),
        ("12\u202f450", "12450"),
        ("1 234 567", "1234567"),
        ("12.450,5", "12450.5"),
        ("12,450.5", "12450.5"),
        ("\u22123,2", "-3.2"),
        ("-3,2", "-3.2"),
        ("\u20133", "-3"),
        ("- 3", "-3"),
        ("+3", "3"),
        ("80,6 %", "80.6"),
        ("80,6\u00a0%", "80.6"),
        (" 7\t", "7"),
        ("0", "0"),
    ],
)
def test_reads(text, number):
    assert read_number(text) == Decimal(number)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "%",
        "-",
        "åtta",
        "1 2",
        "12 45",
        "8,1,2",
        "1,234,567",
        "8,",
        ",5",
        "1e5",
        "NaN",
        "inf",
        "٣",
        "8 st",
        "9" * 50,
    ],
)
def test_refuses_what_is_not_a_number(text):
    with pytest.raises(Fault):
        read_number(text)
