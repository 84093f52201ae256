"""Where a duty is done: the page of the work that fulfils it."""

from __future__ import annotations

from urllib.parse import urlencode

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from styrhjul.base.calendar.models import Duty
from styrhjul.base.calendar.permissions import can_mark_duty
from styrhjul.base.common.models import User
from styrhjul.base.common.permit import Permit
from styrhjul.base.organisation.permissions import holds
from styrhjul.engine.packs.schema import Event, Right
from styrhjul.web.ui.context import address
from styrhjul.wheel.plans.permissions import can_check_in
from styrhjul.wheel.plans.policies import may_be_checked_in

WAYS: dict[str, tuple[str, Promise]] = {
    Event.PLAN_SENT: ("plan-list", _("Open the plan")),
    Event.PLAN_ADOPTED: ("plan-list", _("Open the plan")),
    Event.INPUTS_ANSWERED: ("plan-list", _("Answer")),
    Event.CHECK_IN_COMPLETE: ("check-in", _("Check in")),
    Event.ANALYSIS_CONCLUDED: ("result-list", _("Analyse")),
    Event.RATING_GIVEN: ("rating-list", _("Rate")),
    Event.REPORT_SENT: ("report-list", _("Open the report")),
    Event.REPORT_DECIDED: ("report-list", _("Open the report")),
    Event.PROPOSAL_DECIDED: ("proposal-list", _("Decide")),
    Event.TARGETS_DECIDED: ("indicator-list", _("Set targets")),
    Event.ASSURANCE_CHECKED: ("assurance-list", _("Check that it holds")),
    Event.GOAL_SET: ("goal-list", _("Set goals")),
    Event.VALUES_ENTERED: ("indicator-list", _("Enter values")),
    Event.ANALYSIS_BEGUN: ("result-list", _("Analyse")),
    Event.STEP_WRITTEN: ("result-list", _("Analyse")),
    Event.PROPOSAL_MADE: ("proposal-list", _("Propose")),
    Event.CONSEQUENCES_DESCRIBED: ("proposal-list", _("Describe")),
    Event.PROPOSALS_WEIGHED: ("proposal-list", _("Weigh")),
}

RIGHTS: dict[str, tuple[Right, ...]] = {
    Event.PLAN_SENT: (Right.WRITE_PLANS,),
    Event.PLAN_ADOPTED: (Right.ADOPT_PLANS, Right.RECORD_DECISIONS),
    Event.INPUTS_ANSWERED: (Right.WRITE_PLANS,),
    Event.CHECK_IN_COMPLETE: (Right.CHECK_IN,),
    Event.ANALYSIS_CONCLUDED: (Right.WRITE_ANALYSES,),
    Event.RATING_GIVEN: (Right.RATE,),
    Event.REPORT_SENT: (Right.WRITE_REPORTS,),
    Event.REPORT_DECIDED: (Right.RECORD_DECISIONS,),
    Event.PROPOSAL_DECIDED: (Right.DECIDE_PROPOSALS,),
    Event.TARGETS_DECIDED: (Right.DECIDE_TARGETS,),
    Event.ASSURANCE_CHECKED: (Right.ASSURE,),
    Event.GOAL_SET: (Right.SET_GOALS,),
    Event.VALUES_ENTERED: (Right.ENTER_VALUES,),
    Event.ANALYSIS_BEGUN: (Right.WRITE_ANALYSES,),
    Event.STEP_WRITTEN: (Right.WRITE_ANALYSES,),
    Event.PROPOSAL_MADE: (Right.WRITE_PROPOSALS,),
    Event.CONSEQUENCES_DESCRIBED: (Right.WRITE_PROPOSALS,),
    Event.PROPOSALS_WEIGHED: (Right.WRITE_PROPOSALS, Right.DECIDE_PROPOSALS),
}


def does_it(user: User, duty: Duty) -> Permit:
    """Answer whether a person can do what a duty asks for: by hand, or by the work that fulfils it."""
    if not duty.event:
        return can_mark_duty(user, duty)
    answers = [holds(user, right, duty.unit) for right in RIGHTS[duty.event]]
    return next((answer for answer in answers if answer), answers[0])


def way_to(duty: Duty, user: User) -> tuple[str, str]:
    """Return address and words of where a duty is done; what is done by hand is done in one's own list.

    The check-in is one page for those who do it, of a month that has begun; there is no way there for others.
    """
    name, label = WAYS.get(duty.event, ("work", _("Mark as done")))
    where = address(name)
    if name == "check-in":
        is_open = can_check_in(user, duty.unit) and may_be_checked_in(duty.period, None)
        where = address("check-in", duty.unit_id, duty.period) if is_open else ""
    elif where and name != "work":
        where += "?" + urlencode({"enhet": duty.unit_id, "ar": duty.year})
    return where, str(label)
