"""Ratings side by side, the columns of the matrix, and the colour that the numbers speak for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from styrhjul.base.common import clock
from styrhjul.base.common.models import User
from styrhjul.base.organisation.models import Unit, in_force
from styrhjul.base.steering.queries import pack_at, pack_in_force, pack_of_year
from styrhjul.base.steering.words import entry, key_in, keys_in, once, word
from styrhjul.engine.packs.schema import Aspect, Colour, Pack, RatingLevel
from styrhjul.wheel.followup.models import Rating, RatingQuerySet
from styrhjul.wheel.followup.queries.outcomes import Outcome
from styrhjul.wheel.goals.models import Goal

MOST_MISSING = 0.4


@dataclass(frozen=True)
class Column:
    """A column of the rating matrix; a strategic area in force has the key `goal-<pk>`."""

    key: str
    label: str
    group_key: str
    group: str


def day_of(year: int) -> date:
    """Return the day on which a year is seen: today, or its last."""
    return min(clock.today(), date(year, 12, 31))


def columns_of(pack: Pack, on: date | None = None) -> list[Column]:
    """Return the columns of the matrix, the goals of a level in force as columns of their own."""
    columns = []
    for group in pack.rating.matrix.groups:
        columns += [Column(aspect.key, word(aspect.label), group.key, word(group.label)) for aspect in group.aspects]
        if group.goal_level:
            keys = keys_in(pack.goal_levels, group.goal_level)
            goals = Goal.objects.filter(in_force(on or clock.today()), level__in=keys)
            columns += [
                Column(f"goal-{goal.pk}", goal.title, group.key, word(group.label))
                for goal in goals.select_related("node").order_by("pk")
            ]
    return columns


def colour_of(rating: Rating) -> Colour | None:
    """Return the colour of a rating, in the scale in which it was given."""
    return entry(pack_at(rating.at).rating.scale, rating.colour) or once(rating.colour, Colour)


def level_of(rating: Rating) -> RatingLevel | None:
    """Return the level of a rating, as it was when the rating was given."""
    return entry(pack_at(rating.at).rating.levels, rating.level) or once(rating.level, RatingLevel)


@dataclass(frozen=True)
class LevelRating:
    """What one level says of a thing, or that it has not rated yet."""

    level: RatingLevel
    label: str
    short: str
    rating: Rating | None
    colour: Colour | None
    departs: bool
    has_place: bool = True

    @property
    def word(self) -> str:
        """Return the colour's word."""
        return word(self.colour.label) if self.colour else ""


def side_by_side(ratings: Iterable[Rating], year: int | None = None) -> list[LevelRating]:
    """Return one entry per level of the ratings' year, in order; a level departs when its colour is not that below it.

    A rating keeps the words it was given in. What was given at a level without a place in the year's model stands
    last, in the order that its own model had: readers look first for the levels that are asked.
    """
    given = list(ratings)
    pack = pack_of_year(year if year is not None else given[0].year if given else clock.today().year)
    standing, rest = _at_levels(given, pack.rating.levels)
    entries: list[LevelRating] = []
    below: Rating | None = None
    for level in pack.rating.levels:
        rating = standing.get(level.key)
        entries.append(_entry(level, rating, below, pack))
        below = rating or below
    earlier = [(level_of(rating), rating) for rating in sorted(rest, key=_order_then)]
    return entries + [replace(_entry(level, one, None, pack), has_place=False) for level, one in earlier if level]


def last_given(levels: Iterable[LevelRating]) -> LevelRating | None:
    """Return the last level that has rated; one without a place counts only when no other has."""
    given = [one for one in levels if one.rating is not None]
    return next(reversed([one for one in given if one.has_place] or given), None)


def _order_then(rating: Rating) -> int:
    """Return where a rating's level stood in the model that it was given in; past them all when it had no place."""
    levels = pack_at(rating.at).rating.levels
    return next((place for place, one in enumerate(levels) if rating.level in one.keys), len(levels))


def _at_levels(given: Iterable[Rating], levels: Iterable[RatingLevel]) -> tuple[dict[str, Rating], list[Rating]]:
    """Return the rating that stands at each level, the latest of several that were moved there, and those at none."""
    standing: dict[str, Rating] = {}
    rest: list[Rating] = []
    among = list(levels)
    for rating in given:
        level = entry(among, rating.level)
        if level is None:
            rest.append(rating)
        else:
            standing[level.key] = rating
    return standing, rest


def _entry(level: RatingLevel, rating: Rating | None, below: Rating | None, pack: Pack) -> LevelRating:
    if rating is None:
        return LevelRating(level, word(level.label), word(level.short), None, None, departs=False)
    said, scale = level_of(rating) or level, pack.rating.scale
    apart = below is not None and key_in(scale, rating.colour) != key_in(scale, below.colour)
    departs = apart and below is not None and _is_of_same(rating, below, pack)
    return LevelRating(level, word(said.label), word(said.short), rating, colour_of(rating), departs)


