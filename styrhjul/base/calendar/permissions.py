"""Who may mark duties."""

from __future__ import annotations

from django.utils.translation import gettext as _

from styrhjul.base.calendar import policies
from styrhjul.base.calendar.models import Duty
from styrhjul.base.common.models import User
from styrhjul.base.common.permit import Permit, granted, refused
from styrhjul.base.organisation.permissions import holds, rights_of
from styrhjul.engine.packs.schema import Right


def can_mark_duty(user: User, duty: Duty) -> Permit:
    """Whoever holds the duty's role at its unit, or writes plans there; only for what is done by hand."""
    mine = any(duty.role in post.role.keys and post.unit_id == duty.unit_id for post in rights_of(user).posts)
    ground = granted(_("It is yours.")) if mine else refused(_("The duty belongs to another role."))
    return (ground | holds(user, Right.WRITE_PLANS, duty.unit)) & policies.may_be_marked_by_hand(duty)
