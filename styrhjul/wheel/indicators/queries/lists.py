"""Finding indicators, their values in grids, and the units at which a person may do something with them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db.models import Exists, OuterRef, Q, QuerySet

from styrhjul.base.common import clock
from styrhjul.base.common.models import User
from styrhjul.base.organisation.models import Ancestry, Unit, in_force
from styrhjul.base.organisation.permissions import within
from styrhjul.engine.packs.schema import Right
from styrhjul.wheel.indicators.models import (
    Indicator,
    IndicatorQuerySet,
    Source,
    Target,
    Value,
    ValueQuerySet,
)


def values_of(indicator: Indicator) -> ValueQuerySet:
    """Return every typed value of an indicator, earlier revisions too, newest first."""
    return indicator.values.select_related("unit", "made_by").order_by("-period", "unit__name", "group", "-pk")


def values_in(
    indicators: Iterable[Indicator], units: Iterable[Unit], periods: Iterable[str], *, seen: int
) -> list[Value]:
    """Return the values of a grid as they stood when the newest value of all was `seen`."""
    rows = Value.objects.filter(
        indicator__in=list(indicators), unit__in=list(units), period__in=list(periods), pk__lte=seen
    )
    latest = {(row.indicator_id, row.unit_id, row.period, row.group): row for row in rows.order_by("pk")}
    return list(latest.values())


def newest_value() -> int:
    """Return the key of the newest value there is: what a page has seen when it is shown."""
    return Value.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def indicators_found(user: User, *, text: str = "", unit: Unit | None = None, source: str = "") -> IndicatorQuerySet:
    """Return the indicators that a person may know of, narrowed by words, unit and where values come from."""
    rows = Indicator.objects.visible_to(user)
    for word in text.split():
        rows = rows.filter(Q(node__title__icontains=word) | Q(definition__icontains=word) | Q(national_id__iexact=word))
    if unit is not None:
        rows = rows.filter(node__unit=unit)
    if source:
        rows = rows.filter(source=source)
    return rows.order_by("node__title", "pk")


def national_ids_in_use(user: User) -> Mapping[str, int]:
    """Return the national indicators that are set already, with the indicator that a person may open."""
    rows = Indicator.objects.visible_to(user).filter(source=Source.NATIONAL).order_by("pk")
    return {indicator.national_id: indicator.pk for indicator in rows}


def indicators_at(unit: Unit, user: User, rhythm: str) -> list[Indicator]:
    """Return the indicators that a unit has values or targets of, or that are set there, own ones first."""
    used = Exists(Value.objects.filter(indicator=OuterRef("pk"), unit=unit))
    aimed = Exists(Target.objects.filter(indicator=OuterRef("pk"), unit=unit))
    rows = Indicator.objects.visible_to(user).filter(Q(node__unit=unit) | Q(used) | Q(aimed), rhythm=rhythm)
    return sorted(rows, key=lambda one: (one.source != Source.OWN, one.title))


def with_indicators(units: Iterable[Unit]) -> set[int]:
    """Return those of some units, by key, for which own indicators are set or have typed values."""
    own = Indicator.objects.filter(source=Source.OWN)
    found = set(own.filter(node__unit__in=list(units)).values_list("node__unit", flat=True))
    return found | set(Value.objects.filter(unit__in=list(units)).values_list("unit", flat=True).distinct())


def units_with_values(indicator: Indicator) -> QuerySet[Unit]:
    """Return the units that an indicator has typed values for."""
    rows = Value.objects.filter(indicator=indicator).values("unit")
    return Unit.objects.filter(pk__in=rows).order_by("name")


def units_to_enter(indicator: Indicator, user: User) -> list[Unit]:
    """Return the units of an indicator's grid: those that have values, and those a person may fill."""
    below = Ancestry.objects.filter(in_force(clock.today()), ancestor=indicator.unit).values("descendant")
    to_fill = Unit.objects.on(clock.today()).filter(within(user, Right.ENTER_VALUES, "pk"), pk__in=below)
    found = {unit.pk: unit for unit in [*units_with_values(indicator), *to_fill, indicator.unit]}
    return sorted(found.values(), key=lambda unit: (unit.pk != indicator.unit.pk, unit.name))


def units_entering(user: User) -> QuerySet[Unit]:
    """Return the units of today at which a person enters values."""
    return Unit.objects.on(clock.today()).filter(within(user, Right.ENTER_VALUES, "pk")).order_by("name")


def units_setting(user: User) -> QuerySet[Unit]:
    """Return the units of today at which a person sets indicators."""
    return Unit.objects.on(clock.today()).filter(within(user, Right.SET_GOALS, "pk")).order_by("name")


def units_aiming(indicator: Indicator, user: User) -> list[Unit]:
    """Return the units of today at which a person may decide targets of an indicator, its own unit first."""
    rows = Unit.objects.on(clock.today()).filter(within(user, Right.DECIDE_TARGETS, "pk"))
    return sorted(rows, key=lambda unit: (unit.pk != indicator.unit.pk, unit.name))
