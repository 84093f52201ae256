"""Improvements that last: what each unit measured month by month, did, made permanent and looked at again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from styrhjul.base.common import clock
from styrhjul.base.common.models import User
from styrhjul.base.organisation.models import Unit
from styrhjul.demo.aiming import set_goal
from styrhjul.demo.content import read
from styrhjul.demo.planning import YEAR, begin_activity, close, write_plan
from styrhjul.demo.town import Story, Town
from styrhjul.wheel.goals.actions import connect_indicator
from styrhjul.wheel.goals.models import Goal
from styrhjul.wheel.improvement.actions import check_assurance
from styrhjul.wheel.improvement.models import Assurance
from styrhjul.wheel.indicators.actions import Cell, add_indicator, enter_values
from styrhjul.wheel.indicators.models import Indicator, Rhythm
from styrhjul.wheel.plans import actions

PLANNED_ON, ADOPTED_ON = date(2022, 10, 17), date(2022, 10, 27)
SET_ON, ENDS = date(2023, 1, 9), date(2027, 1, 1)
ENTERED_ON = 6  # of the month after
MEASURE = ("title", "definition", "measure_unit", "decimals", "direction")


def gains(town: Town) -> list[Story]:
    """Return what the model's units made to last, several stories for each."""
    if not town.setting.gains:
        return []
    rows = read("gains")
    first_year = [_first_year(town, row) for row in rows if row["activity"]["from"].year < YEAR]
    checks = [_check(town, row) for row in rows if "checked" in row["activity"]["closed"]]
    return [*(_measure(town, row) for row in rows), *first_year, *checks]


def _measure(town: Town, row: dict[str, Any]) -> Story:
    """Set the unit's goal with a measure of its own, and enter what it shows, month by month."""
    unit, by = _whose(town, row)
    started = PLANNED_ON if row["activity"]["from"].year < YEAR else SET_ON
    yield started
    period = (started.replace(day=1), ENDS)
    goal = set_goal(town, "unit_goal", unit, [town.goals[row["under"]]], period, by, title=row["goal"])
    indicator = _indicator(row["measure"], unit, goal, by)
    for day, month, value in _months(row["measure"]):
        if day > clock.today():
            yield day
        enter_values(indicator, unit, [Cell(month, Decimal(str(value)))], by=by)


def _indicator(told: dict[str, Any], unit: Unit, goal: Goal, by: User) -> Indicator:
    fields = {name: told[name] for name in MEASURE}
    indicator = add_indicator(unit=unit, rhythm=Rhythm.MONTH, **fields, by=by)
    connect_indicator(goal, indicator, by=by)
    return indicator


def _months(told: dict[str, Any]) -> Iterator[tuple[date, str, float]]:
    """Yield for each value the day when it is entered, its month, and the value."""
    year, month = (int(part) for part in told["since"].split("-"))
    for number, value in enumerate(told["values"], start=year * 12 + month - 1):
        after = number + 1
        yield date(after // 12, after % 12 + 1, ENTERED_ON), f"{number // 12}-{number % 12 + 1:02}", value


def _first_year(town: Town, row: dict[str, Any]) -> Story:
    """Plan what is left of the first year at the unit, and close what it did."""
    yield PLANNED_ON
    unit, by = _whose(town, row)
    told, goals = row["activity"], list(Goal.objects.filter(node__unit=unit))
    plan = actions.start_plan(unit, level=town.setting.plan_levels["unit_plan"] or "", year=told["from"].year, by=by)
    write_plan(plan, {}, by)
    for goal in goals:
        actions.take_up_goal(plan, goal=goal, by=by)
    begin_activity(town, plan, told, goals, by, by)
    actions.send_plan(plan, by=by)
    yield ADOPTED_ON
    actions.adopt_plan(plan, decided_on=ADOPTED_ON, by=by)
    yield told["closed"]["day"]
    close(town, unit, told, by)


def _check(town: Town, row: dict[str, Any]) -> Story:
    """Look again at what was made to last."""
    told = row["activity"]["closed"]["checked"]
    yield told["day"]
    unit, by = _whose(town, row)
    activity = town.activities[unit.pk, row["activity"]["title"]]
    check_assurance(Assurance.objects.get(activity=activity), holds=True, note=told["note"], by=by)


def _whose(town: Town, row: dict[str, Any]) -> tuple[Unit, User]:
    return town.units[row["unit"]], town.holder("unit_manager", row["unit"])
