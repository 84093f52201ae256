"""The things on which one turn of the wheel is best seen by somebody new, as far as the person may know of them."""

from __future__ import annotations

from django.db.models import QuerySet

from styrhjul.base.common.models import User
from styrhjul.wheel.followup.models import Analysis, Rating
from styrhjul.wheel.plans.models import Plan, PlanInput


def goal_to_see(user: User) -> int | None:
    """Return the goal of the analysis that is shown next, else the one that was rated last."""
    rated = Rating.objects.visible_to(user).exclude(goal=None).order_by("-pk")
    return (
        _concluded(user).values_list("goal", flat=True).first() or rated.values_list("goal", flat=True).first() or None
    )


def analysis_to_see(user: User) -> int | None:
    """Return the analysis that came to its conclusion last."""
    return _concluded(user).values_list("pk", flat=True).first()


def plan_to_see(user: User) -> int | None:
    """Return a plan that something was laid before, one with an answer first; else the latest plan."""
    plans = Plan.objects.visible_to(user).order_by("-year", "-pk")
    for given in PlanInput.objects.visible_to(user).order_by("-year", "state", "pk"):
        if plan := plans.filter(place=given.unit, year=given.year).values_list("pk", flat=True).first():
            return plan
    return plans.values_list("pk", flat=True).first()


def _concluded(user: User) -> QuerySet[Analysis]:
    return Analysis.objects.visible_to(user).exclude(concluded_at=None).order_by("-concluded_at", "-pk")
