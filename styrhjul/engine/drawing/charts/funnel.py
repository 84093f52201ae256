"""Units of different size beside each other: how many people against the share, within what chance explains."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from styrhjul.engine.drawing.charts.labels import free_place
from styrhjul.engine.drawing.charts.plot import STRONG, axis_labels
from styrhjul.engine.drawing.charts.scale import Axis, Scale, value_axis
from styrhjul.engine.drawing.charts.spec import NARROW, WIDE, ChartSpec, Medium, Spec
from styrhjul.engine.drawing.colour import FRAME, INK, INK_2, LINE, MEDIAN, MIDDLE_HALF, PLACE, WHITE
from styrhjul.engine.drawing.numerals import numeral
from styrhjul.engine.drawing.picture import Naming, Picture
from styrhjul.engine.drawing.svg import Markup, circle, line, path, polyline
from styrhjul.engine.drawing.words import Box, Words

TOP, FOOT, HEIGHT = 16.0, 50.0, 300.0
DOT, OUTSIDE, OWN = 3.2, 4.6, 6.0

Role = Literal["other", "outside", "own"]


@dataclass(frozen=True)
class FunnelUnit(Spec):
    """A unit: how many people it has, its value, and whether it is the own one or lies outside."""

    name: str
    people: float
    value: float
    role: Role = "other"


@dataclass(frozen=True)
class FunnelLimit(Spec):
    """The limits at one size: the wide ones (99.8 per cent) and the narrow ones (95)."""

    people: float
    lower: float
    low: float
    high: float
    upper: float


@dataclass(frozen=True, kw_only=True)
class FunnelChart(ChartSpec):
    """Units within limits that narrow as they grow; `people_label` says what the axis along the foot counts."""

    units: tuple[FunnelUnit, ...]
    limits: tuple[FunnelLimit, ...]
    centre: float
    people_label: str = ""
    centre_label: str = ""


def draw_funnel(spec: FunnelChart, *, width: float = WIDE, medium: Medium = "screen") -> Markup:
    """Return the funnel, drawn for its width."""
    picture = Picture()
    across, down, axis = _scales(spec, width)
    _draw_limits(picture, spec, across, down)
    _draw_axes(picture, spec, axis, across, down)
    for unit in sorted(spec.units, key=lambda one: ("other", "outside", "own").index(one.role)):
        _draw_unit(picture, unit, across, down)
    _name(picture, spec, across, down, STRONG[medium])
    naming = Naming(spec.title, spec.description)
    return picture.render(Box(0, 0, width, HEIGHT), width, naming, "chart chart-funnel")


def _scales(spec: FunnelChart, width: float) -> tuple[Scale, Scale, Axis]:
    values = [unit.value for unit in spec.units] + [one.low for one in spec.limits] + [one.high for one in spec.limits]
    axis = value_axis(values, spec.low, spec.high, share=spec.unit == "%")
    sizes = [unit.people for unit in spec.units]
    across = Scale(0, max(sizes, default=1) * 1.06, 44, width - (8 if width > NARROW else 4))
    return across, Scale(axis.low, axis.high, HEIGHT - FOOT, TOP), axis


def _draw_limits(picture: Picture, spec: FunnelChart, across: Scale, down: Scale) -> None:
    """Draw the wide limits as a pale field, the narrow ones as dashes within it."""
    if not spec.limits:
        return
    upper = [(across(one.people), down(one.upper)) for one in spec.limits]
    lower = [(across(one.people), down(one.lower)) for one in reversed(spec.limits)]
    picture.draw(path(polyline([*upper, *lower]) + "Z", fill=MIDDLE_HALF, css="limits"))
    for edge in ([one.low for one in spec.limits], [one.high for one in spec.limits]):
        points = [(across(one.people), down(value)) for one, value in zip(spec.limits, edge, strict=True)]
        picture.draw(path(polyline(points), fill="none", stroke=MEDIAN, stroke_width=1, stroke_dasharray="4 4"))


def _draw_axes(picture: Picture, spec: FunnelChart, axis: Axis, across: Scale, down: Scale) -> None:
    for value, text in axis_labels(spec, axis):
        y = down(value)
        picture.draw(line(across.start, y, across.end, y, stroke=LINE, stroke_width=1, css="grid"))
        picture.write(Words(across.start - 9, y + 4.5, text, 13, 400, INK_2, "end"))
    base = down.start
    picture.draw(line(across.start, base, across.end, base, stroke=FRAME, stroke_width=1.2, css="axis"))
    for value in value_axis([0.0, across.high], None, None).ticks:
        if value <= across.high:
            text = numeral(value, 0, spec.language)
            picture.write(Words(across(value), base + 20, text, 13, 400, INK_2, "middle"))
    picture.write(Words(across.end, base + 40, spec.people_label, 13, 400, INK_2, "end"))
    y = down(spec.centre)
    picture.draw(line(across.start, y, across.end, y, stroke=MEDIAN, stroke_width=1.5, css="centre"))


def _draw_unit(picture: Picture, unit: FunnelUnit, across: Scale, down: Scale) -> None:
    x, y = across(unit.people), down(unit.value)
    if unit.role == "own":
        picture.draw(circle(x, y, OWN, fill=INK, stroke=WHITE, stroke_width=2, css="point"))
    elif unit.role == "outside":
        picture.draw(circle(x, y, OUTSIDE, fill=WHITE, stroke=INK, stroke_width=2, css="point"))
    else:
        picture.draw(circle(x, y, DOT, fill=PLACE, css="point"))


def _name(picture: Picture, spec: FunnelChart, across: Scale, down: Scale, strong: int) -> None:
    """Name the own unit, those outside and the middle, wherever there is room beside them."""
    named = [unit for unit in spec.units if unit.role != "other"]
    for unit in sorted(named, key=lambda one: one.role != "own"):
        x, y = across(unit.people), down(unit.value)
        weight = strong if unit.role == "own" else 400
        text = f"{unit.name} {spec.written(unit.value)}"
        spots = [(x + 10, y + 4.5, "start"), (x - 10, y + 4.5, "end"), (x, y - 10, "middle"), (x, y + 19, "middle")]
        words = [Words(a, b, text, 13, weight, INK, side) for a, b, side in spots]
        inside = [one for one in words if one.boxes()[0].left >= across.start and one.boxes()[0].right <= across.end]
        found = free_place(inside, picture.boxes, [])
        if found:
            picture.write(found)
    if spec.centre_label:
        found = free_place(
            [
                Words(across.end - 4, down(spec.centre) + at, spec.centre_label, 13, 400, INK_2, "end")
                for at in (-6, 16)
            ],
            picture.boxes,
            [],
        )
        if found:
            picture.write(found)
