"""The steering model's own parts in words: sections, shapes, rhythms, days, and what can be wrong with a pack."""

from __future__ import annotations

from typing import Final

from babel.dates import get_month_names
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from styrhjul.base.steering.differences import Section
from styrhjul.engine.packs.faults import FaultCode
from styrhjul.engine.packs.schema import Adoption, Day, Event, Evidence, PartKind, Rhythm, Sign, StepPart
from styrhjul.web.ui.formats import locale

SECTION_WORDS: Final[dict[Section, Promise]] = {
    Section.PARTS: gettext_lazy("The parts of the wheel"),
    Section.TODOS: gettext_lazy("To-do lists"),
    Section.CALENDAR: gettext_lazy("Calendar"),
    Section.PRINCIPLES: gettext_lazy("Principles"),
    Section.METHODS: gettext_lazy("Methods"),
    Section.UNIT_KINDS: gettext_lazy("Kinds of units"),
    Section.ROLES: gettext_lazy("Roles"),
    Section.GOAL_LEVELS: gettext_lazy("Levels of goals"),
    Section.PLAN_LEVELS: gettext_lazy("Levels of plans"),
    Section.PLAN_SECTIONS: gettext_lazy("Sections of plans"),
    Section.OCCASIONS: gettext_lazy("Report occasions"),
    Section.REPORT_SECTIONS: gettext_lazy("Sections of reports"),
    Section.COLOURS: gettext_lazy("Rating scale"),
    Section.RATING_LEVELS: gettext_lazy("Whose ratings"),
    Section.FOCUS_AREAS: gettext_lazy("Focus areas"),
    Section.ASPECTS: gettext_lazy("Aspects"),
    Section.STEPS: gettext_lazy("Steps of the ladder"),
}
SHAPE_WORDS: Final[dict[PartKind, Promise]] = {
    PartKind.BASE: gettext_lazy("base plate"),
    PartKind.RING: gettext_lazy("ring"),
    PartKind.PHASE: gettext_lazy("phase"),
    PartKind.WEDGE: gettext_lazy("wedge"),
    PartKind.ARROW: gettext_lazy("arrow"),
}
RHYTHM_WORDS: Final[dict[Rhythm, Promise]] = {
    Rhythm.YEARLY: gettext_lazy("every year"),
    Rhythm.MONTHLY: gettext_lazy("every month"),
}
ADOPTION_WORDS: Final[dict[Adoption, Promise]] = {
    Adoption.POLITICALLY: gettext_lazy("politically"),
    Adoption.BY_MANAGER: gettext_lazy("by the manager"),
}
# When a to-do is done by itself.
EVENT_WORDS: Final[dict[Event, Promise]] = {
    Event.PLAN_SENT: gettext_lazy("when the plan is handed over"),
    Event.PLAN_ADOPTED: gettext_lazy("when the plan is adopted"),
    Event.CHECK_IN_COMPLETE: gettext_lazy("when the month is checked in"),
    Event.ANALYSIS_CONCLUDED: gettext_lazy("when an analysis is concluded"),
    Event.RATING_GIVEN: gettext_lazy("when the rating is given"),
    Event.REPORT_SENT: gettext_lazy("when the report is handed over"),
    Event.REPORT_DECIDED: gettext_lazy("when the report is decided"),
    Event.PROPOSAL_DECIDED: gettext_lazy("when all proposals are decided"),
    Event.INPUTS_ANSWERED: gettext_lazy("when all inputs are answered"),
    Event.TARGETS_DECIDED: gettext_lazy("when targets are decided"),
    Event.ASSURANCE_CHECKED: gettext_lazy("when all checks are made"),
    Event.GOAL_SET: gettext_lazy("when a goal is set"),
    Event.VALUES_ENTERED: gettext_lazy("when no value is lacking"),
    Event.ANALYSIS_BEGUN: gettext_lazy("when an analysis is begun"),
    Event.STEP_WRITTEN: gettext_lazy("when the step of the analysis is written"),
    Event.PROPOSAL_MADE: gettext_lazy("when a proposal is made"),
    Event.CONSEQUENCES_DESCRIBED: gettext_lazy("when all consequences are described"),
    Event.PROPOSALS_WEIGHED: gettext_lazy("when all proposals are weighed"),
}
SIGN_WORDS: Final[dict[Sign, Promise]] = {
    Sign.CIRCLE: gettext_lazy("circle"),
    Sign.TRIANGLE: gettext_lazy("triangle"),
    Sign.SQUARE: gettext_lazy("square"),
    Sign.RING: gettext_lazy("open ring"),
}
EVIDENCE_WORDS: Final[dict[Evidence, Promise]] = {
    Evidence.EARLIER: gettext_lazy("earlier years"),
    Evidence.TARGETS: gettext_lazy("the targets"),
    Evidence.OTHERS: gettext_lazy("other municipalities"),
    Evidence.PATTERNS: gettext_lazy("patterns in the numbers"),
}
STEP_PART_WORDS: Final[dict[StepPart, Promise]] = {
    StepPart.EVENTS: gettext_lazy("events on the time line"),
    StepPart.TASKS: gettext_lazy("what is to be found out"),
    StepPart.RATING: gettext_lazy("the rating"),
    StepPart.PROPOSALS: gettext_lazy("proposals"),
}
# What a fault means and how it is mended, for whoever reads Swedish; the loader's own sentence has the detail.
FAULT_WORDS: Final[dict[FaultCode, tuple[Promise, Promise]]] = {
    FaultCode.UNREADABLE: (gettext_lazy("The file cannot be read"), gettext_lazy("Try to save and upload it again.")),
    FaultCode.TOO_LARGE: (gettext_lazy("The file is too large"), gettext_lazy("A model may be at most 1 MB.")),
    FaultCode.ENCODING: (gettext_lazy("The file is not UTF-8 text"), gettext_lazy("Save it as UTF-8.")),
    FaultCode.SYNTAX: (gettext_lazy("This is not YAML"), gettext_lazy("Look at indents, colons and quotation marks.")),
    FaultCode.FORBIDDEN_YAML: (
        gettext_lazy("Anchors, aliases and tags are not allowed"),
        gettext_lazy("Write the value out in full."),
    ),
    FaultCode.TOO_DEEP: (gettext_lazy("Too deep or too much"), gettext_lazy("Remove what is nested or repeated.")),
    FaultCode.EMPTY: (gettext_lazy("Something is empty"), gettext_lazy("Write what is to stand there.")),
    FaultCode.CHARACTER: (gettext_lazy("A character that is not text"), gettext_lazy("Type the line again.")),
    FaultCode.DUPLICATE: (gettext_lazy("The key stands twice"), gettext_lazy("Remove one of them or rename it.")),
    FaultCode.MISSING: (gettext_lazy("A key is missing"), gettext_lazy("Add it here.")),
    FaultCode.UNKNOWN: (gettext_lazy("There is no such key"), gettext_lazy("Mend the spelling or remove the line.")),
    FaultCode.WRONG_TYPE: (gettext_lazy("The value is of the wrong kind"), gettext_lazy("Write what is asked for.")),
    FaultCode.NOT_A_KEY: (
        gettext_lazy("The value cannot be a key"),
        gettext_lazy("Use a–z, digits and _, beginning with a letter."),
    ),
    FaultCode.COLOUR: (gettext_lazy("This is not a colour"), gettext_lazy('Write it as "#1a2b3c", in quotes.')),
    FaultCode.CHOICE: (gettext_lazy("The value is not among the choices"), gettext_lazy("Choose one of them.")),
    FaultCode.RANGE: (gettext_lazy("The number is out of range"), gettext_lazy("Write a number within the bounds.")),
    FaultCode.LENGTH: (gettext_lazy("The text is too long"), gettext_lazy("Shorten it.")),
    FaultCode.DANGLING: (
        gettext_lazy("It points at something that is not there"),
        gettext_lazy("Mend the name, or add what it points at."),
    ),
    FaultCode.CYCLE: (gettext_lazy("It runs in a circle"), gettext_lazy("Remove one of the links.")),
    FaultCode.TWO_BASES: (gettext_lazy("The wheel has two base plates"), gettext_lazy("Keep one of them.")),
    FaultCode.BACKWARDS: (gettext_lazy("The end comes before the start"), gettext_lazy("Mend the days.")),
    FaultCode.UNFIT: (gettext_lazy("Two parts do not fit each other"), gettext_lazy("Mend one of them.")),
    FaultCode.COUNT: (gettext_lazy("There are too many or too few"), gettext_lazy("Mend the number.")),
    FaultCode.EXTENDS: (
        gettext_lazy("The model that this one builds on is not there"),
        gettext_lazy("Build on common, or write every section."),
    ),
    FaultCode.NAME: (gettext_lazy("There is no such model"), gettext_lazy("Choose one of those that are shipped.")),
    FaultCode.MORE: (gettext_lazy("There are more faults"), gettext_lazy("Mend these first and upload again.")),
    FaultCode.OTHER: (gettext_lazy("The value does not hold"), gettext_lazy("See what a model may contain.")),
}


def day_words(day: Day) -> str:
    """Return a day counted from the plan year: 15 november, året före."""
    month = get_month_names("wide", locale=locale())[day.month]
    return ", ".join(filter(None, [f"{day.day}\u00a0{month}", year_words(day.year)]))


def year_words(offset: int) -> str:
    """Return how far a year lies from the plan year."""
    if offset == 0:
        return ""
    years = abs(offset)
    if offset < 0:
        return ngettext("the year before", "%(count)s years before", years) % {"count": years}
    return ngettext("the year after", "%(count)s years after", years) % {"count": years}


def listed(words: list[str]) -> str:
    """Return words in a row."""
    return ", ".join(words) if words else _("none")
