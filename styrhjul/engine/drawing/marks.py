"""The signs of the rating scale: a shape for each colour, so that the colour is never alone."""

from __future__ import annotations

from collections.abc import Callable

from styrhjul.engine.drawing.colour import INK_2, WHITE
from styrhjul.engine.drawing.picture import Naming, Picture
from styrhjul.engine.drawing.svg import Markup, circle, path, polyline, rect
from styrhjul.engine.drawing.words import Box

GREEN, YELLOW, YELLOW_EDGE, RED = "#1B7A3D", "#F2B600", "#7A5600", "#B8141F"


def mark(sign: str, x: float, y: float, size: float = 13) -> Markup:
    """Return a sign centred on a point, to be put inside another drawing.

    Parameters
    ----------
    sign
        ``circle`` (green), ``triangle`` (yellow), ``square`` (red) or ``ring`` (white).
    x, y
        The centre.
    size
        Width and height.

    """
    return SHAPES[sign](x, y, size)


def draw_mark(sign: str, size: float = 13, label: str = "") -> Markup:
    """Return a sign as a drawing of its own; give a label only where the word does not stand beside it."""
    picture = Picture()
    picture.draw(mark(sign, size / 2, size / 2, size))
    return picture.render(Box(0, 0, size, size), size, Naming(label), f"mark mark-{sign}")


def _circle(x: float, y: float, size: float) -> Markup:
    return circle(x, y, size / 2 - 0.5, fill=GREEN, css="fill")


def _triangle(x: float, y: float, size: float) -> Markup:
    half, edge = size / 2, size / 13
    corners = ((x, y - half + edge), (x + half - edge * 0.7, y + half - edge), (x - half + edge * 0.7, y + half - edge))
    return path(
        polyline(corners) + "Z",
        fill=YELLOW,
        stroke=YELLOW_EDGE,
        stroke_width=edge * 1.1,
        stroke_linejoin="round",
        css="fill",
    )


def _square(x: float, y: float, size: float) -> Markup:
    side = size * 0.86
    return rect(x - side / 2, y - side / 2, side, side, fill=RED, css="fill")


def _ring(x: float, y: float, size: float) -> Markup:
    width = 2 * size / 13 if size < 13 else 2
    return circle(x, y, (size - width) / 2 - 0.25, fill=WHITE, stroke=INK_2, stroke_width=width, css="edge")


SHAPES: dict[str, Callable[[float, float, float], Markup]] = {
    "circle": _circle,
    "triangle": _triangle,
    "square": _square,
    "ring": _ring,
}