def _is_of_same(one: Rating, other: Rating, pack: Pack) -> bool:
    """Tell whether two ratings were given on one occasion: what is said at different times doesn't depart."""
    at = [(rating.year, key_in(pack.occasions, rating.occasion)) for rating in (one, other)]
    return at[0] == at[1]


def ratings_of_goal(goal: Goal, user: User, *, rated: Unit, occasion: str, year: int) -> list[LevelRating]:
    """Return what each level says of a unit's work toward a goal on one occasion."""
    return standing_of(Thing(rated, occasion, year, goal), user)


@dataclass(frozen=True)
class Proposed:
    """The colour that the numbers speak for, and why. Never a judgement, and shown so that nobody takes it for one."""

    colour: Colour
    reason: str
    met: int
    improved: int
    missing: int
    total: int


def proposed_colour(found: list[Outcome], year: int | None = None) -> Proposed | None:
    """Return the proposal of spec M28 from the outcomes below; None without outcomes or without such a colour.

    More than 40 % missing: white. All met: green. Some met or improved: yellow. None: red. Improved is
    better than the value before, in the good direction, by more than rounding. In another scale than that of
    the spec, green is its best colour, red its worst, yellow the middle one (the lower of two), white without rank.
    """
    scale = (pack_in_force() if year is None else pack_of_year(year)).rating.scale
    ranks = sorted(one.rank for one in scale if one.rank is not None)
    if not (found and ranks):
        return None
    worst, middle, best = ranks[0], ranks[(len(ranks) - 1) // 2], ranks[-1]
    missing = sum(not outcome.can_be_judged for outcome in found)
    met, improved, total = sum(o.met for o in found), sum(o.improved for o in found), len(found)
    if missing / total > MOST_MISSING:
        rank, why = None, _("%(missing)s of %(total)s indicators lack a value, a target or a direction.")
    elif met == total - missing:
        rank = best
        why = ngettext(
            "The indicator reaches its target.", "%(met)s of %(total)s indicators reach their target.", total
        )
    elif met or improved:
        rank = middle
        why = _("%(met)s of %(total)s indicators reach their target, %(improved)s are better than before.")
    else:
        rank = worst
        why = ngettext(
            "The indicator does not reach its target and is not better than before.",
            "None of %(total)s indicators reaches its target or is better than before.",
            total,
        )
    colour = next((one for one in scale if one.rank == rank), None)
    words = {"met": met, "improved": improved, "missing": missing, "total": total}
    return Proposed(colour, why % words, met, improved, missing, total) if colour else None


@dataclass(frozen=True)
class Thing:
    """What is rated: a unit's work on one occasion toward a goal, in a cell of the matrix, or as a whole."""

    rated: Unit
    occasion: str
    year: int
    goal: Goal | None = None
    focus_area: str = ""
    aspect: str = ""

    def same(self) -> dict[str, Any]:
        """Return the condition that a rating is of this thing, under whatever keys it was given."""
        pack = pack_of_year(self.year)
        return {
            "rated": self.rated,
            "occasion__in": keys_in(pack.occasions, self.occasion),
            "year": self.year,
            "goal": self.goal,
            "focus_area__in": keys_in(pack.rating.matrix.focus_areas, self.focus_area),
            "aspect__in": keys_in(aspects_of(pack), self.aspect),
        }

    def fields(self) -> dict[str, Any]:
        """Return what is written in a rating of this thing: the keys of its year's model."""
        here = _in_its_year(self)
        return {
            "rated": here.rated,
            "occasion": here.occasion,
            "year": here.year,
            "goal": here.goal,
            "focus_area": here.focus_area,
            "aspect": here.aspect,
        }


def aspects_of(pack: Pack) -> list[Aspect]:
    """Return the aspects of a model's rating matrix."""
    return [aspect for group in pack.rating.matrix.groups for aspect in group.aspects]


def _in_its_year(thing: Thing) -> Thing:
    """Return a thing under the keys where it stands in the model of its year."""
    pack = pack_of_year(thing.year)
    return replace(
        thing,
        occasion=key_in(pack.occasions, thing.occasion),
        focus_area=key_in(pack.rating.matrix.focus_areas, thing.focus_area),
        aspect=key_in(aspects_of(pack), thing.aspect),
    )


def thing_of(rating: Rating) -> Thing:
    """Return what a rating is of, as its year's model has it."""
    given = Thing(rating.rated, rating.occasion, rating.year, rating.goal, rating.focus_area, rating.aspect)
    return _in_its_year(given)


def ratings_of(thing: Thing, user: User) -> RatingQuerySet:
    """Return all ratings of a thing that a person may know of, those rated anew since too, oldest first."""
    return Rating.objects.visible_to(user).filter(**thing.same()).order_by("at", "pk")


def standing_of(thing: Thing, user: User) -> list[LevelRating]:
    """Return what each level says of a thing now."""
    return side_by_side(ratings_of(thing, user).standing(), thing.year)
