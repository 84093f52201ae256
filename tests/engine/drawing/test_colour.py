"""The rules for colours hold for any colour a municipality may have."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from styrhjul.engine.drawing.colour import (
    BLACK,
    INK,
    WHITE,
    accent_from,
    contrast,
    edge_of,
    label_on,
    mix,
    neutral,
    tint_of,
)  # fmt: skip

colours = some.integers(0, 0xFFFFFF).map(lambda value: f"#{value:06X}")


def test_black_on_white_is_twenty_one_to_one():
    assert contrast(BLACK, WHITE) == pytest.approx(21)


@given(colours)
def test_a_label_always_reads_on_its_fill(fill):
    assert contrast(label_on(fill), fill) >= 4.5


@given(colours)
def test_an_outline_always_shows_on_white(fill):
    assert contrast(edge_of(fill), WHITE) >= 3.2


@given(colours)
def test_an_accent_always_reads_on_white_and_is_kept_when_it_does(colour):
    accent = accent_from(colour)
    assert contrast(accent, WHITE) >= 4.5
    assert contrast(colour, WHITE) < 4.5 or accent == colour


def test_a_label_is_white_then_ink_then_black():
    assert [label_on(fill) for fill in ("#1C66A8", "#F6C915", "#808080")] == [WHITE, INK, BLACK]


def test_what_is_not_done_is_pale():
    assert tint_of("#000000") == mix("#000000", WHITE, 0.82) == "#D1D1D1"


@pytest.mark.parametrize("count", range(2, 13))
def test_neighbours_without_colours_differ_all_the_way_round(count):
    row = [neutral(place, count) for place in range(count)]
    assert all(row[place] != row[place - 1] for place in range(count))


def test_a_colour_that_is_not_hex_is_refused():
    with pytest.raises(ValueError, match="#RRGGBB"):
        mix("red", WHITE, 0.5)
