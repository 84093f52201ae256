"""What indicators should be."""

from __future__ import annotations

from collections.abc import Iterable

from styrhjul.base.organisation.models import Unit
from styrhjul.wheel.indicators.models import (
    Group,
    Indicator,
    Target,
    TargetQuerySet,
)


def targets_of(indicator: Indicator, unit: Unit | None = None) -> TargetQuerySet:
    """Return the standing targets of an indicator, at all units or one, oldest year first."""
    rows = Target.objects.filter(indicator=indicator).standing()
    if unit is not None:
        rows = rows.filter(unit=unit)
    return rows.select_related("unit", "decided_by").order_by("year", "group", "unit__name")


def targets_of_many(indicators: Iterable[Indicator], units: Iterable[Unit]) -> dict[tuple[int, int], list[Target]]:
    """Return the standing targets (all sexes) of many indicators at many units, oldest year first."""
    rows = Target.objects.filter(indicator__in=list(indicators), unit__in=list(units), group=Group.ALL).standing()
    found: dict[tuple[int, int], list[Target]] = {}
    for row in rows.select_related("decided_by").order_by("year"):
        found.setdefault((row.indicator_id, row.unit_id), []).append(row)
    return found


def next_target(targets: Iterable[Target], year: int) -> Target | None:
    """Return the target of a year, or the first one after it, or the last one there is."""
    ordered = sorted(targets, key=lambda target: target.year)
    return next((target for target in ordered if target.year >= year), ordered[-1] if ordered else None)


def target_for(targets: Iterable[Target], year: int) -> Target | None:
    """Return the target of exactly one year."""
    return next((target for target in targets if target.year == year), None)
