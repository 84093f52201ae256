"""What happened, under the line that it happened to: one lane for each event and activity, with a vertical up to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from styrhjul.engine.drawing.charts.line import LineChart, beside_words, compose_line
from styrhjul.engine.drawing.charts.plot import Plot, marker
from styrhjul.engine.drawing.charts.spec import WIDE, Medium, Spec, known_points
from styrhjul.engine.drawing.colour import INK, INK_2, MIDDLE_HALF
from styrhjul.engine.drawing.svg import Markup, line, rect
from styrhjul.engine.drawing.words import Words

LANE, ABOVE_LANES, BAR = 24.0, 6.0, 8.0
TOP_OF_PLOT = 2.0
GAP = 10.0
EARLIER = "\u2190"


@dataclass(frozen=True)
class Happening(Spec):
    """An event, at one time, or an activity, from one time to another; without an end it goes on to the chart's end."""

    number: int
    kind: Literal["event", "activity"]
    begins: float
    ends: float | None = None
    label: str = ""


@dataclass(frozen=True, kw_only=True)
class TimelineChart(LineChart):
    """A line over time with what happened below it.

    Parameters
    ----------
    happenings
        In the order of their lanes. The number stands in its lane, and the label too where it finds room.

    """

    happenings: tuple[Happening, ...] = ()


def draw_timeline(spec: TimelineChart, *, width: float = WIDE, height: float = 0, medium: Medium = "screen") -> Markup:
    """Return the chart, drawn for its width."""
    plot = compose_line(spec, width, height, medium)
    if known_points(spec.own.points):
        top, last = plot.height + ABOVE_LANES, known_points(spec.own.points)[-1][0]
        for lane, one in enumerate(spec.happenings):
            # Where there is no value yet, verticals of all that goes on would only be a fence.
            _draw(plot, one, top + LANE * (lane + 0.5), upright=one.kind == "event" or one.begins <= last)
        plot.height = top + LANE * len(spec.happenings)
    return plot.finish("timeline")


def _draw(plot: Plot, one: Happening, y: float, *, upright: bool) -> None:
    low, high = plot.across.low, plot.across.high
    if (one.ends if one.kind == "activity" and one.ends is not None else one.begins) < low:
        plot.picture.write(Words(plot.across.start, y + 4.5, f"{EARLIER} {_text(one)}", 13, 400, INK_2))
        return
    start = plot.across(min(max(one.begins, low), high))
    end = plot.across(min(max(one.begins if one.kind == "event" else high, low), high))
    if one.kind == "activity" and one.ends is not None:
        end = plot.across(min(max(one.ends, low), high))
    if upright and one.begins >= low:
        for top, foot in beside_words(plot, start, TOP_OF_PLOT, y):
            plot.picture.draw(
                line(start, top, start, foot, stroke=INK_2, stroke_width=1.2, stroke_dasharray="2 3", css="event")
            )
    if one.kind == "event":
        plot.picture.draw(marker("diamond", start, y, INK, 5))
    else:
        goes_on = one.ends is None
        plot.picture.draw(
            rect(
                start, y - BAR / 2, max(end - start, 3), BAR,
                fill=MIDDLE_HALF if goes_on else INK_2, stroke=INK_2, stroke_width=1, css="activity",
            )
        )  # fmt: skip
    _write(plot, one, start, end, y)


def _write(plot: Plot, one: Happening, start: float, end: float, y: float) -> None:
    """Write number and label beside the sign, on the side that has room; the number alone where neither has."""
    for text in (_text(one), str(one.number)):
        for x, side in ((end + GAP, "start"), (start - GAP, "end")):
            words = Words(x, y + 4.5, text, 13, 600, INK, side)
            box = words.boxes()[0]
            if box.left >= 0 and box.right <= plot.width:
                plot.picture.write(words)
                return


def _text(one: Happening) -> str:
    return f"{one.number} {one.label}".strip()
