"""The calendar edge: elapsed time, ticks, month names, today's hand."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from math import hypot

from styrhjul.engine.drawing.colour import FRAME, INK, INK_2, THREAD, WHITE
from styrhjul.engine.drawing.picture import Picture
from styrhjul.engine.drawing.svg import arc, at, circle, path, point
from styrhjul.engine.drawing.wheel.dress import Dress
from styrhjul.engine.drawing.wheel.geometry import CALENDAR, angle_of
from styrhjul.engine.drawing.wheel.model import Milestone, WheelDrawing
from styrhjul.engine.drawing.wheel.spans import OUTMOST
from styrhjul.engine.drawing.words import Box, Words

MONTH_NAMES = 223
MONTH_ROOM = (OUTMOST, 236.0)
HAND = ((196, 213), (233, 251))
KNOB = 251
TALL, DEEP = set("bdfhijkltABCDEFGHIJKLMNOPQRSTUVWXYZåäö"), set("gjpqy")
ASIDE = (0, 3, -3, 5, -5, 7, -7, 9, -9, 11, -11)


def draw_edge(picture: Picture, drawing: WheelDrawing, dress: Dress) -> None:
    """Draw the edge: thin for the time ahead, thick for the time gone, ticks pointing inwards."""
    gone = elapsed(drawing)
    picture.draw(circle(0, 0, CALENDAR, fill="none", stroke=FRAME, stroke_width=1.2, css="edge"))
    year = drawing.year
    if dress.weeks:
        weeks = (week * 7 / 365 * 360 for week in range(1, 53))
        picture.draw(path(_ticks(weeks, 236), stroke=FRAME, stroke_width=0.8, css="edge"))
    months = (angle_of(date(year, month, 1), year) for month in range(1, 13))
    width = 1.4 if dress.words else 2
    picture.draw(path(_ticks(months, 229), stroke=INK, stroke_width=width, css="edge"))
    if gone:
        picture.draw(path(arc(CALENDAR, 0, gone), fill="none", stroke=INK, stroke_width=dress.edge, css="edge"))


def elapsed(drawing: WheelDrawing) -> float:
    """Return the angle of the time gone by: none before the year, all of it after."""
    today = drawing.today
    if today is None or today.year < drawing.year:
        return 0
    return 360 if today.year > drawing.year else angle_of(today, drawing.year)


def milestones_of(drawing: WheelDrawing) -> list[Milestone]:
    """Return the milestones that fall in the year, by day."""
    return sorted(
        (stone for stone in drawing.milestones if stone.day.year == drawing.year), key=lambda stone: stone.day
    )


def write_months(picture: Picture, drawing: WheelDrawing, dress: Dress) -> None:
    """Write the short names of the months inside the edge, this month's in bold, beside what stands on the edge."""
    year, today = drawing.year, drawing.today
    signs = _signs_inside(drawing)
    for month, name in enumerate(drawing.month_names[:12], start=1):
        following = date(year + month // 12, month % 12 + 1, 1)
        middle = (angle_of(date(year, month, 1), year) + angle_of(following, year)) / 2
        now = today is not None and (today.year, today.month) == (year, month)
        look = (dress.strong, INK) if now else (400, INK_2)
        ways = [_month_name(name, middle + turn, look) for turn in ASIDE]
        clear = (words for words in ways if not any(words.boxes()[0].meets(sign) for sign in signs))
        picture.write(next(clear, ways[0]))


def _month_name(name: str, angle: float, look: tuple[int, str]) -> Words:
    """Return a name as far from the span lanes inside it as from the ticks outside: wide letters need all the room."""
    nudges = sorted((step / 2 for step in range(-6, 7)), key=abs)
    return max((_month_at(MONTH_NAMES + nudge, name, angle, look) for nudge in nudges), key=month_clearance)


def _month_at(radius: float, name: str, angle: float, look: tuple[int, str]) -> Words:
    x, y = point(radius, angle)
    return Words(x, y + 4.5, name, 13, look[0], look[1], "middle")


def month_clearance(words: Words) -> float:
    """Return how far the ink of a month's name is from what it stands between, the nearer of the two."""
    room, ink = words.boxes()[0], words.size
    top = words.y - ink * (0.66 if set(words.text) & TALL else 0.49)
    down = words.y + (ink * 0.2 if set(words.text) & DEEP else 0)
    near = hypot(min(max(0, room.left), room.right), min(max(0, top), down))
    far = hypot(max(-room.left, room.right), max(-top, down))
    return min(near - MONTH_ROOM[0], MONTH_ROOM[1] - far)


def _signs_inside(drawing: WheelDrawing) -> list[Box]:
    """Return the room inside the edge that diamonds and the two strokes of the hand take."""
    spots = [(point(CALENDAR, angle_of(stone.day, drawing.year)), 11.0) for stone in milestones_of(drawing)]
    if drawing.today and drawing.today.year == drawing.year:
        angle = angle_of(drawing.today, drawing.year)
        spots += [(point(radius, angle), 3.5) for stroke in HAND for radius in range(*stroke, 6)]
    return [Box(x - half, y - half, x + half, y + half) for (x, y), half in spots]


def draw_hand(picture: Picture, drawing: WheelDrawing, dress: Dress) -> None:
    """Draw today's hand over the span lanes and the edge; it never crosses the sectors, whose angle is not time."""
    today = drawing.today
    if today is None or today.year != drawing.year:
        return
    angle = angle_of(today, drawing.year)
    strokes = "".join(f"M{at(*point(near, angle))}L{at(*point(far, angle))}" for near, far in HAND)
    thick = 1.0 if dress.words else 1.5
    picture.draw(
        path(strokes, stroke=WHITE, stroke_width=7 * thick, css="bed"),
        path(strokes, stroke=THREAD, stroke_width=3 * thick, css="edge"),
        circle(*point(KNOB, angle), 4.5 * thick, fill=THREAD, css="fill"),
    )


def _ticks(angles: Iterable[float], inner: float) -> str:
    return "".join(f"M{at(*point(CALENDAR, angle))}L{at(*point(inner, angle))}" for angle in angles)
