"""An indicator over time, wherever its values are kept."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import F

from styrhjul.base.organisation.models import Unit
from styrhjul.engine.rounding import rounded
from styrhjul.engine.store import StoreError
from styrhjul.engine.store.answers import Sex
from styrhjul.wheel.indicators.models import (
    Group,
    Indicator,
    Source,
    Status,
    Value,
)
from styrhjul.wheel.indicators.queries.national import area_of, reader

NATIONAL: str = "Kolada"
FINEST = 4
SEXES: Mapping[Group, Sex] = {Group.ALL: "T", Group.WOMEN: "K", Group.MEN: "M"}


@dataclass(frozen=True)
class Point:
    """One number of an indicator, wherever it is kept; a missing one says why if anybody knows."""

    period: str
    value: Decimal | None
    status: str
    source: str
    group: Group = Group.ALL
    area: str = ""
    build: str = ""
    missing_because: str = ""
    revision: int = 1

    @property
    def year(self) -> int:
        """The year that the period lies in."""
        return int(self.period[:4])


@dataclass(frozen=True)
class Line:
    """An indicator at one place over time, for one group, oldest first."""

    group: Group
    points: tuple[Point, ...]

    @property
    def latest(self) -> Point | None:
        """The newest point that has a number."""
        return next((point for point in reversed(self.points) if point.value is not None), None)

    @property
    def before(self) -> Point | None:
        """The point with a number before the newest."""
        numbers = [point for point in self.points if point.value is not None]
        return numbers[-2] if len(numbers) > 1 else None

    def at(self, period: str) -> Point | None:
        """Return the point of one period, if there is one."""
        return next((point for point in self.points if point.period == period), None)


def line(indicator: Indicator, unit: Unit, group: Group = Group.ALL) -> Line:
    """Return an indicator over time at a unit; for national ones, in the unit's area."""
    return lines(indicator, unit, [group])[group]


def lines(indicator: Indicator, unit: Unit, groups: Iterable[Group] = tuple(Group)) -> dict[Group, Line]:
    """Return an indicator over time at a unit for several groups, by one question to the tables."""
    if indicator.source == Source.NATIONAL:
        area = area_of(unit)
        return {group: Line(group, national_points(indicator, area, group)) for group in groups}
    wanted = tuple(groups)
    rows = Value.objects.filter(indicator=indicator, unit=unit, group__in=wanted).standing().order_by("period")
    found: dict[Group, list[Point]] = {group: [] for group in wanted}
    for row in rows:
        found[Group(row.group)].append(point_of(row))
    return {group: Line(group, tuple(points)) for group, points in found.items()}


def point_of(row: Value) -> Point:
    """Return a value's row as a point."""
    return Point(
        period=row.period,
        value=row.value,
        status=row.status,
        source=row.source,
        group=Group(row.group),
        missing_because=row.missing_because,
        revision=row.revision,
    )


def national_points(indicator: Indicator, area: str, group: Group) -> tuple[Point, ...]:
    """Return what the national statistics have for an area, from its first to its last number."""
    try:
        stats = reader()
        series = stats.series(indicator.national_id, area, SEXES[group])
    except StoreError:
        return ()
    return tuple(
        Point(
            period=str(period),
            value=None if math.isnan(value) else rounded(value, FINEST),
            status=status or Status.FINAL,
            source=f"{NATIONAL} {indicator.national_id}",
            group=group,
            area=area,
            build=stats.build_id,
        )
        for period, value, status in zip(series.periods.tolist(), series.values.tolist(), series.statuses, strict=True)
    )


def point(indicator: Indicator, unit: Unit, period: str, group: Group = Group.ALL) -> Point:
    """Return one number as it is now; where there is none, a point without a value."""
    found = line(indicator, unit, group).at(period)
    if found is not None:
        return found
    if indicator.source == Source.NATIONAL:
        source, area = f"{NATIONAL} {indicator.national_id}", area_of(unit)
        return Point(period, None, Status.MISSING, source, group, area=area, build=reader().build_id)
    return Point(period, None, Status.MISSING, "", group)


def lines_at_home(indicators: Iterable[Indicator]) -> dict[int, Line]:
    """Return the lines (all sexes) of many indicators, each at its own unit, in one question."""
    wanted = list(indicators)
    rows = Value.objects.filter(indicator__in=wanted, unit=F("indicator__node__unit"), group=Group.ALL).standing()
    found: dict[int, list[Point]] = {}
    for row in rows.order_by("period"):
        found.setdefault(row.indicator_id, []).append(point_of(row))
    lines = {pk: Line(Group.ALL, tuple(points)) for pk, points in found.items()}
    for indicator in (one for one in wanted if one.source == Source.NATIONAL):
        lines[indicator.pk] = Line(Group.ALL, national_points(indicator, area_of(indicator.unit), Group.ALL))
    return lines


def lines_at(pairs: Iterable[tuple[Indicator, Unit]]) -> dict[tuple[int, int], Line]:
    """Return the lines (all sexes) of indicators, each at the unit beside it, by (indicator, unit), in one question."""
    wanted = list(pairs)
    own = [(indicator, unit) for indicator, unit in wanted if indicator.source == Source.OWN]
    found = latest_points([indicator for indicator, _unit in own], [unit for _indicator, unit in own])
    for indicator, unit in wanted:
        if indicator.source == Source.NATIONAL:
            points = national_points(indicator, area_of(unit), Group.ALL)
            found[indicator.pk, unit.pk] = Line(Group.ALL, points)
    return found


def latest_points(indicators: Iterable[Indicator], units: Iterable[Unit]) -> dict[tuple[int, int], Line]:
    """Return the lines (all sexes) of many indicators at many units, by (indicator, unit), in one question."""
    wanted, places = list(indicators), list(units)
    own = [indicator for indicator in wanted if indicator.source == Source.OWN]
    rows = Value.objects.filter(indicator__in=own, unit__in=places, group=Group.ALL).standing().order_by("period")
    found: dict[tuple[int, int], list[Point]] = {}
    for row in rows:
        found.setdefault((row.indicator_id, row.unit_id), []).append(point_of(row))
    result = {key: Line(Group.ALL, tuple(points)) for key, points in found.items()}
    for indicator in (one for one in wanted if one.source == Source.NATIONAL):
        for unit in places:
            points = national_points(indicator, area_of(unit), Group.ALL)
            if points:
                result[indicator.pk, unit.pk] = Line(Group.ALL, points)
    return result
