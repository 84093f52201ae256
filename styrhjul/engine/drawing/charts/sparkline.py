"""A sparkline: a line the size of a word, the last value as a dot; the value stands in words beside it."""

from __future__ import annotations

from dataclasses import dataclass

from styrhjul.engine.drawing.charts.scale import Scale
from styrhjul.engine.drawing.charts.spec import Point, Spec, known, known_points, runs
from styrhjul.engine.drawing.colour import ACCENT, INK, INK_2
from styrhjul.engine.drawing.picture import Naming, Picture
from styrhjul.engine.drawing.svg import Markup, circle, line, path, polyline
from styrhjul.engine.drawing.words import Box

INSET = 4.0


@dataclass(frozen=True)
class Sparkline(Spec):
    """Points (time, value) and perhaps a target; a title only where no words stand beside it."""

    points: tuple[Point, ...] = ()
    target: float | None = None
    title: str = ""
    accent: str = ACCENT


def draw_sparkline(spec: Sparkline, *, width: float = 72, height: float = 24) -> Markup:
    """Return the sparkline; without values it is empty, and with equal values a level line."""
    picture = Picture()
    points, target = known_points(spec.points), known(spec.target)
    if points:
        across, down = _scales(points, target, width, height)
        if target is not None:
            y = down(target)
            picture.draw(line(0, y, width, y, stroke=spec.accent, stroke_width=1, stroke_dasharray="3 3", css="target"))
        for run in runs(spec.points):
            places = [(across(time), down(value)) for time, value in run]
            if len(places) > 1:
                picture.draw(path(polyline(places), fill="none", stroke=INK_2, stroke_width=1.5, css="line"))
            else:
                picture.draw(circle(*places[0], 1.2, fill=INK_2, css="point"))
        time, value = points[-1]
        picture.draw(circle(across(time), down(value), 2.8, fill=INK, css="point"))
    return picture.render(Box(0, 0, width, height), width, Naming(spec.title), "chart chart-sparkline")


def _scales(
    points: list[tuple[float, float]], target: float | None, width: float, height: float
) -> tuple[Scale, Scale]:
    values = [value for _, value in points] + ([target] if target is not None else [])
    return _scale([time for time, _ in points], INSET, width - INSET), _scale(values, height - INSET, INSET)


def _scale(values: list[float], start: float, end: float) -> Scale:
    low, high = min(values), max(values)
    even = high - low < 1e-9 * max(abs(high), abs(low), 1e-6)
    return Scale(low - 1 - abs(low), high + 1 + abs(high), start, end) if even else Scale(low, high, start, end)
