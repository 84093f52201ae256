"""A control chart (XmR): mean and limits of a frozen baseline or of each part, points outside them, a new level."""

from __future__ import annotations

from dataclasses import dataclass, replace

from styrhjul.engine.drawing.charts.labels import EndLabel
from styrhjul.engine.drawing.charts.line import Event, draw_events
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
from styrhjul.engine.drawing.charts.scale import value_axis
from styrhjul.engine.drawing.charts.spec import (
    NARROW,
    WIDE,
    ChartSpec,
    Medium,
    Series,
    Spec,
    known,
    known_points,
)  # fmt: skip
from styrhjul.engine.drawing.colour import INK, INK_2, SURFACE
from styrhjul.engine.drawing.svg import Markup, circle, line, rect
from styrhjul.engine.drawing.words import wrap


@dataclass(frozen=True)
class NewLevel(Spec):
    """A level that holds from one time to another, with its label ("medel 2018–2022 81,1")."""

    value: float
    since: float
    until: float
    label: str = ""


@dataclass(frozen=True)
class Limits(Spec):
    """Mean and limits of an earlier part of the series, which held until the definition changed."""

    since: float
    until: float
    mean: float
    lower: float
    upper: float
    provisional: bool = False


@dataclass(frozen=True, kw_only=True)
class ControlChart(ChartSpec):
    """A series against limits computed elsewhere.

    Parameters
    ----------
    own
        The series.
    mean, lower, upper
        Mean and limits of the baseline; None (too few values) draws a plain line.
    mean_label, lower_label, upper_label
        Finished texts at the right.
    baseline
        First and last time of the frozen baseline; None means the whole series.
    outside
        The times whose values are marked as signals.
    new_level
        A later level.
    events
        Dotted verticals ("Signal: ny, lägre nivå").
    provisional
        Whether the limits rest on few values: they are drawn in shorter dashes.
    before
        Mean and limits of earlier parts, without labels. A missing value between two parts keeps their lines apart.

    """

    own: Series
    mean: float | None = None
    lower: float | None = None
    upper: float | None = None
    mean_label: str = ""
    lower_label: str = ""
    upper_label: str = ""
    baseline: tuple[float, float] | None = None
    outside: tuple[float, ...] = ()
    new_level: NewLevel | None = None
    events: tuple[Event, ...] = ()
    provisional: bool = False
    before: tuple[Limits, ...] = ()


def draw_control(spec: ControlChart, *, width: float = WIDE, height: float = 0, medium: Medium = "screen") -> Markup:
    """Return the chart, drawn for its width."""
    return compose_control(spec, width, height, medium).finish("control")


def compose_control(spec: ControlChart, width: float, height: float, medium: Medium) -> Plot:
    """Return the chart before it is written down."""
    points = known_points(spec.own.points)
    extent = extent_of([spec.own.points])
    levels = [spec.mean, spec.lower, spec.upper, spec.new_level.value if spec.new_level else None]
    levels += [level for part in spec.before for level in (part.lower, part.upper)]
    values = [value for _, value in points] + [value for value in map(known, levels) if value is not None]
    axis = value_axis(values, spec.low, spec.high, share=spec.unit == "%")
    draft = lay_out(spec, axis, extent, width, 0, medium)
    labels = _labels(spec, draft)
    extent = replace(extent, labels=tuple((extent.last, label.width) for label in labels))
    down = height or height_for(labels, 240 if width > NARROW else 268)
    plot = lay_out(spec, axis, extent, width, down, medium)
    if not points:
        say_empty(plot)
        return plot
    _draw_surface(plot, spec, extent)
    for part in spec.before:
        _draw_part_surface(plot, part)
    draw_grid(plot)
    draw_years(plot, extent)
    _draw_levels(plot, spec, extent)
    for part in spec.before:
        _draw_part_levels(plot, part)
    draw_row(plot, spec.own.points, INK, 2)
    for time, value in points:
        sign = marker("open diamond", *plot.place((time, value)), INK, 5.6)
        plot.picture.draw(
            sign if time in spec.outside else circle(*plot.place((time, value)), 2.8, fill=INK, css="point")
        )
    draw_end_labels(plot, _labels(spec, plot))
    draw_events(plot, spec.events)
    return plot


