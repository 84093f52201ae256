"""The month's round: what it asks about, what was said, and what is left."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Min, Q, QuerySet

from styrhjul.base.organisation.models import Unit
from styrhjul.wheel.indicators.models import Group, Indicator, Rhythm, Source, Value
from styrhjul.wheel.plans.models import Activity, CheckIn, Progress
from styrhjul.wheel.plans.states import PlanState


def activities_in_month(unit: Unit, month: str) -> QuerySet[Activity]:
    """Return the unit's activities that a month's check-in asks about."""
    first = date.fromisoformat(f"{month}-01")
    last = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    going = Q(ends=None) | Q(ends__gt=first) | Q(closed_at=None)
    open_then = Q(closed_at=None) | Q(closed_at__date__gte=first)
    rows = Activity.objects.filter(going & open_then, plan__place=unit, plan__state=PlanState.ADOPTED, starts__lt=last)
    return rows.select_related("node__unit", "plan", "owner").order_by("ends", "pk")


def monthly_indicators(unit: Unit) -> QuerySet[Indicator]:
    """Return the unit's own indicators that are to have a value every month."""
    rows = Indicator.objects.filter(node__unit=unit, source=Source.OWN, rhythm=Rhythm.MONTH)
    return rows.select_related("node__unit").order_by("pk")


def month_before(month: str) -> str:
    """Return the month before, as 2023-10 for 2023-11."""
    year, number = int(month[:4]), int(month[5:])
    return f"{year - 1}-12" if number == 1 else f"{year}-{number - 1:02}"


def said_in(activities: Iterable[Activity], month: str) -> dict[int, Progress]:
    """Return what was last said of each activity in a month."""
    rows = Progress.objects.filter(activity__in=activities, month=month).select_related("by").order_by("pk")
    return {row.activity_id: row for row in rows}


def what_is_left(unit: Unit, month: str) -> list[str]:
    """Return the titles of what a month's check-in still lacks an answer to."""
    said = Progress.objects.filter(month=month).values("activity")
    activities = activities_in_month(unit, month).filter(closed_at=None).exclude(pk__in=said)
    given = Value.objects.filter(unit=unit, period=month, group=Group.ALL).values("indicator")
    indicators = monthly_indicators(unit).exclude(pk__in=given)
    return [title for rows in (activities, indicators) for title in rows.values_list("node__title", flat=True)]


def months_without_questions(rounds: Iterable[tuple[int, str]]) -> set[tuple[int, str]]:
    """Return those of some units' months (unit, month) whose check-in asks about nothing at all."""
    asked = set(rounds)
    units = {unit for unit, _month in asked}
    counting = set(
        Indicator.objects.filter(node__unit__in=units, source=Source.OWN, rhythm=Rhythm.MONTH).values_list(
            "node__unit", flat=True
        )
    )
    going = Activity.objects.filter(plan__place__in=units, plan__state=PlanState.ADOPTED, closed_at=None)
    begun: dict[int, date] = dict(
        going.order_by().values("plan__place").annotate(first=Min("starts")).values_list("plan__place", "first")
    )
    return {
        (unit, month)
        for unit, month in asked
        if unit not in counting and (unit not in begun or f"{begun[unit]:%Y-%m}" > month)
    }


def check_in_of(unit: Unit, month: str) -> CheckIn | None:
    """Return the unit's check-in of a month, if one is begun."""
    return CheckIn.objects.filter(unit=unit, month=month).select_related("complete_by").first()


def progress_of(activity: Activity) -> list[Progress]:
    """Return what was last said of an activity in each month, the newest month first."""
    rows = activity.progress.select_related("by").order_by("month", "pk")
    by_month = {row.month: row for row in rows}
    return list(reversed(by_month.values()))
