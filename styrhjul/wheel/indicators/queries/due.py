"""Which values are to be there by now."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Exists, OuterRef, Q

from styrhjul.base.common import clock
from styrhjul.base.organisation.models import Unit
from styrhjul.wheel.indicators.models import Group, Indicator, IndicatorQuerySet, Rhythm, Source, Target, Value


def without_value(unit: Unit) -> IndicatorQuerySet:
    """Return the municipality's own indicators of a unit that lack a value of the last whole year or month.

    A value that is missing for a reason counts as given. An indicator is the unit's when it is set there, or when the
    unit has targets or values of it.
    """
    here = {"indicator": OuterRef("pk"), "unit": unit}
    given = Value.objects.filter(**here, group=Group.ALL)
    today = clock.today()
    year, month = str(today.year - 1), f"{today.replace(day=1) - timedelta(days=1):%Y-%m}"
    by_year = Q(Q(rhythm=Rhythm.YEAR), ~Exists(given.filter(period__gte=year)))
    lacking = by_year | Q(Q(rhythm=Rhythm.MONTH), ~Exists(given.filter(period__gte=month)))
    own = Q(node__unit=unit) | Q(Exists(Target.objects.filter(**here))) | Q(Exists(Value.objects.filter(**here)))
    return Indicator.objects.filter(own, lacking, source=Source.OWN)
