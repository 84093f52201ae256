"""A map of municipalities: each filled after its class, some outlined, the classes explained in the empty corner."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from styrhjul.engine.drawing.charts.labels import free_place
from styrhjul.engine.drawing.charts.spec import ChartSpec, Spec
from styrhjul.engine.drawing.colour import DARK, FRAME, INK, INK_2, MIDDLE, PALE, PALEST, SURFACE, WHITE
from styrhjul.engine.drawing.picture import Naming, Picture
from styrhjul.engine.drawing.svg import Markup, element, path, rect
from styrhjul.engine.drawing.words import Box, Words, width_of, wrap

SHAPES = Path(__file__).with_name("municipalities.json")
SEQUENCE = (PALEST, PALE, MIDDLE, DARK)
"""Four classes from the lowest to the highest; dark is more, which is neither good nor bad."""
WIDTH = 400
TALLEST = 2.1
NAMED_AT_MOST = 30
MARGIN, SWATCH, LEADING = 6.0, 14.0, 17.0
CORNER, OVERHANG = 0.47, 16
"""Share of the width that is empty beside the north, and how much a name may reach beyond its municipality."""
NUMBERS = re.compile(r"-?\d+")


@dataclass(frozen=True)
class MapClass(Spec):
    """A class of values: what it is called and how it is filled."""

    label: str
    fill: str


@dataclass(frozen=True)
class MapArea(Spec):
    """A municipality: its code and name, its class (None: no value), what is said of it, and where it leads."""

    code: str
    name: str
    level: int | None
    says: str = ""
    href: str = ""
    marked: bool = False


@dataclass(frozen=True, kw_only=True)
class MapChart(ChartSpec):
    """The municipalities to draw – the map is as large as they are together – and the classes they fall into."""

    areas: tuple[MapArea, ...]
    classes: tuple[MapClass, ...]
    missing: str = ""


class Shape(NamedTuple):
    """A municipality on the map's grid, about 650 metres a step: path data and the box around it."""

    data: str
    box: Box


@lru_cache(maxsize=1)
def shapes() -> dict[str, Shape]:
    """Return the municipalities' shapes by code, read once.

    Notes
    -----
    Boundaries: Statistics Sweden, regional divisions, generalised; transverse Mercator around 15 degrees east.

    """
    content = json.loads(SHAPES.read_text("utf-8"))
    return {code: Shape(data, _around(data)) for code, data in content["shapes"].items()}


def draw_map(spec: MapChart, *, width: float = WIDTH) -> Markup:
    """Return the map, `width` wide at most and never taller than about twice that."""
    there = [(area, shapes()[area.code]) for area in spec.areas if area.code in shapes()]
    picture = Picture()
    # With links it is for the pointer, and a table beside it is the way for everybody else.
    naming = Naming(spec.title, spec.description, twin=any(area.href for area in spec.areas))
    if not there:
        picture.write(Words(width / 2, 40, spec.empty, 14, 400, INK_2, "middle"))
        return picture.render(Box(0, 0, width, 80), width, naming, "chart chart-map")
    land = _bounds([shape.box for _area, shape in there])
    scale = min(
        (width - 2 * MARGIN) / (land.right - land.left), (width * TALLEST - 2 * MARGIN) / (land.bottom - land.top)
    )
    across, down = (land.right - land.left) * scale, (land.bottom - land.top) * scale
    left = width - MARGIN - across
    beside = _legend(spec, width * CORNER)
    free = not any(_on_page(shape.box, left - land.left * scale, MARGIN - land.top * scale, scale).meets(beside.box, 8)
                   for _area, shape in there)  # fmt: skip
    legend = beside if free else _legend(spec, width)
    top = MARGIN if free else legend.box.bottom + 2 * MARGIN
    origin = (left - land.left * scale, top - land.top * scale)
    picture.draw(_land(there, spec, origin, scale))
    if len(there) <= NAMED_AT_MOST:
        _write_names(picture, there, origin, scale)
    legend.draw(picture)
    height = max(top + down, legend.box.bottom) + MARGIN
    return picture.render(Box(0, 0, width, height), width, naming, "chart chart-map")


