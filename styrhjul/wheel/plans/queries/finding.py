"""Finding plans: those there are, those that are missing, and last year's."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Max, Min, Q

from styrhjul.base.common import clock
from styrhjul.base.common.models import User
from styrhjul.base.organisation.models import Unit
from styrhjul.base.organisation.permissions import within
from styrhjul.base.organisation.queries import units_below
from styrhjul.base.steering.queries import pack_in_force, pack_of_year
from styrhjul.base.steering.words import entry
from styrhjul.engine.packs.schema import PlanLevel, Right
from styrhjul.wheel.plans import policies
from styrhjul.wheel.plans.models import Plan, PlanQuerySet


@dataclass(frozen=True)
class Missing:
    """A plan that the steering model asks a unit for and that nobody has begun."""

    unit: Unit
    level: PlanLevel
    year: int

    @property
    def due(self) -> date:
        """When the model wants it adopted."""
        return self.level.due.on(self.year)


def plans_found(user: User, *, unit: Unit | None = None, level: str = "", years: Collection[int] = ()) -> PlanQuerySet:
    """Return the plans that a person may know of, at a unit and those below it, of all years or some, latest first."""
    rows = Plan.objects.visible_to(user).select_related("place", "decision", "node")
    if unit is not None:
        rows = rows.filter(place__in=units_below(unit))
    if level:
        found = entry(pack_in_force().plan_levels, level)
        rows = rows.filter(level__in=found.keys if found else [level])
    if years:
        rows = rows.filter(year__in=years)
    return rows.order_by("-year", "place__name", "pk")


def plan_years(user: User) -> list[int]:
    """Return the years that have plans a person may know of, and the next one, the latest first."""
    ends = Plan.objects.visible_to(user).aggregate(first=Min("year"), last=Max("year"))
    ahead = clock.today().year + 1
    return list(range(max(ends["last"] or ahead, ahead), min(ends["first"] or ahead - 1, ahead - 1) - 1, -1))


def missing_plans(user: User, year: int, *, unit: Unit | None = None, level: str = "") -> list[Missing]:
    """Return the plans of a year that nobody has begun and that a person may begin, in the order of the model."""
    known = pack_of_year(year).plan_levels
    levels = [one for one in known if level in ("", one.key)]
    kinds = {kind for one in levels for kind in one.unit_kinds}
    day = min(max(clock.today(), date(year, 1, 1)), date(year, 12, 31))
    units = Unit.objects.on(day).filter(within(user, Right.WRITE_PLANS, "pk"), kind__in=kinds)
    if unit is not None:
        units = units.filter(pk__in=units_below(unit))
    stored = Plan.objects.filter(year=year).values_list("place_id", "level")
    begun = {(place, found.key) for place, key in stored if (found := entry(known, key))}
    places = list(units.order_by("name"))
    return [
        Missing(one, plan_level, year)
        for plan_level in levels
        for one in places
        if one.kind in plan_level.unit_kinds and (one.pk, plan_level.key) not in begun
    ]


def plan_before(plan: Plan, user: User) -> Plan | None:
    """Return the same unit's plan of the same level for the year before, if a person may know of it."""
    level = policies.level_of(plan)
    keys = {plan.level, *(level.keys if level else ())}
    rows = Plan.objects.visible_to(user).filter(place=plan.place_id, level__in=keys, year=plan.year - 1)
    return rows.select_related("decision").first()


def plans_by_place(units: Iterable[int], years: Iterable[int]) -> dict[tuple[int, int], dict[str, int]]:
    """Return the keys of the plans of some units and years, by level, in one question."""
    rows = Plan.objects.filter(Q(place__in=set(units)) & Q(year__in=set(years))).order_by("pk")
    found: dict[tuple[int, int], dict[str, int]] = {}
    for place, year, level, pk in rows.values_list("place_id", "year", "level", "pk"):
        found.setdefault((place, year), {})[level] = pk
    return found
