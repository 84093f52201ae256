"""Who may plan, adopt, report progress and answer what is laid before planning."""

from __future__ import annotations

from django.utils.translation import gettext as _

from styrhjul.base.common.models import User
from styrhjul.base.common.permit import Permit, refused
from styrhjul.base.organisation.models import Unit
from styrhjul.base.organisation.permissions import holds, works_near
from styrhjul.engine.packs.schema import Adoption, Right
from styrhjul.wheel.plans import policies
from styrhjul.wheel.plans.models import Activity, CheckIn, Plan, PlanInput
from styrhjul.wheel.plans.states import PlanState


def can_start_plan(user: User, unit: Unit, level: str, year: int | None = None) -> Permit:
    """Whoever writes plans at the unit, for a level that the model of the year gives it."""
    return holds(user, Right.WRITE_PLANS, unit) & policies.may_be_started(unit, level, year)


def can_write_plan(user: User, plan: Plan) -> Permit:
    """Whoever writes plans at the unit, until the plan is adopted."""
    return holds(user, Right.WRITE_PLANS, plan.place) & policies.may_be_written(plan)


def can_send_plan(user: User, plan: Plan) -> Permit:
    """Whoever writes plans at the unit, when the plan is a draft with something in it."""
    return holds(user, Right.WRITE_PLANS, plan.place) & policies.may_be_sent(plan)


def can_return_plan(user: User, plan: Plan) -> Permit:
    """Whoever adopts the plan may send it back for more work."""
    return _adopts(user, plan) & policies.may_move_to(plan, PlanState.DRAFT)


def can_adopt_plan(user: User, plan: Plan) -> Permit:
    """Answer yes to the manager, or to whoever records the body's decisions, as the level says."""
    return _adopts(user, plan) & policies.may_move_to(plan, PlanState.ADOPTED)


def _adopts(user: User, plan: Plan) -> Permit:
    level = policies.level_of(plan)
    if level is None:
        return refused(_("The steering model no longer has plans of this level."))
    right = Right.ADOPT_PLANS if level.adopted is Adoption.BY_MANAGER else Right.RECORD_DECISIONS
    return holds(user, right, plan.place)


def can_check_in(user: User, unit: Unit) -> Permit:
    """Whoever does the monthly check-in of the unit."""
    return holds(user, Right.CHECK_IN, unit)


def can_answer_month(user: User, unit: Unit, month: str, check_in: CheckIn | None) -> Permit:
    """Whoever does the check-in of the unit, while the month is open for answers."""
    return holds(user, Right.CHECK_IN, unit) & policies.may_be_checked_in(month, check_in)


def can_report_progress(user: User, activity: Activity) -> Permit:
    """Whoever checks in at the unit, or owns the activity and still works near the unit."""
    own = works_near(user, activity.unit) if activity.owner_id == user.pk else refused(_("It is not yours."))
    return (holds(user, Right.CHECK_IN, activity.unit) | own) & policies.may_be_reported(activity)


def can_close_activity(user: User, activity: Activity) -> Permit:
    """Whoever checks in at the unit, for an activity of an adopted plan."""
    return holds(user, Right.CHECK_IN, activity.unit) & policies.may_be_reported(activity)


def can_answer_input(user: User, given: PlanInput) -> Permit:
    """Whoever writes plans at the unit it is laid before."""
    return holds(user, Right.WRITE_PLANS, given.unit) & policies.may_be_answered(given)
