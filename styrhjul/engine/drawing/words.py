"""Texts in a drawing: how wide they are, which room they take, how they break."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from math import ceil, cos, radians, sin

from styrhjul.engine.drawing.colour import INK
from styrhjul.engine.drawing.svg import Markup, at, element, point

SOFT_HYPHEN = "\u00ad"
ASCENT, DESCENT = 0.74, 0.22
SAFETY = 1.03

# Advance widths of Source Sans 3 Regular, thousandths of the size; the bolder cuts are a few per cent wider.
ADVANCES = {
    200: " \u00a0", 250: "ijl',.:;·|", 263: "I", 290: "!f", 305: "()-[]", 340: "tr/", 422: "s*?z\"", 450: "cxvy",
    480: "YJL–F", 497: "#+0123456789=§−eékagåä", 515: "XV", 533: "EÉSTZ", 545: "oöøAhuÅÄün", 556: "bdpq",
    570: "PRCK", 590: "B&", 616: "DG", 646: "UÜNH", 664: "OQÖØ", 727: "Mw", 786: "Wæ", 830: "%mÆ@", 948: "…—",
}  # fmt: skip
WIDTHS = {sign: width for width, signs in ADVANCES.items() for sign in signs} | {SOFT_HYPHEN: 0}
UNKNOWN = 600


@dataclass(frozen=True)
class Box:
    """A rectangle: left, top, right, bottom."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box, gap: float = 0) -> bool:
        """Return whether two boxes overlap or come closer than the gap."""
        apart = self.right + gap <= other.left or other.right + gap <= self.left
        return not (apart or self.bottom + gap <= other.top or other.bottom + gap <= self.top)

    def crossed_by(self, start: tuple[float, float], end: tuple[float, float]) -> bool:
        """Return whether a straight line passes through the box."""
        if max(start[0], end[0]) < self.left or min(start[0], end[0]) > self.right:
            return False
        if max(start[1], end[1]) < self.top or min(start[1], end[1]) > self.bottom:
            return False
        low, high = 0.0, 1.0
        for begin, stop, near, far in (
            (start[0], end[0], self.left, self.right),
            (start[1], end[1], self.top, self.bottom),
        ):
            step = stop - begin
            if abs(step) < 1e-9:
                if not near <= begin <= far:
                    return False
                continue
            first, second = sorted(((near - begin) / step, (far - begin) / step))
            low, high = max(low, first), min(high, second)
        return low <= high


@lru_cache(maxsize=4096)
def width_of(text: str, size: float, weight: int = 400) -> float:
    """Return an estimate of how wide a text is, a little on the safe side."""
    wider = 1 + max(weight - 400, 0) / 200 * 0.03
    return sum(WIDTHS.get(sign, UNKNOWN) for sign in text) * size / 1000 * wider * SAFETY


@dataclass(frozen=True)
class Words:
    """One line of text at a baseline point, perhaps with a weaker tail, perhaps turned about that point."""

    x: float
    y: float
    text: str
    size: float = 13
    weight: int = 400
    fill: str = INK
    anchor: str = "start"
    turn: float = 0
    tail: str = ""
    tail_size: float = 0
    tail_fill: str = ""

    @cached_property
    def width(self) -> float:
        """How wide the line is."""
        return width_of(self.text, self.size, self.weight) + width_of(self.tail, self.tail_size or self.size)

    def boxes(self) -> tuple[Box, ...]:
        """Return the room the line takes; a turned line takes a row of small boxes."""
        return self._boxes

    @cached_property
    def _boxes(self) -> tuple[Box, ...]:
        left = self.x - {"start": 0.0, "middle": 0.5, "end": 1.0}[self.anchor] * self.width
        if not self.turn:
            return (Box(left, self.y - ASCENT * self.size, left + self.width, self.y + DESCENT * self.size),)
        pieces = max(ceil(self.width / self.size), 1)
        along = [left - self.x + self.width * (piece + 0.5) / pieces for piece in range(pieces)]
        return tuple(self._turned(place) for place in along)

    def markup(self) -> Markup:
        """Return the text element."""
        tail = _tail(self.tail, self.tail_size, self.tail_fill)
        turn = f"rotate({self.turn:g} {at(self.x, self.y)})" if self.turn else None
        return element(
            "text",
            self.text.replace(SOFT_HYPHEN, ""),
            *tail,
            x=self.x,
            y=self.y,
            font_size=self.size,
            font_weight=self.weight if self.weight != 400 else None,
            fill=self.fill,
            text_anchor=self.anchor if self.anchor != "start" else None,
            transform=turn,
            css="word",
        )

    def shifted(self, x: float, y: float) -> Words:
        """Return the same line somewhere else."""
        return replace(self, x=self.x + x, y=self.y + y)

    def _turned(self, along: float) -> Box:
        up, angle = self.size * 0.25, radians(self.turn)
        x = self.x + along * cos(angle) + up * sin(angle)
        y = self.y + along * sin(angle) - up * cos(angle)
        half = self.size / 2
        return Box(x - half, y - half, x + half, y + half)


