"""Which wheels stand beside each other: one for each unit, or for the whole municipality one for each body."""

from __future__ import annotations

from dataclasses import dataclass

from styrhjul.base.common import clock
from styrhjul.base.organisation.models import Ancestry, Unit, in_force
from styrhjul.base.organisation.queries import units_below
from styrhjul.base.steering.queries import kinds_that_steer, pack_in_force


@dataclass(frozen=True)
class Group:
    """The units whose duties and gains are on one wheel, and the unit that it is named after."""

    unit: Unit
    members: tuple[Unit, ...]


def units_apart(unit: Unit) -> list[Group]:
    """Return each unit of today at and below a unit by itself."""
    return [Group(one, (one,)) for one in units_below(unit).order_by("name", "pk")]


def units_by_body(unit: Unit) -> list[Group]:
    """Return the units at and below a unit, each with the nearest body above that steers an administration.

    A unit that has none above it stands alone.
    """
    today = clock.today()
    units = {one.pk: one for one in units_below(unit).order_by("name", "pk")}
    rows = Ancestry.objects.filter(in_force(today), descendant__in=list(units), ancestor__in=list(units))
    rows = rows.filter(ancestor__kind__in=kinds_that_steer(pack_in_force())).order_by("descendant", "distance")
    nearest: dict[int, int] = {}
    for member, body in rows.values_list("descendant", "ancestor"):
        nearest.setdefault(member, body)
    members: dict[int, list[Unit]] = {}
    for pk, one in units.items():
        members.setdefault(nearest.get(pk, pk), []).append(one)
    return [Group(one, tuple(members[pk])) for pk, one in units.items() if pk in members]
