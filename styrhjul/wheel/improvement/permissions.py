"""Who may propose, weigh, decide and assure."""

from __future__ import annotations

from django.utils.translation import gettext as _

from styrhjul.base.common.models import User
from styrhjul.base.common.permit import Permit, refused
from styrhjul.base.organisation.models import Unit
from styrhjul.base.organisation.permissions import holds, holds_anywhere, works_near
from styrhjul.engine.packs.schema import Right
from styrhjul.wheel.improvement import policies
from styrhjul.wheel.improvement.models import Assurance, Proposal


def can_propose_anywhere(user: User) -> Permit:
    """Whoever writes proposals at some unit."""
    return holds_anywhere(user, Right.WRITE_PROPOSALS)


def can_propose(user: User, unit: Unit) -> Permit:
    """Whoever writes proposals at the unit."""
    return holds(user, Right.WRITE_PROPOSALS, unit)


def can_change_proposal(user: User, proposal: Proposal) -> Permit:
    """Whoever writes proposals at the unit, until it is decided."""
    return holds(user, Right.WRITE_PROPOSALS, proposal.unit) & policies.may_be_changed(proposal)


def can_weigh_proposal(user: User, proposal: Proposal) -> Permit:
    """Whoever writes or decides proposals at the unit, until it is decided."""
    either = holds(user, Right.WRITE_PROPOSALS, proposal.unit) | holds(user, Right.DECIDE_PROPOSALS, proposal.unit)
    return either & policies.may_be_changed(proposal)


def can_decide_proposal(user: User, proposal: Proposal) -> Permit:
    """Whoever decides proposals at the unit, when the consequences are described."""
    return holds(user, Right.DECIDE_PROPOSALS, proposal.unit) & policies.may_be_decided(proposal)


def can_check_assurance(user: User, assurance: Assurance) -> Permit:
    """Whoever answers for it and still works near the unit, or assures at the unit."""
    own = assurance.responsible_id == user.pk
    ground = works_near(user, assurance.unit) if own else refused(_("Somebody else answers for it."))
    return (ground | holds(user, Right.ASSURE, assurance.unit)) & policies.may_be_checked(assurance)
