"""Distance to a target: a bar from each value to the target line, and the distance in people."""

from __future__ import annotations

from dataclasses import dataclass

from styrhjul.engine.drawing.charts.dots import beside
from styrhjul.engine.drawing.charts.plot import STRONG, axis_labels
from styrhjul.engine.drawing.charts.scale import Axis, Scale, value_axis
from styrhjul.engine.drawing.charts.spec import NARROW, WIDE, ChartSpec, Medium, Spec, known
from styrhjul.engine.drawing.colour import ACCENT, FRAME, INK, INK_2, LINE
from styrhjul.engine.drawing.picture import Naming, Picture
from styrhjul.engine.drawing.svg import Markup, circle, line
from styrhjul.engine.drawing.words import Box, Words, width_of

ROW, STACKED_ROW, GROUP_GAP, FOOT = 24.0, 42.0, 14.0, 24.0
BREAK_EVEN = NARROW + 120


@dataclass(frozen=True)
class DistanceRow(Spec):
    """A name, its value, the distance in words, and whether it is strong, has reached the target or opens a group."""

    name: str
    value: float | None
    distance: str = ""
    strong: bool = False
    reached: bool = False
    opens_group: bool = False


@dataclass(frozen=True, kw_only=True)
class DistanceChart(ChartSpec):
    """Rows against one target; `missing` is written where a value is missing."""

    rows: tuple[DistanceRow, ...]
    target: float
    target_label: str
    missing: str = "–"
    accent: str = ACCENT


@dataclass(frozen=True)
class Columns:
    """Where names end, bars lie, values and distances end; stacked rows put the words above the bar."""

    names: float
    across: Scale
    values: float
    width: float
    strong: int
    stacked: bool = False


def draw_distance(spec: DistanceChart, *, width: float = WIDE, medium: Medium = "screen") -> Markup:
    """Return the rows; on a narrow page the words stand above each bar."""
    picture, height = compose_distance(spec, width, medium)
    naming = Naming(spec.title, spec.description)
    return picture.render(Box(0, 0, width, height), width, naming, "chart chart-distance")


def compose_distance(spec: DistanceChart, width: float, medium: Medium) -> tuple[Picture, float]:
    """Return the drawing and its height."""
    values = [value for value in (known(row.value) for row in spec.rows) if value is not None]
    axis = value_axis([*values, known(spec.target) or 0.0], spec.low, spec.high, share=spec.unit == "%")
    columns = _columns(spec, axis, width, STRONG[medium])
    picture, y = Picture(), 2.0
    tops = []
    for place, row in enumerate(spec.rows):
        y += GROUP_GAP if row.opens_group and place else 0
        tops.append(y)
        y += STACKED_ROW if columns.stacked else ROW
    _draw_axis(picture, spec, axis, columns, y + 4)
    for row, top in zip(spec.rows, tops, strict=True):
        _draw_row(picture, spec, row, columns, top)
    return picture, y + 4 + FOOT


def _columns(spec: DistanceChart, axis: Axis, width: float, strong: int) -> Columns:
    names = max((width_of(row.name, 15, 650) for row in spec.rows), default=0)
    numbers = max((width_of(_written(spec, row), 15, 650) for row in spec.rows), default=0)
    distances = max((width_of(row.distance, 14) for row in spec.rows), default=0)
    left, right = names + 12, width - distances - numbers - 30
    stacked = width < BREAK_EVEN or right - left < width * 0.25
    if stacked:
        return Columns(
            0,
            Scale(axis.low, axis.high, 8, width - 14),
            width - (distances + 12 if distances else 2),
            width,
            strong,
            stacked=True,
        )
    return Columns(names, Scale(axis.low, axis.high, left, right), width - distances - 12, width, strong)


def _draw_axis(picture: Picture, spec: DistanceChart, axis: Axis, columns: Columns, bottom: float) -> None:
    """Draw grid and target; an axis label that would meet the target's is left out."""
    across, target = columns.across, known(spec.target)
    named = (
        [Words(across(target), bottom + 16, spec.target_label, 13, columns.strong, spec.accent, "middle")]
        if target is not None
        else []
    )
    placed = beside(named, columns.width)
    for value, text in axis_labels(spec, axis):
        x = across(value)
        words = beside([Words(x, bottom + 16, text, 13, 400, INK_2, "middle")], columns.width)[0]
        if not columns.stacked:
            picture.draw(line(x, 0, x, bottom, stroke=LINE, stroke_width=1, css="grid"))
        if not any(words.boxes()[0].meets(other.boxes()[0], 4) for other in placed):
            placed.append(words)
    if target is not None and not columns.stacked:
        x = across(target)
        picture.draw(line(x, 0, x, bottom, stroke=spec.accent, stroke_width=2, stroke_dasharray="6 4", css="target"))
    picture.write(*placed)


def _draw_row(picture: Picture, spec: DistanceChart, row: DistanceRow, columns: Columns, top: float) -> None:
    """Draw name, bar, dot, value and distance of one row."""
    weight = columns.strong if row.strong else 400
    middle = top + (31 if columns.stacked else ROW / 2)
    base = top + 17 if columns.stacked else middle + 5
    _draw_bar(picture, spec, row, columns, middle)
    distance = Words(columns.width - 2, base, row.distance, 14, 400, INK if row.reached else INK_2, "end")
    if columns.stacked:
        value = Words(columns.values, base, _written(spec, row), 15, weight, INK, "end")
        room = value.x - value.width - 8
        size = min(15.0, 15 * room / max(width_of(row.name, 15, weight), 1))
        picture.write(Words(0, base, row.name, round(max(size, 8), 1), weight, INK), value)
    else:
        picture.write(Words(columns.names, base, row.name, 15, weight, INK, "end"))
        picture.write(Words(columns.values, base, _written(spec, row), 15, weight, INK, "end"))
    if row.distance:
        picture.write(distance)


def _draw_bar(picture: Picture, spec: DistanceChart, row: DistanceRow, columns: Columns, y: float) -> None:
    across, target, value = columns.across, known(spec.target), known(row.value)
    if columns.stacked:
        picture.draw(line(across.start, y, across.end, y, stroke=LINE, stroke_width=1, css="grid"))
        if target is not None:
            x = across(target)
            picture.draw(line(x, y - 7, x, y + 7, stroke=spec.accent, stroke_width=2, css="target"))
    if value is None:
        return
    if target is not None:
        picture.draw(line(across(value), y, across(target), y, stroke=FRAME, stroke_width=3, css="bar"))
    picture.draw(circle(across(value), y, 5, fill=INK, css="point"))


def _written(spec: DistanceChart, row: DistanceRow) -> str:
    value = known(row.value)
    return spec.missing if value is None else spec.written(value)
