"""What every part of a pack is made of: words in two languages, keys, days, and where a thing comes from."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr, StringConstraints

Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
Line = Annotated[str, StringConstraints(min_length=1, max_length=200, strip_whitespace=True)]
Paragraph = Annotated[str, StringConstraints(min_length=1, max_length=2000, strip_whitespace=True)]
Hex = Annotated[str, StringConstraints(pattern=r"^#[0-9A-Fa-f]{6}$")]


class Form(BaseModel):
    """Anything in a pack: unknown keys are faults, and nothing changes after loading."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Basis(StrEnum):
    """Whether the municipality's own description says this, or we assume it."""

    SEED = "seed"
    ASSUMED = "assumed"


class Label(Form):
    """A word or a line in both languages of the interface."""

    sv: Line
    en: Line


class Text(Form):
    """A paragraph in both languages of the interface."""

    sv: Paragraph
    en: Paragraph


class Entry(Form):
    """Something with a key that other parts can point at.

    `basis` is about the thing itself and what it is called; days, people and rights have a basis of their
    own, since a description that names a task seldom says when it is done. `said_in` is where in the source
    it stands: a heading or a page.
    """

    key: Key
    label: Label
    basis: Basis
    said_in: Line | None = None
    _earlier: tuple[str, ...] = PrivateAttr(default=())

    @property
    def keys(self) -> tuple[str, ...]:
        """Return its key, and the keys of earlier models that have stood here since."""
        return (self.key, *self._earlier)

    def take_over(self, earlier: tuple[str, ...]) -> None:
        """Let keys of earlier models stand here; not part of what the pack says."""
        self._earlier = earlier


class Day(Form):
    """A day of the year, counted from the plan year: year -1 is the year before."""

    month: Annotated[int, Field(ge=1, le=12)]
    day: Annotated[int, Field(ge=1, le=31)]
    year: Annotated[int, Field(ge=-3, le=3)] = 0

    def on(self, plan_year: int) -> date:
        """Return the date for one plan year; a day that the month lacks becomes its last day."""
        for day in range(self.day, 27, -1):
            try:
                return date(plan_year + self.year, self.month, day)
            except ValueError:
                continue
        return date(plan_year + self.year, self.month, self.day)


class Span(Form):
    """When a part of the wheel goes on, relative to the plan year."""

    starts: Day
    ends: Day
    basis: Basis = Basis.ASSUMED
