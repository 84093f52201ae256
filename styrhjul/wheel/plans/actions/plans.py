"""Writing, sending and adopting plans."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from styrhjul.base.calendar.actions import fulfil
from styrhjul.base.common import clock, trace
from styrhjul.base.common.faults import Conflict, Fault
from styrhjul.base.common.models import User
from styrhjul.base.common.versions import write_version
from styrhjul.base.decisions.actions import decide
from styrhjul.base.decisions.models import Manner
from styrhjul.base.organisation.models import Unit
from styrhjul.base.organisation.queries import nearest_of_kind, units_above, units_below
from styrhjul.base.steering.queries import model_of_year, pack_of_year
from styrhjul.base.thread.actions import make_node, open_to, tie, untie
from styrhjul.base.thread.models import Audience, Kind
from styrhjul.engine.packs.schema import Adoption, Event, PlanLevel
from styrhjul.wheel.goals.models import Goal
from styrhjul.wheel.plans import permissions, policies
from styrhjul.wheel.plans.content import plan_content
from styrhjul.wheel.plans.models import Activity, Plan, PlanGoal, PlanText
from styrhjul.wheel.plans.queries import goals_taken_up, goals_within_reach, level_of
from styrhjul.wheel.plans.states import PlanState


@transaction.atomic
def start_plan(unit: Unit, *, level: str, year: int, by: User) -> Plan:
    """Begin a unit's plan for a year, tied to the plan above that it carries on and to those that carry it on."""
    permissions.can_start_plan(by, unit, level, year).require()
    permit = policies.may_be_planned(year)
    if not permit:
        raise Fault(permit.ground, field="year")
    found = next(one for one in pack_of_year(year).plan_levels if level in one.keys)
    if Plan.objects.filter(place=unit, level__in=found.keys, year=year).exists():
        raise Fault(_("There is already such a plan for that year."), field="year")
    title = f"{found.label.sv[:1].upper()}{found.label.sv[1:]} {year}, {unit.name}"
    node = make_node(Kind.PLAN, title=title, unit=unit, by=by)
    try:
        with transaction.atomic():
            plan = Plan.objects.create(node=node, place=unit, level=level, year=year)
    except IntegrityError:
        raise Fault(_("There is already such a plan for that year."), field="year") from None
    _tie_to_other_levels(plan, found, by)
    trace.record("plan.started", f"node:{node.pk}", by=by, unit=unit.pk, level=level, year=year)
    return plan


def _tie_to_other_levels(plan: Plan, level: PlanLevel, by: User) -> None:
    why = _("carries the plan above on")
    of_year = Plan.objects.filter(year=plan.year).select_related("node")
    levels = pack_of_year(plan.year).plan_levels
    carried = [key for one in levels if one.key == level.under for key in one.keys]
    for above in of_year.filter(place__in=units_above(plan.place), level__in=carried):
        tie(above.node, plan.node, why=why, by=by)
    carried_on = [key for one in levels if one.under == level.key for key in one.keys]
    for below in of_year.filter(place__in=units_below(plan.place), level__in=carried_on):
        tie(plan.node, below.node, why=why, by=by)


def _take_hold(plan: Plan) -> None:
    """Read the plan anew and hold it until the transaction ends, so that nothing slips in while it is adopted."""
    plan.refresh_from_db(from_queryset=Plan.objects.select_for_update())


@transaction.atomic
def write_text(plan: Plan, *, section: str, question: str = "", body: str, base: int, by: User) -> PlanText:
    """Write what stands under one question; refused when somebody else wrote since version `base`."""
    _take_hold(plan)
    permissions.can_write_plan(by, plan).require()
    sections = {one.key: {"", *(q.key for q in one.questions)} for one in level_of(plan).sections}
    if question not in sections.get(section, set()):
        raise Fault(_("The plan has no such question."))
    text = write_version(PlanText, base=base, body=body, by=by, plan=plan, section=section, question=question)
    digest = trace.sha256(text.body)
    trace.record("plan.written", f"node:{plan.pk}", by=by, section=section, question=question, digest=digest)
    return text


