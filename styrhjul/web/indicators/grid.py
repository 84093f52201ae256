"""The grid of values: rows of units or indicators, columns of periods, and what people type or paste into it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from styrhjul.base.common import clock
from styrhjul.base.common.models import User
from styrhjul.base.organisation.models import Unit
from styrhjul.web.ui.formats import MISSING, NO_BREAK
from styrhjul.wheel.indicators import permissions, queries
from styrhjul.wheel.indicators.actions import Cell, CellFault, Entry
from styrhjul.wheel.indicators.models import Group, Indicator, Rhythm, Source, Status, Value

COLUMNS = 6
MOST_ROWS = 60


@dataclass(frozen=True)
class GridCell:
    """One cell: its field's name, what stands in it, what stood there, and what is wrong with it."""

    name: str
    label: str
    period: str
    text: str = ""
    before: str = ""
    fault: str = ""


@dataclass(frozen=True)
class GridRow:
    """One indicator at one unit for one group. A locked row says why."""

    indicator: Indicator
    unit: Unit
    group: Group
    head: str
    note: str
    href: str
    locked: str
    cells: tuple[GridCell, ...]


@dataclass(frozen=True)
class Grid:
    """All rows, and the newest value that they were shown with."""

    rows: tuple[GridRow, ...]
    periods: tuple[str, ...]
    seen: int
    unplaced: tuple[str, ...] = field(default=())

    @property
    def is_open(self) -> bool:
        """Whether there is anything to fill in."""
        return any(not row.locked for row in self.rows)

    @property
    def faults(self) -> list[tuple[GridRow, GridCell]]:
        """The cells that cannot be taken, to be listed on top."""
        return [(row, cell) for row in self.rows for cell in row.cells if cell.fault]

    def entries(self, status: str) -> list[Entry]:
        """Return what was changed, each cell with its place in the grid."""
        found = []
        for y, row in enumerate(self.rows):
            cells = [
                Cell(cell.period, cell.text, row.group, status=Status(status), row=y, column=x)
                for x, cell in enumerate(row.cells)
                if not row.locked and cell.text.strip() != cell.before
            ]
            if cells:
                found.append(Entry(row.indicator, row.unit, cells))
        return found

    def filled(self, typed: Mapping[str, str]) -> Grid:
        """Return the grid with what was typed in it."""
        return self._each(lambda y, x, cell: replace(cell, text=typed.get(cell.name, cell.text)))

    def faulted(self, faults: Iterable[CellFault]) -> Grid:
        """Return the grid with what is wrong beside each cell."""
        at = {(fault.row, fault.column): str(fault.sentence) for fault in faults}
        return self._each(lambda y, x, cell: replace(cell, fault=at.get((y, x), "")))

    def _each(self, change: Callable[[int, int, GridCell], GridCell]) -> Grid:
        rows = tuple(
            replace(row, cells=tuple(change(y, x, cell) for x, cell in enumerate(row.cells)))
            for y, row in enumerate(self.rows)
        )
        return replace(self, rows=rows)

    def pasted(self, block: str) -> Grid:
        """Return the grid with a block from a spreadsheet laid in, and the lines that found no place."""
        lines = [re.split(r"\t|;", line) for line in block.replace("\r", "").split("\n") if line.strip()]
        columns = self._columns(lines[0]) if lines else None
        if columns is not None:
            lines = lines[1:]
        open_rows = [row for row in self.rows if not row.locked]
        typed: dict[str, str] = {}
        unplaced = []
        for place, line in enumerate(lines):
            row, values = self._row_of(line, open_rows, place, headed=columns is not None)
            if row is None:
                unplaced.append(" ".join(line))
                continue
            names = {cell.period: cell.name for cell in row.cells}
            periods = columns or self.periods
            typed |= {
                names[period]: value.strip() for period, value in zip(periods, values, strict=False) if period in names
            }
        return replace(self.filled(typed), unplaced=tuple(unplaced))

    def _columns(self, first: Sequence[str]) -> list[str] | None:
        """Return the periods named by a first line, if it names any."""
        words = [word.strip() for word in first]
        if not set(words) & set(self.periods):
            return None
        return words[1:] if words[0] not in self.periods else words

    def _row_of(
        self, line: Sequence[str], rows: Sequence[GridRow], place: int, *, headed: bool
    ) -> tuple[GridRow | None, Sequence[str]]:
        """Return the row that a line belongs to: by its name when it has one, else by its place."""
        name = line[0].strip().casefold()
        named = next((row for row in rows if name and name in {row.head.casefold(), _whole(row).casefold()}), None)
        if named is not None:
            return named, line[1:]
        if re.search(r"[^\W\d_]{2}", name) and not name.startswith(("-", "–", "−")):
            return None, line
        return (rows[place] if place < len(rows) else None), (line[1:] if headed and not name else line)


