"""What was concluded and decided this year is laid before those who plan the next."""

from __future__ import annotations

from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from styrhjul.base.common import clock
from styrhjul.base.common.faults import Fault
from styrhjul.base.common.models import User
from styrhjul.wheel.followup.actions import conclude_analysis
from styrhjul.wheel.followup.models import Analysis
from styrhjul.wheel.followup.policies import conclusion_of
from styrhjul.wheel.improvement.actions import decide_proposal
from styrhjul.wheel.improvement.models import Proposal
from styrhjul.wheel.improvement.permissions import can_decide_proposal
from styrhjul.wheel.plans.actions import lay_input
from styrhjul.wheel.plans.models import Plan
from styrhjul.wheel.plans.states import PlanState

YEARS_AHEAD: Final = 5


@transaction.atomic
def conclude_and_lay(analysis: Analysis, *, by: User) -> Analysis:
    """Conclude an analysis and lay its conclusion before the unit's planning for the year after."""
    conclude_analysis(analysis, by=by)
    text = conclusion_of(analysis)[:4000]
    lay_input(analysis.node, unit=analysis.unit, year=analysis.year + 1, text=text, by=by)
    return analysis


@transaction.atomic
def decide_and_lay(proposal: Proposal, *, accept: bool, reason: str, year: int | None = None, by: User) -> Proposal:
    """Decide a proposal; a yes is laid before the unit's planning for the year it is meant for."""
    if accept:
        _demand_planning(proposal, year, by)
    decide_proposal(proposal, accept=accept, reason=reason, by=by)
    if accept and proposal.decision is not None and year is not None:
        text = f"{proposal.title}\n\n{proposal.description}"[:4000]
        lay_input(proposal.decision.node, unit=proposal.unit, year=year, text=text, by=by)
    return proposal


def _demand_planning(proposal: Proposal, year: int | None, by: User) -> None:
    """Demand a year that is still planned for: what is laid before an adopted plan would never be answered."""
    can_decide_proposal(by, proposal).require()
    if year is None:
        raise Fault(_("Say which year's planning it is laid before."), field="year")
    if not clock.today().year <= year <= clock.today().year + YEARS_AHEAD:
        raise Fault(
            _("Choose a year from %(first)s to %(last)s.")
            % {"first": clock.today().year, "last": clock.today().year + YEARS_AHEAD},
            field="year",
        )
    plans = list(Plan.objects.filter(place=proposal.unit, year=year))
    if plans and all(plan.state in {PlanState.ADOPTED, PlanState.CLOSED} for plan in plans):
        raise Fault(_("The plan for %(year)s is adopted already. Choose a later year.") % {"year": year}, field="year")
