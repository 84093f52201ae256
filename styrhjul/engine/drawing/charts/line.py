"""A line over time: the own series against median, middle half, target, others and events."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import ceil

from styrhjul.engine.drawing.charts.labels import EndLabel, free_place, ink_label
from styrhjul.engine.drawing.charts.plot import (
    LABEL_GAP,
    Extent,
    Plot,
    draw_end_labels,
    draw_grid,
    draw_row,
    draw_years,
    extent_of,
    height_for,
    lay_out,
    marker,
    say_empty,
)  # fmt: skip
from styrhjul.engine.drawing.charts.scale import Axis, value_axis
from styrhjul.engine.drawing.charts.spec import (
    NARROW,
    WIDE,
    ChartSpec,
    Medium,
    Point,
    Series,
    Spec,
    known,
    known_points,
    runs,
)  # fmt: skip
from styrhjul.engine.drawing.colour import ACCENT, INK, INK_2, MEDIAN, MIDDLE_HALF, SERIES, WHITE
from styrhjul.engine.drawing.svg import Markup, circle, line, path, polyline
from styrhjul.engine.drawing.words import Words, wrap

MARKERS = ("dot", "square", "diamond", "triangle", "ring")
ROOM_BELOW = 50
MANY_POINTS = 40
CLEAR = 3.0


@dataclass(frozen=True)
class MiddleHalf(Spec):
    """The middle half of all, as (time, lower, upper), and what it is called."""

    name: str
    points: tuple[tuple[float, float | None, float | None], ...] = ()


@dataclass(frozen=True)
class Target(Spec):
    """A target value, its label ("Mål 88 %") and the times it holds for; without times the whole axis."""

    label: str
    value: float
    since: float | None = None
    until: float | None = None


@dataclass(frozen=True)
class Event(Spec):
    """Something that happened at a time and may have influenced the values."""

    time: float
    label: str


@dataclass(frozen=True, kw_only=True)
class LineChart(ChartSpec):
    """A chart over time.

    Parameters
    ----------
    own
        The series in ink; its name and last value stand at its end.
    median, middle_half
        The many others, in grey.
    others
        At most five named series, each with its own colour and marker; more need small multiples.
    target, events
        A dashed line with a label; dotted verticals with a text.
    from_zero
        Whether the axis must begin at zero.
    accent
        The colour of the target line.
    until
        How far the time axis reaches when that is beyond the last value.

    """

    own: Series
    median: Series | None = None
    middle_half: MiddleHalf | None = None
    others: tuple[Series, ...] = ()
    target: Target | None = None
    events: tuple[Event, ...] = ()
    from_zero: bool = False
    accent: str = ACCENT
    until: float | None = None

    def __post_init__(self) -> None:
        if len(self.others) > len(SERIES):
            raise ValueError("More than five series are drawn as small multiples")


def draw_line(spec: LineChart, *, width: float = WIDE, height: float = 0, medium: Medium = "screen") -> Markup:
    """Return the chart, drawn anew for its width: 640 on a page, 358 on a phone, any other between."""
    return compose_line(spec, width, height, medium).finish("line")


def axis_of(spec: LineChart) -> tuple[float, float]:
    """Return the ends of the value axis, so that a truncated one can be said in words."""
    axis = _axis(spec)
    return axis.low, axis.high


def compose_line(spec: LineChart, width: float, height: float, medium: Medium) -> Plot:
    """Return the chart before it is written down."""
    extent = _extent(spec)
    draft = lay_out(spec, _axis(spec), extent, width, 0, medium)
    labels = _labels(spec, draft, width)
    extent = replace(extent, labels=tuple((time, label.width) for time, label in labels))
    down = height or height_for((label for _, label in labels), 282 if width > NARROW else 292)
    plot = lay_out(spec, _axis(spec), extent, width, down, medium)
    if not any(known_points(row) for row in _rows(spec)):
        say_empty(plot)
        return plot
    if spec.middle_half:
        _draw_middle_half(plot, spec.middle_half)
    draw_grid(plot)
    draw_years(plot, extent)
    _draw_rows(plot, spec)
    draw_end_labels(plot, [label for _, label in _labels(spec, plot, width)])
    draw_events(plot, spec.events)
    if spec.middle_half:
        _name_middle_half(plot, spec.middle_half)
    return plot


def _rows(spec: LineChart) -> list[tuple[Point, ...]]:
    named = [spec.own, *spec.others, *([spec.median] if spec.median else [])]
    band = spec.middle_half.points if spec.middle_half else ()
    sides = [tuple((time, low) for time, low, _ in band), tuple((time, high) for time, _, high in band)]
    return [series.points for series in named] + sides


def _axis(spec: LineChart) -> Axis:
    values = [value for row in _rows(spec) for _, value in known_points(row)]
    target = known(spec.target.value) if spec.target else None
    values += [] if target is None else [target]
    values += [0.0] if spec.from_zero else []
    share = spec.unit == "%"
    axis = value_axis(values, spec.low, spec.high, share=share)
    if target and target == axis.low:  # a line on the axis itself would not be seen
        axis = value_axis([*values, target - (axis.high - axis.low) / ROOM_BELOW], spec.low, spec.high, share=share)
    return axis


def _extent(spec: LineChart) -> Extent:
    ends = [spec.until, spec.target.until if spec.target else None]
    return extent_of(_rows(spec), max((end for end in map(known, ends) if end is not None), default=None))


def _labels(spec: LineChart, plot: Plot, width: float) -> list[tuple[float, EndLabel]]:
    """Return end labels with the time they stand at: own, others, median, target."""
    room = width * (0.3 if width > NARROW else 0.27)
    labels: list[tuple[float, EndLabel]] = []
    for series in (spec.own, *spec.others):
        for time, value in known_points(series.points)[-1:]:
            x, y = plot.place((time, value))
            own = series is spec.own
            text = (*wrap(series.name, room, 14, plot.strong), spec.written(value, unit=True))
            plain = wrap(f"{series.name} {spec.written(value)}", room, 13, 600)
            at = x + LABEL_GAP
            labels.append((time, ink_label(at, y, text, plot.strong) if own else EndLabel(at, y, plain, 600, INK)))
    if spec.median:
        for time, value in known_points(spec.median.points)[-1:]:
            x, y = plot.place((time, value))
            labels.append((time, EndLabel(x + LABEL_GAP, y, wrap(spec.median.name, room, 13))))
    if spec.target and known(spec.target.value) is not None:
        y = plot.down(spec.target.value)
        text = wrap(spec.target.label, room, 14, plot.strong)
        time = _until(spec.target, plot.across.high)
        labels.append((time, EndLabel(plot.across(time) + 8, y, text, plot.strong, spec.accent, 14, firm=True)))
    return labels


def _until(target: Target, last: float) -> float:
    return last if target.until is None else target.until


def _draw_rows(plot: Plot, spec: LineChart) -> None:
    """Draw target, median, others and own, the own on top."""
    if spec.median:
        draw_row(plot, spec.median.points, MEDIAN, 1.5)
    if spec.target and known(spec.target.value) is not None:
        y = plot.down(spec.target.value)
        since = plot.across.low if spec.target.since is None else spec.target.since
        start, end = plot.across(since), plot.across(_until(spec.target, plot.across.high))
        plot.segments.append(((start, y), (end, y)))
        plot.picture.draw(
            line(start, y, end, y, stroke=spec.accent, stroke_width=2, stroke_dasharray="6 4", css="target")
        )
    for place, series in enumerate(spec.others):
        draw_row(plot, series.points, SERIES[place], 2)
        for point in known_points(series.points)[-MANY_POINTS:]:
            plot.picture.draw(marker(MARKERS[place], *plot.place(point), SERIES[place], 3.6))
    draw_row(plot, spec.own.points, INK, 2.6)
    points = known_points(spec.own.points)
    for point in points[:-1] if len(points) <= MANY_POINTS else []:
        plot.picture.draw(circle(*plot.place(point), 2.2, fill=INK, css="point"))
    for run in runs(spec.own.points) if len(points) > MANY_POINTS else []:
        if len(run) == 1:
            plot.picture.draw(circle(*plot.place(run[0]), 2.2, fill=INK, css="point"))
    for point in points[-1:]:
        plot.picture.draw(circle(*plot.place(point), 6, fill=INK, stroke=WHITE, stroke_width=2, css="point"))


def _band_runs(plot: Plot, band: MiddleHalf) -> list[list[tuple[float, float, float]]]:
    """Return unbroken pieces of the band as (x, upper y, lower y)."""
    pieces: list[list[tuple[float, float, float]]] = [[]]
    for time, lower, upper in sorted(band.points, key=lambda point: point[0]):
        low, high = known(lower), known(upper)
        if low is None or high is None:
            pieces.append([])
        else:
            pieces[-1].append((plot.across(time), plot.down(high), plot.down(low)))
    return [piece for piece in pieces if len(piece) > 1]


def _draw_middle_half(plot: Plot, band: MiddleHalf) -> None:
    for piece in _band_runs(plot, band):
        around = [(x, upper) for x, upper, _ in piece] + [(x, lower) for x, _, lower in reversed(piece)]
        plot.picture.draw(path(polyline(around) + "Z", fill=MIDDLE_HALF, css="middle-half"))


def _name_middle_half(plot: Plot, band: MiddleHalf) -> None:
    """Name the band inside its upper edge, or above it, wherever no line passes."""
    pieces = _band_runs(plot, band)
    if not pieces or not band.name:
        return
    piece = max(pieces, key=len)
    wide = Words(0, 0, band.name).width
    starts = range(ceil(piece[0][0]) + 4, int(max(piece[-1][0] - wide, piece[0][0] + 5)), 6)
    candidates = []
    for inside in (15.0, 13.0, -6.0):
        for start in starts:
            uppers = [upper for x, upper, _ in piece if start - 8 <= x <= start + wide + 8]
            if uppers:
                y = (max(uppers) if inside > 0 else min(uppers)) + inside
                candidates.append(Words(start, y, band.name, 13, 400, INK_2))
    candidates = [words for words in candidates if words.boxes()[0].top > 0]
    placed = free_place(candidates, plot.picture.boxes, plot.segments)
    if placed:
        plot.picture.write(placed)


def draw_events(plot: Plot, events: tuple[Event, ...]) -> None:
    """Draw dotted verticals; the text stands at the foot or the top, on the side that is free."""
    low, high = plot.down.start, 2.0
    for event in events:
        if known(event.time) is None or not plot.across.low <= event.time <= plot.across.high:
            continue
        x = plot.across(event.time)
        for top, foot in beside_words(plot, x, high, low):
            dotted = line(x, top, x, foot, stroke=INK_2, stroke_width=1.2, stroke_dasharray="2 3", css="event")
            plot.picture.draw(dotted)
        plot.segments.append(((x, high), (x, low)))
        spots = [(y, anchor) for y in (low - 9, high + 11, low - 26, high + 28) for anchor in ("end", "start")]
        candidates = [Words(x + (-6 if side == "end" else 6), y, event.label, 13, 600, INK, side) for y, side in spots]
        inside = [words for words in candidates if words.boxes()[0].left >= 0 and words.boxes()[0].right <= plot.width]
        placed = free_place(inside, plot.picture.boxes, plot.segments)
        if placed:
            plot.picture.write(placed)


def beside_words(plot: Plot, x: float, high: float, low: float) -> list[tuple[float, float]]:
    """Return the pieces of a vertical that pass through no words."""
    crossed = [box for box in plot.picture.boxes if box.left - CLEAR < x < box.right + CLEAR]
    pieces, top = [], high
    for box in sorted(crossed, key=lambda box: box.top):
        if box.top - CLEAR > top:
            pieces.append((top, min(box.top - CLEAR, low)))
        top = max(top, box.bottom + CLEAR)
    return [*pieces, (top, low)] if top < low else pieces
