"""What a wheel is drawn from: plain numbers, dates and texts already in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from styrhjul.engine.drawing.colour import DARK, INK, INK_2, MIDDLE, PALEST, neutral

PartKind = Literal["base", "ring", "phase", "wedge", "arrow"]
Span = tuple[date, date]


@dataclass(frozen=True)
class PartDrawing:
    """One part of the wheel.

    Parameters
    ----------
    key
        The part's key in the model.
    kind
        ``base``, ``ring``, ``phase``, ``wedge`` or ``arrow``.
    label
        The part's name; soft hyphens say where it may break.
    colour
        The municipality's own colour, ``#RRGGBB``, or None for a neutral one.
    done, total
        To-dos done and in all; for a wedge, `done` is the number of secured improvements.
    late
        How many are late; an overdue effect check makes the wedge slip.
    current
        Whether this is the phase of the day.
    note
        The line under the name: "3 av 8", "23 aktiviteter pågår".
    late_note
        The framed words for what is late: "1 sen".
    href
        Where the part's page is, or None.
    spans
        When the part goes on for the wheel's own year, first and last day.
    other_spans
        When it goes on in that year for the year before or after.
    marks
        On a base plate: signs of the rating scale with how many have each.
    accessible_name
        The part in one sentence, shown when the pointer rests on it.

    """

    key: str
    kind: PartKind
    label: str
    colour: str | None = None
    done: int = 0
    total: int = 0
    late: int = 0
    current: bool = False
    note: str = ""
    late_note: str = ""
    href: str | None = None
    spans: tuple[Span, ...] = ()
    other_spans: tuple[Span, ...] = ()
    marks: tuple[tuple[str, int], ...] = ()
    accessible_name: str = ""

    @property
    def plain_label(self) -> str:
        """Return the name without the places where it may break."""
        return self.label.replace("\u00ad", "")


@dataclass(frozen=True)
class Milestone:
    """A dated point on the calendar edge; `note` is the line under the name ("15 feb · klar")."""

    day: date
    label: str
    note: str = ""
    done: bool = False


@dataclass(frozen=True)
class WheelDrawing:
    """A whole wheel for one year.

    Parameters
    ----------
    year
        The year the calendar edge stands for.
    today
        The day the hand points at; a later year closes the edge, None leaves it open without a hand.
    parts
        The parts in the model's order.
    milestones
        Points on the edge.
    month_names
        Twelve short names.
    centre
        The text of the hub; empty means the year.
    today_label
        The words at the hand: "i dag 20 nov".
    start_angle
        Where the first phase begins, degrees clockwise from the top.
    name, description
        What the drawing shows, for those who do not see it; unused when the parts have links, since a list of the
        same links stands beside it.
    key
        Tells several drawings on one page apart.

    """

    year: int
    today: date | None
    parts: tuple[PartDrawing, ...]
    milestones: tuple[Milestone, ...] = ()
    month_names: tuple[str, ...] = ()
    centre: str = ""
    today_label: str = ""
    start_angle: float = 0
    name: str = ""
    description: str = ""
    key: str = "wheel"

    def of_kind(self, *kinds: PartKind) -> tuple[PartDrawing, ...]:
        """Return the parts of some kinds, in order."""
        return tuple(part for part in self.parts if part.kind in kinds)

    @property
    def has_links(self) -> bool:
        """Whether any part leads anywhere."""
        return any(part.href for part in self.parts)


def part_colours(drawing: WheelDrawing) -> dict[str, str]:
    """Return the colour of each part, by key: the municipality's own, or a neutral one; lists use the same."""
    phases = drawing.of_kind("phase")
    chosen = {part.key: neutral(place, len(phases)) for place, part in enumerate(phases)}
    for kind, colour in (("base", PALEST), ("ring", MIDDLE), ("wedge", INK_2)):
        chosen |= {part.key: colour for part in drawing.parts if part.kind == kind}
    under = arrow_under_ground(drawing)
    chosen |= {part.key: INK if part is under else DARK for part in drawing.of_kind("arrow")}
    return chosen | {part.key: part.colour for part in drawing.parts if part.colour}


def arrow_under_ground(drawing: WheelDrawing) -> PartDrawing | None:
    """Return the arrow that runs under the ground: the first that has no colour of its own, else the first."""
    arrows = drawing.of_kind("arrow")
    return next((part for part in arrows if not part.colour), arrows[0] if len(arrows) > 1 else None)
