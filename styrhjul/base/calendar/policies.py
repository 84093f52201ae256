"""What the state of a duty allows."""

from __future__ import annotations

from django.utils.translation import gettext as _

from styrhjul.base.calendar.models import Duty
from styrhjul.base.common.permit import Permit, granted, refused
from styrhjul.engine.packs.schema import Event

# In some years nothing waits to be answered, decided or checked, or it was done before its time; then somebody
# says so by hand.
NOTHING_MAY_WAIT = frozenset(
    {
        Event.INPUTS_ANSWERED,
        Event.PROPOSAL_DECIDED,
        Event.ASSURANCE_CHECKED,
        Event.ANALYSIS_CONCLUDED,
        Event.TARGETS_DECIDED,
        Event.GOAL_SET,
        Event.VALUES_ENTERED,
        Event.ANALYSIS_BEGUN,
        Event.STEP_WRITTEN,
        Event.PROPOSAL_MADE,
        Event.CONSEQUENCES_DESCRIBED,
        Event.PROPOSALS_WEIGHED,
    }
)


def may_be_marked_by_hand(duty: Duty) -> Permit:
    """Whether a person marks it; what an action fulfils is done by doing it, unless there may be nothing to do."""
    if duty.event and duty.event not in NOTHING_MAY_WAIT:
        return refused(_("This is marked when the work itself is done."))
    return granted(_("This is marked by hand."))
