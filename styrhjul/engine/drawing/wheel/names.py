"""The name of a phase inside its sector: as large as fits, then smaller, then on two lines, then outside."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import cos, radians, sin

from styrhjul.engine.drawing.colour import INK, WHITE, label_on
from styrhjul.engine.drawing.picture import Picture
from styrhjul.engine.drawing.svg import point, rect
from styrhjul.engine.drawing.wheel.dress import Dress
from styrhjul.engine.drawing.wheel.geometry import GAP, INNERMOST, Sector
from styrhjul.engine.drawing.words import Box, Words, halves, width_of

TAG_HEIGHT, TAG_SIZE, TAG_GAP = 19.0, 13.0, 3.0
LEADING = 1.1
CLEAR = 2.0


@dataclass(frozen=True)
class Outside:
    """A name that found no room: where its leader line starts, how far that may turn, text colour there, its lines."""

    angle: float
    radius: float
    leeway: float
    fill: str
    label: str
    note: str


@dataclass(frozen=True)
class Block:
    """Lines set under each other: text, size and weight of each, and perhaps a framed tag last."""

    lines: tuple[tuple[str, float, int], ...]
    tag: str = ""

    @property
    def height(self) -> float:
        """From the top of the first line to the bottom of the last."""
        return sum(size * LEADING for _, size, _ in self.lines) + (TAG_HEIGHT + TAG_GAP if self.tag else 0)

    def baselines(self, middle: float) -> Iterator[float]:
        """Yield the baseline of each line when the block is centred on a height."""
        top = middle - self.height / 2
        for _, size, _ in self.lines:
            yield top + size * 0.83
            top += size * LEADING

    def tag_middle(self, middle: float) -> float:
        """Return the height of the middle of the tag."""
        return middle + self.height / 2 - TAG_HEIGHT / 2


def write_name(picture: Picture, sector: Sector, fill: str, dress: Dress) -> tuple[Outside, ...]:
    """Write name, count and late tag where they fit; return the name if they fit nowhere."""
    room = _room(sector)
    for block in _blocks(sector, dress.strong):
        # The widest first, since it is the first that finds no room.
        boxes = sorted(_boxes(block), key=lambda box: box.left) + ([_tag_box(block)] if block.tag else [])
        for x, y in _places(sector):
            if all(room.holds(box, x, y) for box in boxes):
                _write(picture, block, x, y, label_on(fill))
                return ()
    part = sector.part
    note = " · ".join(text for text in (part.note, part.late_note if part.late else "") if text)
    leeway = (sector.end - sector.start) / 3
    return (
        Outside(sector.middle % 360, sector.outer - 8, leeway, label_on(fill), part.label.replace("\u00ad", ""), note),
    )


def draw_tag(picture: Picture, x: float, y: float, text: str) -> None:
    """Draw framed words on white, centred on a point."""
    width = tag_width(text)
    frame = rect(
        x - width / 2, y - TAG_HEIGHT / 2, width, TAG_HEIGHT, rx=2, fill=WHITE, stroke=INK, stroke_width=1, css="tag"
    )
    picture.draw(frame)
    picture.write(Words(x, y + TAG_SIZE * 0.35, text, TAG_SIZE, 600, INK, "middle"))


def tag_width(text: str) -> float:
    """Return how wide framed words are."""
    return width_of(text, TAG_SIZE, 600) + 16


def _blocks(sector: Sector, strong: int) -> Iterator[Block]:
    """Yield the ways to set a name, the best first."""
    part = sector.part
    whole = part.label.replace("\u00ad", "")
    tag = part.late_note if part.late else ""
    sides: list[tuple[tuple[str, float, int], ...]] = [((whole, 19.0, strong),), ((whole, 16.0, strong),)]
    if broken := halves(part.label):
        sides += [tuple((line, size, strong) for line in broken) for size in (19.0, 16.0)]
    for name in sides:
        small = name[0][1] - (4 if name[0][1] == 19 else 3)
        notes = ((part.note, small, 400),) if part.note else ()
        yield Block(name + notes, tag)


def _places(sector: Sector) -> Iterator[tuple[float, float]]:
    """Yield centres to try: the middle of the name zone first, then ever farther from it."""
    for radius, turn in _ways(_inner(sector), sector.outer, (sector.end - sector.start) / 2):
        yield point(radius, sector.middle + turn)


@lru_cache(maxsize=64)
def _ways(inner: float, outer: float, half: float) -> tuple[tuple[float, float], ...]:
    """Return radii and turns from the middle of a sector, the nearest to the best place first."""
    best = inner + (outer - inner) * 0.54
    coarse = max(3, round(half / 14))
    radial = [best + step * side for step in range(0, round(outer - inner) // 2, 4) for side in (1, -1)]
    turns = [step * side for step in range(0, round(half * 0.7), coarse) for side in (1, -1)]
    ordered = sorted({(abs(radius - best) + abs(turn) * 2.4, radius, turn) for radius in radial for turn in turns})
    return tuple((radius, turn) for _, radius, turn in ordered)


def _inner(sector: Sector) -> float:
    return sector.name_zone if sector.part.total else INNERMOST


@dataclass(frozen=True)
class Room:
    """The room inside a sector: between two radii, and so far from its sides, where its two normals point inwards."""

    inner: float
    outer: float
    sides: tuple[tuple[float, float], ...]
    is_wide: bool

    def holds(self, box: Box, x: float, y: float) -> bool:
        """Return whether a box that is moved lies within."""
        left, top, right, bottom = box.left + x, box.top + y, box.right + x, box.bottom + y
        reach = (self.outer - CLEAR) ** 2
        far_x, far_y = max(-left, right), max(-top, bottom)
        if far_x * far_x + far_y * far_y > reach:
            return False
        near_x, near_y = min(max(0, left), right), min(max(0, top), bottom)
        if near_x * near_x + near_y * near_y < self.inner * self.inner:
            return False
        across = (left, (left + right) / 2, right)
        return all(self._between(one, down) for one in across for down in (top, bottom))

    def _between(self, x: float, y: float) -> bool:
        if not self.sides:
            return True
        margin = GAP / 2 + CLEAR
        within = [x * across + y * down >= margin for across, down in self.sides]
        return any(within) if self.is_wide else all(within)


def _room(sector: Sector) -> Room:
    step = sector.end - sector.start
    first, last = radians(sector.start), radians(sector.end)
    sides = ((cos(first), sin(first)), (-cos(last), -sin(last))) if step < 359.99 else ()
    return Room(_inner(sector) + CLEAR, sector.outer, sides, step > 180)


def _boxes(block: Block) -> tuple[Box, ...]:
    """Return the room of each line of a block about its own middle."""
    boxes = []
    for (text, size, weight), baseline in zip(block.lines, block.baselines(0), strict=True):
        half = width_of(text, size, weight) / 2
        boxes.append(Box(-half, baseline - size * 0.68, half, baseline + size * 0.04))
    return tuple(boxes)


def _tag_box(block: Block) -> Box:
    half, middle = tag_width(block.tag) / 2, block.tag_middle(0)
    return Box(-half, middle - TAG_HEIGHT / 2, half, middle + TAG_HEIGHT / 2)


def _write(picture: Picture, block: Block, x: float, y: float, fill: str) -> None:
    for (text, size, weight), baseline in zip(block.lines, block.baselines(y), strict=True):
        picture.write(Words(x, baseline, text, size, weight, fill, "middle"))
    if block.tag:
        draw_tag(picture, x, block.tag_middle(y), block.tag)
