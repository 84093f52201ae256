"""Who may set indicators, decide targets and enter values."""

from __future__ import annotations

from django.utils.translation import gettext as _

from styrhjul.base.common.models import User
from styrhjul.base.common.permit import Permit, granted, refused
from styrhjul.base.organisation.models import Unit
from styrhjul.base.organisation.permissions import holds, holds_anywhere, is_appointed
from styrhjul.engine.packs.schema import Right
from styrhjul.wheel.indicators import policies
from styrhjul.wheel.indicators.models import Indicator


def can_add_indicators(user: User) -> Permit:
    """Whoever sets goals somewhere."""
    return holds_anywhere(user, Right.SET_GOALS)


def can_add_indicator(user: User, unit: Unit) -> Permit:
    """Whoever sets goals at the unit."""
    return holds(user, Right.SET_GOALS, unit)


def can_change_indicator(user: User, indicator: Indicator) -> Permit:
    """Whoever sets goals at the indicator's unit."""
    return holds(user, Right.SET_GOALS, indicator.unit)


def can_decide_targets(user: User) -> Permit:
    """Whoever decides targets somewhere."""
    return holds_anywhere(user, Right.DECIDE_TARGETS)


def can_decide_target(user: User, unit: Unit) -> Permit:
    """Whoever decides targets at the unit that the target is for."""
    return holds(user, Right.DECIDE_TARGETS, unit)


def can_search_patterns(user: User) -> Permit:
    """Whoever works here: the search takes some seconds of the machine's time and changes nothing."""
    if is_appointed(user):
        return granted(_("Whoever holds a role may search."))
    return refused(_("Only those who hold a role may search."))


def can_enter_any_values(user: User) -> Permit:
    """Whoever enters values somewhere."""
    return holds_anywhere(user, Right.ENTER_VALUES)


def can_enter_values(user: User, indicator: Indicator, unit: Unit) -> Permit:
    """Whoever enters values at the unit, for an indicator whose values are typed in."""
    return holds(user, Right.ENTER_VALUES, unit) & policies.may_take_values(indicator)
