"""Who may set and change goals."""

from __future__ import annotations

from styrhjul.base.common.models import User
from styrhjul.base.common.permit import Permit
from styrhjul.base.organisation.models import Unit
from styrhjul.base.organisation.permissions import holds, holds_anywhere
from styrhjul.engine.packs.schema import Right
from styrhjul.wheel.goals import policies
from styrhjul.wheel.goals.models import Goal


def can_add_goals(user: User) -> Permit:
    """Whoever sets goals somewhere."""
    return holds_anywhere(user, Right.SET_GOALS)


def can_add_goal(user: User, unit: Unit) -> Permit:
    """Whoever sets goals at the unit."""
    return holds(user, Right.SET_GOALS, unit)


def can_change_goal(user: User, goal: Goal) -> Permit:
    """Whoever sets goals at the goal's unit, while the goal is in force."""
    return holds(user, Right.SET_GOALS, goal.unit) & policies.may_be_changed(goal)
