"""Labels outside the calendar edge: today, milestones, names without room inside. None meets another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import cos, hypot, radians, sin, sqrt

from styrhjul.engine.drawing.colour import INK, INK_2, THREAD, WHITE
from styrhjul.engine.drawing.picture import Picture
from styrhjul.engine.drawing.svg import line, path, point, polyline
from styrhjul.engine.drawing.wheel.calendar import KNOB, milestones_of
from styrhjul.engine.drawing.wheel.dress import Dress
from styrhjul.engine.drawing.wheel.geometry import CALENDAR, angle_of
from styrhjul.engine.drawing.wheel.model import WheelDrawing
from styrhjul.engine.drawing.wheel.names import Outside
from styrhjul.engine.drawing.wheel.stack import Wish, spread
from styrhjul.engine.drawing.words import Box, Words, wrap

LABELS, CLEAR = 254.0, 250.0
HALF_VIEW, NARROWEST = 321.0, 100.0
HIGHEST, LOWEST = -330.0, 330.0
SLIDE, LINE, BREATH = 16.0, 17.0, 4.0
DIAMOND = 10
UNMOVED = 7.0
OUTWARDS = (8.0, 14.0, 20.0, 28.0, 38.0)
UPWARDS = 10.0
CLEAR_OF_EDGE = CALENDAR + 3
Point = tuple[float, float]
Strokes = Sequence[tuple[Point, Point]]


@dataclass(frozen=True)
class Note:
    """A label to be placed: its angle, its words, how much it minds being moved, and where its leader line starts."""

    angle: float
    label: str
    note: str
    weight: int
    leader_from: float
    leeway: float = 0
    fill: str = INK
    colour: str = INK
    minds: float = 1
    always_led: bool = False
    out: float = 0

    @property
    def side(self) -> int:
        """1 to the right of the wheel, -1 to the left."""
        return 1 if sin(radians(self.angle)) >= 0 else -1

    @cached_property
    def lines(self) -> list[tuple[str, float, int, str]]:
        """The lines with size, weight and colour: broken where the page would otherwise have to be wider."""
        room = max(HALF_VIEW - abs(point(LABELS, self.angle)[0]), NARROWEST)
        bold = [(text, 14.0, self.weight, self.colour) for text in wrap(self.label, room, 14, self.weight)]
        return bold + ([(self.note, 13.0, 400, INK_2)] if self.note else [])

    @cached_property
    def wish(self) -> Wish:
        """Where it wants to be: at its angle, slid up in the upper half and down in the lower."""
        height, upright = LINE * len(self.lines), cos(radians(self.angle))
        minds = self.minds * (0.25 + abs(sin(radians(self.angle))))  # there is room above and below the wheel
        return Wish(-LABELS * upright - SLIDE * upright * max(height / 34, 0.3), height, minds)


@dataclass(frozen=True)
class Placed:
    """A label and the height of its middle."""

    note: Note
    middle: float

    @property
    def is_led(self) -> bool:
        """Whether a leader line has to say where it belongs."""
        return self.note.always_led or abs(self.middle - self.note.wish.middle) > UNMOVED

    def words(self, out: float = 0) -> list[Words]:
        """Return its lines outside the wheel and no nearer the middle than its leader begins, `out` farther away."""
        lines, side = self.note.lines, self.note.side
        top = self.middle - LINE * len(lines) / 2
        nearest = 0.0 if top < 0 < top + LINE * len(lines) else min(abs(top), abs(top + LINE * len(lines)))
        begins = abs(point(self.note.leader_from, self.note.angle)[0])
        x = side * (max(sqrt(max(CLEAR**2 - nearest**2, 0)), begins, 6) + 4 + self.note.out + out)
        anchor = "start" if side > 0 else "end"
        return [
            Words(x, top + LINE * place + 13, text, size, weight, fill, anchor)
            for place, (text, size, weight, fill) in enumerate(lines)
        ]

    def boxes(self, out: float = 0) -> list[Box]:
        """Return the room its lines take."""
        return [box for words in self.words(out) for box in words.boxes()]

    def leader(self, out: float, turn: float) -> tuple[Point, Point]:
        """Return the ends of its leader line."""
        return point(self.note.leader_from, self.note.angle + turn), (
            self.words(out)[0].x - 3 * self.note.side,
            self.middle,
        )


def draw_milestones(picture: Picture, drawing: WheelDrawing) -> None:
    """Draw a diamond on the edge for each milestone of the year, filled when done; a halo parts neighbours."""
    for stone in milestones_of(drawing):
        x, y = point(CALENDAR, angle_of(stone.day, drawing.year))
        half = DIAMOND * 0.75
        corners = polyline(((x, y - half), (x + half, y), (x, y + half), (x - half, y))) + "Z"
        fill = INK if stone.done else WHITE
        picture.draw(path(corners, fill=WHITE, stroke=WHITE, stroke_width=4, css="bed"))
        picture.draw(path(corners, fill=fill, stroke=INK, stroke_width=1.6, css="fill"))


def write_outside(picture: Picture, drawing: WheelDrawing, names: Sequence[Outside], dress: Dress) -> None:
    """Write today, the milestones and the names where there is room; the rest are numbered and listed below."""
    notes = _notes(drawing, names, dress)
    crowded: list[Note] = []
    for side in (1, -1):
        crowded += _settle(picture, [note for note in notes if note.side == side])
    _list(picture, sorted(crowded, key=lambda note: note.angle), _signs(drawing))


def _notes(drawing: WheelDrawing, names: Sequence[Outside], dress: Dress) -> list[Note]:
    year, notes = drawing.year, []
    if drawing.today and drawing.today.year == year and drawing.today_label:
        angle = angle_of(drawing.today, year)
        notes.append(Note(angle, drawing.today_label, "", dress.strong, KNOB, colour=THREAD, minds=30, out=7))
    for stone in milestones_of(drawing):
        notes.append(Note(angle_of(stone.day, year), stone.label, stone.note, 600, CALENDAR + 8))
    for name in names:
        led = Note(name.angle, name.label, name.note, dress.strong, name.radius, name.leeway, name.fill)
        notes.append(replace(led, minds=0.3, always_led=True))
    return notes


def _settle(picture: Picture, notes: list[Note]) -> list[Note]:
    """Write the labels of one side, and return those for which there is no room."""
    kept = sorted(notes, key=lambda note: -cos(radians(note.angle)))
    crowded: list[Note] = []
    taken = picture.boxes
    around = [box for box in taken if max(-box.left, box.right) ** 2 + max(-box.top, box.bottom) ** 2 > CALENDAR**2]
    while kept:
        placed = _stacked(kept, around, picture.strokes)
        if placed is None:
            least = min(kept, key=lambda note: (note.minds, note.angle))
        else:
            outs = _outs(placed, taken, picture.strokes)
            ways = [(one, *out) for one, out in zip(placed, outs, strict=True) if out]
            blocked = [one for one, out in zip(placed, outs, strict=True) if out is None] or _tangled(ways)
            if not blocked:
                _write(picture, ways)
                break
            least = max(blocked, key=lambda one: abs(one.middle - one.note.wish.middle)).note
        crowded.append(least)
        kept.remove(least)
    return crowded


def _stacked(notes: list[Note], around: list[Box], strokes: Strokes) -> list[Placed] | None:
    """Return labels above each other, raised until none lies on the ground or on what is written there."""
    wishes, bottom = [note.wish for note in notes], LOWEST
    while (middles := spread(wishes, HIGHEST, bottom, BREATH)) is not None:
        placed = [Placed(note, middle) for note, middle in zip(notes, middles, strict=True)]
        low = [one for one in placed if one.middle > 0 and _is_taken(one, around, strokes)]
        if not low:
            return placed
        bottom = max(one.middle + one.note.wish.height / 2 for one in low) - UPWARDS
    return None


def _is_taken(one: Placed, around: list[Box], strokes: Strokes) -> bool:
    boxes = one.boxes()
    if any(box.crossed_by(*stroke) for box in boxes for stroke in strokes):
        return True
    return any(box.meets(other, BREATH) for box in boxes for other in around)


def _outs(placed: list[Placed], taken: list[Box], strokes: Strokes) -> list[tuple[float, float] | None]:
    """Return how far out each label goes and how far its leader turns; None where no leader finds a clear way."""
    boxes = [one.boxes() for one in placed]
    found: list[tuple[float, float] | None] = []
    for place, one in enumerate(placed):
        others = [box for other, several in enumerate(boxes) if other != place for box in several]
        out = _way_out(one, taken, others, strokes) if one.is_led else (0.0, 0.0)
        if out:
            boxes[place] = one.boxes(out[0])
        found.append(out)
    return found


def _way_out(one: Placed, taken: list[Box], others: list[Box], strokes: Strokes) -> tuple[float, float] | None:
    for out in OUTWARDS:
        own = one.boxes(out)
        if any(box.crossed_by(*stroke) for box in own for stroke in strokes):
            continue
        if any(box.meets(other) for box in own for other in taken + others):
            continue
        for turn in (0, one.note.leeway, -one.note.leeway)[: 3 if one.note.leeway else 1]:
            start, end = one.leader(out, turn)
            outside = one.note.always_led or _nearest(start, end) >= CLEAR_OF_EDGE
            if outside and not any(box.crossed_by(start, end) for box in taken + others + own):
                return out, turn
    return None


def _nearest(start: Point, end: Point) -> float:
    """Return how near to the hub a line comes."""
    across, down = end[0] - start[0], end[1] - start[1]
    share = -(start[0] * across + start[1] * down) / max(across**2 + down**2, 1e-9)
    share = min(max(share, 0), 1)
    return hypot(start[0] + across * share, start[1] + down * share)


def _tangled(ways: list[tuple[Placed, float, float]]) -> list[Placed]:
    """Return the labels that meet another, or whose leader crosses another or its leader, as they lie in the end."""
    leaders = [one.leader(out, turn) if one.is_led else None for one, out, turn in ways]
    boxes = [one.boxes(out) for one, out, _turn in ways]

    def tangled(one: int, other: int) -> bool:
        led = leaders[one]
        if led and (_cross(led, leaders[other]) or any(box.crossed_by(*led) for box in boxes[other])):
            return True
        return any(box.meets(against) for box in boxes[one] for against in boxes[other])

    places = range(len(ways))
    return [ways[one][0] for one in places if any(tangled(one, other) for other in places if other != one)]


def _cross(one: tuple[Point, Point], other: tuple[Point, Point] | None) -> bool:
    """Tell whether two lines cross."""
    if other is None:
        return False

    def turn(a: Point, b: Point, c: Point) -> float:
        return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])

    (a, b), (c, d) = one, other
    return turn(a, b, c) * turn(a, b, d) < 0 and turn(c, d, a) * turn(c, d, b) < 0


def _write(picture: Picture, ways: list[tuple[Placed, float, float]]) -> None:
    for one, out, turn in ways:
        if one.is_led:
            start, end = one.leader(out, turn)
            picture.draw(line(*start, *end, stroke=WHITE, stroke_width=2.4, css="bed"))
            picture.draw(line(*start, *end, stroke=INK_2, stroke_width=0.8, css="edge"))
            picture.strokes.append((start, end))
        picture.write(*one.words(out))


def _signs(drawing: WheelDrawing) -> list[Box]:
    """Return the room that diamonds and today's knob take on the edge."""
    spots = [point(CALENDAR, angle_of(stone.day, drawing.year)) for stone in milestones_of(drawing)]
    if drawing.today and drawing.today.year == drawing.year:
        spots.append(point(KNOB, angle_of(drawing.today, drawing.year)))
    return [Box(x - 6, y - 6, x + 6, y + 6) for x, y in spots]


