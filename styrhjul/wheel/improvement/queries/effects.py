"""What an activity did to the numbers: at its closing, and as it is now."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypeVar

from django.db.models import QuerySet

from styrhjul.base.common.models import User
from styrhjul.engine.analysis.around import Around, compare_around, sides
from styrhjul.engine.analysis.periods import read_periods
from styrhjul.wheel.followup.queries.outcomes import outcomes
from styrhjul.wheel.goals.models import Goal
from styrhjul.wheel.indicators.models import Group, Indicator, Target
from styrhjul.wheel.indicators.queries import Line, breaks_of, latest_points, years_in_value_of
from styrhjul.wheel.plans.models import Activity

T = TypeVar("T")


@dataclass(frozen=True)
class Effect:
    """An indicator's series before and after an activity began, so that its effect can be judged.

    A period that it began within is neither before nor after, by the same rule as on the time line of an analysis.
    """

    indicator: Indicator
    line: Line
    began: str
    before: Decimal | None
    after: Decimal | None
    target: Target | None
    around: Around

    @property
    def periods(self) -> list[str]:
        """Return the periods of the series."""
        return [point.period for point in self.line.points]

    @property
    def values(self) -> list[float | None]:
        """Return the values of the series; a missing one is None."""
        return [float(point.value) if point.value is not None else None for point in self.line.points]


def goals_of(activity: Activity, user: User | None = None) -> QuerySet[Goal]:
    """Return the goals that an activity works toward; with `user`, those that the person may know of."""
    tied = {"node__links_out__effect": activity.node_id, "node__links_out__withdrawn_at": None}
    rows = Goal.objects.all() if user is None else Goal.objects.visible_to(user)
    return rows.filter(pk__in=Goal.objects.filter(**tied).values("pk")).select_related("node__unit")


def named_first(activity: Activity, rows: Iterable[T], indicator_of: Callable[[T], Indicator]) -> list[T]:
    """Return rows about indicators with those in front that the activity itself says it is measured by."""
    said = activity.measured_by.casefold()
    return sorted(rows, key=lambda row: indicator_of(row).title.casefold() not in said)


def effects_of(activity: Activity, user: User | None = None) -> list[Effect]:
    """Return, for each indicator of the activity's goals, its own series around the day the activity began.

    With `user`, only the indicators that the person may know of. Those that the activity names come first.
    """
    rows = Indicator.objects.all() if user is None else Indicator.objects.visible_to(user)
    indicators = list(rows.filter(goals__in=goals_of(activity)).select_related("node__unit").distinct().order_by("pk"))
    lines = latest_points(indicators, [activity.unit])
    targets = {outcome.indicator.pk: outcome.target for outcome in outcomes(indicators, activity.unit)}
    empty = Line(Group.ALL, ())
    return [
        _effect(activity, one, lines.get((one.pk, activity.unit.pk), empty), targets[one.pk])
        for one in named_first(activity, indicators, lambda one: one)
    ]


def _effect(activity: Activity, indicator: Indicator, line: Line, target: Target | None) -> Effect:
    began = activity.starts.isoformat()[: len(line.points[0].period) if line.points else 4]
    periods, calendar = read_periods([point.period for point in line.points])
    begins, span = activity.starts.isoformat(), years_in_value_of(indicator)
    where = sides(periods, calendar, begins, span=span).tolist()
    known = [(side, point.value) for side, point in zip(where, line.points, strict=True) if point.value is not None]
    before = [value for side, value in known if side < 0]
    after = [value for side, value in known if side > 0]
    values = [float(point.value) if point.value is not None else math.nan for point in line.points]
    breaks = [one.year for one in breaks_of(indicator)]
    around = compare_around([point.period for point in line.points], values, begins, span=span, breaks=breaks)
    ends = (before[-1] if before else None, after[-1] if after else None)
    return Effect(indicator, line, began, *ends, target, around)


def effect_as_json(effects: list[Effect]) -> dict[str, Any]:
    """Return the effects as plain JSON, kept with the assurance."""
    return {
        str(effect.indicator.pk): {
            "began": effect.began,
            "periods": effect.periods,
            "values": effect.values,
            "before": str(effect.before) if effect.before is not None else None,
            "after": str(effect.after) if effect.after is not None else None,
        }
        for effect in effects
    }
