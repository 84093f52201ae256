"""The pages of ratings: give one beside the other levels' ratings, and read one with its history."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from styrhjul.base.common import clock
from styrhjul.base.common.models import User
from styrhjul.base.common.permit import Permit
from styrhjul.base.organisation.models import Unit
from styrhjul.base.steering.queries import pack_of_year
from styrhjul.base.steering.words import entry, key_in, keys_in, word
from styrhjul.base.thread.models import Kind
from styrhjul.web.followup.forms import RatingForm
from styrhjul.web.followup.shown import (
    about,
    level_label,
    occasion_words,
    pointing,
    rate_address,
    said_of,
    signature,
)
from styrhjul.web.goals.trunk import margin_of
from styrhjul.web.ui.addresses import address
from styrhjul.web.ui.formats import amount, date_long, period
from styrhjul.web.ui.internal import Internal
from styrhjul.web.ui.pages import DetailPage, FormPage, Target
from styrhjul.wheel.followup import actions, permissions, policies
from styrhjul.wheel.followup.models import Rating
from styrhjul.wheel.followup.queries.outcomes import Outcome, outcomes
from styrhjul.wheel.followup.queries.ratings import (
    Thing,
    colour_of,
    columns_of,
    day_of,
    level_of,
    proposed_colour,
    ratings_of,
    side_by_side,
    standing_of,
    thing_of,
)
from styrhjul.wheel.goals.models import Goal
from styrhjul.wheel.goals.queries import indicators_of

AREA = "result-list"


@dataclass(frozen=True)
class Asked:
    """What is to be rated, and from which level's perspective."""

    thing: Thing
    level: str


@dataclass(frozen=True)
class OutcomeRow:
    """How an indicator goes, in words."""

    title: str
    href: str
    outcome: str
    target: str
    says: str


def outcome_row(found: Outcome) -> OutcomeRow:
    """Return how an indicator goes against its target and the value before."""
    indicator, target = found.indicator, found.target
    value = amount(found.value, indicator.decimals, indicator.measure_unit)
    says = ""
    if found.can_be_judged:
        missed = _("not reached, but better than before") if found.improved else _("not reached")
        says = _("target reached") if found.met else missed
    elif found.value is not None:
        says = _("cannot be judged")
    aim = ""
    if target is not None:
        aim = f"{amount(target.value, indicator.decimals, indicator.measure_unit)} ({target.year})"
    return OutcomeRow(
        indicator.title,
        address(Kind.INDICATOR, indicator.pk),
        f"{value} ({period(found.period)})" if found.value is not None else _("no value"),
        aim or _("no target"),
        says,
    )


def _may_rate(user: User, asked: Asked) -> Permit:
    return permissions.can_rate(user, asked.thing.rated, asked.level, asked.thing.year)


