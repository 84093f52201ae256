"""Keeping a number as it was when somebody used it."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from styrhjul.base.common import clock, trace
from styrhjul.base.common.models import User
from styrhjul.base.organisation.models import Unit
from styrhjul.base.thread.actions import make_node, tie
from styrhjul.base.thread.models import Audience, Kind
from styrhjul.wheel.indicators import queries
from styrhjul.wheel.indicators.models import Evidence, Group, Indicator
from styrhjul.wheel.indicators.pictures import number

LONGEST_TITLE = 200


@transaction.atomic
def take_evidence(
    indicator: Indicator, *, place: Unit, period: str, group: Group = Group.ALL, by: User | None
) -> Evidence:
    """Keep the number of a unit and period as it is now; the same number again is the evidence that there is.

    The caller has asked whether the person may do what the number is used for.
    """
    point = queries.point(indicator, place, period, group)
    found = Evidence.objects.filter(
        indicator=indicator,
        place=place,
        area=point.area,
        period=period,
        group=group,
        value=point.value,
        source=point.source,
        build=point.build,
    ).first()
    if found is not None:
        return found
    node = make_node(
        Kind.EVIDENCE,
        title=_title(indicator, point),
        unit=place,
        audience=Audience(indicator.node.audience),
        by=by,
    )
    evidence = Evidence.objects.create(
        node=node,
        indicator=indicator,
        place=place,
        area=point.area,
        period=period,
        group=group,
        value=point.value,
        source=point.source,
        build=point.build,
        taken_at=clock.now(),
    )
    tie(indicator.node, node, why=_("a number of the indicator"), by=by)
    trace.record("evidence.taken", f"node:{node.pk}", by=by, indicator=indicator.pk, period=period, value=point.value)
    return evidence


def _title(indicator: Indicator, point: queries.Point) -> str:
    if point.value is None:
        written = _("no value")
    else:
        written = f"{number(point.value, indicator.decimals)} {indicator.measure_unit}"
    ending = f", {point.period}: {written}"
    return indicator.title[: LONGEST_TITLE - len(ending)] + ending
