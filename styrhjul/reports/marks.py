"""Ratings as they stand in tables: the mark of every level, whose it is and from when."""

from __future__ import annotations

from django.utils.translation import gettext as _

from styrhjul.reports.blocks import Cell, Column, Mark, Row
from styrhjul.reports.numbering import Builder
from styrhjul.reports.words import capital, day
from styrhjul.wheel.followup import content as frozen


def mark(rating: frozen.Rating, *, with_level: bool = False) -> Mark:
    """Return the mark of a rating, with the words of its level where several stand together."""
    return Mark(rating["sign"], rating["word"], rating["level_word"] if with_level else "")


def whose(rating: frozen.Rating) -> str:
    """Return the level of a rating, and the occasion when it is not the report's own."""
    return ", ".join(filter(None, (rating["level_word"], rating.get("occasion"))))


def marks_cell(ratings: list[frozen.Rating], absent: str) -> Cell:
    """Return the mark of each level; from when is said once if they all are of the same earlier occasion."""
    if not ratings:
        return Cell(absent)
    occasions = {rating.get("occasion") for rating in ratings}
    if len(occasions) > 1:
        return Cell(marks=tuple(Mark(one["sign"], one["word"], whose(one)) for one in ratings))
    return Cell(_at(ratings[0]), tuple(mark(one, with_level=True) for one in ratings))


def rated_cell(rating: frozen.Rating | None) -> Cell:
    """Return a level's mark, with its occasion when it is of an earlier one, or that it has not rated."""
    return Cell(_at(rating), (mark(rating),)) if rating else Cell(_("not rated"))


def _at(rating: frozen.Rating) -> str:
    earlier = rating.get("occasion")
    return f"{capital(earlier)}:" if earlier else ""


def add_ratings_below(builder: Builder, below: list[frozen.RatedBelow]) -> None:
    """Add what each level says of the goals of the units below, with the reasons."""
    if not below:
        return
    columns = (Column(_("Level"), share=4), Column(_("Rating")), Column(_("Reason"), share=8))
    rows = [
        Row(
            (Cell(whose(one)), Cell(marks=(mark(one),)), Cell(f"{one['reason']}\n{_signed(one, builder)}")),
            _("%(unit)s: %(goal)s") % {"unit": rated["unit"], "goal": rated["title"]},
        )
        for rated in below
        for one in rated["ratings"]
    ]
    builder.table(_("How the goals of the units below are rated"), columns, rows)


def _signed(rating: frozen.Rating, builder: Builder) -> str:
    return _("%(name)s, %(day)s") % {"name": rating["by"], "day": day(rating["on"], builder.language)}


def level_heads(content: frozen.Report) -> dict[str, str]:
    """Return the levels that rate, in order, as short word → whole word.

    A report that was frozen with the short words only takes the whole ones from its ratings.
    """
    matrix = content["matrix"]
    given = [rating for goal in content["goals"] for rating in goal["ratings"]]
    words = {one["short"]: one["level_word"] for one in (*given, *(matrix["overall"] if matrix else ()))}
    shorts = content.get("levels", [])
    words |= dict(zip(shorts, content.get("level_words", []), strict=False))
    return {short: words.get(short, short) for short in dict.fromkeys((*shorts, *(one["short"] for one in given)))}
