"""What waits for a decision: what the person decides, and what lies before the body whose wheel it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from styrhjul.base.common import clock
from styrhjul.base.common.models import User
from styrhjul.web.home.scope import Scope
from styrhjul.wheel.flows.deciding import waiting_for_decision
from styrhjul.wheel.followup.models import Report
from styrhjul.wheel.followup.permissions import can_decide_report
from styrhjul.wheel.plans.models import Plan
from styrhjul.wheel.plans.permissions import can_adopt_plan


@dataclass(frozen=True)
class ToDecide:
    """A plan or a report that somebody has sent, where it is read, and where whoever may decides it."""

    title: str
    unit: int
    sent_by: str
    sent_at: datetime | None
    href: str
    act: str
    act_href: str


def to_decide(scope: Scope) -> list[ToDecide]:
    """Return what waits; nothing on the wheel of another year, since it waits now."""
    if scope.year != clock.today().year:
        return []
    rows = [_row(one, scope.user) for one in waiting_for_decision(scope.place_below)]
    return [row for row in rows if row.act_href or scope.is_own or (scope.unit and row.unit == scope.unit.pk)]


def _row(one: Plan | Report, user: User) -> ToDecide:
    if isinstance(one, Plan):
        pages, act, permit = ("plan-detail", "plan-adopt"), _("Adopt"), can_adopt_plan(user, one)
    else:
        pages, act, permit = ("report-read", "report-decide"), _("Record the decision"), can_decide_report(user, one)
    read, decide = (reverse(page, args=[one.pk]) for page in pages)
    by = one.sent_by.name if one.sent_by else ""
    return ToDecide(one.title, one.place_id, by, one.sent_at, read, act, decide if permit else "")
