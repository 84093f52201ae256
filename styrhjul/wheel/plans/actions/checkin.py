"""The monthly check-in: how each activity stands, and the month's comment."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from styrhjul.base.calendar.actions import fulfil
from styrhjul.base.common import clock, trace
from styrhjul.base.common.faults import Conflict, Fault
from styrhjul.base.common.models import User
from styrhjul.base.organisation.models import Unit
from styrhjul.engine.packs.schema import Event
from styrhjul.wheel.plans import permissions, policies
from styrhjul.wheel.plans.models import Activity, CheckIn, Progress
from styrhjul.wheel.plans.queries import activities_in_month, check_in_of, month_before, said_in, what_is_left
from styrhjul.wheel.plans.states import ActivityState


@transaction.atomic
def report_progress(
    activity: Activity, *, month: str, state: str, note: str = "", seen: int | None = None, by: User
) -> Progress:
    """Say how an activity stands in a month; saying it again in the month replaces what was said, by a new row.

    With `seen` (the key of what was last said when the person began, 0 for nothing) something else that
    somebody has said since is a Conflict.
    """
    permissions.can_report_progress(by, activity).require()
    policies.may_be_checked_in(month, check_in_of(activity.unit, month)).require()
    if state not in ActivityState.values:
        raise Fault(_("Choose one of the answers."), field="state")
    present = Progress.objects.filter(activity=activity, month=month).order_by("pk").last()
    if present is not None and (present.state, present.note) == (state, note.strip()):
        return present
    if seen is not None and present is not None and present.pk != seen:
        raise Conflict(_("Somebody else has answered in the meantime."), current=present)
    progress = Progress(activity=activity, month=month, state=state, note=note.strip(), at=clock.now(), by=by)
    progress.full_clean(exclude=["activity", "by"])
    progress.save()
    if not Progress.objects.filter(activity=activity, month__gt=month).exists():
        activity.state = state
        activity.save(update_fields=["state"])
    trace.record("activity.progress", f"node:{activity.pk}", by=by, month=month, state=state)
    return progress


@transaction.atomic
def keep_progress(unit: Unit, *, month: str, by: User) -> int:
    """Say of each activity that nobody has answered for that it stands as in the month before; return how many."""
    permissions.can_answer_month(by, unit, month, check_in_of(unit, month)).require()
    activities = [one for one in activities_in_month(unit, month) if one.closed_at is None]
    said, before = said_in(activities, month), said_in(activities, month_before(month))
    waiting = [one for one in activities if one.pk not in said and one.pk in before]
    for activity in waiting:
        report_progress(activity, month=month, state=before[activity.pk].state, by=by)
    return len(waiting)


@transaction.atomic
def write_comment(unit: Unit, *, month: str, comment: str, seen: str | None = None, by: User) -> CheckIn:
    """Write the month's comment of a unit.

    With `seen` (the comment when the person began) a change that somebody else made since is a Conflict.
    """
    permissions.can_answer_month(by, unit, month, check_in_of(unit, month)).require()
    check_in, _created = CheckIn.objects.get_or_create(unit=unit, month=month)
    if seen is not None and check_in.comment not in (seen, comment.strip()):
        raise Conflict(_("Somebody else has written the comment in the meantime."), current=check_in.comment)
    if check_in.comment != comment.strip():
        old, check_in.comment = check_in.comment, comment.strip()
        check_in.full_clean()
        check_in.save(update_fields=["comment"])
        trace.record("check_in.commented", f"unit:{unit.pk}", by=by, month=month, old=old, new=check_in.comment)
    return check_in


@transaction.atomic
def complete_check_in(unit: Unit, *, month: str, by: User) -> CheckIn:
    """Say that the month is done; refused while answers are missing. Saying it again changes nothing."""
    permissions.can_check_in(by, unit).require()
    policies.may_be_checked_in(month, None).require()
    left = what_is_left(unit, month)
    if left:
        raise Fault(_("Answers are missing: %(titles)s.") % {"titles": ", ".join(left)})
    now = clock.now()
    done = {"complete_at": now, "complete_by": by}
    check_in, is_new = CheckIn.objects.get_or_create(unit=unit, month=month, defaults=done)
    if is_new or check_in.complete_at is None:
        if not is_new:
            check_in.complete_at, check_in.complete_by = now, by
            check_in.save(update_fields=["complete_at", "complete_by"])
        fulfil(Event.CHECK_IN_COMPLETE, unit=unit, period=month, by=by)
        trace.record("check_in.complete", f"unit:{unit.pk}", by=by, month=month)
    return check_in