@transaction.atomic
def take_up_goal(plan: Plan, *, goal: Goal, by: User) -> None:
    """Let the plan take up a goal of the unit or of those above it; taking it up again changes nothing."""
    _take_hold(plan)
    permissions.can_write_plan(by, plan).require()
    if not goals_within_reach(plan, by).filter(pk=goal.pk).exists():
        raise Fault(_("The goal is not the unit's own or one above it, or it does not hold in the plan's year."))
    _take_up(plan, goal, by)


def _take_up(plan: Plan, goal: Goal, by: User) -> None:
    _row, is_new = PlanGoal.objects.get_or_create(plan=plan, goal=goal)
    if is_new:
        tie(goal.node, plan.node, why=_("taken up in the plan"), by=by)
        trace.record("plan.goal_taken_up", f"node:{plan.pk}", by=by, goal=goal.pk)


@transaction.atomic
def leave_goal(plan: Plan, *, goal: Goal, by: User) -> None:
    """Take a goal out of the plan; not one that an activity of the plan works toward."""
    _take_hold(plan)
    permissions.can_write_plan(by, plan).require()
    permit = policies.may_be_left(plan, goal)
    if not permit:
        raise Fault(permit.ground, field="goals")
    gone, _kinds = PlanGoal.objects.filter(plan=plan, goal=goal).delete()
    if gone:
        untie(goal.node, plan.node, by=by)
        trace.record("plan.goal_left", f"node:{plan.pk}", by=by, goal=goal.pk)


@transaction.atomic
def choose_goals(plan: Plan, *, goals: Collection[Goal], by: User) -> None:
    """Let the plan take up these goals and no others, but for those that the person may not know of."""
    present = {goal.pk: goal for goal in goals_taken_up(plan, by)}
    wanted = {goal.pk: goal for goal in goals}
    for pk in wanted.keys() - present.keys():
        take_up_goal(plan, goal=wanted[pk], by=by)
    for pk in present.keys() - wanted.keys():
        leave_goal(plan, goal=present[pk], by=by)