class RatingGive(Internal, FormPage):
    """Rate, or rate again, with what the other levels have said side by side."""

    permission = staticmethod(_may_rate)
    template = "followup/rating_form.html"
    area = AREA
    name = "asked"
    receipt = gettext_lazy("The rating is given.")

    def thing(self) -> Asked:
        """Return what the address asks to have rated."""
        given = self.request.GET
        if not (given.get("enhet", "").isdecimal() and given.get("ar", "").isdecimal()):
            raise Http404
        year = int(given["ar"][:4])
        pack = pack_of_year(year) if MINYEAR <= year <= MAXYEAR else pack_of_year(clock.today().year)
        rated: Unit = get_object_or_404(Unit, pk=int(given["enhet"]))
        area, aspect, occasion = given.get("omrade", ""), given.get("kolumn", ""), given.get("tillfalle", "")
        known = (
            entry(pack.occasions, occasion) is not None,
            not area or entry(pack.rating.matrix.focus_areas, area) is not None,
            not aspect or aspect in {column.key for column in columns_of(pack, day_of(year))},
        )
        if not all(known):
            raise Http404
        thing = Thing(rated, occasion, int(given["ar"]), self._goal(given.get("mal", "")), area, aspect)
        return Asked(thing, self._level(thing, given.get("niva", "")))

    def _goal(self, named: str) -> Goal | None:
        if not named:
            return None
        if not named.isdecimal():
            raise Http404
        goal: Goal = get_object_or_404(Goal.objects.visible_to(self.user), pk=int(named))
        return goal

    def _level(self, thing: Thing, named: str) -> str:
        """Return the level asked for; else the first at which the person may rate."""
        levels = [one.key for one in policies.rating_levels(thing.year)]
        if named:
            if named not in levels:
                raise Http404
            return named
        may = (key for key in levels if permissions.can_rate(self.user, thing.rated, key, thing.year))
        return next(may, levels[0])

    def build(self, thing: Asked, **given: Any) -> Any:
        """Return the form; what is typed is kept in the browser under what is rated."""
        draft = f"{rate_address(thing.thing, thing.level)}:{self.user.pk}"
        return RatingForm(scale=pack_of_year(thing.thing.year).rating.scale, draft=draft, **given)

    def context(self, thing: Any) -> Mapping[str, Any]:
        """Return what the levels have said, and the numbers."""
        if not isinstance(thing, Asked):
            return {}
        asked = thing.thing
        goal = asked.goal
        found = outcomes(indicators_of(goal, self.user), asked.rated, until=asked.year) if goal else []
        levels = standing_of(asked, self.user)
        return {
            "about": about(asked),
            "occasion": occasion_words(asked.occasion, asked.year),
            "level": level_label(thing.level, asked.year),
            "sides": said_of(asked, levels, self.user, raters=policies.raters_of(asked.rated, asked.year)),
            "mine": next((one for one in levels if one.level.key == thing.level and one.rating), None),
            "pointing": pointing(proposed_colour(found, asked.year)),
            "outcomes": [outcome_row(one) for one in found],
            "goal_href": address(Kind.GOAL, goal.pk) if goal else "",
            "back": reverse("rating-list"),
        }

    def action(self, thing: Asked, data: dict[str, Any]) -> Target:
        """Give it."""
        asked = thing.thing
        rating = actions.rate(
            asked.rated,
            level=thing.level,
            occasion=asked.occasion,
            year=asked.year,
            colour=data["colour"],
            reason=data["reason"],
            goal=asked.goal,
            focus_area=asked.focus_area,
            aspect=asked.aspect,
            by=self.user,
        )
        return reverse("rating-detail", args=[rating.pk])


class RatingDetail(DetailPage):
    """A rating with its signature, the other levels', what it stood on, its history and its thread."""

    queryset = Rating.objects
    template = "followup/rating_detail.html"
    name = "rating"
    area = AREA

    def context(self, thing: Rating) -> Mapping[str, Any]:
        """Return everything around the rating."""
        asked, user = thing_of(thing), self.user
        everything = list(ratings_of(asked, user))
        followed = {one.follows_id for one in everything}
        standing = side_by_side(one for one in everything if one.pk not in followed)
        raters = policies.raters_of(thing.rated, thing.year)
        own = said_of(asked, [one for one in side_by_side([thing]) if one.rating], user, raters={})
        at, levels = level_of(thing), policies.rating_levels(thing.year)
        same = keys_in(levels, thing.level)
        return {
            "about": about(asked),
            "occasion": occasion_words(thing.occasion, thing.year),
            "level": word(at.label).capitalize() if at else thing.level,
            "own": own[0] if own else None,
            "sides": said_of(asked, standing, user, raters=raters),
            "history": [_given(one) for one in everything if one.level in same][::-1],
            "is_followed": thing.pk in followed,
            "thread": margin_of(thing.node, user),
            "rate_href": rate_address(asked, key_in(levels, thing.level)) if _is_asked(asked, thing.level) else "",
            "can_rate": permissions.can_rate(user, thing.rated, thing.level, thing.year),
            "colour_word": _given(thing).word,
            "goal_href": address(Kind.GOAL, thing.goal.pk) if thing.goal else "",
        }


@dataclass(frozen=True)
class Given:
    """A rating in the level's history."""

    sign: str
    word: str
    signature: str
    reason: str


def _given(rating: Rating) -> Given:
    colour = colour_of(rating)
    signed = signature(rating.by.name, rating.unit.name, date_long(rating.at))
    says = word(colour.label).capitalize() if colour else rating.colour
    return Given(colour.sign.value if colour else "", says, signed, rating.reason)


def _is_asked(thing: Thing, level: str) -> bool:
    """Tell whether the model of its year still asks for the rating of a thing at a level."""
    pack = pack_of_year(thing.year)
    matrix = pack.rating.matrix
    aspects = {column.key for column in columns_of(pack, day_of(thing.year))}
    return (
        entry(pack.rating.levels, level) is not None
        and entry(pack.occasions, thing.occasion) is not None
        and (not thing.focus_area or entry(matrix.focus_areas, thing.focus_area) is not None)
        and (not thing.aspect or thing.aspect in aspects)
    )
