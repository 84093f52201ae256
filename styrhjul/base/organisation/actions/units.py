"""Changing the tree: units and where they stand."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from styrhjul.base.common import trace
from styrhjul.base.common.faults import Fault
from styrhjul.base.common.models import User
from styrhjul.base.organisation import ancestry, permissions, policies
from styrhjul.base.organisation.actions.people import put_end_of
from styrhjul.base.organisation.models import Appointment, Placement, Unit


@transaction.atomic
def add_unit(
    *, code: str, name: str, kind: str, parent: Unit | None, starts: date, area: str = "", by: User | None
) -> Unit:
    """Add a unit under another; only the first unit of all, the municipality, stands under none."""
    if by is not None:
        permissions.can_change_organisation(by).require()
    unit = put_unit(code=code, name=name, kind=kind, parent=parent, starts=starts, area=area, by=by)
    ancestry.rebuild()
    return unit


def put_unit(
    *, code: str, name: str, kind: str, parent: Unit | None, starts: date, area: str = "", by: User | None
) -> Unit:
    """Write a unit without working out the ancestry; for imports, which do that once at the end."""
    policies.may_stand_under(kind, parent).require()
    if parent is not None:
        policies.may_begin_under(parent, starts).require()
    unit = Unit(code=code, name=name, kind=kind, starts=starts, area=area)
    unit.full_clean()
    unit.save()
    if parent is not None:
        Placement.objects.create(unit=unit, parent=parent, starts=max(starts, parent.starts))
    trace.record("unit.added", f"unit:{unit.pk}", by=by, code=code, name=name, kind=kind, parent=parent and parent.pk)
    return unit


@transaction.atomic
def move_unit(unit: Unit, *, to: Unit, on: date, by: User) -> Placement:
    """Let a unit stand under another from a day on; before that day it stands where it stood."""
    permissions.can_change_organisation(by).require()
    placement = put_placement(unit, to=to, on=on, by=by)
    ancestry.rebuild()
    return placement


def put_placement(unit: Unit, *, to: Unit, on: date, by: User) -> Placement:
    """Write a move without working out the ancestry."""
    present = Placement.objects.select_for_update().filter(unit=unit, ends=None).first()
    if present is None:
        raise Fault(_("The top of the organisation cannot be moved."))
    if present.parent_id == to.pk:
        raise Fault(_("The unit already stands there."), field="to")
    if on <= present.starts:
        raise Fault(
            _("The move must come after %(day)s, when the unit came to where it stands.") % {"day": present.starts},
            field="on",
        )
    policies.may_be_moved(unit, to, on).require()
    present.ends = on
    present.save(update_fields=["ends"])
    placement = Placement.objects.create(unit=unit, parent=to, starts=on)
    trace.record("unit.moved", f"unit:{unit.pk}", by=by, old=present.parent_id, new=to.pk, on=on)
    return placement


@transaction.atomic
def rename_unit(unit: Unit, *, name: str, by: User) -> Unit:
    """Give a unit a new name."""
    permissions.can_change_organisation(by).require()
    old, unit.name = unit.name, name
    unit.full_clean()
    unit.save(update_fields=["name"])
    trace.record("unit.renamed", f"unit:{unit.pk}", by=by, old=old, new=name)
    return unit


@transaction.atomic
def set_area(unit: Unit, *, area: str, by: User) -> Unit:
    """Say which area of the national statistics a unit stands for."""
    permissions.can_change_organisation(by).require()
    old, unit.area = unit.area, area
    unit.full_clean()
    unit.save(update_fields=["area"])
    trace.record("unit.area_set", f"unit:{unit.pk}", by=by, old=old, new=area)
    return unit


@transaction.atomic
def close_unit(unit: Unit, *, on: date, by: User) -> Unit:
    """Let a unit end on a day, with the roles held there; refused while open units stand under it."""
    permissions.can_change_organisation(by).require()
    put_end(unit, on=on, by=by)
    ancestry.rebuild()
    return unit


def put_end(unit: Unit, *, on: date, by: User) -> Unit:
    """Write the end of a unit without working out the ancestry."""
    policies.may_be_closed(unit, on).require()
    unit.ends = on
    unit.full_clean()
    unit.save(update_fields=["ends"])
    Placement.objects.filter(unit=unit, ends=None).update(ends=on)
    for appointment in Appointment.objects.filter(Q(ends=None) | Q(ends__gt=on), unit=unit):
        put_end_of(appointment, on=on, by=by)
    trace.record("unit.closed", f"unit:{unit.pk}", by=by, on=on)
    return unit
