"""The part of a report's content that says what each level has rated."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils.text import capfirst

from styrhjul.base.common import clock
from styrhjul.base.organisation.queries import units_below
from styrhjul.base.steering.queries import pack_of_year
from styrhjul.base.steering.words import key_in, keys_in, word_for
from styrhjul.wheel.followup import content
from styrhjul.wheel.followup.models import Rating, Report
from styrhjul.wheel.followup.policies import pack_behind_report
from styrhjul.wheel.followup.queries.ratings import LevelRating, aspects_of


def end_of(report: Report) -> date:
    """Return the last day that a report covers: the end of its year, or today while the year goes on."""
    return min(clock.today(), date(report.year, 12, 31))


def ratings_of_year(report: Report) -> list[Rating]:
    """Return what each level says of the unit that reports and of those below it, of every thing that is rated.

    It is the standing rating on the report's own occasion, and where there is none the latest on one before it in
    the year: a reader wants the rating of the year, whichever report it was given for.
    """
    pack = pack_behind_report(report)
    ends = occasions_until(report)
    places = units_below(report.place, end_of(report)).values("pk")
    rows = Rating.objects.filter(rated__in=places, occasion__in=ends, year=report.year).standing()
    areas, aspects = pack.rating.matrix.focus_areas, aspects_of(pack)
    standing: dict[tuple[object, ...], Rating] = {}
    for one in sorted(rows.select_related("by", "node__unit"), key=lambda one: (ends[one.occasion], one.at, one.pk)):
        cell = key_in(areas, one.focus_area), key_in(aspects, one.aspect)
        standing[(one.rated_id, one.goal_id, *cell, key_in(pack.rating.levels, one.level))] = one
    return sorted(standing.values(), key=lambda one: (one.at, one.pk))


def occasions_until(report: Report) -> dict[str, tuple[bool, date]]:
    """Return the keys of the report's occasion and of those before it in its year, in the order of their time."""
    pack = pack_behind_report(report)
    own = set(keys_in(pack.occasions, report.occasion))
    ends = {key: one.until.on(report.year) for one in pack.occasions for key in one.keys}
    last = ends.get(report.occasion, end_of(report))
    return {key: (key in own, ends.get(key, last)) for key in (*ends, *own) if key in own or ends[key] < last}


def ratings_content(entries: Iterable[LevelRating], of: Report) -> list[content.Rating]:
    """Return what each level has said, side by side, in the words it used; from when, if of an earlier occasion."""
    return [
        {
            "occasion": _said_at(one.rating, of),
            "level_word": capfirst(one.label),
            "short": one.short,
            "sign": one.colour.sign.value,
            "word": one.word,
            "reason": one.rating.reason,
            "by": f"{one.rating.by.name}, {one.rating.unit.name}",
            "on": one.rating.at.date().isoformat(),
            "departs": one.departs,
        }
        for one in entries
        if one.rating and one.colour
    ]


def _said_at(rating: Rating, of: Report) -> str | None:
    if _is_of(rating, of):
        return None
    return f"{word_for(pack_of_year(rating.year).occasions, rating.occasion)} {rating.year}"


def _is_of(rating: Rating, report: Report) -> bool:
    occasions = keys_in(pack_behind_report(report).occasions, report.occasion)
    return rating.year == report.year and rating.occasion in occasions
