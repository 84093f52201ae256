"""Ranked dots: one row for each municipality, with middle half, median and target."""

from __future__ import annotations

from dataclasses import dataclass

from styrhjul.engine.drawing.charts.labels import move_apart
from styrhjul.engine.drawing.charts.plot import STRONG
from styrhjul.engine.drawing.charts.scale import Scale
from styrhjul.engine.drawing.charts.spec import SIDE, ChartSpec, Medium, Spec, known
from styrhjul.engine.drawing.colour import ACCENT, FRAME, INK, INK_2, LINE, MIDDLE_HALF, WHITE
from styrhjul.engine.drawing.picture import Naming, Picture
from styrhjul.engine.drawing.svg import Markup, circle, line, rect
from styrhjul.engine.drawing.words import Box, Words, width_of

ROW, HEAD, FOOT = 22.0, 4.0, 24.0


@dataclass(frozen=True)
class DotRow(Spec):
    """A named value; the own is filled and bold."""

    name: str
    value: float | None
    own: bool = False


@dataclass(frozen=True, kw_only=True)
class DotChart(ChartSpec):
    """Rows in the order they should stand; `missing` is written where a value is missing."""

    rows: tuple[DotRow, ...]
    middle_half: tuple[float, float] | None = None
    median: float | None = None
    median_label: str = ""
    target: float | None = None
    target_label: str = ""
    missing: str = "–"
    accent: str = ACCENT


def draw_dots(spec: DotChart, *, width: float = SIDE, medium: Medium = "screen") -> Markup:
    """Return the rows of dots, drawn for their width."""
    picture, height = compose_dots(spec, width, medium)
    naming = Naming(spec.title, spec.description)
    return picture.render(Box(0, 0, width, height), width, naming, "chart chart-dots")


def compose_dots(spec: DotChart, width: float, medium: Medium) -> tuple[Picture, float]:
    """Return the drawing and its height."""
    picture, strong = Picture(), STRONG[medium]
    bottom = HEAD + ROW * len(spec.rows) + 2
    left = min(max((width_of(row.name, 14, 600) for row in spec.rows), default=0), width * 0.45) + 10
    right = width - max((width_of(_written(spec, row), 14, 600) for row in spec.rows), default=0) - 14
    across = _scale(spec, left + 8, max(right - 8, left + 30))
    if spec.middle_half and _both_known(spec.middle_half):
        start, end = across(spec.middle_half[0]), across(spec.middle_half[1])
        picture.draw(rect(start, 0, end - start, bottom, fill=MIDDLE_HALF, css="middle-half"))
    for place in range(len(spec.rows)):
        y = HEAD + ROW * (place + 0.5)
        picture.draw(line(left, y, max(right, left), y, stroke=LINE, stroke_width=1, css="grid"))
    _draw_references(picture, spec, across, bottom, width, strong)
    for place, row in enumerate(spec.rows):
        _draw_row(picture, spec, row, across, (HEAD + ROW * (place + 0.5), left, width), strong)
    return picture, bottom + FOOT


def _draw_row(
    picture: Picture, spec: DotChart, row: DotRow, across: Scale, room: tuple[float, float, float], strong: int
) -> None:
    y, left, width = room
    weight = strong if row.own else 400
    size = min(14.0, 14 * (left - 10) / max(width_of(row.name, 14, weight), 1))
    picture.write(Words(left - 10, y + 4.8, row.name, round(max(size, 9), 1), weight, INK, "end"))
    value = known(row.value)
    if value is not None:
        look = (INK, None, None) if row.own else (WHITE, INK, 2)
        radius = 6 if row.own else 4.6
        picture.draw(circle(across(value), y, radius, fill=look[0], stroke=look[1], stroke_width=look[2], css="point"))
    picture.write(Words(width - 2, y + 4.8, _written(spec, row), 14, weight, INK, "end"))


def _draw_references(picture: Picture, spec: DotChart, across: Scale, bottom: float, width: float, strong: int) -> None:
    """Draw median and target through the rows, with their names below, moved apart sideways."""
    median, target = known(spec.median), known(spec.target)
    names = []
    if median is not None:
        x = across(median)
        picture.draw(line(x, 0, x, bottom, stroke=FRAME, stroke_width=1.5, css="edge"))
        names.append(Words(x, bottom + 16, spec.median_label, 13, 400, INK_2, "middle"))
    if target is not None:
        x = across(target)
        picture.draw(line(x, 0, x, bottom, stroke=spec.accent, stroke_width=2, stroke_dasharray="6 4", css="target"))
        names.append(Words(x, bottom + 16, spec.target_label, 13, strong, spec.accent, "middle"))
    for words in beside([name for name in names if name.text], width):
        picture.write(words)


def beside(names: list[Words], width: float, gap: float = 8) -> list[Words]:
    """Return centred names on one line, moved apart sideways and kept within the width."""
    places = move_apart([words.x for words in names], [words.width + gap for words in names], 0, width + gap / 2)
    return [words.shifted(place - words.x, 0) for words, place in zip(names, places, strict=True)]


def _written(spec: DotChart, row: DotRow) -> str:
    value = known(row.value)
    return spec.missing if value is None else spec.written(value)


def _both_known(pair: tuple[float, float]) -> bool:
    return known(pair[0]) is not None and known(pair[1]) is not None


def _scale(spec: DotChart, start: float, end: float) -> Scale:
    given = [row.value for row in spec.rows] + [
        spec.median,
        spec.target,
        spec.low,
        spec.high,
        *(spec.middle_half or ()),
    ]
    values = [value for value in map(known, given) if value is not None] or [0.0]
    low, high = min(values), max(values)
    room = (high - low) * 0.06 or max(abs(high), 1.0)
    return Scale(low - room, high + room, start, end)
