"""Entering what a measure was: a whole block or nothing, and nothing that was entered is ever lost."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from styrhjul.base.calendar.actions import fulfil_now
from styrhjul.base.common import clock, trace
from styrhjul.base.common.faults import Fault
from styrhjul.base.common.models import User
from styrhjul.base.organisation.models import Unit
from styrhjul.engine.packs.schema import Event
from styrhjul.wheel.indicators import permissions, policies
from styrhjul.wheel.indicators.measured import Measured, read_measured
from styrhjul.wheel.indicators.models import Group, Indicator, Status, Value
from styrhjul.wheel.indicators.queries.due import without_value

TYPED: Final = "typed"
_DASH_WITH_WORDS: Final = re.compile(r"[-\u2212\u2013\u2014]\s*(?P<why>[^\W\d_].*)?", re.DOTALL)


@dataclass(frozen=True)
class Cell:
    """One value, as a number or as somebody typed it, and where it stands in the grid.

    A missing value has no number but a reason; typed, it is a dash followed by the reason. A typed value may say how
    many people are behind it, see `read_measured`.
    """

    period: str
    value: Decimal | str | None
    group: Group = Group.ALL
    status: Status = Status.FINAL
    missing_because: str = ""
    people: int | None = None
    note: str = ""
    row: int = 0
    column: int = 0


@dataclass(frozen=True)
class Entry:
    """The cells of one indicator at one unit, within a larger block."""

    indicator: Indicator
    unit: Unit
    cells: Sequence[Cell]


@dataclass(frozen=True)
class CellFault:
    """What is wrong with one cell."""

    row: int
    column: int
    sentence: str | Promise


class CellFaults(Fault):
    """Some cells cannot be taken, so none was written."""

    def __init__(self, cells: Sequence[CellFault]) -> None:
        count = len(cells)
        says = ngettext(
            "%(count)s value cannot be taken. Nothing has been saved.",
            "%(count)s values cannot be taken. Nothing has been saved.",
            count,
        )
        super().__init__(says % {"count": count})
        self.cells = tuple(cells)


Key = tuple[int, int, str, str]


def enter_values(
    indicator: Indicator, unit: Unit, cells: Sequence[Cell], *, source: str = TYPED, seen: int | None = None, by: User
) -> list[Value]:
    """Enter values of one indicator at one unit; see `enter_block`."""
    return enter_block([Entry(indicator, unit, cells)], source=source, seen=seen, by=by)


@transaction.atomic
def enter_block(entries: Sequence[Entry], *, source: str = TYPED, seen: int | None = None, by: User) -> list[Value]:
    """Enter a block of values, all or none; a changed value becomes a new revision, an unchanged one nothing.

    `seen` is the newest value (its pk) that the person had before them: a cell that somebody else has changed
    since then is a fault. Raises CellFaults with the row and column of each cell that cannot be taken.
    """
    for entry in entries:
        permissions.can_enter_values(by, entry.indicator, entry.unit).require()
    list(Indicator.objects.select_for_update().filter(pk__in={entry.indicator.pk for entry in entries}).order_by("pk"))
    standing = _standing(entries)
    new, faults = [], []
    for entry in entries:
        for cell in entry.cells:
            try:
                value = _read(entry, cell, source)
                before = standing.get(_key(value))
                _nobody_else(before, seen, value, by)
            except Fault as fault:
                faults.append(CellFault(cell.row, cell.column, fault.sentence))
                continue
            if before is None or not _says_the_same(before, value):
                value.revision = before.revision + 1 if before else 1
                new.append((value, before))
                standing[_key(value)] = value
    if faults:
        raise CellFaults(faults)
    written = [_write(value, before, by) for value, before in new]
    for unit in {entry.unit.pk: entry.unit for entry in entries}.values():
        if not without_value(unit).exists():
            fulfil_now(Event.VALUES_ENTERED, unit=unit, by=by)
    return written


def _standing(entries: Iterable[Entry]) -> dict[Key, Value]:
    rows = Value.objects.filter(
        indicator__in={entry.indicator.pk for entry in entries}, unit__in={entry.unit.pk for entry in entries}
    )
    return {_key(row): row for row in rows.standing()}


def _key(value: Value) -> Key:
    return value.indicator_id, value.unit_id, value.period, value.group


def _read(entry: Entry, cell: Cell, source: str) -> Value:
    """Return the row that a cell says. Raises Fault."""
    for permit in (
        policies.may_have_period(entry.indicator, cell.period),
        policies.may_have_group(entry.indicator, cell.group),
    ):
        if not permit:
            raise Fault(permit.ground)
    measured, because = _number(entry.indicator, cell)
    number = measured.value if measured else None
    if number is not None:
        _fits(entry.indicator, number)
    if number is None and not because:
        raise Fault(_("Write a dash and why the value is missing."))
    return Value(
        indicator=entry.indicator,
        unit=entry.unit,
        period=cell.period,
        group=cell.group,
        value=number,
        status=Status.MISSING if number is None else cell.status,
        missing_because=because if number is None else "",
        people=measured.people if measured else None,
        source=source,
        note=cell.note,
    )


def _number(indicator: Indicator, cell: Cell) -> tuple[Measured | None, str]:
    if cell.value is None or (isinstance(cell.value, str) and not cell.value.strip()):
        return None, cell.missing_because.strip()
    if isinstance(cell.value, str):
        if missing := _DASH_WITH_WORDS.fullmatch(cell.value.strip()):
            return None, (missing["why"] or cell.missing_because).strip()[:200]
        number = read_measured(cell.value, is_share=policies.is_share(indicator))
    else:
        number = Measured(cell.value, cell.people)
    if cell.status == Status.MISSING:
        raise Fault(_("Missing is not a number: leave the value out and say why."))
    return number, ""


def _fits(indicator: Indicator, number: Decimal) -> None:
    permit = policies.may_be_measured(indicator, number)
    if not permit:
        raise Fault(permit.ground)


def _nobody_else(before: Value | None, seen: int | None, value: Value, by: User) -> None:
    if before is not None and before.pk and seen is not None and before.pk > seen and not _says_the_same(before, value):
        if before.made_by == by:
            raise Fault(_("The value was changed in another window. Load the page again to see it."))
        raise Fault(_("Somebody else has changed this value in the meantime. Load the page again to see it."))


def _says_the_same(before: Value, value: Value) -> bool:
    said = ("value", "status", "missing_because", "people", "note")
    return all(getattr(before, name) == getattr(value, name) for name in said)


def _write(value: Value, before: Value | None, by: User) -> Value:
    value.made_at, value.made_by = clock.now(), by
    value.save()
    trace.record(
        "value.entered",
        f"node:{value.indicator_id}",
        by=by,
        unit=value.unit_id,
        period=value.period,
        group=value.group,
        value=value.value,
        before=before and before.value,
        status=value.status,
        because=value.missing_because,
        people=value.people,
        revision=value.revision,
    )
    return value
