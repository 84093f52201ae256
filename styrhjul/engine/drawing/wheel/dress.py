"""The sizes a wheel is drawn in, and what each leaves out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Size = Literal["full", "phone", "mini", "multiple", "print", "cover"]


@dataclass(frozen=True)
class Dress:
    """How one size is drawn.

    Parameters
    ----------
    scale
        Pixels per unit of the drawing.
    words
        Whether there is text; without it the bands take the whole sector.
    weeks, milestones, spans, links
        Whether these are drawn.
    edge, band_gap, current
        Width of the elapsed part of the edge, gap between bands, outline of the phase of the day.
    strong
        The weight of names; static cuts of the typeface have no 650.

    """

    scale: float
    words: bool = True
    weeks: bool = True
    milestones: bool = True
    spans: bool = True
    links: bool = True
    edge: float = 4
    band_gap: float = 1.4
    current: float = 3
    strong: int = 650


DRESSES: dict[Size, Dress] = {
    "full": Dress(scale=1.09),
    "print": Dress(scale=1.09, links=False, strong=600),
    "phone": Dress(scale=0.31, words=False, weeks=False, band_gap=3, current=4),
    "multiple": Dress(
        scale=0.34, words=False, weeks=False, milestones=False, spans=False, links=False, band_gap=3, current=4
    ),
    "cover": Dress(scale=1.09, words=False, milestones=False, links=False, band_gap=2.4),
}