@dataclass(frozen=True)
class ArcWords:
    """A text on an arc about the origin: at the top it runs clockwise, at the bottom the other way."""

    key: str
    radius: float
    text: str
    size: float
    weight: int = 600
    fill: str = INK
    bottom: bool = False
    tail: str = ""

    @cached_property
    def width(self) -> float:
        """How long the text is along the arc."""
        return width_of(self.text, self.size, self.weight) + width_of(self.tail, self.size)

    def boxes(self) -> tuple[Box, ...]:
        """Return the room the text takes, as a row of small boxes."""
        return self._boxes

    @cached_property
    def _boxes(self) -> tuple[Box, ...]:
        middle = self.radius + (-0.25 if self.bottom else 0.25) * self.size
        half = self.width / self.radius * 90 / 3.14159
        pieces = max(ceil(self.width / self.size), 1)
        angles = [(180 if self.bottom else 0) - half + 2 * half * (piece + 0.5) / pieces for piece in range(pieces)]
        spots = [point(middle, angle) for angle in angles]
        reach = self.size * 0.42
        return tuple(Box(x - reach, y - reach, x + reach, y + reach) for x, y in spots)

    def markup(self) -> Markup:
        """Return the arc and the text on it."""
        ends = (280, 80) if self.bottom else (-100, 100)
        (x1, y1), (x2, y2) = point(self.radius, ends[0]), point(self.radius, ends[1])
        sweep = int(not self.bottom)
        data = f"M{at(x1, y1)}A{self.radius:g} {self.radius:g} 0 1 {sweep} {at(x2, y2)}"
        written = element("textPath", self.text, *_tail(self.tail, 0, ""), href=f"#{self.key}", startOffset="50%")
        text = element(
            "text",
            written,
            font_size=self.size,
            font_weight=self.weight,
            fill=self.fill,
            text_anchor="middle",
            css="word",
        )
        return Markup(element("path", id=self.key, d=data, fill="none") + text)


def halves(text: str) -> tuple[str, str] | None:
    """Return a text broken in two as evenly as its soft hyphens, hyphens and spaces allow.

    Examples
    --------
    >>> halves("Följa upp")
    ('Följa', 'upp')

    """
    breaks = [_broken(text, place) for place, sign in enumerate(text) if sign in f" -{SOFT_HYPHEN}"]
    whole = [pair for pair in breaks if all(pair)]
    return min(whole, key=lambda pair: max(width_of(part, 10) for part in pair), default=None)


def wrap(text: str, room: float, size: float, weight: int = 400) -> tuple[str, ...]:
    """Return a text as lines that fit a width; a word wider than that stays whole."""
    lines: list[str] = []
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(longer, size, weight) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(lines)


def fitted(text: str, room: float, size: float, weight: int, least: float) -> float:
    """Return the size, from `least` to `size`, at which the longest word of a text fits a width."""
    longest = max((width_of(word, size, weight) for word in text.split()), default=0)
    return max(least, min(size, size * room / longest)) if longest else size


def _broken(text: str, place: int) -> tuple[str, str]:
    kept = {" ": "", "-": "-", SOFT_HYPHEN: "-"}[text[place]]
    first = text[:place].replace(SOFT_HYPHEN, "")
    return (first + kept if first else ""), text[place + 1 :].replace(SOFT_HYPHEN, "")


def _tail(tail: str, size: float, fill: str) -> tuple[Markup, ...]:
    if not tail:
        return ()
    return (element("tspan", tail, font_weight=400, font_size=size or None, fill=fill or None),)
