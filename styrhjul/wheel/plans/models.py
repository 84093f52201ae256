"""Plans with their sections, goals and activities; the monthly check-in; what is laid before next year's plan."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from styrhjul.base.common import trace
from styrhjul.base.common.models import AppendOnly, User
from styrhjul.base.common.versions import TextVersion
from styrhjul.base.decisions.models import FormalDecision
from styrhjul.base.organisation.models import Dated, Unit
from styrhjul.base.organisation.permissions import within
from styrhjul.base.thread.models import Node, Noded, known_to
from styrhjul.engine.packs.schema import Right
from styrhjul.wheel.goals.models import Goal
from styrhjul.wheel.plans.states import ActivityState, InputState, PlanState


class PlanQuerySet(models.QuerySet["Plan"]):
    """Plans, by who may know of them."""

    def visible_to(self, user: User) -> PlanQuerySet:
        """Return the plans that a person may know of: drafts in reach, adopted ones everywhere."""
        return self.filter(known_to(user, "node__")).select_related("node__unit", "decision").distinct()


class Plan(Noded):
    """One unit's plan for one year at one level. Once adopted it is frozen in its decision."""

    place = models.ForeignKey(Unit, models.PROTECT, related_name="plans")
    level = models.CharField(max_length=40)
    year = models.PositiveSmallIntegerField(_("year"))
    state = models.CharField(max_length=10, choices=PlanState.choices, default=PlanState.DRAFT)
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    returned_because = models.CharField(_("what needs more work"), max_length=500, blank=True)
    decision = models.ForeignKey(FormalDecision, models.PROTECT, null=True, blank=True, related_name="+")
    goals = models.ManyToManyField(Goal, through="PlanGoal", related_name="plans")

    objects: ClassVar[PlanQuerySet] = PlanQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("-year", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["place", "level", "year"],
                name="plan_one_a_year",
                violation_error_message=_("There is already such a plan for that year."),
            ),
            models.CheckConstraint(
                name="plan_adopted_has_decision",
                condition=Q(state__in=[PlanState.DRAFT, PlanState.SENT], decision=None)
                | Q(state__in=[PlanState.ADOPTED, PlanState.CLOSED], decision__isnull=False),
            ),
        )


class PlanText(TextVersion):
    """What is written under one question of a plan; each save is a version of its own."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="texts")
    section = models.CharField(max_length=40)
    question = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["plan", "section", "question", "version"], name="plan_text_version_once"),
        )

    def __str__(self) -> str:
        return f"{self.plan_id} {self.section} v{self.version}"


class PlanGoal(models.Model):
    """A goal that a plan takes up."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="+")
    goal = models.ForeignKey(Goal, models.PROTECT, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["plan", "goal"], name="plan_goal_once"),)

    def __str__(self) -> str:
        return f"{self.plan_id}: {self.goal_id}"


class ActivityQuerySet(models.QuerySet["Activity"]):
    """Activities, by who may know of them."""

    def visible_to(self, user: User) -> ActivityQuerySet:
        """Return the activities that a person may know of."""
        return self.filter(known_to(user, "node__")).select_related("node__unit", "plan__node").distinct()


class Activity(Noded, Dated):
    """A planned piece of work toward goals: what, how, who, from when until when, and what it should lead to."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="activities")
    how = models.TextField(_("how"), max_length=4000, blank=True)
    owner = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("who"))
    expected_effect = models.CharField(_("expected effect"), max_length=500)
    measured_by = models.CharField(_("how the effect is measured"), max_length=500, blank=True)
    cost = models.DecimalField(_("cost, thousands of kronor"), max_digits=12, decimal_places=1, null=True, blank=True)
    state = models.CharField(max_length=10, choices=ActivityState.choices, default=ActivityState.NOT_BEGUN)
    effect = models.TextField(_("effect"), max_length=2000, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    objects: ClassVar[ActivityQuerySet] = ActivityQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("starts", "pk")
        constraints = (
            models.CheckConstraint(
                name="activity_ends_after_start",
                condition=Q(ends=None) | Q(ends__gt=F("starts")),
                violation_error_message=_("The end must come after the start."),
            ),
        )

    @property
    def stamp(self) -> str:
        """Return a mark that changes when somebody changes the activity."""
        said = (self.title, self.how, self.expected_effect, self.measured_by, self.cost, self.owner_id)
        return trace.sha256(trace.canonical([*said, self.starts, self.ends]))[:16]


class Progress(AppendOnly):
    """How an activity stood in one month, as somebody said; a later row of the month replaces an earlier."""

    activity = models.ForeignKey(Activity, models.PROTECT, related_name="progress")
    month = models.CharField(max_length=7)
    state = models.CharField(max_length=10, choices=ActivityState.choices)
    note = models.CharField(_("note"), max_length=300, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("month", "pk")

    def __str__(self) -> str:
        return f"{self.activity_id} {self.month}: {self.state}"


class CheckIn(models.Model):
    """A unit's monthly round."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    month = models.CharField(max_length=7)
    comment = models.TextField(_("the month's comment"), max_length=2000, blank=True)
    complete_at = models.DateTimeField(null=True, blank=True)
    complete_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["unit", "month"], name="check_in_once_a_month"),)

    def __str__(self) -> str:
        return f"{self.unit_id} {self.month}"


class PlanInputQuerySet(models.QuerySet["PlanInput"]):
    """What is laid before planners, by who may know of it."""

    def visible_to(self, user: User) -> PlanInputQuerySet:
        """Return the inputs to units where a person reads drafts, from what the person may know of."""
        known = Node.objects.filter(known_to(user)).values("pk")
        rows = self.filter(within(user, Right.READ_DRAFTS), origin__in=known)
        return rows.select_related("origin", "unit", "activity__node")


class PlanInput(models.Model):
    """A conclusion or decision laid before a unit's planning for a year, to be taken in or declined with a reason."""

    origin = models.ForeignKey(Node, models.PROTECT, related_name="plan_inputs")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="plan_inputs")
    year = models.PositiveSmallIntegerField(_("year"))
    text = models.TextField(_("what it says"), max_length=4000)
    state = models.CharField(max_length=10, choices=InputState.choices, default=InputState.OPEN)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    activity = models.ForeignKey(Activity, models.PROTECT, null=True, blank=True, related_name="inputs")
    laid_at = models.DateTimeField()
    laid_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    objects: ClassVar[PlanInputQuerySet] = PlanInputQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("laid_at", "pk")
        constraints = (
            models.UniqueConstraint(fields=["origin", "unit", "year"], name="plan_input_once"),
            models.CheckConstraint(
                name="plan_input_answer_whole",
                condition=Q(state=InputState.OPEN, answered_at=None, activity=None)
                | Q(state=InputState.TAKEN, answered_at__isnull=False, activity__isnull=False)
                | (Q(state=InputState.DECLINED, answered_at__isnull=False, activity=None) & ~Q(reason="")),
                violation_error_message=_("Taken in needs its activity, declined needs its reason."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.origin_id} → {self.unit_id} {self.year}"
