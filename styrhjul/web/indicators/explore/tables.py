"""The numbers of an exploration, as they are read on the page and as they go into a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from styrhjul.engine.analysis.step import StepEvidence
from styrhjul.web.indicators.explore.asked import Asked
from styrhjul.web.indicators.facts import quarter_words
from styrhjul.wheel.indicators import queries
from styrhjul.wheel.indicators.models import Group
from styrhjul.wheel.indicators.queries.explore import ExploredLine, Standing, Standings

Cell = str | int | float | None


@dataclass(frozen=True)
class Table:
    """Numbers with what heads them; None is no value.

    `measured` are the columns written with the indicator's decimals, `signed` those of them that are changes.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    measured: frozenset[int]
    signed: frozenset[int] = frozenset()
    numeric: frozenset[int] = frozenset()


def by_year(lines: Sequence[ExploredLine], asked: Asked) -> Table:
    """Return the places over time, the latest year first; a group's column says how many it is the median of."""
    years = sorted({year for line in lines for year in line.values}, reverse=True)
    heads = _women_and_men(asked) if asked.people == "KM" and lines else tuple(_head(line) for line in lines)
    rows = tuple((year, *(line.values.get(year) for line in lines)) for year in years)
    measured = frozenset(range(1, len(heads) + 1))
    return Table((_("Year"), *heads), rows, measured, numeric=measured)


def _women_and_men(asked: Asked) -> tuple[str, str]:
    words = queries.words_of_groups(young=queries.is_field_of_the_young(asked.info))
    return words[Group.WOMEN].capitalize(), words[Group.MEN].capitalize()


def _head(line: ExploredLine) -> str:
    if not line.place.is_group:
        return line.place.name
    most = max(line.behind.values(), default=0)
    said = ngettext("%(name)s (median of at most %(count)s)", "%(name)s (median of at most %(count)s)", most)
    return said % {"name": line.place.name, "count": most}


def by_place(asked: Asked, found: Standings) -> Table:
    """Return all municipalities in one year with their place among all, and how far they have moved."""
    before = _("Change since %(year)s") % {"year": found.before} if found.before else _("Change since the year before")
    columns = [_("Municipality"), _("County"), str(found.year), _("Place"), before]
    columns += [_("Relative position")] if asked.national else [_("Quarter")]
    rows = tuple(_row(asked, found, row) for row in found.rows)
    return Table(tuple(columns), rows, frozenset({2, 4}), frozenset({4}), frozenset({2, 3, 4}))


def together(found: StepEvidence) -> Table:
    """Return what moves together, in words and numbers as the engine wrote them."""
    return Table(found.head, found.rows, frozenset(), numeric=frozenset({1, 2}))


def _row(asked: Asked, found: Standings, row: Standing) -> tuple[Cell, ...]:
    quarters = ("", *quarter_words(oriented=found.oriented))
    position = colour_words().get(row.colour, "") if asked.national else quarters[row.quarter]
    return row.name, row.county, row.value, row.rank or None, row.change, position


def colour_words() -> dict[str, str]:
    """Return what the national comparisons' colours mean."""
    return {
        "green": _("the best quarter"),
        "yellow": _("the half between"),
        "red": _("the worst quarter"),
    }
