"""A strip plot: one dot for each municipality over four quarters, the own and the similar ones named."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from styrhjul.engine.drawing.charts.dots import beside
from styrhjul.engine.drawing.charts.plot import STRONG, axis_labels
from styrhjul.engine.drawing.charts.scale import Axis, Scale, value_axis
from styrhjul.engine.drawing.charts.spec import WIDE, ChartSpec, Medium, Spec, known
from styrhjul.engine.drawing.colour import INK, INK_2, PLACE, SURFACE, WHITE
from styrhjul.engine.drawing.picture import Naming, Picture
from styrhjul.engine.drawing.svg import Markup, circle, path, polyline, rect
from styrhjul.engine.drawing.words import Box, Words, width_of, wrap

QUARTERS = ("#D9DFE4", "#E4E9ED", "#EEF1F3", "#F7F8F9")
DOT, SIMILAR, OWN = 2.7, 4.6, 6.0
RADII = {"other": DOT, "similar": SIMILAR, "own": OWN}
RANKS = {"own": 0, "similar": 1, "other": 2}
STACK, TALLEST = 7.0, 150.0
NAMES, ELBOW = 24.0, 14.0


@dataclass(frozen=True)
class Place(Spec):
    """A municipality and its value; the own and the similar ones are named."""

    name: str
    value: float | None
    role: Literal["other", "similar", "own"] = "other"


@dataclass(frozen=True, kw_only=True)
class StripChart(ChartSpec):
    """All places; `quarters` are the three values between the four quarters, with the quarters' names, lowest first."""

    places: tuple[Place, ...]
    quarters: tuple[float, float, float] | None = None
    quarter_labels: tuple[str, str, str, str] | None = None


@dataclass(frozen=True)
class Spot:
    """A place in the drawing: where its dot lies."""

    place: Place
    x: float
    y: float


def draw_strip(spec: StripChart, *, width: float = WIDE, medium: Medium = "screen") -> Markup:
    """Return the strip; where the names don't fit in a row they are numbered and listed below."""
    picture, height = compose_strip(spec, width, medium)
    naming = Naming(spec.title, spec.description)
    return picture.render(Box(0, 0, width, height), width, naming, "chart chart-strip")


def compose_strip(spec: StripChart, width: float, medium: Medium) -> tuple[Picture, float]:
    """Return the drawing and its height."""
    found = [(place, value) for place in spec.places if (value := known(place.value)) is not None]
    axis = value_axis([value for _, value in found], spec.low, spec.high, share=spec.unit == "%")
    across = Scale(axis.low, axis.high, 8, width - 8)
    xs = [across(value) for _, value in found]
    levels = _levels([(x, place.role) for x, (place, _) in zip(xs, found, strict=True)])
    step = min(STACK, TALLEST / max(max(levels, default=0), 1))
    bottom = NAMES + ELBOW + 18 + max(max(levels, default=0) * step, 60) + 8
    spots = [Spot(place, x, bottom - 14 - level * step) for (place, _), x, level in zip(found, xs, levels, strict=True)]
    picture = Picture()
    _draw_quarters(picture, spec, across, (NAMES, bottom), width)
    for spot in (spot for spot in spots if spot.place.role == "other"):
        picture.draw(circle(spot.x, spot.y, DOT, fill=PLACE, css="point"))
    if not spots and spec.empty:
        picture.write(Words(width / 2, (NAMES + bottom) / 2, spec.empty, 14, 400, INK_2, "middle"))
    listed = _name(picture, spec, spots, width, STRONG[medium])
    foot = _write_axis(picture, spec, axis, across, bottom, width)
    return picture, _write_list(picture, listed, foot, width)


def _levels(dots: list[tuple[float, str]]) -> list[int]:
    """Return how high each dot is stacked: as low as keeps it clear of the others, the named ones first."""
    levels = [0] * len(dots)
    taken: list[list[tuple[float, float]]] = []
    for place in sorted(range(len(dots)), key=lambda place: (RANKS[dots[place][1]], dots[place][0])):
        x, role = dots[place]
        radius = RADII[role]
        level = 0
        while level < len(taken) and any(abs(x - other) < radius + reach + 0.3 for other, reach in taken[level]):
            level += 1
        if level == len(taken):
            taken.append([])
        taken[level].append((x, radius))
        levels[place] = level
    return levels


