"""When parts go on: thin arcs inside the calendar edge, in as many lanes as overlap asks for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from styrhjul.engine.drawing.colour import WHITE, edge_of, mix
from styrhjul.engine.drawing.picture import Picture
from styrhjul.engine.drawing.svg import path
from styrhjul.engine.drawing.wheel.geometry import angle_of, sector_path
from styrhjul.engine.drawing.wheel.model import Span, WheelDrawing

OUTMOST = 209.5
TWO_LANES, MANY_LANES = (199.5, OUTMOST), (196.0, OUTMOST)
MOST_LANES = 3
BETWEEN = 1.6
ALL_YEAR = 350  # degrees
PALE = 0.65


@dataclass(frozen=True, order=True)
class Arc:
    """When a part goes on, in angles; `other` says that it is work for the year before or after."""

    other: bool
    start: float
    end: float
    colour: str

    @property
    def is_whole(self) -> bool:
        """Whether it goes on all year."""
        return self.end - self.start >= ALL_YEAR


@dataclass(frozen=True)
class LanedSpan:
    """An arc and the lane it lies in, 0 outermost."""

    arc: Arc
    lane: int


def laned_spans(drawing: WheelDrawing, colours: dict[str, str]) -> tuple[LanedSpan, ...]:
    """Return the spans of the year in lanes where none overlaps another.

    The year's own work lies outside that for the years around it. When there would be more lanes than there is room
    for, what goes on all year is left out first and then what is for another year: the list beside the wheel says it.
    """
    arcs = _arcs_of_year(drawing, colours)
    own = {arc for arc in arcs if not arc.other}
    lanes: list[list[Arc]] = []
    for kept in (arcs, own | {arc for arc in arcs if not arc.is_whole}, own, {arc for arc in own if not arc.is_whole}):
        lanes = _pack(kept)
        if len(lanes) <= MOST_LANES:
            break
    return tuple(LanedSpan(arc, place) for place, lane in enumerate(lanes[:MOST_LANES]) for arc in lane)


def draw_spans(picture: Picture, drawing: WheelDrawing, colours: dict[str, str]) -> None:
    """Draw the spans: two lanes at their measures, more lanes in a little more room; other years' are pale."""
    spans = laned_spans(drawing, colours)
    lanes = max((span.lane for span in spans), default=0) + 1
    inmost, outmost = TWO_LANES if lanes <= 2 else MANY_LANES
    gap = 2.0 if lanes <= 2 else 1.6
    width = (outmost - inmost - gap * (max(lanes, 2) - 1)) / max(lanes, 2)
    for span in spans:
        arc, outer = span.arc, outmost - span.lane * (width + gap)
        picture.draw(
            path(
                sector_path(outer - width, outer, arc.start, min(arc.end, arc.start + 359.9), BETWEEN),
                fill=mix(arc.colour, WHITE, PALE) if arc.other else arc.colour,
                stroke=edge_of(arc.colour),
                stroke_width=0.6,
                css="fill",
            )
        )


def _pack(arcs: Iterable[Arc]) -> list[list[Arc]]:
    """Return arcs in lanes, each in the first where it meets no other."""
    lanes: list[list[Arc]] = []
    for arc in sorted(arcs, key=lambda arc: (arc.other, not arc.is_whole, arc.start)):
        free = (lane for lane in lanes if all(arc.end <= one.start or one.end <= arc.start for one in lane))
        lane = next(free, None)
        if lane is None:
            lanes.append([arc])
        else:
            lane.append(arc)
    return lanes


def _arcs_of_year(drawing: WheelDrawing, colours: dict[str, str]) -> set[Arc]:
    """Return what falls in the year; a ring that goes on all year says so by being a ring."""
    arcs = set()
    for part in drawing.parts:
        for other, spans in ((False, part.spans), (True, part.other_spans)):
            for span in spans:
                arc = _arc(span, drawing.year, colours[part.key], other=other)
                if arc and not (arc.is_whole and part.kind != "phase"):
                    arcs.add(arc)
    return arcs


def _arc(span: Span, year: int, colour: str, *, other: bool) -> Arc | None:
    begin, end = max(span[0], date(year, 1, 1)), min(span[1], date(year, 12, 31))
    if begin > end:
        return None
    return Arc(other, angle_of(begin, year), angle_of(end + timedelta(days=1), year), colour)
