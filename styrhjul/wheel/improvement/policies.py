"""What the state of proposals and assurances allows."""

from __future__ import annotations

from django.utils.translation import gettext as _

from styrhjul.base.common.permit import Permit, granted, refused
from styrhjul.wheel.improvement.models import Assurance, Proposal
from styrhjul.wheel.improvement.states import ProposalState


def may_be_changed(proposal: Proposal) -> Permit:
    """Whether the proposal still waits for its decision."""
    if proposal.state == ProposalState.OPEN:
        return granted(_("The proposal is not decided yet."))
    return refused(_("The proposal is decided."))


def may_be_decided(proposal: Proposal) -> Permit:
    """Whether its consequences are described, so that there is something to decide on."""
    if not proposal.consequences.exists():
        return refused(_("Describe at least one consequence first."))
    return may_be_changed(proposal)


def may_be_checked(assurance: Assurance) -> Permit:
    """Whether there is still something that can hold: until a check has found that it does not."""
    last = assurance.checks.order_by("-pk").first()
    if last is not None and not last.holds:
        return refused(_("It did not hold, and the activity is open again."))
    return granted(_("It can be checked."))
