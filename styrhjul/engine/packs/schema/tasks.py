"""Duties in the making: what the calendar and the to-do lists ask for."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from styrhjul.engine.packs.schema.basics import Basis, Day, Entry, Key, Text


class Event(StrEnum):
    """What fulfils a duty by itself: the higher action that is the work."""

    PLAN_SENT = "plan_sent"
    PLAN_ADOPTED = "plan_adopted"
    CHECK_IN_COMPLETE = "check_in_complete"
    ANALYSIS_CONCLUDED = "analysis_concluded"
    RATING_GIVEN = "rating_given"
    REPORT_SENT = "report_sent"
    REPORT_DECIDED = "report_decided"
    PROPOSAL_DECIDED = "proposal_decided"
    INPUTS_ANSWERED = "inputs_answered"
    TARGETS_DECIDED = "targets_decided"
    ASSURANCE_CHECKED = "assurance_checked"
    GOAL_SET = "goal_set"
    VALUES_ENTERED = "values_entered"
    ANALYSIS_BEGUN = "analysis_begun"
    STEP_WRITTEN = "step_written"
    PROPOSAL_MADE = "proposal_made"
    CONSEQUENCES_DESCRIBED = "consequences_described"
    PROPOSALS_WEIGHED = "proposals_weighed"


class Rhythm(StrEnum):
    """How often a duty comes back; monthly means every month of the plan year, on the day of `due`."""

    YEARLY = "yearly"
    MONTHLY = "monthly"


class Task(Entry):
    """A duty in the making: who does what, when, and which event fulfils it (none: done by hand).

    It may be about one plan level, report occasion, goal level or step of the ladder; then the same event
    about another doesn't fulfil it.
    """

    due: Day
    starts: Day | None = None
    rhythm: Rhythm = Rhythm.YEARLY
    unit_kinds: Annotated[list[Key], Field(min_length=1)]
    role: Key
    fulfilled_by: Event | None = None
    plan_level: Key | None = None
    occasion: Key | None = None
    goal_level: Key | None = None
    step: Key | None = None
    guidance: Text | None = None
    days_basis: Basis = Basis.ASSUMED
    who_basis: Basis = Basis.ASSUMED

    @property
    def about(self) -> str:
        """Return the key of what the duty is about; empty when it is about nothing in particular."""
        return self.plan_level or self.occasion or self.goal_level or self.step or ""


class CalendarEntry(Task):
    """A task of the year's calendar, for boards and the whole municipality; `part` is where on the wheel it counts."""

    part: Key
