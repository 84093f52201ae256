"""The states of plans, activities and plan inputs, and the allowed moves."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class PlanState(models.TextChoices):
    """Where a plan stands."""

    DRAFT = "draft", _("draft")
    SENT = "sent", _("sent")
    ADOPTED = "adopted", _("adopted")
    CLOSED = "closed", _("closed")


NEXT_PLAN: dict[PlanState, set[PlanState]] = {
    PlanState.DRAFT: {PlanState.SENT},
    PlanState.SENT: {PlanState.DRAFT, PlanState.ADOPTED},
    PlanState.ADOPTED: {PlanState.CLOSED},  # a change is a dated revision, never a step back
    PlanState.CLOSED: set(),
}


class ActivityState(models.TextChoices):
    """Where an activity stands."""

    NOT_BEGUN = "not_begun", _("not begun")
    GOING_ON = "going_on", _("going on")
    DELAYED = "delayed", _("delayed")
    DONE = "done", _("done")


class InputState(models.TextChoices):
    """Whether next year's planners have answered."""

    OPEN = "open", _("unanswered")
    TAKEN = "taken", _("taken in")
    DECLINED = "declined", _("declined")