def _whole(row: GridRow) -> str:
    return f"{row.head} {row.note}".strip()


def periods_until(rhythm: str, until: str) -> tuple[str, ...]:
    """Return the periods of the grid, the last one named or today's."""
    today = clock.today()
    if rhythm == Rhythm.YEAR:
        last = int(until[:4]) if re.fullmatch(r"[0-9]{4}", until) else today.year
        return tuple(str(year) for year in range(last - COLUMNS + 1, last + 1))
    first = date(today.year, today.month, 1)
    if re.fullmatch(r"[0-9]{4}-(0[1-9]|1[0-2])", until):
        first = date(int(until[:4]), int(until[5:]), 1)
    months = [first.year * 12 + first.month - 1 - back for back in range(COLUMNS - 1, -1, -1)]
    return tuple(f"{month // 12}-{month % 12 + 1:02}" for month in months)


def make_grid(
    pairs: Sequence[tuple[Indicator, Unit]], periods: tuple[str, ...], user: User, *, seen: int, by_unit: bool
) -> Grid:
    """Return the grid of some indicators at some units, as it was when the newest value of all was `seen`."""
    indicators = {indicator.pk: indicator for indicator, _unit in pairs}.values()
    units = {unit.pk: unit for _indicator, unit in pairs}.values()
    kept = {
        (row.indicator_id, row.unit_id, row.group, row.period): row
        for row in queries.values_in(indicators, units, periods, seen=seen)
    }
    rows = []
    for indicator, unit in pairs:
        permit, words = permissions.can_enter_values(user, indicator, unit), queries.group_words(indicator)
        for group in list(Group) if indicator.by_sex else [Group.ALL]:
            head = indicator.title if by_unit else unit.name
            note = "" if group == Group.ALL else words[group]
            row = GridRow(
                indicator,
                unit,
                group,
                head,
                note,
                str(indicator.pk),
                "" if permit else str(permit.ground),
                _cells(indicator, unit, group, periods, kept, label=f"{head} {note}".strip(), own=bool(permit)),
            )
            rows.append(row)
    return Grid(tuple(rows[: MOST_ROWS * len(Group)]), periods, seen)


def _cells(
    indicator: Indicator,
    unit: Unit,
    group: Group,
    periods: Sequence[str],
    kept: Mapping[tuple[int, int, str, str], Value],
    *,
    label: str,
    own: bool,
) -> tuple[GridCell, ...]:
    if indicator.source == Source.NATIONAL:
        found = {point.period: point for point in queries.national_points(indicator, queries.area_of(unit), group)}
        texts = {period: _number(found[period].value) if period in found else "" for period in periods}
    else:
        rows = {period: kept.get((indicator.pk, unit.pk, group.value, period)) for period in periods}
        # How many are behind a number is for those who enter it: elsewhere it may have to be hidden.
        texts = {period: _text(row) if own or row is None or row.people is None else "" for period, row in rows.items()}
    return tuple(
        GridCell(
            f"v-{indicator.pk}-{unit.pk}-{group.value}-{period}",
            _("%(row)s, %(period)s") % {"row": label, "period": period},
            period,
            texts[period],
            texts[period],
        )
        for period in periods
    )


def _text(value: Value | None) -> str:
    """Write a value as somebody would type it: every decimal and how many are behind it, or a dash and why not."""
    if value is None:
        return ""
    if value.value is None:
        return f"{MISSING} {value.missing_because}"
    return _number(value.value) + (f" ({_number(Decimal(value.people))})" if value.people is not None else "")


def _number(value: Decimal | None) -> str:
    if value is None:
        return ""
    whole, _point, decimals = f"{abs(value):f}".partition(".")
    grouped = f"{int(whole):,}".replace(",", NO_BREAK)
    decimals = decimals.rstrip("0")
    return ("−" if value < 0 else "") + grouped + (f",{decimals}" if decimals else "")
