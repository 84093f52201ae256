"""What has been sent and waits for a decision: plans and reports."""

from __future__ import annotations

from styrhjul.wheel.flows.held import at
from styrhjul.wheel.flows.on_the_wheel import Place
from styrhjul.wheel.followup.models import Report
from styrhjul.wheel.followup.states import ReportState
from styrhjul.wheel.plans.models import Plan
from styrhjul.wheel.plans.states import PlanState


def waiting_for_decision(place: Place) -> list[Plan | Report]:
    """Return what the units of a place have sent, of any year and as far as the person may know: the oldest first."""
    here = at(place, "place")
    plans = Plan.objects.visible_to(place.user).filter(here, state=PlanState.SENT)
    reports = Report.objects.visible_to(place.user).filter(here, state=ReportState.SENT)
    found = [*plans.select_related("place", "sent_by"), *reports.select_related("place", "sent_by")]
    return sorted(found, key=lambda one: (one.sent_at, one.pk))
