"""What the state of the organisation allows."""

from __future__ import annotations

from datetime import date

from django.db.models import F, Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from styrhjul.base.common import clock
from styrhjul.base.common.models import User
from styrhjul.base.common.permit import Permit, granted, refused
from styrhjul.base.organisation.models import Ancestry, Appointment, Placement, Unit, overlapping
from styrhjul.base.steering.queries import pack_in_force
from styrhjul.base.steering.words import entry, word
from styrhjul.engine.packs.schema import Right


def may_stand_under(kind: str, parent: Unit | None) -> Permit:
    """Whether the model lets a unit of a kind stand under another; the first unit stands under none."""
    kinds = pack_in_force().unit_kinds
    found = entry(kinds, kind)
    if found is None:
        return refused(_("The steering model has no kind of unit called %(kind)s.") % {"kind": kind})
    if parent is None:
        if found.under or Unit.objects.exists():
            return refused(_("Say under which unit it stands."))
        return granted(_("The first unit is the municipality itself."))
    if parent.kind not in found.under:
        above = entry(kinds, parent.kind)
        return refused(
            _("The steering model does not let %(kind)s stand under %(above)s.")
            % {"kind": word(found.label).lower(), "above": (word(above.label) if above else parent.kind).lower()}
        )
    return granted(_("The steering model allows it."))


def may_be_dated(on: date) -> Permit:
    """Whether a change may begin on a day: last year and the years before it stay as they were."""
    if on < date(clock.today().year, 1, 1):
        return refused(_("A change cannot begin in an earlier year, whose reports keep the organisation as it was."))
    return granted(_("The change begins this year or later."))


def may_begin_under(parent: Unit, starts: date) -> Permit:
    """Whether a unit may come under another on a day: the other must exist then."""
    if parent.ends is not None and parent.ends <= starts:
        return refused(_("%(unit)s ends on %(day)s.") % {"unit": parent.name, "day": parent.ends})
    return granted(_("The unit above exists on that day."))


def may_be_moved(unit: Unit, to: Unit, on: date) -> Permit:
    """Whether a unit may be moved under another on a day: both exist then, and no circle comes of it."""
    if unit.ends is not None and unit.ends <= on:
        return refused(_("%(unit)s ends on %(day)s.") % {"unit": unit.name, "day": unit.ends})
    if to.starts > on:
        return refused(_("%(unit)s begins on %(day)s.") % {"unit": to.name, "day": to.starts})
    if Ancestry.objects.filter(ancestor=unit, descendant=to).filter(Q(ends=None) | Q(ends__gt=on)).exists():
        return refused(_("A unit cannot stand under a unit below itself."))
    return may_be_dated(on) & may_begin_under(to, on) & may_stand_under(unit.kind, to)


def may_be_closed(unit: Unit, on: date) -> Permit:
    """Whether a unit may end on a day: nothing may stand under it then or later."""
    if unit.ends is not None:
        return refused(_("%(unit)s ends on %(day)s.") % {"unit": unit.name, "day": unit.ends})
    if on <= unit.starts:
        return refused(_("The end must come after the start."))
    moved = Placement.objects.filter(unit=unit, starts__gte=on).order_by("-starts").first()
    if moved is not None:
        day = date_format(moved.starts, "j F Y")
        return refused(
            _("The unit is moved on %(day)s. It can be closed the day after at the earliest.") % {"day": day}
        )
    later = Placement.objects.filter(parent=unit).filter(Q(ends=None) | Q(ends__gt=on))
    below = later.exclude(unit__ends__lte=on).exclude(unit__ends__lte=F("starts")).values("unit").distinct().count()
    if below:
        return refused(_("Move or close the units that stand under it first (%(count)s).") % {"count": below})
    return may_be_dated(on)


def may_be_held(role: str) -> Permit:
    """Whether the model in force has the role."""
    if entry(pack_in_force().roles, role) is None:
        return refused(_("The steering model has no role called %(role)s.") % {"role": role})
    return granted(_("The steering model has the role."))


def may_hold(user: User, role: str, unit: Unit, starts: date, ends: date | None) -> Permit:
    """Whether a person may be given a role at a unit for some time."""
    if not user.is_active:
        return refused(_("The account is closed."))
    if unit.ends is not None and unit.ends <= starts:
        return refused(_("%(unit)s ends on %(day)s.") % {"unit": unit.name, "day": unit.ends})
    if Appointment.objects.filter(overlapping(starts, ends), user=user, role=role, unit=unit).exists():
        return refused(_("%(name)s already holds that role there at that time.") % {"name": user.name})
    return may_be_held(role)


def may_be_ended_by(appointment: Appointment, by: User) -> Permit:
    """Whether a person may end an appointment: nobody locks the accounts by ending the role that opens them."""
    role = entry(pack_in_force().roles, appointment.role)
    if appointment.user_id == by.pk and role is not None and Right.MANAGE_ACCOUNTS in role.rights:
        return refused(_("Somebody else who manages accounts must end this role of yours."))
    return granted(_("The role may be ended."))


def may_be_shut(user: User, by: User) -> Permit:
    """Whether a person may close an account: one that is open, and not one's own."""
    if not user.is_active:
        return refused(_("The account is closed."))
    if user.pk == by.pk:
        return refused(_("Somebody else must close your account."))
    return granted(_("The account may be closed."))
