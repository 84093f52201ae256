"""Analyses on the ladder, ratings at each level, and reports of each occasion."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from styrhjul.base.common.models import AppendOnly, User
from styrhjul.base.common.versions import TextVersion
from styrhjul.base.decisions.models import FormalDecision
from styrhjul.base.organisation.models import Unit
from styrhjul.base.organisation.permissions import within
from styrhjul.base.thread.models import Audience, Noded, known_to
from styrhjul.engine.packs.schema import Right
from styrhjul.wheel.followup.states import AnalysisState, ReportState
from styrhjul.wheel.goals.models import Goal
from styrhjul.wheel.indicators.models import Indicator


class AnalysisQuerySet(models.QuerySet["Analysis"]):
    """Analyses, by who may know of them."""

    def visible_to(self, user: User) -> AnalysisQuerySet:
        """Return the analyses that a person may know of, their goals too."""
        return (
            self.filter(known_to(user, "node__"), goal__in=Goal.objects.filter(known_to(user, "node__")).values("pk"))
            .select_related("node__unit", "goal__node__unit", "indicator__node", "concluded_by")
            .distinct()
        )


class Analysis(Noded):
    """Why did it turn out as it did: one goal's indicator at one unit on one occasion, step by step.

    `evidence` is what the engine laid before steps 1-4 when the analysis began; it stays as it was. `influences` is
    what lay on the time line when it was concluded.
    """

    goal = models.ForeignKey(Goal, models.PROTECT, related_name="analyses")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="analyses")
    occasion = models.CharField(max_length=40)
    year = models.PositiveSmallIntegerField(_("year"))
    state = models.CharField(max_length=10, choices=AnalysisState.choices, default=AnalysisState.OPEN)
    evidence = models.JSONField()
    influences = models.JSONField(null=True, blank=True)
    evidence_taken_at = models.DateTimeField()
    statistics_build = models.CharField(max_length=40, blank=True)
    concluded_at = models.DateTimeField(null=True, blank=True)
    concluded_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    objects: ClassVar[AnalysisQuerySet] = AnalysisQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("-year", "pk")


class StepText(TextVersion):
    """What people wrote in one step; each save is a version of its own, so nothing anyone wrote is lost."""

    analysis = models.ForeignKey(Analysis, models.PROTECT, related_name="texts")
    step = models.CharField(max_length=40)

    class Meta:
        ordering = ("step", "version")
        constraints = (models.UniqueConstraint(fields=["analysis", "step", "version"], name="step_text_version_once"),)

    def __str__(self) -> str:
        return f"{self.analysis_id} {self.step} v{self.version}"


class StepComment(AppendOnly):
    """What somebody said about a step."""

    analysis = models.ForeignKey(Analysis, models.PROTECT, related_name="comments")
    step = models.CharField(max_length=40)
    body = models.TextField(_("comment"), max_length=2000)
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return f"{self.analysis_id} {self.step}"


class AnalysisTask(models.Model):
    """What is missing to understand the result: what to find out, from whom, by when."""

    analysis = models.ForeignKey(Analysis, models.PROTECT, related_name="tasks")
    question = models.CharField(_("question"), max_length=300)
    whom = models.CharField(_("whom to ask"), max_length=120)
    due = models.DateField(_("due"))
    answer = models.TextField(_("answer"), max_length=2000, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("due", "pk")

    def __str__(self) -> str:
        return self.question


class Expected(models.TextChoices):
    """Which way a result was expected to go because of something that happened."""

    BETTER = "better", _("better")
    WORSE = "worse", _("worse")
    UNKNOWN = "unknown", _("don't know")


class EventQuerySet(models.QuerySet["Event"]):
    """Events, by who may know of them."""

    def visible_to(self, user: User) -> EventQuerySet:
        """Return the events that were told of in analyses of goals that a person may know of."""
        goals = Goal.objects.filter(known_to(user, "node__")).values("pk")
        return self.filter(analysis__goal__in=goals).select_related("by", "analysis__goal__node")


class Event(AppendOnly):
    """Something that happened and may have influenced a result.

    It belongs to the indicator and the unit, so that the next analysis of the same result finds it again; `analysis`
    is where it was first told of.
    """

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="events")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    analysis = models.ForeignKey(Analysis, models.PROTECT, related_name="events")
    period = models.CharField(_("when"), max_length=10)
    what = models.CharField(_("what happened"), max_length=200)
    source = models.CharField(_("source"), max_length=300, blank=True)
    link = models.URLField(_("link"), max_length=500, blank=True)
    expected = models.CharField(_("expected effect"), max_length=10, choices=Expected.choices)
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects: ClassVar[EventQuerySet] = EventQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("period", "pk")
        indexes = (models.Index(fields=["indicator", "unit"]),)

    def __str__(self) -> str:
        return f"{self.period} {self.what}"


class EventUse(AppendOnly):
    """Whether an event belongs on an analysis's time line, as somebody decided. A later row replaces an earlier."""

    event = models.ForeignKey(Event, models.PROTECT, related_name="uses")
    analysis = models.ForeignKey(Analysis, models.PROTECT, related_name="event_uses")
    belongs = models.BooleanField(_("belongs here"))
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        ordering = ("at", "pk")
        constraints = (
            models.CheckConstraint(
                name="event_struck_has_reason",
                condition=Q(belongs=True) | ~Q(reason=""),
                violation_error_message=_("What is struck needs its reason."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.event_id} in {self.analysis_id}: {self.belongs}"


class Baseline(AppendOnly):
    """The years that mean and limits of an analysis's chart rest on, as somebody chose.

    A later row replaces an earlier. Without years the chart is again as the engine laid it.
    """

    analysis = models.ForeignKey(Analysis, models.PROTECT, related_name="baselines")
    first = models.CharField(_("from"), max_length=7, blank=True)
    last = models.CharField(_("to"), max_length=7, blank=True)
    reason = models.CharField(_("reason"), max_length=300)
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        ordering = ("at", "pk")
        constraints = (
            models.CheckConstraint(
                name="baseline_has_both_ends",
                condition=Q(first="", last="") | (~Q(first="") & ~Q(last="")),
                violation_error_message=_("Choose both the first and the last."),
            ),
            models.CheckConstraint(
                name="baseline_has_reason",
                condition=~Q(reason=""),
                violation_error_message=_("Write why these years are chosen."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.analysis_id}: {self.first}–{self.last}"


class RatingQuerySet(models.QuerySet["Rating"]):
    """Ratings, by who may know of them."""

    def visible_to(self, user: User) -> RatingQuerySet:
        """Return the ratings that a person may know of, the goals that they are of too.

        What is kept to a unit and those above it is also known where it was rated, though the rater stands higher.
        """
        goals = Goal.objects.filter(known_to(user, "node__")).values("pk")
        where_rated = Q(node__audience=Audience.UNIT) & within(user, Right.READ_DRAFTS, "rated")
        known = known_to(user, "node__") | where_rated
        return (
            self.filter(known, Q(goal=None) | Q(goal__in=goals))
            .select_related("node__unit", "goal__node__unit", "rated", "by")
            .distinct()
        )

    def standing(self) -> RatingQuerySet:
        """Return the ratings that no later one of the same rater has followed."""
        return self.filter(followed_by=None)


class Rating(Noded, AppendOnly):
    """A signed judgement: colour and reason, from one level's perspective. Nobody overwrites anybody.

    `node.unit` is the unit that rates; `rated` the unit that is rated. A goal, or a cell of the
    rating matrix (focus area and aspect), or neither: the overall rating of the year.
    """

    rated = models.ForeignKey(Unit, models.PROTECT, related_name="ratings_of")
    goal = models.ForeignKey(Goal, models.PROTECT, null=True, blank=True, related_name="ratings")
    focus_area = models.CharField(max_length=40, blank=True)
    aspect = models.CharField(max_length=60, blank=True)
    level = models.CharField(max_length=40)
    occasion = models.CharField(max_length=40)
    year = models.PositiveSmallIntegerField(_("year"))
    colour = models.CharField(_("colour"), max_length=40)
    reason = models.TextField(_("reason"), max_length=2000)
    ground = models.JSONField(default=dict)
    follows = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="followed_by")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects: ClassVar[RatingQuerySet] = RatingQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("at", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["rated", "goal", "level", "occasion", "year"],
                condition=Q(follows=None, goal__isnull=False),
                name="rating_of_goal_first_once",
            ),
            models.UniqueConstraint(
                fields=["rated", "focus_area", "aspect", "level", "occasion", "year"],
                condition=Q(follows=None, goal=None),
                name="rating_of_cell_first_once",
            ),
            models.CheckConstraint(
                name="rating_has_reason",
                condition=~Q(reason=""),
                violation_error_message=_("A rating needs its reason."),
            ),
        )


class ReportQuerySet(models.QuerySet["Report"]):
    """Reports, by who may know of them."""

    def visible_to(self, user: User) -> ReportQuerySet:
        """Return the reports that a person may know of: drafts in reach, decided ones everywhere."""
        return self.filter(known_to(user, "node__")).select_related("node__unit", "decision", "place").distinct()


class Report(Noded):
    """One unit's report on one occasion of a year. Once decided it is frozen in its decision."""

    place = models.ForeignKey(Unit, models.PROTECT, related_name="reports")
    occasion = models.CharField(max_length=40)
    year = models.PositiveSmallIntegerField(_("year"))
    state = models.CharField(max_length=10, choices=ReportState.choices, default=ReportState.DRAFT)
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    returned_because = models.CharField(_("what needs more work"), max_length=500, blank=True)
    decision = models.ForeignKey(FormalDecision, models.PROTECT, null=True, blank=True, related_name="+")

    objects: ClassVar[ReportQuerySet] = ReportQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("-year", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["place", "occasion", "year"],
                name="report_one_an_occasion",
                violation_error_message=_("There is already such a report for that year."),
            ),
            models.CheckConstraint(
                name="report_decided_has_decision",
                condition=Q(state=ReportState.DECIDED, decision__isnull=False)
                | (~Q(state=ReportState.DECIDED) & Q(decision=None)),
            ),
        )


class ReportText(TextVersion):
    """What is written under one section of a report; each save is a version of its own."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="texts")
    section = models.CharField(max_length=40)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["report", "section", "version"], name="report_text_version_once"),
        )

    def __str__(self) -> str:
        return f"{self.report_id} {self.section} v{self.version}"
