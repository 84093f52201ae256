"""Goals at the levels of the steering model, from the one vision down to the unit's own."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from styrhjul.base.common import trace
from styrhjul.base.common.models import User
from styrhjul.base.organisation.models import Dated
from styrhjul.base.thread.models import Noded, known_to
from styrhjul.wheel.indicators.models import Indicator


class GoalQuerySet(models.QuerySet["Goal"]):
    """Goals, by who may know of them."""

    def visible_to(self, user: User) -> GoalQuerySet:
        """Return the goals that a person may know of."""
        return self.filter(known_to(user, "node__")).select_related("node__unit").distinct()


class Goal(Noded, Dated):
    """Something to be reached, at one level of the model, with several goals above it."""

    level = models.CharField(_("level"), max_length=40)
    description = models.TextField(_("description"), max_length=4000, blank=True)
    parents = models.ManyToManyField("self", symmetrical=False, through="GoalParent", related_name="children")
    indicators = models.ManyToManyField(Indicator, through="GoalIndicator", related_name="goals")

    objects: ClassVar[GoalQuerySet] = GoalQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="goal_ends_after_start",
                condition=Q(ends=None) | Q(ends__gt=F("starts")),
                violation_error_message=_("The end must come after the start."),
            ),
        )

    @property
    def stamp(self) -> str:
        """Return a mark that changes when somebody changes the goal."""
        return trace.sha256(trace.canonical([self.title, self.description, self.starts, self.ends]))[:16]


class GoalParent(models.Model):
    """How a goal serves one above it."""

    goal = models.ForeignKey(Goal, models.CASCADE, related_name="above")
    parent = models.ForeignKey(Goal, models.PROTECT, related_name="below")
    contribution = models.CharField(_("contribution"), max_length=300, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["goal", "parent"], name="goal_parent_once"),
            models.CheckConstraint(name="goal_not_its_own_parent", condition=~Q(goal=F("parent"))),
        )

    def __str__(self) -> str:
        return f"{self.goal_id} under {self.parent_id}"


class GoalIndicator(models.Model):
    """An indicator by which a goal is followed."""

    goal = models.ForeignKey(Goal, models.CASCADE, related_name="+")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="+")
    order = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ("order", "pk")
        constraints = (models.UniqueConstraint(fields=["goal", "indicator"], name="goal_indicator_once"),)

    def __str__(self) -> str:
        return f"{self.goal_id} by {self.indicator_id}"
