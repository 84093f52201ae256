"""The map of ratings as it is shown: cells under their groups, sums, the opened cell, and the same as a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from styrhjul.base.common.models import User
from styrhjul.base.steering.queries import pack_of_year
from styrhjul.base.steering.words import key_in, word
from styrhjul.base.thread.models import Kind
from styrhjul.engine.packs.schema import RatingLevel
from styrhjul.web.followup.shown import Said, about, rate_address, said_of
from styrhjul.web.ui.addresses import address
from styrhjul.web.ui.pieces import Cell, Sum, Verdict
from styrhjul.wheel.followup import policies
from styrhjul.wheel.followup.queries.heat import HeatCell, HeatMap, Row
from styrhjul.wheel.followup.queries.ratings import LevelRating, last_given


@dataclass(frozen=True)
class MapAsked:
    """What somebody wants to see of a map: one level or all, differences only, a cell opened, a table."""

    level: str
    differing: bool
    opened: str
    as_table: bool
    query: Mapping[str, str]

    def href(self, **changed: str) -> str:
        """Return the address of the same map with something changed; what is empty is left out."""
        now = {
            "niva": self.level,
            "skillnader": "1" if self.differing else "",
            "tabell": "1" if self.as_table else "",
        }
        query = {**self.query, **now, **changed}
        return f"{reverse('rating-list')}?{urlencode({key: value for key, value in query.items() if value})}"


@dataclass(frozen=True)
class Choice:
    """A view of the map to go to."""

    label: str
    href: str
    current: bool


@dataclass(frozen=True)
class Line:
    """A unit and its cells."""

    name: str
    cells: Sequence[Cell]


@dataclass(frozen=True)
class Group:
    """Units under the same programme board."""

    name: str
    lines: Sequence[Line]


@dataclass(frozen=True)
class TableLine:
    """A cell as a row of the table: each level's colour with its word, or that it is not handed in."""

    unit: str
    column: str
    href: str
    levels: Sequence[Verdict | None]


@dataclass(frozen=True)
class Opened:
    """An opened cell: every level's reason side by side."""

    unit: str
    about: str
    sides: Sequence[Said]
    goal_href: str
    thread_href: str
    rate_href: str


@dataclass(frozen=True)
class HeatView:
    """The map as the page shows it."""

    columns: Sequence[str]
    groups: Sequence[Group]
    has_dashes: bool
    sums: Sequence[Sequence[Sum]]
    sums_of: str
    levels: Sequence[Choice]
    differing: Choice
    table: Choice
    table_heads: Sequence[str]
    table_lines: Sequence[TableLine]
    opened: Opened | None
    shorts: Sequence[tuple[str, str]]


def heat_view(found: HeatMap, asked: MapAsked, user: User) -> HeatView:
    """Return the map as one person wants to see it."""
    levels = policies.rating_levels(found.year)
    known = {level.key for level in levels}
    level = asked.level if asked.level in known else ""
    apply = [at for at in range(len(found.columns)) if any(not cells[at].skipped for _row, cells in found.rows)]
    columns = [found.columns[at] for at in apply]
    every_row = [(row, [cells[at] for at in apply]) for row, cells in found.rows]
    rows = [(row, cells) for row, cells in every_row if not asked.differing or any(cell.differs for cell in cells)]
    shown = levels[-1] if not level else next(one for one in levels if one.key == level)
    every = Choice(_("All levels"), asked.href(niva=""), current=not level)
    each = [Choice(word(one.label).capitalize(), asked.href(niva=one.key), one.key == level) for one in levels]
    return HeatView(
        columns=[column.label for column in columns],
        groups=_groups(rows, level, asked, dashed=_is_mostly_skipped(rows)),
        has_dashes=_is_mostly_skipped(rows),
        sums=[_sums(rows, place, shown.key, found.year) for place in range(len(columns))],
        sums_of=word(shown.label).capitalize(),
        levels=[every, *each],
        differing=Choice(
            _("Only differences"), asked.href(skillnader="" if asked.differing else "1"), current=asked.differing
        ),
        table=Choice(
            _("Show as a map") if asked.as_table else _("Show as a table"),
            asked.href(tabell="" if asked.as_table else "1"),
            current=asked.as_table,
        ),
        table_heads=[word(one.label).capitalize() for one in levels],
        table_lines=[
            _table_line(row, cell, asked, levels) for row, cells in rows for cell in cells if not cell.skipped
        ],
        opened=_opened(found.cell(asked.opened), user),
        shorts=[(word(one.short), word(one.label)) for one in levels],
    )


