"""The wheel at 24 to 28 pixels: sectors and rings only, perhaps with one part lit."""

from __future__ import annotations

from styrhjul.engine.drawing.colour import INK, UNLIT
from styrhjul.engine.drawing.picture import Naming, Picture
from styrhjul.engine.drawing.svg import Markup, element, path, polyline
from styrhjul.engine.drawing.wheel.geometry import ring_path, sector_path
from styrhjul.engine.drawing.wheel.model import PartDrawing, WheelDrawing, part_colours
from styrhjul.engine.drawing.words import Box

RADIUS = 12.0
RING, RING_GAP, SECTOR_GAP = 2.2, 0.55, 1.1
SMALLEST_SECTOR = 5.0
OUTLINE, THIN = 1.2, 0.8
GROUND_SCALE = 0.72
WEDGE = ((-11.2, 11.2), (-11.2, 2.0), (-8.6, 6.2), (-5.0, 8.9), (-0.6, 10.4), (1.2, 11.2))
ARROW = ((-11.2, 10.4), (5.4, 10.4), (5.4, 11.6), (11.2, 9.0), (5.4, 6.4), (5.4, 7.6), (-11.2, 7.6))


def draw_mini(drawing: WheelDrawing, *, lit: str | None = None, size: float = 24) -> Markup:
    """Return the wheel as a sign.

    Parameters
    ----------
    drawing
        The wheel; only kinds, colours and the start angle are used.
    lit
        The key of the only part in colour, or None for all in colour. The lit part has an ink outline, so that it is
        seen however pale its colour is; a wedge or an arrow is drawn only when it is the lit part.
    size
        Width and height in pixels.

    """
    colours = part_colours(drawing)
    picture = Picture()
    late: list[Markup] = []  # on top, so that no neighbour covers the outline
    for part, outline in _outlines(drawing):
        if part.key == lit:
            late.append(_lit(outline, colours[part.key], OUTLINE if part.kind == "phase" else THIN))
        else:
            fill = colours[part.key] if lit is None else UNLIT
            picture.draw(path(outline, fill=fill, fill_rule="evenodd", css="fill"))
    picture.draw(*late)
    below = next((part for part in drawing.of_kind("wedge", "arrow") if part.key == lit), None)
    if below:
        whole = element("g", *picture.pieces, transform=f"translate(0 -3.4) scale({GROUND_SCALE})")
        shape = polyline(WEDGE if below.kind == "wedge" else ARROW) + "Z"
        picture.pieces[:] = [whole, _lit(shape, colours[below.key], THIN)]
    view = Box(-RADIUS, -RADIUS, RADIUS, RADIUS)
    return picture.render(view, size, Naming(drawing.name, drawing.description), "wheel wheel-mini")


def _lit(outline: str, colour: str, width: float) -> Markup:
    return path(
        outline,
        fill=colour,
        fill_rule="evenodd",
        stroke=INK,
        stroke_width=width,
        stroke_linejoin="round",
        css="current",
    )


def _outlines(drawing: WheelDrawing) -> list[tuple[PartDrawing, str]]:
    """Return the outline of every base plate, ring and phase, from the rim inwards."""
    rings = drawing.of_kind("base") + drawing.of_kind("ring")
    width = min(RING, (RADIUS - SMALLEST_SECTOR) / max(len(rings), 1) - RING_GAP)
    outer = RADIUS - OUTLINE / 2
    found = []
    for part in rings:
        found.append((part, ring_path(outer - width, outer)))
        outer -= width + RING_GAP
    phases = drawing.of_kind("phase")
    step = 360 / max(len(phases), 1)
    for place, part in enumerate(phases):
        start = drawing.start_angle + place * step
        found.append((part, sector_path(SECTOR_GAP / 2 + 0.05, outer, start, start + step, SECTOR_GAP)))
    return found
