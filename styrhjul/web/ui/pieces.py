"""What the pieces of a page are given to show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from styrhjul.base.common.permit import Permit


@dataclass(frozen=True)
class Fact:
    """One of the facts at the top of a page: what, how much or how it goes, and what that means."""

    label: str
    value: str
    note: str = ""


@dataclass(frozen=True)
class Verdict:
    """One level's rating: sign and word, the reason, who and when; without a sign it has not been given yet."""

    level: str
    sign: str = ""
    word: str = ""
    reason: str = ""
    by: str = ""
    deviates: bool = False
    href: str = ""
    rate_href: str = ""


@dataclass(frozen=True)
class ThreadRow:
    """One thing on the red thread. Branches leave the line; a group is a heading over its branches."""

    level: str
    title: str = ""
    href: str = ""
    sign: str = ""
    word: str = ""
    note: str = ""
    current: bool = False
    branch: bool = False


@dataclass(frozen=True)
class Step:
    """A place in a list that follows along: a step of the ladder, a section of a plan."""

    number: int
    title: str
    href: str
    done: bool = False
    current: bool = False
    language: str = ""
    """The language of the title, where it is not the reader's."""


@dataclass(frozen=True)
class Sum:
    """How many have a sign."""

    sign: str
    word: str
    count: int


@dataclass(frozen=True)
class Cell:
    """A cell of the heat map: the levels' ratings in order, or why there are none."""

    levels: Sequence[Verdict] = ()
    href: str = ""
    change: int = 0
    skipped: bool = False
    opened: bool = False
    dashed: bool = False

    @property
    def differs(self) -> bool:
        """Whether the levels have come to different ratings."""
        return len({level.sign for level in self.levels}) > 1

    @property
    def last(self) -> Verdict | None:
        """The rating of the last level that has given one."""
        return self.levels[-1] if self.levels else None


@dataclass(frozen=True)
class Act:
    """A button: what it says, where it goes, and whether the person may."""

    label: str
    href: str
    permit: Permit | None = None
    primary: bool = False
