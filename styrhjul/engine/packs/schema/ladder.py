"""The analysis ladder."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from styrhjul.engine.packs.schema.basics import Basis, Entry, Form, Label, Text


class FilledBy(StrEnum):
    """Who fills a step of the analysis ladder."""

    ENGINE = "engine"
    PEOPLE = "people"


class Evidence(StrEnum):
    """What the engine lays before a step."""

    EARLIER = "earlier"
    TARGETS = "targets"
    OTHERS = "others"
    PATTERNS = "patterns"


class StepPart(StrEnum):
    """What people do in a step besides writing."""

    EVENTS = "events"
    TASKS = "tasks"
    RATING = "rating"
    PROPOSALS = "proposals"


class StepQuestion(Text):
    """A question of a step; the wording is ours, `basis` tells whether the source asks for the same."""

    basis: Basis = Basis.ASSUMED


class Step(Entry):
    """A step of the analysis ladder."""

    questions: Annotated[list[StepQuestion], Field(min_length=1)]
    evidence: Evidence | None = None
    part: StepPart | None = None
    is_conclusion: bool = False

    @property
    def filled_by(self) -> FilledBy:
        """Return who fills the step: the engine where it lays evidence, else people."""
        return FilledBy.ENGINE if self.evidence else FilledBy.PEOPLE

    @property
    def text_is_note(self) -> bool:
        """Whether the text is a note beside what else people do in the step; events have to be thought about."""
        return self.part not in (None, StepPart.EVENTS)


class Ladder(Form):
    """The analysis ladder."""

    basis: Basis
    label: Label
    steps: Annotated[list[Step], Field(min_length=1, max_length=12)]
