"""Taking in lists of units and people: whole or not at all.

What a list would do is found by doing it and taking it all back, so that the preview and the import follow
the same rules to the letter.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from styrhjul.base.common import clock, memory, trace
from styrhjul.base.common.faults import Conflict, Fault
from styrhjul.base.common.models import User
from styrhjul.base.common.permit import Refused
from styrhjul.base.common.sheets import Row
from styrhjul.base.organisation import ancestry, permissions
from styrhjul.base.organisation.actions import people, units
from styrhjul.base.organisation.importing import (
    Change,
    ImportPlan,
    What,
    all_of,
    day_in,
    parents_first,
    role_in,
    unit_kind_in,
)
from styrhjul.base.organisation.models import Appointment, Placement, Unit, overlapping


@transaction.atomic
def plan_units(rows: Sequence[Row], *, changes_from: date, by: User) -> ImportPlan:
    """Return what a list of units would change; nothing is changed."""
    permissions.can_change_organisation(by).require()
    plan = _units(list(rows), changes_from, by)
    transaction.set_rollback(True)
    memory.forget()
    return plan


@transaction.atomic
def import_units(rows: Sequence[Row], *, changes_from: date, seen: str, by: User) -> ImportPlan:
    """Take in a list of units that was seen as `seen`, the plan's digest: all of it or nothing."""
    permissions.can_change_organisation(by).require()
    plan = _agreed(_units(list(rows), changes_from, by), seen)
    trace.record("organisation.imported", "organisation", by=by, rows=len(rows), changed=len(plan.changing))
    return plan


@transaction.atomic
def plan_people(rows: Sequence[Row], *, by: User) -> ImportPlan:
    """Return what a list of people would change; nothing is changed."""
    permissions.can_manage_accounts(by).require()
    plan = _people(list(rows), by)
    transaction.set_rollback(True)
    memory.forget()
    return plan


@transaction.atomic
def import_people(rows: Sequence[Row], *, seen: str, by: User) -> ImportPlan:
    """Take in a list of people that was seen as `seen`, the plan's digest: all of it or nothing."""
    permissions.can_manage_accounts(by).require()
    plan = _agreed(_people(list(rows), by), seen)
    trace.record("people.imported", "organisation", by=by, rows=len(rows), changed=len(plan.changing))
    return plan


def _agreed(plan: ImportPlan, seen: str) -> ImportPlan:
    if plan.faulty:
        raise Fault(_("The list has faulty rows, so nothing of it was taken in."))
    if plan.digest != seen:
        raise Conflict(_("Something has changed since you looked, so nothing was taken in. Look again."))
    return plan


def _tried(row: Row, key: str, name: str, attempt: Callable[[], Change]) -> Change:
    """Return what a row did; one that fails leaves nothing and says why."""
    try:
        with transaction.atomic():
            return attempt()
    except Refused as refusal:
        why = str(refusal.ground)
    except Fault as fault:
        why = str(fault.sentence)
    except ValidationError as fault:
        why = " ".join(fault.messages)
    return Change(row.number, row[key], row[name], (What.FAULTY,), why)


def _units(rows: list[Row], changes_from: date, by: User) -> ImportPlan:
    known = {unit.code: unit for unit in Unit.objects.all()}
    absent = len(known.keys() - {row["code"] for row in rows})
    seen: dict[str, int] = {}
    done: dict[int, Change] = {}
    ordered = parents_first(rows)
    for row in ordered:
        attempt = partial(_unit, row, known, seen, changes_from, by)
        done[row.number] = _tried(row, "code", "name", attempt)
        seen.setdefault(row["code"], row.number)
    for row in reversed(ordered):  # what stands below ends before what it stands under
        if row["ends"] and not done[row.number].is_faulty:
            attempt = partial(_end, row, known[row["code"]], done[row.number], by)
            done[row.number] = _tried(row, "code", "name", attempt)
    ancestry.rebuild()
    return ImportPlan(tuple(done[row.number] for row in rows), absent)


def _unit(row: Row, known: dict[str, Unit], seen: dict[str, int], changes_from: date, by: User) -> Change:
    code, above = row["code"], row["parent_code"]
    if not code:
        raise Fault(_("The code is missing."))
    if code in seen:
        raise Fault(_("The same unit as on row %(row)s, with the code %(code)s.") % {"code": code, "row": seen[code]})
    unit, parent = known.get(code), known.get(above)
    all_of(
        partial(_name_in, row, Unit) if row["name"] or unit is None else tuple,
        partial(_kind_in, row, unit) if row["kind"] or unit is None else tuple,
        partial(_place_in, above, known),
        partial(day_in, row, "starts"),
        partial(day_in, row, "ends"),
    )
    if unit is not None:
        return _changed(row, unit, parent, changes_from, by)
    starts = day_in(row, "starts") or changes_from
    known[code] = units.put_unit(
        code=code, name=row["name"], kind=unit_kind_in(row), parent=parent, starts=starts, area=row["area"], by=by
    )
    under = parent.name if parent else _("the top")
    return _said(row, [What.NEW], _("under %(unit)s from %(day)s") % {"unit": under, "day": starts})


