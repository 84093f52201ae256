"""Vision, goals, indicators and targets of the mandate period, and the schools' own values."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from styrhjul.base.common.models import User
from styrhjul.base.organisation.models import Unit
from styrhjul.demo import figures
from styrhjul.demo.content import read
from styrhjul.demo.town import TOP, Story, Town
from styrhjul.wheel.goals.actions import add_goal, connect_indicator
from styrhjul.wheel.goals.models import Goal
from styrhjul.wheel.indicators.actions import Aim, Cell, add_indicator, decide_targets, enter_values
from styrhjul.wheel.indicators.models import Indicator, Rhythm

SET_ON, SCHOOLS_SET_ON = date(2022, 10, 10), date(2023, 1, 9)
SCHOOLS_END = date(2027, 1, 1)
READ_ON = date(2023, 5, 31)


def aim(town: Town) -> Story:
    """Set the goals from the vision down to the boards, with indicators and targets."""
    content = read("goals")
    yield SET_ON
    vision = _add(town, content, "vision", content["vision"], [])
    for area in content["areas"]:
        above = _add(town, content, "area", {"title": area["title"]}, vision)
        for goal_area in area["goal_areas"]:
            middle = _add(town, content, "goal_area", {"title": goal_area["title"]}, above)
            for row in goal_area["goals"]:
                _set_goal(town, row, middle, content)


def _add(town: Town, content: dict[str, Any], level: str, fields: dict[str, str], above: list[Goal]) -> list[Goal]:
    """Set a goal of the council; where the model has no such level, what lies above it stands in its place."""
    if town.setting.goal_levels[level] is None:
        return above
    period = (content["starts"], content["ends"])
    return [set_goal(town, level, town.units[TOP], above, period, town.leading(), **fields)]


def set_goal(
    town: Town,
    level: str,
    unit: Unit,
    parents: list[Goal],
    period: tuple[date, date],
    by: User,
    *,
    title: str,
    description: str = "",
) -> Goal:
    """Set a goal of a unit under others; the story finds it by its title."""
    starts, ends = period
    goal = add_goal(
        title=title,
        description=description,
        level=town.setting.goal_levels[level] or "",
        unit=unit,
        parents=parents,
        starts=starts,
        ends=ends,
        by=by,
    )
    town.goals[title] = goal
    return goal


def _set_goal(town: Town, row: dict[str, Any], above: list[Goal], content: dict[str, Any]) -> None:
    top, by, levels = town.units[TOP], town.leading(), town.setting.goal_levels
    period = (content["starts"], content["ends"])
    goals = [set_goal(town, "goal", top, above, period, by, title=row["title"])]
    if "board" in row and levels["board_goal"]:
        board = town.units[row["board"]]
        goals.append(set_goal(town, "board_goal", board, [goals[0]], period, by, title=row["board_goal"]))
        town.goals_of.setdefault(row["board"], []).append(goals[1])
    for measure in row["indicators"]:
        indicator = add_indicator(unit=top, national_id=measure["id"], by=by)
        town.indicators[measure["id"]] = indicator
        for goal in goals:
            connect_indicator(goal, indicator, by=by)
        _decide(town, indicator, measure["steps"], content, by)


def _decide(town: Town, indicator: Indicator, steps: dict[int, float], content: dict[str, Any], by: User) -> None:
    top, area = town.units[TOP], town.setting.area
    for year, share in steps.items():
        wanted = figures.target(indicator, area, known=content["known"], share=share)
        town.targets[indicator.national_id, year] = wanted
    aims = [Aim(year, town.targets[indicator.national_id, year]) for year in steps]
    decided = {"decided_by": top, "decided_on": content["decided_on"], "paragraph": content["paragraph"]}
    decide_targets(indicator, top, aims, **decided, by=by)


def schools(town: Town) -> list[Story]:
    """Return the schools' own goals and values, a story for each."""
    content = read("goals")["schools"]
    units = content["units"].items()
    reading = [_reading(town, content, name, row) for name, row in units if "reading" in row]
    return [*(_school(town, content, name, row) for name, row in units), *reading]


def _school(town: Town, content: dict[str, Any], name: str, row: dict[str, Any]) -> Story:
    yield SCHOOLS_SET_ON
    unit, by = town.units[name], town.holder("unit_manager", name)
    above = town.goals.get(content["under"]) or town.goals[content["or_under"]]
    period = (SCHOOLS_SET_ON.replace(day=1), SCHOOLS_END)
    goal = set_goal(town, "unit_goal", unit, [above], period, by, title=row["goal"])
    town.goals[name] = goal
    absence = _own(town, content["absence"], unit, Rhythm.MONTH, goal, by)
    result = _own(town, content["result"], unit, Rhythm.YEAR, goal, by)
    beside, area = content["result"]["beside"], town.setting.area
    pupils = row["pupils"]  # in year 9, about as many each year
    cells = [
        Cell(str(year), figures.beside(beside, area, year, value), people=pupils)
        for year, value in row["results"].items()
    ]
    enter_values(result, unit, cells, by=by)
    before = [Cell(month, Decimal(str(value))) for month, value in row["absence_before"].items()]
    enter_values(absence, unit, before, by=by)
    for month, value in enumerate(row["absence"], start=1):
        yield date(2023, month + 1, 6)
        enter_values(absence, unit, [Cell(f"2023-{month:02}", Decimal(str(value)))], by=by)


def _reading(town: Town, content: dict[str, Any], name: str, row: dict[str, Any]) -> Story:
    """Measure how the pupils read: the earlier years when the goal has been set, this year in May."""
    yield SCHOOLS_SET_ON
    unit, by = town.units[name], town.holder("unit_manager", name)
    indicator = _own(town, content["reading"], unit, Rhythm.YEAR, town.goals[name], by)
    for year, value in row["reading"].items():
        if year == READ_ON.year:
            yield READ_ON
        enter_values(indicator, unit, [Cell(str(year), Decimal(value))], by=by)


def _own(town: Town, row: dict[str, Any], unit: Unit, rhythm: Rhythm, goal: Goal, by: User) -> Indicator:
    fields = {name: row[name] for name in ("title", "definition", "measure_unit", "decimals", "direction")}
    indicator = add_indicator(unit=unit, rhythm=rhythm, **fields, by=by)
    connect_indicator(goal, indicator, by=by)
    wanted = Decimal(row["target"]) if "target" in row else town.targets[row["beside"], row["target_as_in"]]
    aims = [Aim(2023, wanted), Aim(2024, wanted)]
    decide_targets(indicator, unit, aims, decided_by=unit, decided_on=SCHOOLS_SET_ON, by=by)
    town.indicators.setdefault(f"{unit.name}: {rhythm}", indicator)
    return indicator