def _is_mostly_skipped(rows: Sequence[tuple[Row, Sequence[HeatCell]]]) -> bool:
    """Tell whether most cells are not to be rated: then a dash says so, and the note below says what it means."""
    cells = [cell for _row, several in rows for cell in several]
    return 2 * sum(cell.skipped for cell in cells) > len(cells)


def _groups(
    rows: Sequence[tuple[Row, Sequence[HeatCell]]], level: str, asked: MapAsked, *, dashed: bool
) -> list[Group]:
    found = []
    for name, members in groupby(rows, key=lambda row: row[0].group.name if row[0].group else ""):
        lines = [
            Line(row.unit.name, [_cell(cell, level, asked, dashed=dashed) for cell in cells]) for row, cells in members
        ]
        found.append(Group(name, lines))
    return found


def _verdict(one: LevelRating) -> Verdict:
    sign = one.colour.sign.value if one.colour else ""
    return Verdict(one.short, sign, one.word.capitalize())


def _cell(cell: HeatCell, level: str, asked: MapAsked, *, dashed: bool) -> Cell:
    if cell.skipped:
        return Cell(skipped=True, dashed=dashed)
    given = [_verdict(one) for one in cell.given if not level or one.level.key == level]
    return Cell(
        given, f"{asked.href(ruta=cell.key)}#ruta", cell.change if not level else 0, opened=_is_open(cell, asked)
    )


def _is_open(cell: HeatCell, asked: MapAsked) -> bool:
    return cell.key == asked.opened


def _sums(rows: Sequence[tuple[Row, Sequence[HeatCell]]], place: int, level: str, year: int) -> list[Sum]:
    """Return how many units have each colour in a column, at one level."""
    scale = pack_of_year(year).rating.scale
    column = [cells[place] for _row, cells in rows]
    counted = Counter(
        key_in(scale, one.rating.colour)
        for cell in column
        for one in cell.given
        if one.rating and one.level.key == level
    )
    return [Sum(one.sign.value, word(one.label), counted[one.key]) for one in scale if counted[one.key]]


def _table_line(row: Row, cell: HeatCell, asked: MapAsked, levels: Sequence[RatingLevel]) -> TableLine:
    by_level = {one.level.key: one for one in cell.levels}
    verdicts: list[Verdict | None] = []
    for level in levels:
        one = by_level.get(level.key)
        verdicts.append(None if one is None else _verdict(one) if one.rating else Verdict(word(level.short)))
    return TableLine(row.unit.name, cell.column.label, f"{asked.href(ruta=cell.key)}#ruta", verdicts)


def _opened(cell: HeatCell | None, user: User) -> Opened | None:
    if cell is None:
        return None
    sides = said_of(cell.thing, cell.levels, user, raters=cell.row.raters)
    goal = cell.thing.goal
    last = last_given(cell.levels)
    return Opened(
        cell.row.unit.name,
        about(cell.thing),
        sides,
        address(Kind.GOAL, goal.pk) if goal else "",
        f"{address(Kind.RATING, last.rating.pk)}#trad" if last and last.rating else "",
        next((side.rate_href for side in sides if side.rate_href), rate_address(cell.thing) if not sides else ""),
    )