@transaction.atomic
def add_activity(
    plan: Plan,
    *,
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
    """Add an activity to a plan, tied to the plan and to the goals that it serves."""
    _take_hold(plan)
    permissions.can_write_plan(by, plan).require()
    node = make_node(Kind.ACTIVITY, title=title, unit=plan.place, audience=Audience(plan.node.audience), by=by)
    activity = Activity(
        node=node,
        plan=plan,
        how=how,
        owner=owner,
        starts=starts,
        ends=ends,
        expected_effect=expected_effect,
        measured_by=measured_by,
        cost=cost,
    )
    activity.full_clean(exclude=["node"])
    activity.save()
    tie(plan.node, node, why=_("planned"), by=by)
    _work_toward(activity, goals or [], by)
    trace.record("activity.added", f"node:{node.pk}", by=by, plan=plan.pk, title=title)
    return activity


CHANGEABLE = ("how", "owner", "starts", "ends", "expected_effect", "measured_by", "cost")


@transaction.atomic
def change_activity(
    activity: Activity, *, title: str, goals: list[Goal], changes: dict[str, Any], seen: str | None = None, by: User
) -> Activity:
    """Change an activity of a plan that is not adopted; `changes` holds new values of the fields in CHANGEABLE.

    With `seen` (the activity's `stamp` when the person began) a change that somebody else made since is a Conflict.
    """
    _take_hold(activity.plan)
    permissions.can_write_plan(by, activity.plan).require()
    present = Activity.objects.select_for_update().select_related("node__unit", "plan__place").get(pk=activity.pk)
    if seen is not None and seen != present.stamp:
        raise Conflict(_("Somebody else has changed the activity in the meantime."), current=present)
    old = {name: getattr(present, name) for name in CHANGEABLE} | {"title": present.title}
    for name in CHANGEABLE:
        setattr(present, name, changes.get(name, getattr(present, name)))
    present.full_clean(exclude=["node"])
    present.save()
    present.node.title = title.strip()
    present.node.full_clean()
    present.node.save(update_fields=["title"])
    _retie(present, goals, by)
    new = {name: getattr(present, name) for name in CHANGEABLE} | {"title": present.title}
    changed = {name: [str(old[name]), str(new[name])] for name in new if old[name] != new[name]}
    if changed:
        trace.record("activity.changed", f"node:{present.pk}", by=by, changed=changed)
    return present


def _retie(activity: Activity, goals: list[Goal], by: User) -> None:
    """Tie an activity to these goals and no others, but for those that the person may not know of."""
    wanted = {goal.pk: goal for goal in goals}
    present = {
        goal.pk: goal
        for goal in Goal.objects.visible_to(by).filter(
            node__links_out__effect=activity.node, node__links_out__withdrawn_at=None
        )
    }
    for pk in present.keys() - wanted.keys():
        untie(present[pk].node, activity.node, by=by)
    _work_toward(activity, [wanted[pk] for pk in wanted.keys() - present.keys()], by)


def _work_toward(activity: Activity, goals: Collection[Goal], by: User) -> None:
    """Tie an activity to goals; the plan takes up those that it can, so that it says what it works toward."""
    for goal in goals:
        tie(goal.node, activity.node, why=_("works toward the goal"), by=by)
    for goal in goals_within_reach(activity.plan, by).filter(pk__in=[one.pk for one in goals]):
        _take_up(activity.plan, goal, by)


@transaction.atomic
def send_plan(plan: Plan, *, by: User) -> Plan:
    """Send a draft to whoever adopts it."""
    _take_hold(plan)
    permissions.can_send_plan(by, plan).require()
    plan.state, plan.sent_at, plan.sent_by, plan.returned_because = PlanState.SENT, clock.now(), by, ""
    plan.save(update_fields=["state", "sent_at", "sent_by", "returned_because"])
    fulfil(Event.PLAN_SENT, unit=plan.place, period=str(plan.year), scope=plan.level, by=by)
    trace.record("plan.sent", f"node:{plan.pk}", by=by)
    return plan


@transaction.atomic
def return_plan(plan: Plan, *, reason: str, by: User) -> Plan:
    """Send a plan back for more work, with a reason."""
    _take_hold(plan)
    permissions.can_return_plan(by, plan).require()
    if not reason.strip():
        raise Fault(_("Say what needs more work."), field="reason")
    plan.state, plan.returned_because = PlanState.DRAFT, reason.strip()
    plan.full_clean(exclude=["node"])
    plan.save(update_fields=["state", "returned_because"])
    trace.record("plan.returned", f"node:{plan.pk}", by=by, reason=plan.returned_because)
    return plan


@transaction.atomic
def adopt_plan(plan: Plan, *, decided_on: date, paragraph: str = "", record_number: str = "", by: User) -> Plan:
    """Adopt a sent plan as its level says, and freeze it; from now on everybody in the organisation reads it."""
    _take_hold(plan)
    permissions.can_adopt_plan(by, plan).require()
    level = level_of(plan)
    manager = level.adopted is Adoption.BY_MANAGER
    body = plan.place if manager else nearest_of_kind(plan.place, [level.adopted_by], decided_on) or plan.place
    plan.decision = decide(
        plan.node,
        title=_("%(plan)s adopted") % {"plan": plan.title},
        manner=Manner.BY_MANAGER if manager else Manner.POLITICALLY,
        body=body,
        manager=by if manager else None,
        decided_on=decided_on,
        paragraph=paragraph,
        record_number=record_number,
        content=plan_content(plan),
        model=model_of_year(plan.year),
        by=by,
    )
    plan.state = PlanState.ADOPTED
    plan.save(update_fields=["state", "decision"])
    for node in [plan.node, plan.decision.node, *(one.node for one in plan.activities.select_related("node"))]:
        if node.audience == Audience.UNIT:
            open_to(node, Audience.INTERNAL, by=by)
    fulfil(Event.PLAN_ADOPTED, unit=plan.place, period=str(plan.year), scope=plan.level, by=by)
    trace.record("plan.adopted", f"node:{plan.pk}", by=by, decision=plan.decision.pk)
    return plan
