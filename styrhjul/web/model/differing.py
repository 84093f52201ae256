"""Where two texts of a model differ, line by line, so that one can be chosen without reading all of both."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import takewhile
from typing import Final

MOST: Final = 30
"""Beyond so many places nobody chooses line by line, and the page would be all differences."""


@dataclass(frozen=True)
class Place:
    """A place where two texts differ: from which line of each, and the lines of each."""

    line: int
    theirs: tuple[str, ...]
    mine: tuple[str, ...]


@dataclass(frozen=True)
class Differing:
    """The first places where two texts differ, and how many more there are."""

    places: tuple[Place, ...]
    more: int


def differing_lines(theirs: str, mine: str) -> Differing:
    """Return where what somebody else saved and what was typed differ; `line` is counted in what was typed."""
    saved, typed = theirs.splitlines(), mine.splitlines()
    same = sum(1 for _both in takewhile(lambda pair: pair[0] == pair[1], zip(saved, typed, strict=False)))
    matcher = SequenceMatcher(None, saved[same:], typed[same:])
    places = tuple(
        Place(same + begins + 1, tuple(saved[same + first : same + last]), tuple(typed[same + begins : same + ends]))
        for tag, first, last, begins, ends in matcher.get_opcodes()
        if tag != "equal"
    )
    return Differing(places[:MOST], max(0, len(places) - MOST))
