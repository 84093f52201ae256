"""Kinds of units, levels of goals and plans, and report occasions."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from styrhjul.engine.packs.schema.basics import Basis, Day, Entry, Key, Label, Text


class UnitKind(Entry):
    """A kind of unit in the organisation tree."""

    under: list[Key] = []
    political: bool = False


class GoalLevel(Entry):
    """A level of goals; `under` names the levels it may stand below."""

    plural: Label
    under: list[Key] = []
    unit_kinds: Annotated[list[Key], Field(min_length=1)]
    measured: bool = True
    single: bool = False


class Adoption(StrEnum):
    """How a plan is adopted."""

    POLITICALLY = "politically"
    BY_MANAGER = "by_manager"


class Question(Entry):
    """A guiding question under a section."""

    help: Text | None = None


class Section(Entry):
    """A heading of a plan or report, with questions that help the writer.

    Under one of `activities` it is the plan's activities that answer, with or without a text.
    """

    questions: list[Question] = []
    required: bool = True
    activities: bool = False


class PlanLevel(Entry):
    """A level of plans: whose it is, who prepares and adopts it, and what it contains.

    `adopted_by` is a political unit kind when adopted politically, and a role when adopted by a manager.
    """

    under: Key | None = None
    unit_kinds: Annotated[list[Key], Field(min_length=1)]
    prepared_by: Key
    adopted: Adoption
    adopted_by: Key
    due: Day
    days_basis: Basis = Basis.ASSUMED
    who_basis: Basis = Basis.ASSUMED
    sections: Annotated[list[Section], Field(min_length=1)]


class Occasion(Entry):
    """A report occasion in the year: results count up to and including `until`, the report is due by `due`.

    A `whole` occasion uses all of the follow-up model, rating matrix included; the others parts of it.
    """

    due: Day
    until: Day
    whole: bool
    annual: bool = False
    days_basis: Basis = Basis.ASSUMED
    unit_kinds: Annotated[list[Key], Field(min_length=1)]
    sections: Annotated[list[Section], Field(min_length=1)]