def _labels(spec: ControlChart, plot: Plot) -> list[EndLabel]:
    """Return the labels of limits, mean and new level."""
    x, room = plot.across.end + LABEL_GAP, plot.width * 0.27
    given = [(spec.upper, spec.upper_label), (spec.mean, spec.mean_label), (spec.lower, spec.lower_label)]
    labels = [
        EndLabel(x, plot.down(level), wrap(text, room, 13))
        for value, text in given
        if text and (level := known(value)) is not None
    ]
    new = spec.new_level
    if new and new.label and known(new.value) is not None:
        labels.append(EndLabel(x, plot.down(new.value), wrap(new.label, room, 13, plot.strong), plot.strong, INK))
    return labels


def _baseline(spec: ControlChart, plot: Plot, extent: Extent) -> tuple[float, float]:
    """Return where the baseline begins and ends across the plot, ending halfway to the next value."""
    if spec.baseline is None:
        return plot.across.start, plot.across.end
    first, last = spec.baseline
    later = [time for time, _ in known_points(spec.own.points) if time > last]
    return plot.across(first), plot.across((last + later[0]) / 2 if later else extent.last)


def _draw_surface(plot: Plot, spec: ControlChart, extent: Extent) -> None:
    lower, upper = known(spec.lower), known(spec.upper)
    if lower is not None and upper is not None:
        start, end = _baseline(spec, plot, extent)
        top, foot = plot.down(upper), plot.down(lower)
        plot.picture.draw(rect(start, top, end - start, foot - top, fill=SURFACE, css="surface"))


def _draw_part_surface(plot: Plot, part: Limits) -> None:
    start, end = plot.across(part.since), plot.across(part.until)
    top, foot = plot.down(part.upper), plot.down(part.lower)
    plot.picture.draw(rect(start, top, end - start, foot - top, fill=SURFACE, css="surface"))


def _draw_part_levels(plot: Plot, part: Limits) -> None:
    start, end = plot.across(part.since), plot.across(part.until)
    for value, pattern in ((part.mean, None), (part.lower, _dash(part)), (part.upper, _dash(part))):
        y = plot.down(value)
        plot.picture.draw(line(start, y, end, y, stroke=INK_2, stroke_width=1.2, stroke_dasharray=pattern, css="limit"))
        plot.segments.append(((start, y), (end, y)))


def _dash(limits: Limits | ControlChart) -> str:
    return "2 3" if limits.provisional else "5 4"


def _draw_levels(plot: Plot, spec: ControlChart, extent: Extent) -> None:
    """Draw mean and limits over the baseline, dotted after it, and the new level in ink."""
    start, end = _baseline(spec, plot, extent)
    for given, pattern in ((spec.mean, None), (spec.lower, _dash(spec)), (spec.upper, _dash(spec))):
        value = known(given)
        if value is None:
            continue
        y = plot.down(value)
        plot.picture.draw(line(start, y, end, y, stroke=INK_2, stroke_width=1.2, stroke_dasharray=pattern, css="limit"))
        if end < plot.across.end - 1:
            dotted = line(
                end, y, plot.across.end, y, stroke=INK_2, stroke_width=1.2, stroke_dasharray="1 4", css="limit"
            )
            plot.picture.draw(dotted)
        plot.segments.append(((start, y), (plot.across.end, y)))
    new = spec.new_level
    if new and known(new.value) is not None:
        y = plot.down(new.value)
        since = min(plot.across(new.since), max(end, plot.across.start))
        plot.picture.draw(line(since, y, plot.across(new.until), y, stroke=INK, stroke_width=1.6, css="level"))
        plot.segments.append(((since, y), (plot.across(new.until), y)))
