"""The ground of a chart over time: grid, axes, lines with gaps, points, end labels."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from math import ceil, floor

from styrhjul.engine.drawing.charts.labels import EndLabel, Segment, spread
from styrhjul.engine.drawing.charts.scale import MONTH_STEPS, Axis, Scale, month_label, years_to_label
from styrhjul.engine.drawing.charts.spec import ChartSpec, Medium, Point, known, known_points, runs
from styrhjul.engine.drawing.colour import FRAME, INK_2, LINE, WHITE
from styrhjul.engine.drawing.numerals import numeral
from styrhjul.engine.drawing.picture import Naming, Picture
from styrhjul.engine.drawing.svg import Markup, circle, line, path, polyline, rect
from styrhjul.engine.drawing.words import Box, Words, width_of

TOP, BOTTOM, TICK = 16.0, 30.0, 5.0
LABEL_GAP, LABELS_BELOW = 11.0, 9.0
LEAST_PLOT = 0.4
MOST_YEARS, MOST_INTERVALS = 60, 7
MOST_YEARS_BY_MONTH, LONGEST_MONTH, NEAR = 5, 2023 * 12 + 9, 1e-6
STRONG: dict[Medium, int] = {"screen": 650, "print": 600}


@dataclass
class Plot:
    """A chart over time under construction: the picture, its two scales, and the lines that texts must avoid."""

    spec: ChartSpec
    axis: Axis
    across: Scale
    down: Scale
    width: float
    height: float
    medium: Medium
    picture: Picture = field(default_factory=Picture)
    segments: list[Segment] = field(default_factory=list)

    @property
    def strong(self) -> int:
        """The weight of strong text; the static cuts used in print have no 650."""
        return STRONG[self.medium]

    def place(self, point: tuple[float, float]) -> tuple[float, float]:
        """Return where a point lies."""
        return self.across(point[0]), self.down(point[1])

    def finish(self, css: str) -> Markup:
        """Return the finished chart."""
        naming = Naming(self.spec.title, self.spec.description)
        return self.picture.render(Box(0, 0, self.width, self.height), self.width, naming, f"chart chart-{css}")


@dataclass(frozen=True)
class Extent:
    """What a plot must hold: first and last time, last time with a value, and end labels.

    `single` when there is one time only, `by_month` when some time is not the beginning of a year.
    """

    first: float
    last: float
    through: float
    single: bool = False
    by_month: bool = False
    labels: tuple[tuple[float, float], ...] = ()


def extent_of(rows: Iterable[tuple[Point, ...]], until: float | None = None) -> Extent:
    """Return the extent of rows of points; a single point in time, or none, gets room on both sides."""
    times = [time for row in rows for time, _ in known_points(row)]
    if not times:
        return Extent(0, 1, 0, single=True)
    first, through = min(times), max(times)
    last = through if until is None or known(until) is None else max(through, until)
    by_month = any(abs(time - round(time)) > NEAR for time in times) and last - first < MOST_YEARS_BY_MONTH
    if last - first > 1e-9 * max(abs(last), 1):
        return Extent(first, last, through, by_month=by_month)
    room = max(1.0, abs(first) * 1e-6)
    return Extent(first - room, first + room, first, single=True, by_month=by_month)


def lay_out(
    spec: ChartSpec, axis: Axis, extent: Extent, width: float, height: float, medium: Medium, foot: float = BOTTOM
) -> Plot:
    """Return an empty plot whose end labels (time, width) all find room to the right."""
    left = max((width_of(text, 13) for _, text in axis_labels(spec, axis)), default=0) + 9
    span = extent.last - extent.first
    right = width - 8
    for time, wide in extent.labels:
        share = max((time - extent.first) / span, 0.05)
        right = min(right, left + (width - LABEL_GAP - wide - left) / share)
    right = max(right, left + (width - left) * LEAST_PLOT)
    across = Scale(extent.first, extent.last, left, right)
    down = Scale(axis.low, axis.high, height - foot, TOP)
    return Plot(spec, axis, across, down, width, height, medium)


def height_for(labels: Iterable[EndLabel], wanted: float) -> float:
    """Return the height of a chart: as wanted, or what its end labels need."""
    return max(wanted, sum(label.height for label in labels) + BOTTOM - LABELS_BELOW + 4)


def axis_labels(spec: ChartSpec, axis: Axis) -> list[tuple[float, str]]:
    """Return values and texts of the axis; the unit stands on the top label only."""
    top = len(axis.ticks) - 1
    return [
        (value, numeral(value, axis.decimals, spec.language, spec.unit if place == top and len(spec.unit) <= 3 else ""))
        for place, value in enumerate(axis.ticks)
    ]


def draw_grid(plot: Plot) -> None:
    """Draw horizontal hairlines, the base line and the labels of the value axis."""
    left, right = plot.across.start, plot.across.end
    for value, text in axis_labels(plot.spec, plot.axis):
        y = plot.down(value)
        if y < plot.down.start - 0.5:
            plot.picture.draw(line(left, y, right, y, stroke=LINE, stroke_width=1, css="grid"))
        plot.picture.write(Words(left - 9, y + 4.5, text, 13, 400, INK_2, "end"))
    base = plot.down.start
    plot.picture.draw(line(left, base, right, base, stroke=FRAME, stroke_width=1.2, css="axis"))


def draw_years(plot: Plot, extent: Extent) -> None:
    """Draw ticks and what they are along the base: years, one of them the latest with a value, or months."""
    base = plot.down.start
    written: list[Box] = []
    for time, label in _months(plot, extent) if extent.by_month else _years(plot, extent):
        x = plot.across(time)
        words = Words(x, base + 21, label, 13, 400, INK_2, "middle")
        if words.boxes()[0].right > plot.width:
            words = Words(plot.width - 1, base + 21, label, 13, 400, INK_2, "end")
        elif words.boxes()[0].left < 0:
            words = Words(0, base + 21, label, 13, 400, INK_2)
        if not any(words.boxes()[0].meets(box, 4) for box in written):
            plot.picture.draw(line(x, base, x, base + TICK, stroke=FRAME, stroke_width=1.2, css="axis"))
            plot.picture.write(words)
            written.extend(words.boxes())


def _years(plot: Plot, extent: Extent) -> list[tuple[float, str]]:
    if extent.single:
        return [(round(extent.through), str(round(extent.through)))]
    span = extent.last - extent.first
    wide = max(width_of(str(round(year)), 13) for year in (extent.first, extent.last)) + 14
    room = max(wide * span / max(plot.across.end - plot.across.start, 1), span / MOST_INTERVALS)
    years = years_to_label(extent.first, extent.last, extent.through, room)[:MOST_YEARS]
    return [(year, str(year)) for year in years]


def _months(plot: Plot, extent: Extent) -> list[tuple[float, str]]:
    """Return each month, or where they would stand too close the first of each quarter, half-year or year."""
    span = 12 * (extent.last - extent.first)
    wide = width_of(month_label(LONGEST_MONTH, plot.spec.language), 13) + 14
    room = max(wide * span / max(plot.across.end - plot.across.start, 1), span / MOST_INTERVALS)
    step = next((step for step in MONTH_STEPS if step >= room), MONTH_STEPS[-1])
    if extent.single:
        months = [round(12 * extent.through)]
    else:
        low, high = ceil(12 * extent.first - NEAR), floor(12 * extent.last + NEAR)
        months = [month for month in range(low, high + 1) if month % step == 0]
    return [(month / 12, month_label(month, plot.spec.language)) for month in months]


def draw_row(plot: Plot, points: tuple[Point, ...], colour: str, width: float) -> None:
    """Draw a line through points, broken where a value is missing."""
    for run in runs(points):
        places = [plot.place(point) for point in run]
        plot.segments.extend(pairwise(places))
        if len(places) > 1:
            drawn = path(
                polyline(places), fill="none", stroke=colour, stroke_width=width, stroke_linejoin="round", css="line"
            )
            plot.picture.draw(drawn)


def draw_end_labels(plot: Plot, labels: list[EndLabel]) -> None:
    """Write end labels apart from each other; one that was moved far gets a hairline to its line."""
    middles = spread(labels, 2, plot.down.start + LABELS_BELOW)
    for label, middle in zip(labels, middles, strict=True):
        if abs(middle - label.y) > 14 and not label.firm:
            start = label.x - LABEL_GAP + 5
            plot.picture.draw(line(start, label.y, label.x - 2, middle, stroke=FRAME, stroke_width=0.8, css="edge"))
        plot.picture.write(*label.words(middle))


def say_empty(plot: Plot) -> None:
    """Draw the base line only, and write what the caller says about an empty chart."""
    base, middle = plot.down.start, (plot.down.start + plot.down.end) / 2
    plot.picture.draw(line(0, base, plot.width, base, stroke=FRAME, stroke_width=1.2, css="axis"))
    if plot.spec.empty:
        plot.picture.write(Words(plot.width / 2, middle, plot.spec.empty, 14, 400, INK_2, "middle"))


def marker(kind: str, x: float, y: float, colour: str, size: float = 4) -> Markup:
    """Return a point in one of the five shapes, or an open diamond for a point outside limits."""
    if kind in ("dot", "ring"):
        open_ring = kind == "ring"
        fill, edge = (WHITE, colour) if open_ring else (colour, None)
        return circle(
            x,
            y,
            size - (0.6 if open_ring else 0),
            fill=fill,
            stroke=edge,
            stroke_width=2 if edge else None,
            css="point",
        )
    if kind == "square":
        return rect(x - size * 0.9, y - size * 0.9, size * 1.8, size * 1.8, fill=colour, css="point")
    reach = size * 1.25
    if kind == "triangle":
        corners = [(x, y - reach), (x + reach, y + reach * 0.8), (x - reach, y + reach * 0.8)]
        return path(polyline(corners) + "Z", fill=colour, css="point")
    corners = [(x, y - reach), (x + reach, y), (x, y + reach), (x - reach, y)]
    if kind == "open diamond":
        return path(polyline(corners) + "Z", fill=WHITE, stroke=colour, stroke_width=2, css="point")
    return path(polyline(corners) + "Z", fill=colour, css="point")
