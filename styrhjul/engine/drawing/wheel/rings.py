"""Base plates, rings and the hub, with their names on the arc."""

from __future__ import annotations

from math import pi

from styrhjul.engine.drawing.colour import FRAME, INK, INK_2, WHITE, edge_of, label_on
from styrhjul.engine.drawing.marks import mark
from styrhjul.engine.drawing.picture import Picture
from styrhjul.engine.drawing.svg import at, circle, path, point
from styrhjul.engine.drawing.wheel.dress import Dress
from styrhjul.engine.drawing.wheel.geometry import HUB, Band, bands_of, ring_path, sector_path
from styrhjul.engine.drawing.wheel.links import linked
from styrhjul.engine.drawing.wheel.model import WheelDrawing
from styrhjul.engine.drawing.wheel.names import Outside
from styrhjul.engine.drawing.words import ArcWords, Words, width_of

CHEVRONS = (104, 180, 256)
SMALLEST = 11.0
LED_FROM = (52, 308, 76, 284, 128, 232)
MARK, MARK_TEXT, MARK_GAP, LEAST_FOR_MARKS = 10.0, 12.0, 9.0, 16.0
LONGEST_ARC = 2.9  # radians: keeps a name at the top clear of the first and last chevron


def draw_rings(picture: Picture, drawing: WheelDrawing, colours: dict[str, str], dress: Dress) -> tuple[Outside, ...]:
    """Draw base plates and rings and return the names that found no room; on a ring chevrons show the direction."""
    outside: list[Outside] = []
    for band in bands_of(drawing):
        fill = colours[band.part.key]
        part = Picture()
        part.draw(
            path(
                ring_path(band.inner, band.outer),
                fill=fill,
                fill_rule="evenodd",
                stroke=edge_of(fill),
                stroke_width=1,
                css="fill",
            )
        )
        if band.part.kind == "ring":
            chevrons = "".join(_chevron(band, angle) for angle in CHEVRONS)
            width = 2 if dress.words else 3
            part.draw(path(chevrons, fill="none", stroke=label_on(fill), stroke_width=width, css="sign"))
        if dress.words:
            if name := _name(band, label_on(fill), drawing.key):
                part.write(name)
            else:
                outside.append(_outside(band, fill, len(outside)))
            _draw_marks(part, band)
        linked(picture, part, band.part, dress)
    return tuple(outside)


def draw_hub(picture: Picture, drawing: WheelDrawing, colours: dict[str, str], dress: Dress) -> None:
    """Draw the hub in the colour of the base plate, or white with a frame, with the year in it."""
    base = drawing.of_kind("base")
    fill = colours[base[0].key] if base else WHITE
    stroke = edge_of(fill) if base else FRAME
    picture.draw(circle(0, 0, HUB, fill=fill, stroke=stroke, stroke_width=1, css="fill"))
    if dress.words:
        text = drawing.centre or str(drawing.year)
        size = min(17.0, 17 * 2 * (HUB - 5) / max(width_of(text, 17, 650), 1))
        picture.write(Words(0, size * 0.34, text, size, dress.strong, label_on(fill), "middle"))


def _chevron(band: Band, angle: float) -> str:
    """Return an open arrow head on the ring that points clockwise."""
    reach = min(6.0, (band.outer - band.inner) / 4)
    turn = reach / band.middle * 57.3 / 2
    tips = (
        point(band.middle + reach, angle - turn),
        point(band.middle, angle + turn),
        point(band.middle - reach, angle - turn),
    )
    return f"M{at(*tips[0])}L{at(*tips[1])}L{at(*tips[2])}"


def _name(band: Band, fill: str, key: str) -> ArcWords | None:
    """Return the name on the arc, below on a base plate, above on a ring: smaller if long; None without room."""
    part, bottom = band.part, band.part.kind == "base"
    wanted, room = (14.0 if bottom else 15.0), band.middle * LONGEST_ARC
    size = min(wanted, (band.outer - band.inner) * 0.72)
    size = min(size, size * room / max(width_of(part.plain_label, size, 600), 1))
    if size < SMALLEST:
        return None
    late = part.late_note if part.late else ""
    tails = [" · ".join(one for one in (part.note, late) if one), late or part.note, ""]
    tail = next(
        one for one in tails if width_of(part.plain_label, size, 600) + width_of(f"  · {one}", size) <= room or not one
    )
    radius = round(band.middle + (0.34 if bottom else -0.34) * size, 1)
    own_key = f"{key}-{'lower' if bottom else 'upper'}-{round(radius * 10)}"
    tail = f"\u00a0· {tail}" if tail else ""
    return ArcWords(own_key, radius, part.plain_label, round(size, 1), 600, fill, bottom, tail)


def _outside(band: Band, fill: str, place: int) -> Outside:
    """Return a name that found no room on its arc; the leader lines of several start apart."""
    part = band.part
    note = " · ".join(one for one in (part.note, part.late_note if part.late else "") if one)
    angle = LED_FROM[place % len(LED_FROM)]
    return Outside(angle, band.middle, 12, label_on(fill), part.plain_label, note)


def _draw_marks(part: Picture, band: Band) -> None:
    """Draw how many goals have each rating on a white piece of the plate, at the top; a narrow plate has no room."""
    marks = [(sign, str(count)) for sign, count in band.part.marks if count]
    if not marks or band.outer - band.inner < LEAST_FOR_MARKS:
        return
    widths = [MARK + 4 + width_of(count, MARK_TEXT, 600) for _sign, count in marks]
    length = sum(widths) + MARK_GAP * (len(marks) + 1)
    half = length / band.middle * 90 / pi
    white = sector_path(band.inner + 2, band.outer - 2, -half, half, 0)
    part.draw(path(white, fill=WHITE, stroke=INK_2, stroke_width=0.8, css="fill"))
    along = MARK_GAP - length / 2
    for (sign, count), width in zip(marks, widths, strict=True):
        part.draw(mark(sign, *point(band.middle, (along + MARK / 2) / band.middle * 180 / pi), MARK))
        angle = (along + MARK + 4 + (width - MARK - 4) / 2) / band.middle * 180 / pi
        x, y = point(band.middle - MARK_TEXT * 0.34, angle)
        part.write(Words(x, y, count, MARK_TEXT, 600, INK, "middle", round(angle, 1)))
        along += width + MARK_GAP
