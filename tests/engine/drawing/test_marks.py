"""The signs of the rating scale."""

from __future__ import annotations

import pytest
from defusedxml.ElementTree import fromstring

from styrhjul.engine.drawing.marks import draw_mark

SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("size", [10, 13, 16, 40])
@pytest.mark.parametrize(
    ("sign", "tag"), [("circle", "circle"), ("triangle", "path"), ("square", "rect"), ("ring", "circle")]
)
def test_each_sign_has_its_own_shape_at_any_size(sign, tag, size):
    root = fromstring(draw_mark(sign, size))
    assert root.find(f"{SVG}{tag}") is not None
    assert root.get("aria-hidden") == "true"


def test_a_sign_without_a_word_beside_it_is_named():
    root = fromstring(draw_mark("triangle", label="Gul"))
    assert root.find(f"{SVG}title").text == "Gul"
    assert root.get("role") == "img"


def test_an_unknown_sign_is_refused():
    with pytest.raises(KeyError):
        draw_mark("star")
