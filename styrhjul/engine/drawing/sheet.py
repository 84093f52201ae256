"""A drawing made ready to leave the page: its heading above it, its source below it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from styrhjul.engine.drawing.colour import INK, INK_2, WHITE
from styrhjul.engine.drawing.picture import Naming, Picture
from styrhjul.engine.drawing.svg import Markup, rect
from styrhjul.engine.drawing.words import Box, Words, wrap

MARGIN, HEADING, BODY, LEADING = 20.0, 18.0, 13.0, 1.4
SIZE = re.compile(r'^<svg [^>]*?width="(\d+)" height="(\d+)"')


def sheet(drawing: Markup, *, heading: str, above: Sequence[str] = (), below: Sequence[str] = ()) -> Markup:
    """Return a drawing with words around it, as one drawing.

    Parameters
    ----------
    drawing
        A finished drawing.
    heading, above, below
        The heading, what is said under it, and what is said beneath the drawing; long lines are broken.

    Raises
    ------
    ValueError
        If the drawing does not say how large it is.

    """
    size = SIZE.match(drawing)
    if size is None:
        raise ValueError("The drawing does not say how large it is")
    across, down = int(size[1]), int(size[2])
    picture, y = Picture(), MARGIN
    top = [(heading, HEADING, 650, INK), *((text, BODY, 400, INK_2) for text in above if text)]
    words: list[Words] = []
    for text, points, weight, fill in top:
        y = _write(words, text, y, across, points, weight, fill)
    y += MARGIN / 2
    placed = Markup(drawing.replace("<svg ", f'<svg x="{MARGIN:.0f}" y="{y:.0f}" ', 1))
    y += down + MARGIN / 2
    for text in below:
        y = _write(words, text, y, across, BODY, 400, INK_2)
    whole = Box(0, 0, across + 2 * MARGIN, y + MARGIN)
    picture.draw(rect(0, 0, whole.right, whole.bottom, fill=WHITE), placed)
    picture.write(*words)
    said = " ".join([*above, *below])
    return picture.render(whole, whole.right, Naming(heading, said), "sheet")


def _write(words: list[Words], text: str, y: float, room: float, points: float, weight: int, fill: str) -> float:
    """Add a text in as many lines as it needs; return how far down it reaches."""
    for line in wrap(text, room, points, weight):
        y += points * LEADING
        words.append(Words(MARGIN, y - points * 0.35, line, points, weight, fill))
    return y