def _list(picture: Picture, crowded: list[Note], signs: list[Box]) -> None:
    """Give a number to what found no room and list it under the drawing."""
    low = max([box.bottom for box in picture.boxes] + [CALENDAR + 6]) + 20
    for place, note in enumerate(crowded, start=1):
        _number(picture, note, str(place), signs)
        entry = Words(0, low, f"{place}  {note.label}", 13, 600, INK, "start", 0, f", {note.note}" if note.note else "")
        picture.write(replace(entry, x=-min(entry.width / 2, HALF_VIEW)))
        low += 19


def _number(picture: Picture, note: Note, text: str, signs: list[Box]) -> None:
    """Write the number of a listed label in its sector, or beside its diamond where it is free."""
    radii = (note.leader_from - 4,) if note.always_led else (CALENDAR + 15, CALENDAR - 14, CALENDAR - 28)
    for radius, turn in ((radius, turn) for turn in (0, 2, -2, 4, -4) for radius in radii):
        x, y = point(radius, note.angle + turn)
        sign = Words(x, y + 4, text, 12, 600, note.fill, "middle")
        room = sign.boxes()[0]
        crossed = any(room.crossed_by(*stroke) for stroke in picture.strokes)
        if not crossed and not any(room.meets(box) for box in picture.boxes + signs):
            picture.write(sign)
            return
