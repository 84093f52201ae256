"""Swedish order and likeness on SQLite."""

import pytest

from styrhjul.config.sqlite import base


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("z", "å"),
        ("å", "ä"),
        ("ä", "ö"),
        ("e", "é"),
        ("é", "f"),
        ("Y", "z"),
        ("anka", "Berg"),
        ("ab", "aå"),
        ("zz", "åa"),
    ],
)
def test_comes_before(first, then):
    assert base.compare(first, then) == -1
    assert base.compare(then, first) == 1
    assert base.compare(first, first) == 0


@pytest.mark.parametrize(
    ("pattern", "value", "escape", "answer"),
    [
        ("%ÅS%", "Båsen", "", True),
        ("å_", "ÅL", "", True),
        ("å_", "ålar", "", False),
        (r"100\%", "100%", "\\", True),
        (r"100\%", "1000", "\\", False),
        ("a.c", "abc", "", False),
        ("%b%", "a\nb", "", True),
        (None, "x", "", None),
    ],
)
def test_like(pattern, value, escape, answer):
    assert base.like(pattern, value, escape) is answer
