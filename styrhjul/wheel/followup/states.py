"""The states of analyses and reports, and the allowed moves."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class AnalysisState(models.TextChoices):
    """Where an analysis stands."""

    OPEN = "open", _("going on")
    CONCLUDED = "concluded", _("concluded")


class ReportState(models.TextChoices):
    """Where a report stands."""

    DRAFT = "draft", _("draft")
    SENT = "sent", _("sent")
    DECIDED = "decided", _("decided")


NEXT_REPORT: dict[ReportState, set[ReportState]] = {
    ReportState.DRAFT: {ReportState.SENT},
    ReportState.SENT: {ReportState.DRAFT, ReportState.DECIDED},
    ReportState.DECIDED: set(),
}
