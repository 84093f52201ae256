"""Setting goals, what they serve, and by what they are followed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from styrhjul.base.calendar.actions import fulfil_now
from styrhjul.base.common import trace
from styrhjul.base.common.faults import Conflict, Fault
from styrhjul.base.common.models import User
from styrhjul.base.common.permit import Permit
from styrhjul.base.organisation.models import Unit
from styrhjul.base.thread.actions import make_node, tie, untie
from styrhjul.base.thread.models import Audience, Kind
from styrhjul.engine.packs.schema import Event
from styrhjul.wheel.goals import permissions, policies
from styrhjul.wheel.goals.models import Goal, GoalIndicator, GoalParent
from styrhjul.wheel.indicators.actions import add_indicator
from styrhjul.wheel.indicators.models import Indicator


@dataclass(frozen=True)
class Serves:
    """A goal above, and in a few words how it is served."""

    goal: Goal
    contribution: str = ""


@transaction.atomic
def add_goal(
    *,
    title: str,
    level: str,
    unit: Unit,
    starts: date,
    ends: date | None = None,
    description: str = "",
    parents: Sequence[Serves | Goal] = (),
    audience: Audience | None = None,
    by: User,
) -> Goal:
    """Set a goal at a unit, under the goals that it serves."""
    permissions.can_add_goal(by, unit).require()
    _demand(policies.may_be_known(level), "level")
    _demand(policies.may_be_set_at(level, unit), "unit")
    _demand(policies.may_be_another(level, starts, ends), "level")
    node = make_node(Kind.GOAL, title=title, unit=unit, audience=audience or policies.audience_of_goal(unit), by=by)
    goal = Goal(node=node, level=level, description=description.strip(), starts=starts, ends=ends)
    goal.full_clean(exclude=["node"])
    goal.save()
    trace.record("goal.added", f"node:{node.pk}", by=by, title=node.title, level=level, unit=unit.pk, starts=starts)
    for parent in parents:
        served = parent if isinstance(parent, Serves) else Serves(parent)
        _put_under(goal, served, by)
    fulfil_now(Event.GOAL_SET, unit=unit, scope=level, by=by)
    return goal


@transaction.atomic
def change_goal(
    goal: Goal, *, title: str, description: str, starts: date, ends: date | None, seen: str | None = None, by: User
) -> Goal:
    """Change what a goal says and when it holds; its level and unit stay.

    With `seen` (the goal's `stamp` when the person began) a change that somebody else made since is a Conflict.
    """
    permissions.can_change_goal(by, goal).require()
    present = Goal.objects.select_for_update().select_related("node__unit").get(pk=goal.pk)
    if seen is not None and seen != present.stamp:
        raise Conflict(_("Somebody else has changed the goal in the meantime."), current=present)
    old = {"title": present.title, "description": present.description, "starts": present.starts, "ends": present.ends}
    new = {"title": title.strip(), "description": description.strip(), "starts": starts, "ends": ends}
    changed = {name: [str(old[name]), str(new[name])] for name in new if new[name] != old[name]}
    if changed:
        present.node.title = title.strip()
        present.node.full_clean()
        present.node.save(update_fields=["title"])
        present.description, present.starts, present.ends = description.strip(), starts, ends
        present.full_clean(exclude=["node"])
        present.save()
        trace.record("goal.changed", f"node:{present.pk}", by=by, changed=changed)
        fulfil_now(Event.GOAL_SET, unit=present.unit, scope=present.level, by=by)
    return present


@transaction.atomic
def end_goal(goal: Goal, *, on: date, by: User) -> Goal:
    """Let a goal end on a day; what has been reported on it stays."""
    permissions.can_change_goal(by, goal).require()
    _demand(policies.may_be_ended(goal, on), "on")
    old, goal.ends = goal.ends, on
    goal.save(update_fields=["ends"])
    trace.record("goal.ended", f"node:{goal.pk}", by=by, old=old, on=on)
    return goal


@transaction.atomic
def add_parent(goal: Goal, parent: Goal, *, contribution: str = "", by: User) -> GoalParent:
    """Let a goal serve one above; doing it again changes how it contributes."""
    permissions.can_change_goal(by, goal).require()
    return _put_under(goal, Serves(parent, contribution), by)


@transaction.atomic
def remove_parent(goal: Goal, parent: Goal, *, by: User) -> None:
    """Let a goal no longer serve one above."""
    permissions.can_change_goal(by, goal).require()
    gone, _kinds = GoalParent.objects.filter(goal=goal, parent=parent).delete()
    if gone:
        untie(parent.node, goal.node, by=by)
        trace.record("goal.parent_removed", f"node:{goal.pk}", by=by, parent=parent.pk)


@transaction.atomic
def connect_indicator(goal: Goal, indicator: Indicator, *, by: User) -> GoalIndicator:
    """Let a goal be followed by an indicator, after those that follow it already."""
    permissions.can_change_goal(by, goal).require()
    _demand(policies.may_be_measured(goal, indicator), "indicator")
    last = GoalIndicator.objects.filter(goal=goal).aggregate(last=Max("order"))["last"] or 0
    row, is_new = GoalIndicator.objects.get_or_create(goal=goal, indicator=indicator, defaults={"order": last + 1})
    if is_new:
        tie(goal.node, indicator.node, why=_("is followed by"), by=by)
        trace.record("goal.indicator_connected", f"node:{goal.pk}", by=by, indicator=indicator.pk)
    return row


@transaction.atomic
def follow_by_new(goal: Goal, *, unit: Unit, by: User, **described: Any) -> Indicator:
    """Set an indicator as `described` and let a goal be followed by it; both are done or neither."""
    permissions.can_change_goal(by, goal).require()
    indicator = add_indicator(unit=unit, **described, by=by)
    connect_indicator(goal, indicator, by=by)
    return indicator


@transaction.atomic
def disconnect_indicator(goal: Goal, indicator: Indicator, *, by: User) -> None:
    """Let a goal no longer be followed by an indicator; its values and targets stay."""
    permissions.can_change_goal(by, goal).require()
    gone, _kinds = GoalIndicator.objects.filter(goal=goal, indicator=indicator).delete()
    if gone:
        untie(goal.node, indicator.node, by=by)
        trace.record("goal.indicator_disconnected", f"node:{goal.pk}", by=by, indicator=indicator.pk)


def _put_under(goal: Goal, served: Serves, by: User) -> GoalParent:
    _demand(policies.may_stand_under(goal, served.goal), "parent")
    contribution = served.contribution.strip()
    row, is_new = GoalParent.objects.get_or_create(
        goal=goal, parent=served.goal, defaults={"contribution": contribution}
    )
    if not is_new and row.contribution == contribution:
        return row
    row.contribution = contribution
    row.full_clean()
    row.save()
    if not is_new:
        untie(served.goal.node, goal.node, by=by)
    tie(served.goal.node, goal.node, why=contribution or _("serves the goal above"), by=by)
    trace.record("goal.parent_added", f"node:{goal.pk}", by=by, parent=served.goal.pk, contribution=contribution)
    return row


def _demand(permit: Permit, field: str) -> None:
    """Raise Fault beside a field when the model or the state does not allow what was asked."""
    if not permit:
        raise Fault(permit.ground, field=field)
