"""Angles, radii and the outline of a sector. Angles are degrees clockwise from the top."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import asin, degrees

from styrhjul.engine.drawing.svg import arc
from styrhjul.engine.drawing.wheel.model import PartDrawing, WheelDrawing

CALENDAR = 240.0
DISC = 194.0
BASE_WIDTH, RING_WIDTH, GAP = 19.0, 24.0, 4.0
HUB, HUB_GAP = 33.0, 5.0
INNERMOST = HUB + HUB_GAP
NAME_ZONE = 0.37
LEAST_SECTOR = 90.0


@dataclass(frozen=True)
class Band:
    """A base plate or ring: its part and its two radii."""

    part: PartDrawing
    inner: float
    outer: float

    @property
    def middle(self) -> float:
        """The radius halfway."""
        return (self.inner + self.outer) / 2


@dataclass(frozen=True)
class Sector:
    """A phase: its part, its two angles and its outer radius."""

    part: PartDrawing
    start: float
    end: float
    outer: float

    @property
    def middle(self) -> float:
        """The angle halfway."""
        return (self.start + self.end) / 2

    @property
    def name_zone(self) -> float:
        """Where the zone of the name begins."""
        return INNERMOST + NAME_ZONE * (self.outer - INNERMOST)


def angle_of(day: date, year: int) -> float:
    """Return where the morning of a day stands on the calendar edge."""
    first = date(year, 1, 1)
    return (day - first).days / (date(year + 1, 1, 1) - first).days * 360


def bands_of(drawing: WheelDrawing) -> tuple[Band, ...]:
    """Return base plates and rings from the rim inwards; many of them share what room there is."""
    parts = drawing.of_kind("base") + drawing.of_kind("ring")
    wanted = [BASE_WIDTH if part.kind == "base" else RING_WIDTH for part in parts]
    room = DISC - LEAST_SECTOR - GAP * len(parts)
    squeeze = min(1.0, room / sum(wanted)) if wanted else 1.0
    bands, outer = [], DISC
    for part, width in zip(parts, wanted, strict=True):
        bands.append(Band(part, outer - width * squeeze, outer))
        outer -= width * squeeze + GAP
    return tuple(bands)


def sectors_of(drawing: WheelDrawing) -> tuple[Sector, ...]:
    """Return the phases as equal sectors, clockwise from the start angle."""
    phases, bands = drawing.of_kind("phase"), bands_of(drawing)
    outer = bands[-1].inner - GAP if bands else DISC
    step = 360 / max(len(phases), 1)
    start = drawing.start_angle
    return tuple(
        Sector(part, start + place * step, start + (place + 1) * step, outer) for place, part in enumerate(phases)
    )


def inset(radius: float, gap: float = GAP) -> float:
    """Return the angle that half a parallel-sided gap takes at a radius."""
    return degrees(asin(min(gap / 2 / radius, 1)))


def sector_path(inner: float, outer: float, start: float, end: float, gap: float = GAP) -> str:
    """Return the outline of a piece of a sector whose sides run parallel to its neighbours'; a full turn is a ring."""
    if end - start >= 359.99:
        return ring_path(inner, outer)
    near, far = inset(inner, gap), inset(outer, gap)
    return (
        arc(outer, start + far, end - far)
        + arc(inner, max(end - near, (start + end) / 2 + 0.01), min(start + near, (start + end) / 2 - 0.01), move=False)
        + "Z"
    )


def ring_path(inner: float, outer: float) -> str:
    """Return the outline of a whole ring, to be filled by the even-odd rule."""
    return arc(outer, 0, 360) + "Z" + arc(inner, 360, 0) + "Z"
