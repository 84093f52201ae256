"""What the higher parts lay before next year's planning, and the planners' answers."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from styrhjul.base.calendar.actions import fulfil
from styrhjul.base.common import clock, trace
from styrhjul.base.common.faults import Fault
from styrhjul.base.common.models import User
from styrhjul.base.organisation.models import Unit
from styrhjul.base.thread.actions import tie
from styrhjul.base.thread.models import Node
from styrhjul.engine.packs.schema import Event
from styrhjul.wheel.goals.models import Goal
from styrhjul.wheel.plans import permissions
from styrhjul.wheel.plans.actions.plans import add_activity
from styrhjul.wheel.plans.models import Activity, Plan, PlanInput
from styrhjul.wheel.plans.states import InputState


@transaction.atomic
def lay_input(origin: Node, *, unit: Unit, year: int, text: str, by: User) -> PlanInput:
    """Lay a conclusion or decision before a unit's planning; once per origin, unit and year.

    Called by the action that concluded or decided, which has asked for permission.
    """
    given, created = PlanInput.objects.get_or_create(
        origin=origin, unit=unit, year=year, defaults={"text": text, "laid_at": clock.now(), "laid_by": by}
    )
    if created:
        trace.record("input.laid", f"node:{origin.pk}", by=by, unit=unit.pk, year=year)
    return given


@transaction.atomic
def take_input(
    given: PlanInput,
    *,
    plan: Plan,
    title: str,
    expected_effect: str,
    starts: date,
    ends: date | None = None,
    goals: list[Goal] | None = None,
    how: str = "",
    owner: User | None = None,
    measured_by: str = "",
    cost: Decimal | None = None,
    by: User,
) -> Activity:
    """Take an input into the plan as an activity, tied to where it came from."""
    _take_hold(given)
    permissions.can_answer_input(by, given).require()
    if (plan.place_id, plan.year) != (given.unit_id, given.year):
        raise Fault(_("The input belongs to another unit's or year's plan."))
    activity = add_activity(
        plan,
        title=title,
        expected_effect=expected_effect,
        starts=starts,
        ends=ends,
        goals=goals,
        how=how,
        owner=owner,
        measured_by=measured_by,
        cost=cost,
        by=by,
    )
    tie(given.origin, activity.node, why=_("taken into the plan"), by=by)
    _answer(given, InputState.TAKEN, activity=activity, by=by)
    return activity


@transaction.atomic
def decline_input(given: PlanInput, *, reason: str, by: User) -> PlanInput:
    """Decline an input with a reason."""
    _take_hold(given)
    permissions.can_answer_input(by, given).require()
    if not reason.strip():
        raise Fault(_("Give the reason for declining."), field="reason")
    return _answer(given, InputState.DECLINED, reason=reason.strip(), by=by)


def _take_hold(given: PlanInput) -> None:
    """Read the input anew and hold it until the transaction ends, so that it is answered once."""
    given.refresh_from_db(from_queryset=PlanInput.objects.select_for_update())


def _answer(
    given: PlanInput, state: InputState, *, activity: Activity | None = None, reason: str = "", by: User
) -> PlanInput:
    given.state, given.activity, given.reason = state, activity, reason
    given.answered_at, given.answered_by = clock.now(), by
    given.full_clean()
    given.save(update_fields=["state", "activity", "reason", "answered_at", "answered_by"])
    trace.record("input.answered", f"node:{given.origin_id}", by=by, unit=given.unit_id, state=state, reason=reason)
    if not PlanInput.objects.filter(unit=given.unit, year=given.year, state=InputState.OPEN).exists():
        fulfil(Event.INPUTS_ANSWERED, unit=given.unit, period=str(given.year), by=by)
    return given
