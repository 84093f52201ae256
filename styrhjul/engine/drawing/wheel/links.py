"""A part as a link inside the drawing.

The list beside the wheel is the real navigation. Links in the drawing are for the pointer: they have no tab stop and
the drawing is hidden from screen readers, so that nobody meets the same links twice. The name shows as a tooltip.
"""

from __future__ import annotations

from styrhjul.engine.drawing.picture import Picture
from styrhjul.engine.drawing.svg import element, join
from styrhjul.engine.drawing.wheel.dress import Dress
from styrhjul.engine.drawing.wheel.model import PartDrawing


def linked(picture: Picture, part: Picture, described: PartDrawing, dress: Dress) -> None:
    """Put the drawing of one part into the whole, as a link where the part leads somewhere."""
    title = [element("title", described.accessible_name)] if described.accessible_name else []
    if described.href and dress.links:
        markup = element(
            "a", *title, join(part.pieces), href=described.href, tabindex="-1", css=f"part {described.kind}"
        )
    else:
        markup = element("g", *title, join(part.pieces), css=f"part {described.kind}")
    picture.draw(markup)
    picture.texts.extend(part.texts)
    picture.strokes.extend(part.strokes)
