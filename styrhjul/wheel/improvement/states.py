"""The states of proposals."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class ProposalState(models.TextChoices):
    """Where a proposal stands."""

    OPEN = "open", _("not yet decided")
    ACCEPTED = "accepted", _("yes")
    DECLINED = "declined", _("no")


NEXT_PROPOSAL: dict[ProposalState, set[ProposalState]] = {
    ProposalState.OPEN: {ProposalState.ACCEPTED, ProposalState.DECLINED},
    ProposalState.ACCEPTED: set(),
    ProposalState.DECLINED: set(),
}
