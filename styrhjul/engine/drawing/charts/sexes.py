"""Women and men, girls and boys: two lines in fixed colours and order, named at their ends."""

from __future__ import annotations

from dataclasses import dataclass, replace

from styrhjul.engine.drawing.charts.labels import EndLabel
from styrhjul.engine.drawing.charts.plot import (
    LABEL_GAP,
    Plot,
    draw_end_labels,
    draw_grid,
    draw_row,
    draw_years,
    extent_of,
    lay_out,
    marker,
    say_empty,
)  # fmt: skip
from styrhjul.engine.drawing.charts.scale import value_axis
from styrhjul.engine.drawing.charts.spec import NARROW, SIDE, ChartSpec, Medium, Series, known_points
from styrhjul.engine.drawing.colour import MEN, MEN_TEXT, WOMEN
from styrhjul.engine.drawing.svg import Markup
from styrhjul.engine.drawing.words import wrap

LOOKS = ((WOMEN, WOMEN, "ring"), (MEN, MEN_TEXT, "square"))
FEW_POINTS = 30


@dataclass(frozen=True, kw_only=True)
class SexChart(ChartSpec):
    """Women or girls first, men or boys second, with the names to be written at the lines."""

    women: Series
    men: Series


def draw_sexes(spec: SexChart, *, width: float = SIDE, height: float = 0, medium: Medium = "screen") -> Markup:
    """Return the chart, drawn for its width."""
    return compose_sexes(spec, width, height, medium).finish("sexes")


def compose_sexes(spec: SexChart, width: float, height: float, medium: Medium) -> Plot:
    """Return the chart before it is written down."""
    rows = (spec.women.points, spec.men.points)
    extent = extent_of(rows)
    values = [value for row in rows for _, value in known_points(row)]
    axis = value_axis(values, spec.low, spec.high, share=spec.unit == "%")
    draft = lay_out(spec, axis, extent, width, 0, medium)
    extent = replace(extent, labels=tuple((time, label.width) for time, label in _labels(spec, draft)))
    plot = lay_out(spec, axis, extent, width, height or (214 if width < NARROW else 236), medium)
    if not values:
        say_empty(plot)
        return plot
    draw_grid(plot)
    draw_years(plot, extent)
    for row, (colour, _, shape) in zip(rows, LOOKS, strict=True):
        draw_row(plot, row, colour, 2)
        points = known_points(row)
        for point in points if len(points) <= FEW_POINTS else points[-1:]:
            plot.picture.draw(marker(shape, *plot.place(point), colour))
    draw_end_labels(plot, [label for _, label in _labels(spec, plot)])
    return plot


def _labels(spec: SexChart, plot: Plot) -> list[tuple[float, EndLabel]]:
    labels = []
    for series, (_, text, _) in zip((spec.women, spec.men), LOOKS, strict=True):
        for time, value in known_points(series.points)[-1:]:
            x, y = plot.place((time, value))
            lines = wrap(f"{series.name} {spec.written(value)}", plot.width * 0.34, 13, plot.strong)
            labels.append((time, EndLabel(x + LABEL_GAP, y, lines, plot.strong, text)))
    return labels
