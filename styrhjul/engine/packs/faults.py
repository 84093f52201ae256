"""What can be wrong with a steering pack, said so that whoever wrote it can mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

Path = tuple[str | int, ...]

MOST_FAULTS = 200
MOST_LETTERS = 60


class FaultCode(StrEnum):
    """The kinds of faults; stable names, so that a page may say them in its own language."""

    UNREADABLE = "unreadable"
    TOO_LARGE = "too_large"
    ENCODING = "encoding"
    SYNTAX = "syntax"
    FORBIDDEN_YAML = "forbidden_yaml"
    TOO_DEEP = "too_deep"
    EMPTY = "empty"
    CHARACTER = "character"
    DUPLICATE = "duplicate"
    MISSING = "missing"
    UNKNOWN = "unknown"
    WRONG_TYPE = "wrong_type"
    NOT_A_KEY = "not_a_key"
    COLOUR = "colour"
    CHOICE = "choice"
    RANGE = "range"
    LENGTH = "length"
    DANGLING = "dangling"
    CYCLE = "cycle"
    TWO_BASES = "two_bases"
    BACKWARDS = "backwards"
    UNFIT = "unfit"
    COUNT = "count"
    EXTENDS = "extends"
    NAME = "name"
    MORE = "more"
    OTHER = "other"


@dataclass(frozen=True)
class Fault:
    """One fault: where it stands, what is wrong and what to do about it."""

    file: str
    line: int
    key: str
    message: str
    mend: str
    code: FaultCode = FaultCode.OTHER

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}: "
        if self.key:
            where += f"{self.key}: "
        return f"{where}{self.message} – mend: {self.mend}"


class PackError(Exception):
    """A pack that can't be loaded; holds every fault that was found."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = _listed(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


def dotted(path: Path) -> str:
    """Return a path as it is written in messages; a key that is no key at all is cut.

    Examples
    --------
    >>> dotted(("wheel", "parts", 1, "colour"))
    'wheel.parts.1.colour'

    """
    return ".".join(str(part)[:MOST_LETTERS] for part in path)


def _listed(faults: Iterable[Fault]) -> list[Fault]:
    """Return the faults, the first of each place only, and no endless list."""
    by_place: dict[tuple[str, str, int], Fault] = {}
    for fault in faults:
        by_place.setdefault((fault.file, fault.key, fault.line), fault)
    listed = list(by_place.values())
    if len(listed) <= MOST_FAULTS:
        return listed
    rest, last = len(listed) - MOST_FAULTS, listed[MOST_FAULTS - 1]
    more = Fault(last.file, last.line, "", f"{rest} more faults", "mend these first and check again", FaultCode.MORE)
    return [*listed[:MOST_FAULTS], more]
