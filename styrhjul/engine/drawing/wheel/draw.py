"""The whole wheel, put together in the order of its layers."""

from __future__ import annotations

from styrhjul.engine.drawing.picture import Naming, Picture
from styrhjul.engine.drawing.svg import Markup
from styrhjul.engine.drawing.wheel.calendar import draw_edge, draw_hand, write_months
from styrhjul.engine.drawing.wheel.dress import DRESSES, Dress, Size
from styrhjul.engine.drawing.wheel.ground import GROUND_ENDS, draw_ground, has_ground
from styrhjul.engine.drawing.wheel.mini import draw_mini
from styrhjul.engine.drawing.wheel.model import WheelDrawing, part_colours
from styrhjul.engine.drawing.wheel.outside import HALF_VIEW, draw_milestones, write_outside
from styrhjul.engine.drawing.wheel.rings import draw_hub, draw_rings
from styrhjul.engine.drawing.wheel.sectors import draw_sectors
from styrhjul.engine.drawing.wheel.spans import draw_spans
from styrhjul.engine.drawing.words import Box

BARE_VIEW = 258.0
MARGIN = 4.0
BELOW_GROUND = 300.0


def draw_wheel(drawing: WheelDrawing, size: Size = "full") -> Markup:
    """Return the wheel as SVG.

    Parameters
    ----------
    drawing
        What is drawn.
    size
        ``full`` for a page, ``print`` for paper (no links), ``phone`` and ``multiple`` without text (the second without
        milestones, spans and links), ``cover`` without text at full size, ``mini`` for a 24 px sign.

    Notes
    -----
    With links (``full``, ``phone``) the drawing is hidden from screen readers and has no tab stops, because the list
    beside it holds the same links; without links it is an image named by `name` and `description`.

    """
    if size == "mini":
        return draw_mini(drawing)
    dress = DRESSES[size]
    picture = compose(drawing, dress)
    view = _view(picture, drawing, dress)
    naming = Naming(drawing.name, drawing.description, twin=dress.links and drawing.has_links)
    return picture.render(view, (view.right - view.left) * dress.scale, naming, f"wheel wheel-{size}")


def compose(drawing: WheelDrawing, dress: Dress) -> Picture:
    """Return all layers of the wheel, from the ground up."""
    colours = part_colours(drawing)
    picture = Picture()
    draw_ground(picture, drawing, colours, dress)
    draw_edge(picture, drawing, dress)
    if dress.spans:
        draw_spans(picture, drawing, colours)
    names = draw_rings(picture, drawing, colours, dress) + draw_sectors(picture, drawing, colours, dress)
    draw_hub(picture, drawing, colours, dress)
    if dress.milestones:
        draw_milestones(picture, drawing)
    if dress.words:
        write_months(picture, drawing, dress)
    draw_hand(picture, drawing, dress)
    if dress.words:
        write_outside(picture, drawing, names, dress)
    return picture


def _view(picture: Picture, drawing: WheelDrawing, dress: Dress) -> Box:
    """Return the part of the plane to show: the edge, the ground, and every text."""
    half = HALF_VIEW - MARGIN if dress.words else BARE_VIEW - MARGIN
    rim = 247.0 if dress.words else BARE_VIEW - MARGIN
    boxes = [Box(-half, -rim, half, rim), *picture.boxes]
    if has_ground(drawing):
        boxes.append(Box(GROUND_ENDS[0], -rim, GROUND_ENDS[1] + 8, BELOW_GROUND))
    return Box(
        min(box.left for box in boxes) - MARGIN,
        min(box.top for box in boxes) - MARGIN,
        max(box.right for box in boxes) + MARGIN,
        max(box.bottom for box in boxes) + MARGIN,
    )
