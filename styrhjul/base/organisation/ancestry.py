"""Dated ancestry worked out from dated placements."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from styrhjul.base.common import memory
from styrhjul.base.common.faults import Fault
from styrhjul.base.organisation.models import Ancestry, Placement, Unit

MOST_LEVELS = 30


class Above(NamedTuple):
    """One ancestor over one stretch of time."""

    ancestor: int
    starts: date
    ends: date | None
    distance: int


def _overlap(a: tuple[date, date | None], b: tuple[date, date | None]) -> tuple[date, date | None] | None:
    starts = max(a[0], b[0])
    ends = min((end for end in (a[1], b[1]) if end is not None), default=None)
    return None if ends is not None and ends <= starts else (starts, ends)


def work_out(
    units: dict[int, tuple[date, date | None]], placements: dict[int, list[tuple[int, date, date | None]]]
) -> dict[int, list[Above]]:
    """Return for each unit all who ever stood above it, itself included.

    Raises RecursionError when placements run in a circle.
    """
    done: dict[int, list[Above]] = {}

    def above(unit: int, level: int) -> list[Above]:
        if level > MOST_LEVELS:
            raise RecursionError("the organisation runs in a circle")
        if unit not in done:
            rows = [Above(unit, *units[unit], 0)]
            for parent, starts, ends in placements.get(unit, []):
                for row in above(parent, level + 1):
                    if stretch := _overlap((starts, ends), (row.starts, row.ends)):
                        rows.append(Above(row.ancestor, *stretch, row.distance + 1))
            done[unit] = rows
        return done[unit]

    for unit in units:
        above(unit, 0)
    return done


def rebuild() -> None:
    """Make the ancestry table agree with the placements, touching only rows that differ.

    Raises Fault when placements run in a circle.
    """
    units = {pk: (starts, ends) for pk, starts, ends in Unit.objects.values_list("pk", "starts", "ends")}
    placements: dict[int, list[tuple[int, date, date | None]]] = defaultdict(list)
    for unit, parent, starts, ends in Placement.objects.values_list("unit_id", "parent_id", "starts", "ends"):
        placements[unit].append((parent, starts, ends))
    try:
        worked_out = work_out(units, placements)
    except RecursionError as error:
        raise Fault(_("A unit cannot stand under a unit below itself."), field="parent") from error
    wanted = {(unit, *row) for unit, rows in worked_out.items() for row in rows}
    columns = ("descendant_id", "ancestor_id", "starts", "ends", "distance")
    present = {tuple(row[1:]): row[0] for row in Ancestry.objects.values_list("pk", *columns)}
    Ancestry.objects.filter(pk__in=[pk for row, pk in present.items() if row not in wanted]).delete()
    Ancestry.objects.bulk_create(
        Ancestry(descendant_id=unit, ancestor_id=ancestor, starts=starts, ends=ends, distance=distance)
        for unit, ancestor, starts, ends, distance in sorted(wanted - present.keys(), key=str)
    )
    memory.forget()
