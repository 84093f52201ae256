"""A municipality whose goals are measured: own values at a school, national statistics at a board."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from styrhjul.base.common.models import User
from styrhjul.base.organisation.models import Unit
from styrhjul.wheel.followup import actions
from styrhjul.wheel.followup.models import Analysis, Rating
from styrhjul.wheel.goals import actions as goals
from styrhjul.wheel.goals.models import Goal
from styrhjul.wheel.indicators import actions as indicators
from styrhjul.wheel.indicators.actions import Aim, Cell
from styrhjul.wheel.indicators.models import Indicator
from tests import factories
from tests.factories import World

START = date(2023, 1, 1)
OCCASION, YEAR = "interim_2", 2023
LEVELS = ("own", "programme", "municipality")


@dataclass(frozen=True)
class Town:
    """Almskolan has a goal of its own below the board's, which serves the municipality's."""

    world: World
    kim: User
    per: User
    """Rates for the operating board."""
    mia: User
    """Rates for the programme board."""
    ulla: User
    """Rates for the executive board."""
    goal: Goal
    board_goal: Goal
    school_goal: Goal
    reading: Indicator
    eligible: Indicator

    @property
    def school(self) -> Unit:
        return self.world.units[0]

    @property
    def board(self) -> Unit:
        return self.world.boards[0]


def town(world: World) -> Town:
    """Set goals, indicators, targets and values."""
    world.top.area = "1880"
    world.top.save()
    kim = factories.appointed("Kim", "head_of_central_office", world.top)

    def add(title, level, unit, *parents, by=kim):
        return goals.add_goal(title=title, level=level, unit=unit, starts=START, parents=parents, by=by)

    vision = add("Här lyckas fler", "vision", world.top)
    area = add("Barns lärande", "goal_area", world.top, add("Lärande", "strategic_area", world.top, vision))
    goal = add("Fler blir behöriga", "goal", world.top, area)
    board_goal = add("Stöd i tid", "board_goal", world.boards[0], goal)
    school_goal = add("Alla läser i trean", "unit_goal", world.units[0], board_goal, by=world.alva)
    reading = own_indicator(world.units[0], "Elever som läser säkert", by=world.alva)
    eligible = indicators.add_indicator(unit=world.boards[0], national_id="N15428", by=world.hanna)
    goals.connect_indicator(school_goal, reading, by=world.alva)
    goals.connect_indicator(goal, eligible, by=kim)
    goals.connect_indicator(board_goal, eligible, by=world.hanna)
    values(reading, world.units[0], {"2020": 70, "2021": 74, "2022": "78.5"}, by=world.alva)
    aim(reading, world.units[0], 80, by=world.alva)
    return Town(
        world=world,
        kim=kim,
        per=factories.appointed("Per", "politician", world.boards[0]),
        mia=factories.appointed("Mia", "politician", world.programmes[0]),
        ulla=factories.appointed("Ulla", "politician", world.executive),
        goal=goal,
        board_goal=board_goal,
        school_goal=school_goal,
        reading=reading,
        eligible=eligible,
    )


def own_indicator(unit: Unit, title: str, *, direction: str = "higher", decimals: int = 1, by: User) -> Indicator:
    """Set a measure whose values are typed in."""
    return indicators.add_indicator(
        unit=unit,
        title=title,
        definition="Så här räknas det.",
        measure_unit="%",
        decimals=decimals,
        direction=direction,
        by=by,
    )


def values(indicator: Indicator, unit: Unit, found: dict[str, object], *, by: User) -> None:
    """Type in values by period."""
    cells = [Cell(period, None if value is None else str(value)) for period, value in found.items()]
    indicators.enter_values(indicator, unit, cells, by=by)


def aim(indicator: Indicator, unit: Unit, value: object, *, year: int = 2023, by: User) -> None:
    """Decide a target."""
    aims = [Aim(year=year, value=Decimal(str(value)))]
    decided = {"decided_by": unit, "decided_on": date(2023, 1, 10), "paragraph": "§ 4"}
    indicators.decide_targets(indicator, unit, aims, **decided, by=by)


def analysis(found: Town, *, by: User | None = None) -> Analysis:
    """Begin an analysis at the school."""
    return actions.begin_analysis(
        found.school_goal,
        indicator=found.reading,
        unit=found.school,
        occasion=OCCASION,
        year=YEAR,
        by=by or found.world.alva,
    )


def rating(found: Town, level: str = "own", colour: str = "yellow", *, by: User, **given: object) -> Rating:
    """Rate the board's work toward its own goal."""
    asked = {"occasion": OCCASION, "year": YEAR, "reason": "Vi är på väg.", "goal": found.board_goal, **given}
    return actions.rate(found.board, level=level, colour=colour, by=by, **asked)