def _land(there: list[tuple[MapArea, Shape]], spec: MapChart, origin: tuple[float, float], scale: float) -> Markup:
    """Return all municipalities, those that are marked last so that nothing covers their outlines."""
    groups = [
        element(
            "g",
            *(_drawn(area, shape, spec) for area, shape in there if area.marked == marked),
            stroke=INK if marked else WHITE,
            stroke_width=(2.0 if marked else 0.5) / scale,
        )
        for marked in (False, True)
    ]
    move = f"translate({origin[0]:.2f} {origin[1]:.2f}) scale({scale:.5f})"
    return element("g", *groups, transform=move, stroke_linejoin="round")


def _drawn(area: MapArea, shape: Shape, spec: MapChart) -> Markup:
    bare = area.level is None
    fill = SURFACE if area.level is None else spec.classes[area.level].fill
    drawn = path(shape.data, fill=fill, stroke=FRAME if bare and not area.marked else None)
    title = element("title", area.says or area.name)
    if area.href:
        return element("a", title, drawn, href=area.href, tabindex="-1")
    return element("g", title, drawn)


def _write_names(
    picture: Picture, there: list[tuple[MapArea, Shape]], origin: tuple[float, float], scale: float
) -> None:
    """Name the municipalities that have room for it, the marked and the largest first."""

    def size(one: tuple[MapArea, Shape]) -> tuple[bool, float]:
        box = one[1].box
        return not one[0].marked, -(box.right - box.left) * (box.bottom - box.top)

    for area, shape in sorted(there, key=size):
        box = _on_page(shape.box, *origin, scale)
        weight = 650 if area.marked else 400
        at = (box.left + box.right) / 2, (box.top + box.bottom) / 2 + 4
        words = free_place([Words(*at, area.name, 12, weight, INK, "middle")], picture.boxes, [])
        if words is None or width_of(area.name, 12, weight) > box.right - box.left + OVERHANG:
            continue
        picture.draw(_halo(words))
        picture.write(words)


def _halo(words: Words) -> Markup:
    """Return a pale ground for words that stand on a filled area."""
    box = words.boxes()[0]
    return rect(
        box.left - 2, box.top, box.right - box.left + 4, box.bottom - box.top, fill=WHITE, fill_opacity=0.8, rx=2
    )


@dataclass(frozen=True)
class _Legend:
    """The classes in words, the highest first: lines of text and what fills the swatch before them."""

    rows: tuple[tuple[tuple[str, ...], str], ...]
    width: float

    @property
    def box(self) -> Box:
        """The room that it takes in the upper left corner."""
        height = sum(len(lines) * LEADING + 3 for lines, _fill in self.rows)
        return Box(MARGIN, MARGIN, self.width - MARGIN, MARGIN + height)

    def draw(self, picture: Picture) -> None:
        """Draw it."""
        y = MARGIN
        for lines, fill in self.rows:
            edge = FRAME if fill == SURFACE else None
            picture.draw(rect(MARGIN, y + 2, SWATCH, SWATCH, fill=fill, stroke=edge, rx=2, css="swatch"))
            for text in lines:
                picture.write(Words(MARGIN + SWATCH + 8, y + 13.5, text, 13, 400, INK))
                y += LEADING
            y += 3


def _legend(spec: MapChart, width: float) -> _Legend:
    given = [(one.label, one.fill) for one in reversed(spec.classes)]
    if spec.missing and any(area.level is None for area in spec.areas):
        given.append((spec.missing, SURFACE))
    room = width - 2 * MARGIN - SWATCH - 8
    return _Legend(tuple((wrap(label, room, 13), fill) for label, fill in given), width)


def _on_page(box: Box, x: float, y: float, scale: float) -> Box:
    return Box(x + box.left * scale, y + box.top * scale, x + box.right * scale, y + box.bottom * scale)


def _bounds(boxes: list[Box]) -> Box:
    return Box(
        min(box.left for box in boxes), min(box.top for box in boxes),
        max(box.right for box in boxes), max(box.bottom for box in boxes),
    )  # fmt: skip


def _around(data: str) -> Box:
    """Return the box around path data made of rings of relative steps."""
    xs, ys = [], []
    for ring in data.split("z")[:-1]:
        numbers = [int(one) for one in NUMBERS.findall(ring)]
        x = y = 0
        for a, b in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + a, y + b
            xs.append(x)
            ys.append(y)
    return Box(min(xs), min(ys), max(xs), max(ys))
