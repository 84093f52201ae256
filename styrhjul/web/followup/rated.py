"""A goal's latest ratings, unit by unit, with the way to where the person rates."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass

from styrhjul.base.common import clock
from styrhjul.base.common.models import User
from styrhjul.base.organisation.models import Unit
from styrhjul.base.steering.queries import pack_of_year
from styrhjul.base.steering.words import entry
from styrhjul.web.followup.shown import rate_address
from styrhjul.wheel.flows.around_goals import GoalRatings
from styrhjul.wheel.followup import policies
from styrhjul.wheel.followup.queries.overview import Raters, rates_for
from styrhjul.wheel.followup.queries.ratings import LevelRating, thing_of

UNITS_SHOWN = 4
YEARS_RATED_ANEW = 2
"""This year and the one before: who rates what is asked for them only, however far back the ratings go."""


@dataclass(frozen=True)
class RatedUnit:
    """A unit's work toward a goal, as the levels rated it last; `rate_href` where the person rates it, perhaps anew."""

    name: str
    levels: Sequence[LevelRating]
    rate_href: str = ""
    is_anew: bool = False


def rated_units(ratings: GoalRatings, goals: Iterable[int], user: User) -> dict[int, list[RatedUnit]]:
    """Return the units that were rated on each goal's latest occasion, by a fixed number of questions."""
    since = clock.today().year - YEARS_RATED_ANEW
    rows = {goal: ratings.side_by_side(goal)[:UNITS_SHOWN] for goal in goals}
    by_year: dict[int, dict[int, Unit]] = {}
    for unit, levels in (row for several in rows.values() for row in several):
        if _year(levels) > since:
            by_year.setdefault(_year(levels), {})[unit.pk] = unit
    raters = {year: policies.raters_of_many(units.values(), year) for year, units in by_year.items()}
    mine = rates_for(user, [one for several in raters.values() for one in several.values()])
    return {
        goal: [_rated(unit, levels, raters.get(_year(levels), {}).get(unit.pk, {}), mine) for unit, levels in several]
        for goal, several in rows.items()
    }


def _year(levels: Iterable[LevelRating]) -> int:
    return next(one.rating.year for one in levels if one.rating)


def _rated(unit: Unit, levels: Sequence[LevelRating], raters: Raters, mine: Container[int]) -> RatedUnit:
    given = [one for one in levels if one.rating]
    thing = thing_of(next(one.rating for one in given if one.rating))
    is_asked = entry(pack_of_year(thing.year).occasions, thing.occasion) is not None
    for one in levels if is_asked else ():
        rater = raters.get(one.level.key)
        if rater and rater.pk in mine:
            return RatedUnit(unit.name, given, rate_address(thing, one.level.key), is_anew=one.rating is not None)
    return RatedUnit(unit.name, given)
