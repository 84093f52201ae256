"""Accounts, and who holds which role where."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from styrhjul.base.common import clock, memory, trace
from styrhjul.base.common.faults import Fault
from styrhjul.base.common.models import User
from styrhjul.base.organisation import permissions, policies
from styrhjul.base.organisation.models import Appointment, Unit


@transaction.atomic
def add_user(*, email: str, name: str, password: str | None = None, by: User | None) -> User:
    """Open an account; without a password its person chooses one through a link."""
    if by is not None:
        permissions.can_manage_accounts(by).require()
    if User.objects.filter(email__iexact=email.strip()).exists():
        raise Fault(_("There is already an account with this address."), field="email")
    User(email=email.strip(), name=name.strip()).clean_fields(exclude=["password"])
    user = User.objects.create_user(email.strip(), name.strip(), password)
    trace.record("account.opened", f"user:{user.pk}", by=by, email=user.email, name=user.name)
    return user


@transaction.atomic
def rename_user(user: User, *, name: str, by: User) -> User:
    """Give an account the name its person now goes by."""
    permissions.can_manage_accounts(by).require()
    old, user.name = user.name, name.strip()
    user.clean_fields(exclude=["password"])
    user.save(update_fields=["name"])
    trace.record("account.renamed", f"user:{user.pk}", by=by, old=old, new=user.name)
    return user


@transaction.atomic
def close_user(user: User, *, by: User) -> User:
    """Close an account: no log-in and no rights from now on; what the person wrote keeps the name."""
    permissions.can_manage_accounts(by).require()
    policies.may_be_shut(user, by).require()
    user.is_active = False
    user.save(update_fields=["is_active"])
    today = clock.today()
    for appointment in Appointment.objects.filter(Q(ends=None) | Q(ends__gt=today), user=user):
        put_end_of(appointment, on=today, by=by)
    trace.record("account.closed", f"user:{user.pk}", by=by)
    memory.forget()
    return user


@transaction.atomic
def record_link(user: User, *, by: User) -> User:
    """Record that a link for choosing a password was made out to a person, and by whom."""
    permissions.can_manage_accounts(by).require()
    if not user.is_active:
        raise Fault(_("The account is closed."))
    trace.record("account.link_made", f"user:{user.pk}", by=by)
    return user


@transaction.atomic
def appoint(
    user: User, *, role: str, unit: Unit, starts: date | None = None, ends: date | None = None, by: User | None
) -> Appointment:
    """Let a person hold a role at a unit."""
    if by is not None:
        permissions.can_manage_accounts(by).require()
    begins = starts or clock.today()
    policies.may_hold(user, role, unit, begins, ends).require()
    appointment = Appointment(user=user, role=role, unit=unit, starts=begins, ends=ends)
    appointment.full_clean()
    appointment.save()
    trace.record("role.given", f"user:{user.pk}", by=by, role=role, unit=unit.pk, starts=appointment.starts, ends=ends)
    memory.forget()
    return appointment


@transaction.atomic
def end_appointment(appointment: Appointment, *, on: date, by: User) -> None:
    """End an appointment; one that has not held for a single day by then is taken back."""
    permissions.can_manage_accounts(by).require()
    policies.may_be_ended_by(appointment, by).require()
    put_end_of(appointment, on=on, by=by)
    memory.forget()


def put_end_of(appointment: Appointment, *, on: date, by: User) -> None:
    """Write the end of an appointment; one that has not held for a single day by then is taken back."""
    subject = f"user:{appointment.user_id}"
    detail = {"role": appointment.role, "unit": appointment.unit_id, "on": on}
    if on <= appointment.starts:
        appointment.delete()
        trace.record("role.taken_back", subject, by=by, **detail)
        return
    appointment.ends = on
    appointment.save(update_fields=["ends"])
    trace.record("role.ended", subject, by=by, **detail)
