"""Who may analyse, rate and report."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from styrhjul.base.common.models import User
from styrhjul.base.common.permit import Permit, refused
from styrhjul.base.organisation.models import Unit
from styrhjul.base.organisation.permissions import holds, holds_anywhere, rights_of
from styrhjul.base.organisation.queries import grounds_of
from styrhjul.engine.packs.schema import Right
from styrhjul.wheel.followup import policies
from styrhjul.wheel.followup.models import Analysis, Event, Report
from styrhjul.wheel.followup.states import ReportState
from styrhjul.wheel.goals.models import Goal


def can_begin_analysis(user: User, unit: Unit) -> Permit:
    """Whoever writes analyses at the unit."""
    return holds(user, Right.WRITE_ANALYSES, unit)


def can_begin_analyses(user: User, goal: Goal | None = None) -> Permit:
    """Whoever writes analyses at any unit."""
    return holds_anywhere(user, Right.WRITE_ANALYSES)


def can_write_analysis(user: User, analysis: Analysis) -> Permit:
    """Whoever writes analyses at the unit, while it is going on."""
    return holds(user, Right.WRITE_ANALYSES, analysis.unit) & policies.may_be_written(analysis)


def can_lay_event(user: User, analysis: Analysis, event: Event) -> Permit:
    """Whoever writes in the analysis, of an event of the same result that he or she may know of."""
    if not Event.objects.visible_to(user).filter(pk=event.pk).exists():
        return refused(_("The event is not of this result."))
    return can_write_analysis(user, analysis) & policies.may_be_laid(event, analysis)


def can_strike_event(user: User, analysis: Analysis, event: Event) -> Permit:
    """Whoever writes in the analysis, of an event on its time line."""
    return can_write_analysis(user, analysis) & policies.may_be_struck(event, analysis)


def can_conclude_analysis(user: User, analysis: Analysis) -> Permit:
    """Whoever rates at the unit stands by the conclusion."""
    return holds(user, Right.RATE, analysis.unit) & policies.may_be_concluded(analysis)


def can_rate(user: User, rated: Unit, level: str, year: int | None = None) -> Permit:
    """Whoever rates at the unit whose perspective the level is, and not only at one that rates the same thing again."""
    raters, rater = policies.raters_of(rated, year), policies.rater_of(rated, level, year)
    if rater is None:
        return refused(_("Nobody rates %(unit)s at that level.") % {"unit": rated.name})
    return can_rate_for(user, rater, raters.values())


def can_rate_for(user: User, rater: Unit, among: Iterable[Unit | None]) -> Permit:
    """Whoever rates at the unit; a role at another of the units `among` which rate gives no say at this one's level."""
    permit = holds(user, Right.RATE, rater)
    others = {unit.pk for unit in among if unit is not None and unit.pk != rater.pk}
    held = [post for post in rights_of(user).posts if Right.RATE in post.role.rights]
    if not permit or not any(post.unit_id in others for post in held):
        return permit
    reaching = [one.post for one in grounds_of(user, Right.RATE, rater) if one.reaches_here]
    if any(post.unit_id not in others for post in reaching):
        return permit
    return refused(_("%(unit)s gives its own rating; your level rates beside it.") % {"unit": rater.name})


def can_start_report(user: User, unit: Unit, occasion: str, year: int | None = None) -> Permit:
    """Whoever writes reports at the unit, for an occasion that the model of the year gives it."""
    return holds(user, Right.WRITE_REPORTS, unit) & policies.may_be_started(unit, occasion, year)


def can_write_report(user: User, report: Report) -> Permit:
    """Whoever writes reports at the unit, until it is decided."""
    return holds(user, Right.WRITE_REPORTS, report.place) & policies.may_be_edited(report)


def can_send_report(user: User, report: Report) -> Permit:
    """Whoever writes reports at the unit, when every required section is written."""
    return holds(user, Right.WRITE_REPORTS, report.place) & policies.may_be_sent(report)


def can_return_report(user: User, report: Report) -> Permit:
    """Whoever records the body's decisions may send it back."""
    return holds(user, Right.RECORD_DECISIONS, report.place) & policies.may_move_to(report, ReportState.DRAFT)


def can_decide_report(user: User, report: Report) -> Permit:
    """Whoever records the body's decisions."""
    return holds(user, Right.RECORD_DECISIONS, report.place) & policies.may_move_to(report, ReportState.DECIDED)