def _draw_quarters(picture: Picture, spec: StripChart, across: Scale, rows: tuple[float, float], width: float) -> None:
    top, bottom = rows
    if not spec.quarters or any(known(edge) is None for edge in spec.quarters):
        picture.draw(rect(0, top, width, bottom - top, fill=SURFACE, css="quarter"))
        return
    edges = [0.0, *(across(edge) for edge in sorted(spec.quarters)), width]
    for tone, start, end in zip(QUARTERS, edges, edges[1:], strict=False):
        picture.draw(rect(start, top, end - start, bottom - top, fill=tone, css="quarter"))


def _name(picture: Picture, spec: StripChart, spots: list[Spot], width: float, strong: int) -> list[str]:
    """Draw the named dots with leader lines to their names, or to numbers; return what to list below."""
    named = sorted((spot for spot in spots if spot.place.role != "other"), key=lambda spot: (spot.x, spot.place.name))
    texts = [
        f"{spot.place.name} {spec.written(known(spot.place.value) or 0.0)}"
        if spot.place.role == "own"
        else spot.place.name
        for spot in named
    ]
    fits = sum(width_of(text, 13, 650) + 12 for text in texts) <= width
    signs = (
        texts if fits else [text if spot.place.role == "own" else "" for spot, text in zip(named, texts, strict=True)]
    )
    numbers = iter(range(1, len(named) + 1))
    signs = [sign or str(next(numbers)) for sign in signs]
    listed = [] if fits else [f"{sign}\u00a0{text}" for sign, text in zip(signs, texts, strict=True) if sign != text]
    words = [
        Words(spot.x, 13, sign, 13, strong if spot.place.role == "own" else 400, INK, "middle")
        for spot, sign in zip(named, signs, strict=True)
    ]
    for spot, text in zip(named, beside(words, width, 12), strict=True):
        _draw_named(picture, spot, text)
    for spot in (*(s for s in named if s.place.role != "own"), *(s for s in named if s.place.role == "own")):
        own = spot.place.role == "own"
        look = (INK, None, None) if own else (WHITE, INK, 2)
        radius = OWN if own else SIMILAR
        picture.draw(circle(spot.x, spot.y, radius, fill=look[0], stroke=look[1], stroke_width=look[2], css="point"))
    return listed


def _draw_named(picture: Picture, spot: Spot, words: Words) -> None:
    own = spot.place.role == "own"
    turns = ((words.x, 17), (words.x, 20), (spot.x, NAMES + ELBOW - 4), (spot.x, spot.y))
    picture.draw(
        path(polyline(turns), fill="none", stroke=INK if own else INK_2, stroke_width=1.6 if own else 1, css="edge")
    )
    picture.write(words)


def _write_axis(picture: Picture, spec: StripChart, axis: Axis, across: Scale, bottom: float, width: float) -> float:
    """Write the quarters' names and the axis; return how far down it reaches."""
    foot = bottom + 4.0
    if spec.quarters and spec.quarter_labels and all(known(edge) is not None for edge in spec.quarters):
        edges = [0.0, *(across(edge) for edge in sorted(spec.quarters)), width]
        rows = 1 if sum(width_of(text, 13) + 10 for text in spec.quarter_labels) <= width else 2
        room = width / 4 - 10 if rows == 2 else width
        broken = [wrap(text, room, 13) for text in spec.quarter_labels]
        for row in range(max(map(len, broken))):
            line = [
                Words((start + end) / 2, foot + 14, lines[row] if row < len(lines) else "", 13, 400, INK_2, "middle")
                for lines, start, end in zip(broken, edges, edges[1:], strict=False)
            ]
            picture.write(*(words for words in beside(line, width) if words.text))
            foot += 17
        foot += 6
    numbers = [
        Words(across(value), foot + 14, text, 13, 400, INK_2, "middle") for value, text in axis_labels(spec, axis)
    ]
    picture.write(*beside(numbers, width))
    return foot + 20


def _write_list(picture: Picture, listed: list[str], foot: float, width: float) -> float:
    """Write what was numbered, in running lines."""
    if not listed:
        return foot + 2
    whole = [text.replace(" ", "\u00a0") for text in listed]
    for text in wrap("   ".join(whole).replace("   ", " "), width, 13):
        foot += 18
        picture.write(Words(0, foot, text, 13, 400, INK_2))
    return foot + 8
