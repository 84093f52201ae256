"""The strength of a co-variation: a bar from a zero line; the number and the words stand beside it."""

from __future__ import annotations

from dataclasses import dataclass

from styrhjul.engine.drawing.charts.scale import Scale
from styrhjul.engine.drawing.charts.spec import Spec, known
from styrhjul.engine.drawing.colour import FRAME, INK, LINE
from styrhjul.engine.drawing.picture import Naming, Picture
from styrhjul.engine.drawing.svg import Markup, line, rect
from styrhjul.engine.drawing.words import Box

THICK = 8.0


@dataclass(frozen=True)
class CovariationBar(Spec):
    """A coefficient from -reach to reach; weak ones, too weak to say anything, are grey."""

    value: float | None
    weak: bool = False
    reach: float = 1.0
    title: str = ""


def draw_covariation(spec: CovariationBar, *, width: float = 120, height: float = 20) -> Markup:
    """Return the bar; a missing value leaves only the zero line."""
    picture, middle = Picture(), height / 2
    reach = abs(known(spec.reach) or 1.0)
    across = Scale(-reach, reach, 1, width - 1)
    zero, value = across(0), known(spec.value)
    picture.draw(line(1, middle, width - 1, middle, stroke=LINE, stroke_width=1.5, css="grid"))
    if value is not None:
        left, right = sorted((zero, across(value)))
        fill = FRAME if spec.weak else INK
        picture.draw(rect(left, middle - THICK / 2, right - left, THICK, fill=fill, css="bar"))
    picture.draw(line(zero, 1, zero, height - 1, stroke=FRAME, stroke_width=1.5, css="axis"))
    return picture.render(Box(0, 0, width, height), width, Naming(spec.title), "chart chart-covariation")
