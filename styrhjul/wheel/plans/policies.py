"""What the state of plans, activities and inputs allows."""

from __future__ import annotations

import re
from typing import Final

from django.utils.translation import gettext as _

from styrhjul.base.common import clock
from styrhjul.base.common.permit import Permit, granted, refused
from styrhjul.base.common.versions import latest, standing
from styrhjul.base.organisation.models import Unit
from styrhjul.base.steering.queries import pack_decided_in, pack_in_force, pack_of_year
from styrhjul.base.steering.standing import question_in
from styrhjul.base.steering.words import entry, word
from styrhjul.base.thread.models import Audience, Link
from styrhjul.engine.packs.schema import Pack, PlanLevel
from styrhjul.wheel.goals.models import Goal
from styrhjul.wheel.plans.models import Activity, CheckIn, Plan, PlanInput, PlanText
from styrhjul.wheel.plans.states import NEXT_PLAN, InputState, PlanState

EARLIEST_YEAR: Final = 2000
YEARS_AHEAD: Final = 5
_MONTH: Final = re.compile(r"20[0-9]{2}-(0[1-9]|1[0-2])")


def pack_behind(plan: Plan) -> Pack:
    """Return the model that a plan follows: the one it was adopted under, else that of its year."""
    if plan.decision is not None:
        return pack_decided_in(plan.decision.model_id, plan.decision.recorded_at)
    return pack_of_year(plan.year)


def level_of(plan: Plan) -> PlanLevel | None:
    """Return the level where the plan stands in its model; None when it has no place there."""
    return entry(pack_behind(plan).plan_levels, plan.level)


def may_be_started(unit: Unit, level: str, year: int | None = None) -> Permit:
    """Whether the model of a year (the one in force when none is given) gives units of this kind such a plan."""
    pack = pack_in_force() if year is None else pack_of_year(year)
    found = entry(pack.plan_levels, level)
    if found is None or unit.kind not in found.unit_kinds:
        return refused(_("The steering model gives %(unit)s no such plan.") % {"unit": unit.name})
    return granted(_("The steering model gives the unit this plan."))


def may_be_planned(year: int) -> Permit:
    """Whether a plan can be made for a year: not long past, not far ahead."""
    if EARLIEST_YEAR <= year <= clock.today().year + YEARS_AHEAD:
        return granted(_("The year can be planned."))
    return refused(_("Write a year as 2026."))


def may_be_written(plan: Plan) -> Permit:
    """Whether text, goals and activities may change: until the plan is adopted."""
    if plan.state in {PlanState.DRAFT, PlanState.SENT}:
        return granted(_("The plan is not adopted yet."))
    return refused(_("The plan is adopted and frozen."))


def may_move_to(plan: Plan, state: PlanState) -> Permit:
    """Whether the plan may go to a state from where it stands."""
    if state in NEXT_PLAN[PlanState(plan.state)]:
        return granted(_("The plan stands where it should."))
    return refused(
        _("A plan that is “%(now)s” cannot become “%(then)s”.")
        % {"now": PlanState(plan.state).label, "then": state.label}
    )


def may_be_sent(plan: Plan) -> Permit:
    """Whether the plan says anything: every required section has a text, or it has activities."""
    level = level_of(plan)
    written = {section for (section, _question), text in texts_standing(plan).items() if text.body}
    empty = [word(s.label) for s in level.sections if s.required and s.key not in written] if level else []
    if empty and not plan.activities.exists():
        return refused(
            _("The plan says nothing yet. Add an activity, or write under every one of these: %(sections)s.")
            % {"sections": ", ".join(empty)}
        )
    return may_move_to(plan, PlanState.SENT)


def may_be_left(plan: Plan, goal: Goal) -> Permit:
    """Whether the plan may stop taking up a goal: while no activity of its own works toward it."""
    links = Link.objects.filter(cause=goal.pk, withdrawn_at=None)
    own = plan.activities.exclude(node__audience=Audience.NAMED).values("pk")
    titles = list(links.filter(effect__in=own).order_by("pk").values_list("effect__title", flat=True))
    if titles:
        return refused(
            _("“%(title)s” works toward the goal “%(goal)s”. Change the activity first.")
            % {"title": titles[0], "goal": goal.title}
        )
    return granted(_("No activity of the plan works toward the goal."))


def texts_standing(plan: Plan) -> dict[tuple[str, ...], PlanText]:
    """Return the latest texts of a plan under the section and question where each stands in the plan's model."""
    texts = latest(plan.texts.select_related("by"), "section", "question")
    level = level_of(plan)
    return standing(texts, lambda place: question_in(level.sections, plan.level, place)) if level else {}


def may_be_reported(activity: Activity) -> Permit:
    """Whether progress may be told: the plan is adopted and the activity not closed."""
    if activity.plan.state != PlanState.ADOPTED:
        return refused(_("The plan is not adopted."))
    if activity.closed_at is not None:
        return refused(_("The activity is closed."))
    return granted(_("The activity is part of an adopted plan."))


def may_be_checked_in(month: str, check_in: CheckIn | None) -> Permit:
    """Whether answers of a month may be given or changed: once it has begun; a complete one until the month is over."""
    if not _MONTH.fullmatch(month):
        return refused(_("Write the month as 2023-11."))
    this_month = f"{clock.today():%Y-%m}"
    if month > this_month:
        return refused(_("The month has not begun yet."))
    if month < this_month and check_in is not None and check_in.complete_at is not None:
        return refused(_("The check-in is complete and the month is over."))
    return granted(_("The month is open for answers."))


def may_be_answered(given: PlanInput) -> Permit:
    """Whether an input still waits for its answer."""
    if given.state == InputState.OPEN:
        return granted(_("It is not answered yet."))
    return refused(_("It is already answered."))
