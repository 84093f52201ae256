"""Choosing the years that mean and limits rest on."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from styrhjul.base.common import clock, trace
from styrhjul.base.common.faults import Fault
from styrhjul.base.common.models import User
from styrhjul.wheel.followup import permissions, policies
from styrhjul.wheel.followup.models import Analysis, Baseline


@transaction.atomic
def choose_baseline(analysis: Analysis, *, first: str, last: str, reason: str, by: User) -> Baseline:
    """Let mean and limits rest on chosen years, with a reason; without years on those that the engine took."""
    permissions.can_write_analysis(by, analysis).require()
    if not reason.strip():
        raise Fault(_("Write why these years are chosen."), field="reason")
    permit = policies.may_rest_on(analysis, first, last)
    if not permit:
        raise Fault(permit.ground, field="last")
    chosen = Baseline(analysis=analysis, first=first, last=last, reason=reason.strip(), at=clock.now(), by=by)
    chosen.full_clean()
    chosen.save()
    told = {"first": first, "last": last, "reason": chosen.reason}
    trace.record("baseline.chosen", f"node:{analysis.pk}", by=by, **told)
    return chosen
