"""What things stand on keys of the steering model, section by section: the one list of where keys are stored."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Count, Q, QuerySet

from styrhjul.base.calendar.models import Duty
from styrhjul.base.common import clock
from styrhjul.base.organisation.models import Appointment, Unit
from styrhjul.base.steering.differences import Section, path_of
from styrhjul.wheel.followup.models import Analysis, Rating, Report, ReportText, StepComment, StepText
from styrhjul.wheel.followup.states import AnalysisState, ReportState
from styrhjul.wheel.goals.models import Goal
from styrhjul.wheel.plans.models import Plan, PlanText
from styrhjul.wheel.plans.states import PlanState

UNDECIDED = (PlanState.DRAFT, PlanState.SENT)
Rows = QuerySet[Any]


class Tally(NamedTuple):
    """How many things there are, and how many of them follow the model of today."""

    every: int
    still: int

    def __add__(self, other: object) -> Tally:
        """Add them one by one."""
        if not isinstance(other, Tally):
            return NotImplemented
        return Tally(self.every + other.every, self.still + other.still)


NOTHING = Tally(0, 0)


@dataclass(frozen=True)
class Use:
    """Things of one kind that stand on keys of a section.

    `fields` hold the key, or the two parts of a path; `of` is what is counted. `open` are those that follow the model
    of today; the others keep the one of their year or their decision.
    """

    section: Section
    rows: Rows
    fields: tuple[str, ...]
    open: Q
    of: str = "pk"

    def counted(self) -> dict[str, Tally]:
        """Return how many things stand on each key."""
        every = Count(self.of, distinct=True)
        still = Count(self.of, filter=self.open, distinct=True)
        found = self.rows.order_by().values(*self.fields).annotate(every=every, still=still)
        return {self.key(row[name] for name in self.fields): Tally(row["every"], row["still"]) for row in found}

    @staticmethod
    def key(parts: Iterable[str]) -> str:
        """Return a key, or a path of two."""
        first, *rest = parts
        return path_of(first, rest[0]) if rest else first

    def standing_on(self, key: str) -> Rows:
        """Return the things that stand on a key."""
        parts = key.split("/") if len(self.fields) > 1 else [key]
        return self.rows.filter(**dict(zip(self.fields, parts, strict=True)))


def _not_ended() -> Q:
    return Q(ends=None) | Q(ends__gt=clock.today())


def uses() -> list[Use]:
    """Return everything that is stored under a key of the model; an empty key stands for nothing and is left out."""
    year = clock.today().year
    return [*_organisation(), *_planning(year), *_following_up(year), *_rating(year), *_duties(year)]


def _organisation() -> list[Use]:
    held = _not_ended()
    return [
        Use(Section.UNIT_KINDS, Unit.objects.filter(held), ("kind",), Q()),
        Use(Section.ROLES, Appointment.objects.filter(held, user__is_active=True), ("role",), Q()),
    ]


def _planning(year: int) -> list[Use]:
    draft = Q(state__in=UNDECIDED, year__gte=year)
    texts = PlanText.objects.filter(plan__state__in=UNDECIDED).exclude(body="")
    return [
        Use(Section.GOAL_LEVELS, Goal.objects.all(), ("level",), _not_ended()),
        Use(Section.PLAN_LEVELS, Plan.objects.all(), ("level",), draft),
        Use(Section.PLAN_SECTIONS, texts, ("plan__level", "section"), Q(plan__year__gte=year), "plan"),
    ]


def _following_up(year: int) -> list[Use]:
    undecided = Report.objects.exclude(state=ReportState.DECIDED)
    texts = ReportText.objects.filter(report__in=undecided).exclude(body="")
    going_on = Q(analysis__state=AnalysisState.OPEN, analysis__year__gte=year)
    return [
        Use(Section.OCCASIONS, Report.objects.all(), ("occasion",), ~Q(state=ReportState.DECIDED) & Q(year__gte=year)),
        Use(Section.OCCASIONS, Analysis.objects.all(), ("occasion",), Q(state=AnalysisState.OPEN, year__gte=year)),
        Use(Section.REPORT_SECTIONS, texts, ("report__occasion", "section"), Q(report__year__gte=year), "report"),
        Use(Section.STEPS, StepText.objects.exclude(body=""), ("step",), going_on, "analysis"),
        Use(Section.STEPS, StepComment.objects.all(), ("step",), going_on, "analysis"),
    ]


def _rating(year: int) -> list[Use]:
    given, now = Rating.objects.all(), Q(year__gte=year)
    aspects = given.exclude(aspect="").exclude(aspect__startswith="goal-")
    return [
        Use(Section.OCCASIONS, given, ("occasion",), now),
        Use(Section.COLOURS, given, ("colour",), now),
        Use(Section.RATING_LEVELS, given, ("level",), now),
        Use(Section.FOCUS_AREAS, given.exclude(focus_area=""), ("focus_area",), now),
        Use(Section.ASPECTS, aspects, ("aspect",), now),
    ]


def _duties(year: int) -> list[Use]:
    """Return the duties that are done or late; those ahead follow the model by themselves."""
    kept = Duty.objects.exclude(done_at=None, due__gte=clock.today()).exclude(part="")
    return [Use(Section.PARTS, kept, ("part",), Q(due__gte=date(year, 1, 1)))]


def in_use() -> dict[Section, dict[str, Tally]]:
    """Return how many things stand on each key of each section."""
    found: dict[Section, dict[str, Tally]] = {}
    for use in uses():
        counted = found.setdefault(use.section, {})
        for key, tally in use.counted().items():
            counted[key] = counted.get(key, NOTHING) + tally
    return found
