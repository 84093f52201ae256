"""Plans to test with, made by the actions that people use: one drafted, one adopted, and a month to check in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from styrhjul.base.common import clock, memory
from styrhjul.base.common.models import User
from styrhjul.base.organisation.models import Unit
from styrhjul.base.steering.queries import pack_in_force
from styrhjul.wheel.goals.actions import add_goal, connect_indicator
from styrhjul.wheel.goals.models import Goal
from styrhjul.wheel.indicators.actions import Aim, Cell, add_indicator, decide_targets, enter_values
from styrhjul.wheel.indicators.models import Direction, Indicator, Rhythm, Source
from styrhjul.wheel.plans import actions
from styrhjul.wheel.plans.models import Activity, Plan
from tests.factories import World

LEVEL = "unit_plan"


def write_all(plan: Plan, by: User, body: str = "Vi börjar i förra årets resultat.") -> None:
    """Write something under the first question of every section."""
    level = next(one for one in pack_in_force().plan_levels if one.key == plan.level)
    for section in level.sections:
        question = section.questions[0].key if section.questions else ""
        actions.write_text(plan, section=section.key, question=question, body=body, base=0, by=by)


def an_activity(plan: Plan, title: str = "Läsgrupper", *, by: User, **given) -> Activity:
    said = {"expected_effect": "Fler läser", "starts": date(plan.year, 1, 15), "ends": date(plan.year, 12, 20)}
    return actions.add_activity(plan, title=title, **{**said, **given}, by=by)


@dataclass(frozen=True)
class Planned:
    """A school's drafted plan for 2024 and adopted plan for 2023, with goals, activities and a monthly indicator."""

    world: World
    school: Unit
    manager: User
    above: Goal
    goal: Goal
    indicator: Indicator
    adopted: Plan
    activities: tuple[Activity, Activity]
    draft: Plan


def _goals(world: World) -> tuple[Goal, Goal]:
    said = {"starts": date(2023, 1, 1)}
    above = add_goal(title="Stöd i tid", level="board_goal", unit=world.boards[0], parents=(), **said, by=world.hanna)
    goal = add_goal(title="Alla läser", level="unit_goal", unit=world.units[0], parents=(above,), **said, by=world.alva)
    return above, goal


def monthly_indicator(
    title: str, unit: Unit, by: User, goal: Goal | None = None, *, measure_unit: str = "%"
) -> Indicator:
    indicator = add_indicator(
        unit=unit, title=title, definition=f"{title}.", measure_unit=measure_unit, decimals=1,
        direction=Direction.LOWER, source=Source.OWN, rhythm=Rhythm.MONTH, by=by,
    )  # fmt: skip
    if goal is not None:
        connect_indicator(goal, indicator, by=by)
    return indicator


def planned(world: World) -> Planned:
    """Make it all."""
    alva, school = world.alva, world.units[0]
    with clock.standing_at(date(2023, 1, 10)):
        memory.forget()
        above, goal = _goals(world)
        indicator = monthly_indicator("Frånvaro", school, alva, goal)
        decided = {"decided_by": school, "decided_on": date(2023, 1, 10)}
        decide_targets(indicator, school, [Aim(2023, Decimal(12))], **decided, by=alva)
        adopted = actions.start_plan(school, level=LEVEL, year=2023, by=alva)
        write_all(adopted, alva)
        actions.take_up_goal(adopted, goal=goal, by=alva)
        first = an_activity(adopted, goals=[goal], owner=alva, measured_by="Läsförståelse", by=alva)
        second = an_activity(adopted, "Samtal hem", goals=[goal], by=alva)
        actions.send_plan(adopted, by=alva)
        actions.adopt_plan(adopted, decided_on=date(2023, 1, 10), by=alva)
    with clock.standing_at(date(2023, 11, 6)):
        cells = [Cell(f"2023-{month:02}", Decimal(month)) for month in (8, 9, 10)]
        enter_values(indicator, school, cells, by=alva)
    memory.forget()
    draft = actions.start_plan(school, level=LEVEL, year=2024, by=alva)
    first.refresh_from_db()
    second.refresh_from_db()
    return Planned(world, school, alva, above, goal, indicator, adopted, (first, second), draft)
