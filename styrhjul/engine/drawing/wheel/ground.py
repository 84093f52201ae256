"""The ground under the wheel: rising line, wedge that keeps what is won, arrows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import cos, radians, sin, sqrt, tan

from styrhjul.engine.drawing.colour import INK, INK_2, edge_of
from styrhjul.engine.drawing.picture import Picture
from styrhjul.engine.drawing.svg import path, polyline
from styrhjul.engine.drawing.wheel.dress import Dress
from styrhjul.engine.drawing.wheel.geometry import CALENDAR
from styrhjul.engine.drawing.wheel.links import linked
from styrhjul.engine.drawing.wheel.model import PartDrawing, WheelDrawing, arrow_under_ground
from styrhjul.engine.drawing.wheel.names import TAG_HEIGHT, draw_tag, tag_width
from styrhjul.engine.drawing.words import Words, fitted, width_of, wrap

RISE = 5.0
LEAP = 22.0
TYRE = CALENDAR + 2
WEDGE_STARTS, WEDGE_LEAST, WEDGE_STEP, WEDGE_MOST, SLIP = 52.0, 12.0, 8.0, 124.0, 13.0
BETWEEN_WEDGES = 5.0
GROUND_ENDS = (-275.0, 352.0)
NAMES_FROM, NAMES_ROOM = -250.0, 198.0
ARROWS_FROM, FIRST_BELOW, LEADING = -42.0, 24.0, 18.0
BESIDE_WHEEL = 122.0


@dataclass(frozen=True)
class Arrow:
    """A straight arrow: where its shaft begins, which way it points, how long and thick it is."""

    x: float
    y: float
    rise: float
    length: float
    thick: float
    head: float

    @property
    def is_steep(self) -> bool:
        """Whether it leaves the ground."""
        return self.rise > RISE

    def along(self, distance: float, aside: float) -> tuple[float, float]:
        """Return the point so far along the arrow and so far to its right."""
        angle = radians(self.rise)
        return (
            self.x + distance * cos(angle) + aside * sin(angle),
            self.y - distance * sin(angle) + aside * cos(angle),
        )

    @property
    def outline(self) -> str:
        """The arrow as one closed path."""
        half, wide, neck = self.thick / 2, self.head / 2, self.length - self.head
        corners = [(0, half), (neck, half), (neck, wide), (self.length, 0), (neck, -wide), (neck, -half), (0, -half)]
        return polyline([self.along(*corner) for corner in corners]) + "Z"


LEAPING = Arrow(186, 216, LEAP, 181, 8, 22)


def has_ground(drawing: WheelDrawing) -> bool:
    """Return whether the wheel stands on the ground."""
    return bool(drawing.of_kind("wedge", "arrow"))


def draw_ground(picture: Picture, drawing: WheelDrawing, colours: dict[str, str], dress: Dress) -> None:
    """Draw the ground line, the wedges and the arrows, if the model has any of them."""
    if not has_ground(drawing):
        return
    start, end = (_on_ground(x) for x in GROUND_ENDS)
    picture.draw(path(polyline((start, end)), stroke=INK, stroke_width=2, css="edge"))
    picture.strokes.append((start, end))
    _draw_wedges(picture, drawing.of_kind("wedge"), colours, dress)
    under = arrow_under_ground(drawing)
    above = [part for part in drawing.of_kind("arrow") if part is not under]
    if above:
        _draw_arrow(picture, above[0], LEAPING, colours[above[0].key], dress)
    left, below = _on_ground(ARROWS_FROM), FIRST_BELOW
    for part in ([under] if under else []) + above[1:]:
        shape = Arrow(left[0], left[1] + below, RISE, 396, 6, 18)
        lines = _draw_arrow(picture, part, shape, colours[part.key], dress)
        below += 28 + LEADING * lines


def wedge_length(secured: int) -> float:
    """Return how long the wedge is: it grows with every secured improvement."""
    return min(WEDGE_LEAST + WEDGE_STEP * max(secured, 0), WEDGE_MOST)


def _on_ground(x: float) -> tuple[float, float]:
    """Return the point of the ground line at a horizontal position; the tyre rests on the line."""
    return x, TYRE / cos(radians(RISE)) - x * tan(radians(RISE))


def _behind(distance: float, above: float) -> tuple[float, float]:
    """Return a point so far behind the contact point along the ground and so high above it."""
    angle = radians(RISE)
    foot_x, foot_y = TYRE * sin(angle), TYRE * cos(angle)
    return foot_x - distance * cos(angle) - above * sin(angle), foot_y + distance * sin(angle) - above * cos(angle)


def _wedge_outline(starts: float, length: float, slip: float) -> str:
    """Return the wedge: its upper side follows the tyre, a hair below it."""
    steps = [starts + length * step / 12 for step in range(13)]
    upper = [_behind(step + slip, max(TYRE - sqrt(TYRE**2 - step**2) - 1.5, 0)) for step in steps]
    lower = [_behind(starts + length + slip, 0), _behind(starts + slip, 0)]
    return polyline(upper + lower) + "Z"


def _draw_wedges(picture: Picture, parts: tuple[PartDrawing, ...], colours: dict[str, str], dress: Dress) -> None:
    """Draw the wedges, one behind another, with their names under each other; several share the room of one."""
    top = _on_ground(NAMES_FROM)[1] + 25
    share = (WEDGE_MOST - BETWEEN_WEDGES * (len(parts) - 1)) / WEDGE_MOST / max(len(parts), 1)
    for place, part in enumerate(parts):
        drawn = Picture()
        starts = WEDGE_STARTS + place * (WEDGE_MOST * share + BETWEEN_WEDGES)
        _draw_wedge(drawn, part, (starts, wedge_length(part.done) * share, SLIP * share), colours[part.key])
        if dress.words:
            top = _name_wedge(drawn, part, top, dress) + 14
        linked(picture, drawn, part, dress)


def _draw_wedge(drawn: Picture, part: PartDrawing, where: tuple[float, float, float], fill: str) -> None:
    """Draw one wedge; when a check is overdue it slips and leaves a dashed outline."""
    starts, length, slip = where
    slips = part.late > 0
    if slips:
        left_behind = _wedge_outline(starts, length, 0)
        drawn.draw(path(left_behind, fill="none", stroke=INK, stroke_width=1, stroke_dasharray="3 3", css="edge"))
    drawn.strokes.append((_behind(starts, 3), _behind(starts + length + slip, 3)))
    drawn.strokes.append((_behind(starts + length + slip, 3), _behind(starts + length + slip, length / 2)))
    outline = _wedge_outline(starts, length, slip if slips else 0)
    drawn.draw(path(outline, fill=fill, stroke=edge_of(fill), stroke_width=1, css="fill"))


def _name_wedge(drawn: Picture, part: PartDrawing, top: float, dress: Dress) -> float:
    """Write name, count and what is late below the ground; return where it ends."""
    size = fitted(part.plain_label, NAMES_ROOM, 16, dress.strong, 11)
    lines = [(text, size, dress.strong, INK) for text in wrap(part.plain_label, NAMES_ROOM, size, dress.strong)]
    lines += [(text, 14.0, 400, INK_2) for text in wrap(part.note, NAMES_ROOM, 14)] if part.note else []
    for text, high, weight, fill in lines:
        drawn.write(Words(NAMES_FROM, top, text, high, weight, fill))
        top += 20
    if part.late and part.late_note:
        draw_tag(drawn, NAMES_FROM + tag_width(part.late_note) / 2, top - 12 + TAG_HEIGHT / 2, part.late_note)
        top += TAG_HEIGHT + 4
    return top


def _draw_arrow(picture: Picture, part: PartDrawing, arrow: Arrow, fill: str, dress: Dress) -> int:
    """Draw an arrow with its name along it, above a steep one, below one on the ground; return the number of lines."""
    drawn = Picture()
    drawn.strokes.extend(
        (arrow.along(0, side), arrow.along(arrow.length, side)) for side in (-arrow.thick, arrow.thick)
    )
    drawn.draw(path(arrow.outline, fill=fill, stroke=edge_of(fill), stroke_width=0.5, css="fill"))
    lines = _names_of(part, arrow, dress) if dress.words else []
    drawn.write(*lines)
    linked(picture, drawn, part, dress)
    return max(len(lines), 1)


def _names_of(part: PartDrawing, arrow: Arrow, dress: Dress) -> list[Words]:
    """Return the name and the count along an arrow: on one line, or under each other when they are long."""
    room = arrow.length - 16
    tail = f"\u00a0· {part.note}" if part.note else ""
    size = 16 * room / max(width_of(part.plain_label, 16, dress.strong) + width_of(tail, 14), 1)
    if size >= 13:
        size = min(size, 16)
        line = Words(0, 0, part.plain_label, size, dress.strong, INK, "middle", -arrow.rise, tail, size * 0.875, INK_2)
        x, y = arrow.along(arrow.length * (0.49 if arrow.is_steep else 0.46), -10 if arrow.is_steep else 23)
        return [replace(line, x=x, y=y)]
    return _block_of(part, arrow, dress)


def _block_of(part: PartDrawing, arrow: Arrow, dress: Dress) -> list[Words]:
    """Return a long name in several lines: under an arrow on the ground; level above the head of a steep one."""
    room = BESIDE_WHEEL if arrow.is_steep else arrow.length - 16
    size = fitted(part.plain_label, room, 15, dress.strong, 11)
    texts = [(text, size, dress.strong, INK) for text in wrap(part.plain_label, room, size, dress.strong)]
    texts += [(text, 13.0, 400, INK_2) for text in wrap(part.note, room, 13)] if part.note else []
    lines = []
    for place, (text, high, weight, colour) in enumerate(texts):
        if arrow.is_steep:
            x, y = arrow.along(arrow.length, 0)
            line = Words(x, y - 16 - LEADING * (len(texts) - 1 - place), text, high, weight, colour, "end")
        else:
            x, y = arrow.along(arrow.length * 0.46, 23 + LEADING * place)
            line = Words(x, y, text, high, weight, colour, "middle", -arrow.rise)
        lines.append(line)
    return lines
