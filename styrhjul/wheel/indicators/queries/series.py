"""An indicator over time, wherever its values are kept."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from django.db.models import F
from django.utils.translation import gettext as _

from styrhjul.base.organisation.models import Unit
from styrhjul.engine.analysis.small_numbers import FEWEST, hidden_parts, tells_of_few
from styrhjul.engine.rounding import rounded
from styrhjul.engine.store import StoreError
from styrhjul.engine.store.answers import Sex
from styrhjul.wheel.indicators.measured import count_of
from styrhjul.wheel.indicators.models import (
    Group,
    Indicator,
    Source,
    Status,
    Value,
)
from styrhjul.wheel.indicators.policies import is_share
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
    people: int | None = None
    is_protected: bool = False

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
    wanted = set(groups)
    rows = Value.objects.filter(indicator=indicator, unit=unit).select_related("indicator").standing()
    if wanted == {Group.ALL}:
        rows = rows.filter(group=Group.ALL)
    found = lines_of(rows.order_by("period"))
    return {group: found[group] for group in Group if group in wanted}


def lines_of(rows: Iterable[Value]) -> dict[Group, Line]:
    """Return the standing values of one indicator at one unit as lines, oldest first, those of too few people hidden.

    What is hidden for women hides the men's too, and the other way round, since the whole would give it away. So all
    groups that there are must be among the rows.
    """
    found: dict[Group, list[Point]] = {group: [] for group in Group}
    for row in rows:
        found[Group(row.group)].append(point_of(row))
    by_period = {group: {point.period: point for point in points} for group, points in found.items()}
    for period in by_period[Group.WOMEN].keys() | by_period[Group.MEN].keys():
        whole = by_period[Group.ALL].get(period)
        parts = [group for group in (Group.WOMEN, Group.MEN) if period in by_period[group]]
        small = [by_period[group][period].is_protected for group in parts]
        for group, hide in zip(parts, hidden_parts(whole is not None and whole.is_protected, small), strict=True):
            if hide:
                by_period[group][period] = _protected(by_period[group][period])
    return {group: Line(group, tuple(points.values())) for group, points in by_period.items()}


def protected(rows: Iterable[Value]) -> set[tuple[int, str, str]]:
    """Return which of an indicator's values, revisions and all, are hidden: by unit, period and group."""
    small: dict[tuple[int, str], dict[str, bool]] = {}
    for row in rows:
        groups = small.setdefault((row.unit_id, row.period), {})
        groups[row.group] = groups.get(row.group, False) or point_of(row).is_protected
    found = set()
    for (unit, period), groups in small.items():
        whole = groups.pop(Group.ALL, False)
        found |= {(unit, period, Group.ALL.value)} if whole else set()
        parts = hidden_parts(whole, list(groups.values()))
        found |= {(unit, period, group) for group, hide in zip(groups, parts, strict=True) if hide}
    return found


def _protected(point: Point) -> Point:
    because = _("fewer than %(count)s people would be told of") % {"count": FEWEST}
    return replace(point, value=None, status=Status.MISSING, missing_because=because, people=None, is_protected=True)


def point_of(row: Value) -> Point:
    """Return a value's row as a point; a number that tells of too few people is hidden, and says so."""
    point = _point_of(row)
    if row.value is None or row.people is None:
        return point
    count = count_of(row.value, row.people) if is_share(row.indicator) else None
    return _protected(point) if tells_of_few(row.people, count) else point


def _point_of(row: Value) -> Point:
    return Point(
        period=row.period,
        value=row.value,
        status=row.status,
        source=row.source,
        group=Group(row.group),
        missing_because=row.missing_because,
        revision=row.revision,
        people=row.people,
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
    rows = Value.objects.filter(indicator__in=wanted, unit=F("indicator__node__unit"), group=Group.ALL)
    found: dict[int, list[Point]] = {}
    for row in rows.standing().select_related("indicator").order_by("period"):
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
    rows = Value.objects.filter(indicator__in=own, unit__in=places, group=Group.ALL).select_related("indicator")
    found: dict[tuple[int, int], list[Point]] = {}
    for row in rows.standing().order_by("period"):
        found.setdefault((row.indicator_id, row.unit_id), []).append(point_of(row))
    result = {key: Line(Group.ALL, tuple(points)) for key, points in found.items()}
    for indicator in (one for one in wanted if one.source == Source.NATIONAL):
        for unit in places:
            points = national_points(indicator, area_of(unit), Group.ALL)
            if points:
                result[indicator.pk, unit.pk] = Line(Group.ALL, points)
    return result
