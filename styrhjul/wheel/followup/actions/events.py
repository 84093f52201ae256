"""Laying what happened on the time line of a result, and striking what does not belong there."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from styrhjul.base.common import clock, trace
from styrhjul.base.common.faults import Fault
from styrhjul.base.common.models import User
from styrhjul.wheel.followup import permissions, policies
from styrhjul.wheel.followup.models import Analysis, Event, EventUse, Expected


@transaction.atomic
def add_event(
    analysis: Analysis, *, period: str, what: str, expected: str, source: str = "", link: str = "", by: User
) -> Event:
    """Tell of something that happened, on a day, in a month or in a year, and lay it on the time line.

    The same again adds nothing.
    """
    permissions.can_write_analysis(by, analysis).require()
    period, what = period.strip(), what.strip()
    if not (begun := policies.may_have_happened(period)):
        raise Fault(begun.ground, field="period")
    known = policies.events_on(analysis).filter(period=period, what=what).first()
    if known is not None:
        return known
    event = Event(
        indicator=analysis.indicator,
        unit=analysis.unit,
        analysis=analysis,
        period=period,
        what=what,
        source=source.strip(),
        link=link.strip(),
        expected=Expected(expected),
        at=clock.now(),
        by=by,
    )
    event.full_clean()
    event.save()
    _use(analysis, event, belongs=True, reason="", by=by)
    trace.record("event.added", f"node:{analysis.pk}", by=by, told=event.pk, period=period, what=what)
    return event


@transaction.atomic
def lay_event(analysis: Analysis, *, event: Event, by: User) -> EventUse:
    """Lay an event of another analysis of the same result on the time line, or lay back one that was struck."""
    permissions.can_lay_event(by, analysis, event).require()
    use = _use(analysis, event, belongs=True, reason="", by=by)
    trace.record("event.laid", f"node:{analysis.pk}", by=by, told=event.pk)
    return use


@transaction.atomic
def strike_event(analysis: Analysis, *, event: Event, reason: str, by: User) -> EventUse:
    """Strike an event from the time line; it stays readable with the reason."""
    permissions.can_strike_event(by, analysis, event).require()
    if not reason.strip():
        raise Fault(_("Write why it is struck."), field="reason")
    use = _use(analysis, event, belongs=False, reason=reason.strip(), by=by)
    trace.record("event.struck", f"node:{analysis.pk}", by=by, told=event.pk, reason=use.reason)
    return use


def _use(analysis: Analysis, event: Event, *, belongs: bool, reason: str, by: User) -> EventUse:
    use = EventUse(event=event, analysis=analysis, belongs=belongs, reason=reason, at=clock.now(), by=by)
    use.full_clean()
    use.save()
    return use
