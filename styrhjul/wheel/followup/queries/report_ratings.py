"""The part of a report's content that says what each level has rated."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.text import capfirst

from styrhjul.base.steering.queries import pack_of_year
from styrhjul.base.steering.words import keys_in, word_for
from styrhjul.wheel.followup import content
from styrhjul.wheel.followup.models import Rating, Report
from styrhjul.wheel.followup.policies import pack_behind_report
from styrhjul.wheel.followup.queries.ratings import LevelRating


def ratings_content(entries: Iterable[LevelRating], of: Report | None = None) -> list[content.Rating]:
    """Return what each level has said, side by side, in the words it used; from when, if not of the report's occasion.

    Whoever asks without a report asks of one occasion.
    """
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


def _said_at(rating: Rating, of: Report | None) -> str | None:
    if of is None or _is_of(rating, of):
        return None
    return f"{word_for(pack_of_year(rating.year).occasions, rating.occasion)} {rating.year}"


def _is_of(rating: Rating, report: Report) -> bool:
    occasions = keys_in(pack_behind_report(report).occasions, report.occasion)
    return rating.year == report.year and rating.occasion in occasions
