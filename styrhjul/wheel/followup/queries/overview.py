"""How all goals go, and what waits for somebody's rating."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from styrhjul.base.common import clock
from styrhjul.base.common.models import User
from styrhjul.base.organisation.models import Unit
from styrhjul.base.organisation.permissions import rights_of
from styrhjul.engine.packs.schema import Reach, Right
from styrhjul.wheel.followup import policies
from styrhjul.wheel.followup.models import Analysis, Rating
from styrhjul.wheel.followup.queries.heat import HeatMap
from styrhjul.wheel.followup.queries.outcomes import Outcome, outcomes_of
from styrhjul.wheel.followup.queries.ratings import LevelRating, Thing, side_by_side, thing_of
from styrhjul.wheel.followup.states import AnalysisState
from styrhjul.wheel.goals.models import Goal, GoalIndicator
from styrhjul.wheel.indicators.models import Indicator

Raters = Mapping[str, Unit | None]


@dataclass(frozen=True)
class GoalResult:
    """A goal with the latest outcome of each of its indicators at the goal's own unit."""

    goal: Goal
    outcomes: Sequence[Outcome]


def results_of(goals: Iterable[Goal], user: User) -> list[GoalResult]:
    """Return how some goals go, by a fixed number of questions."""
    wanted = list(goals)
    rows = GoalIndicator.objects.filter(goal__in=wanted).values_list("goal_id", "indicator_id")
    follows: dict[int, list[int]] = {}
    for goal, indicator in rows:
        follows.setdefault(goal, []).append(indicator)
    keys = {key for several in follows.values() for key in several}
    known = Indicator.objects.visible_to(user).in_bulk(list(keys))
    pairs = [(goal, known[key], goal.unit) for goal in wanted for key in follows.get(goal.pk, []) if key in known]
    found = outcomes_of([(indicator, unit) for _goal, indicator, unit in pairs])
    return [
        GoalResult(goal, [found[one.pk, unit.pk] for of, one, unit in pairs if of.pk == goal.pk]) for goal in wanted
    ]


@dataclass(frozen=True)
class Awaited:
    """A rating that somebody waits for: of what, and at which level."""

    thing: Thing
    level: LevelRating


Asked = tuple[Thing, Sequence[LevelRating], Raters]


def awaited_from(user: User, found: HeatMap) -> list[Awaited]:
    """Return the ratings that a person has to give: where it is the unit's part, once the level below has rated.

    They are the cells of the map, and what units that are not on it have said of themselves in the year.
    """
    asked: list[Asked] = [(cell.thing, cell.levels, cell.row.raters) for cell in found.cells]
    asked += _said_by_units(user, found)
    mine = rates_for(user, [raters for _thing, _levels, raters in asked])
    awaited = []
    for thing, levels, raters in asked:
        below_rated = True
        for one in levels:
            rater = raters.get(one.level.key)
            if one.rating is None and rater is not None and rater.pk in mine and below_rated:
                awaited.append(Awaited(thing, one))
            below_rated = one.rating is not None
    return awaited


def _said_by_units(user: User, found: HeatMap) -> list[Asked]:
    """Return what units beside those of the map have been rated on, by a fixed number of questions."""
    if not rights_of(user).reaches.get(Right.RATE):
        return []
    years = {found.year, clock.today().year}
    rows = Rating.objects.visible_to(user).standing().filter(year__in=years)
    rows = rows.exclude(rated__in=[row.unit for row, _cells in found.rows])
    given: dict[Thing, list[Rating]] = {}
    for one in rows.order_by("at", "pk"):
        given.setdefault(thing_of(one), []).append(one)
    rated = {year: {thing.rated for thing in given if thing.year == year} for year in years}
    raters = {year: policies.raters_of_many(units, year) for year, units in rated.items()}
    return [
        (thing, [one for one in side_by_side(said, thing.year) if one.rating or of.get(one.level.key)], of)
        for thing, said in given.items()
        for of in [raters[thing.year][thing.rated.pk]]
    ]


def analyses_to_rate(user: User) -> list[Analysis]:
    """Return the analyses going on where a person rates for the own unit, and has not yet."""
    this = clock.today().year
    firsts = [policies.rating_levels(year)[0] for year in (this - 1, this)]
    posts = [post.unit_id for post in rights_of(user).posts if Right.RATE in post.role.rights]
    rated = Rating.objects.filter(
        rated=OuterRef("node__unit"),
        goal=OuterRef("goal"),
        occasion=OuterRef("occasion"),
        year=OuterRef("year"),
        level__in={key for level in firsts for key in level.keys},
    )
    rows = Analysis.objects.visible_to(user).filter(
        ~Exists(rated),
        node__unit__in=posts,
        node__unit__kind__in={kind for level in firsts for kind in level.unit_kinds},
        state=AnalysisState.OPEN,
    )
    return list(rows.order_by("evidence_taken_at", "pk"))


def rates_for(user: User, asked: Iterable[Raters]) -> set[int]:
    """Return the units for which a person rates: where the role is held; the whole municipality for who has it all."""
    mine: set[int] = set()
    last = policies.rating_levels()[-1].key
    for post in rights_of(user).posts:
        reach = post.role.rights.get(Right.RATE)
        if reach is not None:
            mine.add(post.unit_id)
        if reach is Reach.EVERYTHING:
            mine |= {rater.pk for raters in asked if (rater := raters.get(last)) is not None}
    return mine
