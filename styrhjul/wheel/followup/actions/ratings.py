"""Giving ratings: each level its own, none written over."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from styrhjul.base.calendar.actions import fulfil
from styrhjul.base.common import clock, trace
from styrhjul.base.common.faults import Conflict, Fault
from styrhjul.base.common.models import User
from styrhjul.base.organisation.models import Unit
from styrhjul.base.steering.queries import pack_of_year
from styrhjul.base.steering.words import entry, key_in
from styrhjul.base.thread.actions import make_node, tie
from styrhjul.base.thread.models import Kind
from styrhjul.engine.packs.schema import Event, RatingLevel
from styrhjul.wheel.followup import permissions, policies
from styrhjul.wheel.followup.models import Analysis, Rating
from styrhjul.wheel.followup.queries.grounds import ground_of
from styrhjul.wheel.followup.queries.ratings import Thing, columns_of, day_of
from styrhjul.wheel.goals.models import Goal


@transaction.atomic
def rate(
    rated: Unit,
    *,
    level: str,
    occasion: str,
    year: int,
    colour: str,
    reason: str,
    goal: Goal | None = None,
    focus_area: str = "",
    aspect: str = "",
    analysis: Analysis | None = None,
    by: User,
) -> Rating:
    """Rate a goal, a cell of the matrix or the whole year of a unit from one level's perspective.

    A level that rates the same thing again writes a new rating that follows its earlier one; both stay.
    """
    permissions.can_rate(by, rated, level, year).require()
    thing = Thing(rated, occasion, year, goal, focus_area, aspect)
    _check(thing, colour=colour, reason=reason)
    levels = policies.rating_levels(year)
    standing = {key_in(levels, one.level): one for one in Rating.objects.filter(**thing.same()).standing()}
    rating = _write(thing, level=level, colour=colour, reason=reason.strip(), follows=standing.get(level), by=by)
    _tie(rating, analysis, below=_level_below(standing, level, levels), by=by)
    fulfil(Event.RATING_GIVEN, unit=rating.unit, period=str(year), scope=occasion, by=by)
    subject = f"node:{rating.pk}"
    trace.record("rating.given", subject, by=by, rated=rated.pk, level=level, colour=colour, reason=rating.reason)
    return rating


def _check(thing: Thing, *, colour: str, reason: str) -> None:
    pack = pack_of_year(thing.year)
    if entry(pack.rating.scale, colour) is None:
        raise Fault(_("Choose a colour."), field="colour")
    if not reason.strip():
        raise Fault(_("Write the reason. A rating needs its reason."), field="reason")
    if entry(pack.occasions, thing.occasion) is None:
        raise Fault(_("The steering model has no such occasion."), field="occasion")
    if thing.goal is not None and (thing.focus_area or thing.aspect):
        raise Fault(_("Rate either a goal or a cell of the matrix."))
    if thing.focus_area and entry(pack.rating.matrix.focus_areas, thing.focus_area) is None:
        raise Fault(_("The rating matrix has no such row."))
    if thing.aspect and thing.aspect not in {column.key for column in columns_of(pack, day_of(thing.year))}:
        raise Fault(_("The rating matrix has no such column."))


def _write(thing: Thing, *, level: str, by: User, **given: Any) -> Rating:
    """Write the row; two who rate the same thing for the same level in the same moment get one after the other."""
    rater = policies.rater_of(thing.rated, level, thing.year)
    if rater is None:
        raise Fault(_("Nobody rates %(unit)s at that level.") % {"unit": thing.rated.name})
    about = [thing.goal] if thing.goal else []
    node = make_node(
        Kind.RATING,
        title=_title(thing.rated, thing.goal, thing.year),
        unit=rater,
        audience=policies.audience_about(*about),
        readers=policies.readers_about(*about),
        by=by,
    )
    ground = ground_of(thing.goal, thing.rated) if thing.goal else {}
    try:
        with transaction.atomic():
            return Rating.objects.create(
                node=node, level=level, ground=ground, by=by, at=clock.now(), **given, **thing.fields()
            )
    except IntegrityError as fault:
        raise Conflict(_("Somebody rated the same thing at the same time. Read that rating first.")) from fault


def _title(rated: Unit, goal: Goal | None, year: int) -> str:
    about = goal.title if goal else rated.name
    return (_("Rating %(year)s: %(about)s") % {"year": year, "about": about})[:200]


def _level_below(standing: Mapping[str, Rating], level: str, levels: Iterable[RatingLevel]) -> Rating | None:
    keys = [one.key for one in levels]
    below = keys[: keys.index(level)]
    return next((standing[key] for key in reversed(below) if key in standing), None)


def _tie(rating: Rating, analysis: Analysis | None, *, below: Rating | None, by: User) -> None:
    if analysis is not None:
        tie(analysis.node, rating.node, why=_("rated after the analysis"), by=by)
    elif rating.goal is not None:
        tie(rating.goal.node, rating.node, why=_("how the goal goes"), by=by)
    if below is not None:
        tie(below.node, rating.node, why=_("rated again one level up"), by=by)
    if rating.follows is not None:
        tie(rating.follows.node, rating.node, why=_("rated anew"), by=by)
