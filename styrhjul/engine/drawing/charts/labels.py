"""Labels that never meet: end labels moved apart, free labels put where nothing is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from styrhjul.engine.drawing.colour import INK, INK_2
from styrhjul.engine.drawing.words import Box, Words, width_of

APART = 17.0
FIRM = 1000.0

Segment = tuple[tuple[float, float], tuple[float, float]]


@dataclass(frozen=True)
class EndLabel:
    """A label at a line's end: where the line ends, the lines of text, its look, and how firmly it stays."""

    x: float
    y: float
    lines: tuple[str, ...]
    weight: int = 400
    fill: str = INK_2
    size: float = 13
    firm: bool = False

    @property
    def width(self) -> float:
        """The widest line."""
        return max(width_of(text, self.size, self.weight) for text in self.lines)

    @property
    def height(self) -> float:
        """The room down the page."""
        return APART * len(self.lines)

    def words(self, middle: float) -> list[Words]:
        """Return the lines, centred on a height."""
        first = middle - self.height / 2 + APART / 2 + self.size * 0.34
        return [
            Words(self.x, first + APART * place, text, self.size, self.weight, self.fill)
            for place, text in enumerate(self.lines)
        ]


def spread(labels: Sequence[EndLabel], top: float, bottom: float) -> list[float]:
    """Return the middle of each label, as near its line's end as not meeting its neighbours allows."""
    weights = [FIRM if label.firm else 1.0 for label in labels]
    return move_apart([label.y for label in labels], [label.height for label in labels], top, bottom, weights)


def move_apart(
    wanted: Sequence[float], sizes: Sequence[float], low: float, high: float, weights: Sequence[float] = ()
) -> list[float]:
    """Return places as near the wanted ones as sizes allow, within two ends if all fit.

    Notes
    -----
    Places keep their order. Neighbours that would meet are joined and share their mean shift (pool adjacent
    violators), those with more weight moving less.

    """
    order = sorted(range(len(wanted)), key=lambda place: (wanted[place], place))
    offsets, total = {}, 0.0
    for place in order:
        offsets[place] = total + sizes[place] / 2
        total += sizes[place]
    pools: list[tuple[float, float, list[int]]] = []
    for place in order:
        weight = weights[place] if weights else 1.0
        pools.append(((wanted[place] - offsets[place]) * weight, weight, [place]))
        while len(pools) > 1 and pools[-2][0] / pools[-2][1] > pools[-1][0] / pools[-1][1]:
            last, before = pools.pop(), pools.pop()
            pools.append((before[0] + last[0], before[1] + last[1], before[2] + last[2]))
    places = [0.0] * len(wanted)
    for shift, weight, members in pools:
        start = max(min(shift / weight, high - total), low)
        for place in members:
            places[place] = start + offsets[place]
    return places


def free_place(candidates: Iterable[Words], boxes: Sequence[Box], segments: Sequence[Segment]) -> Words | None:
    """Return the first text that meets no box and no line, or None."""
    for words in candidates:
        room = words.boxes()[0]
        clear = not any(room.meets(box, 2) for box in boxes)
        if clear and not any(room.crossed_by(*segment) for segment in segments):
            return words
    return None


def ink_label(x: float, y: float, lines: tuple[str, ...], weight: int) -> EndLabel:
    """Return the label of the own series: stronger and a size larger."""
    return EndLabel(x, y, lines, weight, INK, 14)
