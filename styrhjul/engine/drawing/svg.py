"""A small builder of SVG: escapes what it is given, rounds numbers, writes the same bytes every time."""

from __future__ import annotations

import re
from collections.abc import Iterable
from math import cos, isfinite, radians, sin

FONT = "'Source Sans 3', 'Source Sans 3 Variable', system-ui, sans-serif"
ATTRIBUTE_NAMES = {"css": "class"}
UNPRINTABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Value = str | float | int | None


class Markup(str):
    """Finished SVG, which is put into other SVG as it stands; any other string is escaped."""

    __slots__ = ()

    def __html__(self) -> str:
        """Return the markup itself, so that a template puts it on the page unchanged."""
        return str(self)


def number(value: float) -> str:
    """Return a number as SVG writes it: at most two decimals, no minus zero, no trailing zeros.

    Examples
    --------
    >>> number(12.0), number(-0.001), number(3.14159)
    ('12', '0', '3.14')

    """
    if not isfinite(value):
        raise ValueError("A drawing needs finite numbers")
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def escape(text: str) -> Markup:
    """Return text made safe inside an element or an attribute; characters XML forbids are left out."""
    clean = UNPRINTABLE.sub("", text)
    for sign, safe in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;")):
        clean = clean.replace(sign, safe)
    return Markup(clean)


def element(tag: str, *children: str, **attributes: Value) -> Markup:
    """Return one element.

    Attributes keep their order, underscores become hyphens, ``css`` becomes ``class``, and None is left out.

    Examples
    --------
    >>> element("text", "a < b", x=1.5, font_size=13)
    '<text x="1.5" font-size="13">a &lt; b</text>'

    """
    written = "".join(_attribute(name, value) for name, value in attributes.items() if value is not None)
    inner = join(children)
    return Markup(f"<{tag}{written}>{inner}</{tag}>" if inner else f"<{tag}{written}/>")


def join(pieces: Iterable[str]) -> Markup:
    """Return pieces one after another, escaping those that are not markup."""
    return Markup("".join(piece if isinstance(piece, Markup) else escape(piece) for piece in pieces))


def point(radius: float, degrees: float) -> tuple[float, float]:
    """Return where a radius and a clockwise angle from straight up lead."""
    return radius * sin(radians(degrees)), -radius * cos(radians(degrees))


def at(x: float, y: float) -> str:
    """Return a pair of coordinates for a path."""
    return f"{number(x)} {number(y)}"


def polyline(points: Iterable[tuple[float, float]]) -> str:
    """Return path data through points."""
    return "".join(("L" if place else "M") + at(x, y) for place, (x, y) in enumerate(points))


def arc(radius: float, start: float, end: float, *, move: bool = True) -> str:
    """Return path data for an arc about the origin, clockwise when `end` is beyond `start`, else the other way."""
    begin = ("M" if move else "L") + at(*point(radius, start))
    if abs(end - start) >= 359.99:
        half = (start + end) / 2
        return begin + _turn(radius, start, half) + _turn(radius, half, end)
    return begin + _turn(radius, start, end)


def circle(x: float, y: float, radius: float, **attributes: Value) -> Markup:
    """Return a circle."""
    return element("circle", cx=x, cy=y, r=radius, **attributes)


def line(x1: float, y1: float, x2: float, y2: float, **attributes: Value) -> Markup:
    """Return a straight line."""
    return element("line", x1=x1, y1=y1, x2=x2, y2=y2, **attributes)


def rect(x: float, y: float, width: float, height: float, **attributes: Value) -> Markup:
    """Return a rectangle."""
    return element("rect", x=x, y=y, width=max(width, 0), height=max(height, 0), **attributes)


def path(data: str, **attributes: Value) -> Markup:
    """Return a path."""
    return element("path", d=data, **attributes)


def _attribute(name: str, value: Value) -> str:
    written = value if isinstance(value, str) else number(float(value or 0))
    return f' {ATTRIBUTE_NAMES.get(name, name.replace("_", "-"))}="{escape(written)}"'


def _turn(radius: float, start: float, end: float) -> str:
    large, clockwise = int(abs(end - start) > 180), int(end > start)
    return f"A{number(radius)} {number(radius)} 0 {large} {clockwise} {at(*point(radius, end))}"