def _name_in(row: Row, sort: type[Unit | User]) -> None:
    sort._meta.get_field("name").clean(row["name"], None)


def _kind_in(row: Row, unit: Unit | None) -> None:
    if unit_kind_in(row) != (unit.kind if unit else unit_kind_in(row)):
        raise Fault(_("The kind of a unit cannot be changed. Close it and add a new one."))


def _place_in(code: str, known: dict[str, Unit]) -> None:
    if code and code not in known:
        raise Fault(_("There is no unit with the code “%(code)s”.") % {"code": code})


def _changed(row: Row, unit: Unit, parent: Unit | None, changes_from: date, by: User) -> Change:
    what, says = [], []
    if row["name"] and row["name"] != unit.name:
        what.append(What.RENAMED)
        says.append(_("was called %(name)s") % {"name": unit.name})
        units.rename_unit(unit, name=row["name"], by=by)
    if row["area"] and row["area"] != unit.area:
        what.append(What.AREA)
        units.set_area(unit, area=row["area"], by=by)
    present = Placement.objects.filter(unit=unit, ends=None).select_related("parent").first()
    if parent is not None and (present is None or present.parent_id != parent.pk) and unit.ends is None:
        given = day_in(row, "starts")
        day = given if given and present and given > present.starts else changes_from
        units.put_placement(unit, to=parent, on=day, by=by)
        what.append(What.MOVED)
        old = present.parent.name if present else "–"
        says.append(_("from %(old)s to %(new)s on %(day)s") % {"old": old, "new": parent.name, "day": day})
    return _said(row, what, ", ".join(says))


def _end(row: Row, unit: Unit, so_far: Change, by: User) -> Change:
    ends = day_in(row, "ends")
    if ends is None or unit.ends == ends:
        return so_far
    units.put_end(unit, on=ends, by=by)
    what = [one for one in so_far.what if one is not What.UNCHANGED]
    says = [so_far.says, _("ends on %(day)s") % {"day": ends}]
    return _said(row, [*what, What.CLOSED], ", ".join(filter(None, says)))


def _said(row: Row, what: list[What], says: str, key: str = "code") -> Change:
    return Change(row.number, row[key], row["name"], tuple(what) or (What.UNCHANGED,), says)


def _people(rows: list[Row], by: User) -> ImportPlan:
    known = {user.email.casefold(): user for user in User.objects.all()}
    places = {unit.code: unit for unit in Unit.objects.all()}
    return ImportPlan(tuple(_tried(row, "email", "name", partial(_person, row, known, places, by)) for row in rows))


def _person(row: Row, known: dict[str, User], places: dict[str, Unit], by: User) -> Change:
    what, says = [], []
    user = known.get(row["email"].casefold())
    _refuse_faults(row, user, places)
    if user is None:
        user = people.add_user(email=row["email"], name=row["name"], by=by)
        what.append(What.NEW)
    elif row["name"] and row["name"] != user.name:
        says.append(_("was called %(name)s") % {"name": user.name})
        people.rename_user(user, name=row["name"], by=by)
        what.append(What.RENAMED)
    if row["role"]:
        done, said = _appointed(row, user, places, by)
        what += done
        says += said
    known[row["email"].casefold()] = user
    return _said(row, what, ", ".join(says), key="email")


def _refuse_faults(row: Row, user: User | None, places: dict[str, Unit]) -> None:
    all_of(
        partial(User._meta.get_field("email").clean, row["email"], None) if user is None else tuple,
        partial(_name_in, row, User) if row["name"] or user is None else tuple,
        partial(_role_and_unit, row),
        partial(role_in, row) if row["role"] else tuple,
        partial(_place_in, row["unit_code"], places),
        partial(day_in, row, "starts"),
        partial(day_in, row, "ends"),
    )


def _role_and_unit(row: Row) -> None:
    if bool(row["role"]) != bool(row["unit_code"]):
        raise Fault(_("A role needs its unit, and a unit its role."))


def _appointed(row: Row, user: User, places: dict[str, Unit], by: User) -> tuple[list[What], list[str]]:
    role, unit = role_in(row), places[row["unit_code"]]
    starts, ends = day_in(row, "starts") or clock.today(), day_in(row, "ends")
    held = Appointment.objects.filter(overlapping(starts, ends), user=user, role=role, unit=unit).first()
    where = {"role": row["role"], "unit": unit.name}
    if held is None:
        people.appoint(user, role=role, unit=unit, starts=starts, ends=ends, by=by)
        return [What.APPOINTED], [_("%(role)s at %(unit)s") % where]
    if ends is not None and held.ends != ends:
        people.end_appointment(held, on=ends, by=by)
        return [What.ENDED], [_("%(role)s at %(unit)s until %(day)s") % {**where, "day": ends}]
    return [], []
