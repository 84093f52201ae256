"""Goals to test with: a chain from the vision to a school, followed by numbers, made by the actions that people use."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from styrhjul.base.common.models import User
from styrhjul.base.thread.actions import make_node, tie
from styrhjul.base.thread.models import Audience, Kind, Node
from styrhjul.wheel.goals import actions
from styrhjul.wheel.goals.actions import Serves
from styrhjul.wheel.goals.models import Goal
from styrhjul.wheel.indicators.actions import Aim, Cell, add_indicator, decide_targets, enter_values
from styrhjul.wheel.indicators.models import Indicator
from tests import factories

START = date(2023, 1, 1)


@dataclass(frozen=True)
class Chain:
    """From the vision down to one school's goal; Kim works for the council."""

    kim: User
    vision: Goal
    strategic: Goal
    area: Goal
    goal: Goal
    board: Goal
    school: Goal


def goal_chain(world: factories.World) -> Chain:
    """Set one goal at each level."""
    kim = factories.appointed("Kim", "head_of_central_office", world.top)

    def add(title, level, unit, *parents, by=kim):
        return actions.add_goal(title=title, level=level, unit=unit, starts=START, parents=parents, by=by)

    vision = add("Här lyckas fler", "vision", world.top)
    strategic = add("Lärande", "strategic_area", world.top, vision)
    area = add("Barns lärande", "goal_area", world.top, strategic)
    goal = add("Fler blir behöriga", "goal", world.top, area)
    board = add("Stöd i tid", "board_goal", world.boards[0], Serves(goal, "tidigt stöd"))
    school = add("Alla läser i trean", "unit_goal", world.units[0], board, by=world.alva)
    return Chain(kim, vision, strategic, area, goal, board, school)


def own_indicator(world: factories.World, *, title: str = "Elever som läser säkert") -> Indicator:
    """Set an own yearly indicator of the school, split by sex."""
    return add_indicator(
        unit=world.units[0],
        title=title,
        definition="Andel elever i årskurs 3 som klarar lästestet.",
        measure_unit="%",
        decimals=1,
        direction="higher",
        by_sex=True,
        by=world.alva,
    )


def national_indicator(world: factories.World, kim: User, number: str = "N15428") -> Indicator:
    """Set a national indicator of the council, in a municipality whose statistics are Örebro's."""
    world.top.area = "1880"
    world.top.save()
    return add_indicator(unit=world.top, national_id=number, by=kim)


def follow(world: factories.World, chain: Chain) -> tuple[Indicator, Indicator]:
    """Follow the council's goal by a national indicator and the school's by an own one, with targets and values."""
    national = national_indicator(world, chain.kim)
    actions.connect_indicator(chain.goal, national, by=chain.kim)
    aims = [Aim(2026, Decimal(88))]
    decide_targets(national, world.top, aims, decided_by=world.top, decided_on=START, paragraph="§ 12", by=chain.kim)
    own = own_indicator(world)
    actions.connect_indicator(chain.school, own, by=world.alva)
    cells = [Cell(str(year), Decimal(70 + year - 2015)) for year in range(2015, 2023)]
    enter_values(own, world.units[0], cells, by=world.alva)
    return national, own


def activity(world: factories.World, goal: Goal, title: str = "Läsgrupper i trean", *, secret: bool = False) -> Node:
    """Tie the node of an activity to a goal, without the plan that real activities have."""
    audience = Audience.NAMED if secret else Audience.INTERNAL
    node = make_node(Kind.ACTIVITY, title=title, unit=world.units[0], audience=audience, by=world.alva)
    tie(goal.node, node, why="arbetar för målet", by=world.alva)
    return node
