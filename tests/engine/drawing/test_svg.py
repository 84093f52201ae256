"""The builder of SVG: escaping, rounding, arcs."""

from __future__ import annotations

import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import given
from hypothesis import strategies as some

from styrhjul.engine.drawing.numerals import numeral
from styrhjul.engine.drawing.svg import Markup, arc, element, join, number


@pytest.mark.parametrize(("value", "text"), [(12.0, "12"), (-0.001, "0"), (3.14159, "3.14"), (0.5, "0.5"), (-2, "-2")])
def test_numbers_have_two_decimals_and_no_minus_zero(value, text):
    assert number(value) == text


def test_a_number_that_is_none_is_refused():
    with pytest.raises(ValueError, match="finite"):
        number(float("nan"))


@given(some.text(), some.text())
def test_any_text_survives_as_content_and_attribute(content, attribute):
    read = fromstring(element("text", content, aria_label=attribute, css="word"))
    left_out = {sign for sign in content if sign not in (read.text or "")}
    assert all(not sign.isprintable() for sign in left_out)
    assert read.get("class") == "word"


def test_markup_is_put_in_as_it_stands_and_strings_are_escaped():
    assert join([Markup("<g/>"), '<&">']) == "<g/>&lt;&amp;&quot;&gt;"


def test_a_template_takes_a_drawing_unescaped():
    assert Markup("<g/>").__html__() == "<g/>"


def test_a_full_turn_is_drawn_as_two_arcs():
    assert arc(10, 0, 360).count("A") == 2


@pytest.mark.parametrize(
    ("value", "decimals", "language", "unit", "text"),
    [
        (12450.51, 1, "sv", "", "12\u00a0450,5"),
        (-0.3, 2, "sv", "", "\u22120,30"),
        (-0.001, 1, "sv", "", "0,0"),
        (80.6, 1, "sv", "%", "80,6\u00a0%"),
        (80.6, 1, "en", "%", "80.6%"),
    ],
)
def test_numerals_follow_the_language(value, decimals, language, unit, text):
    assert numeral(value, decimals, language, unit) == text
