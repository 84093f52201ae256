"""Reads one build: every question to it is asked here, with its caches."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import duckdb
import numpy as np

from styrhjul.engine.store.answers import (
    SEXES,
    STATUSES,
    Area,
    AreaGroup,
    AreaLines,
    Build,
    Cube,
    Floats,
    IndicatorInfo,
    Integers,
    Latest,
    Panel,
    Series,
    Sex,
    SimilarGroup,
)
from styrhjul.engine.store.curated import bundled_curated
from styrhjul.engine.store.dense import Laid
from styrhjul.engine.store.errors import StoreError, UnknownAreaError, UnknownIndicatorError
from styrhjul.engine.store.search import search

Answer = TypeVar("Answer")
BLOCKS_KEPT = 256  # about 0.2 MB each
INDICATORS = """
    select id, title, description, operating_area, perspective, divided_by_sex, similar_list, withdrawn,
           coalesce(first_period, 0), coalesce(last_period, 0), coalesce(municipalities, 0)
    from indicators order by no
"""
# Builds of the first format know nothing of withdrawal; they serve until the next load.
INDICATORS_BEFORE_WITHDRAWN = INDICATORS.replace("withdrawn", "false")
LOCKED = {"enable_external_access": "false", "lock_configuration": "true", "threads": "2"}


class _Block:
    """All values of one indicator: periods, and values and status codes as (sexes, areas, periods)."""

    __slots__ = ("periods", "statuses", "values")

    def __init__(self, rows: dict[str, Any], areas: int) -> None:
        self.periods: Integers = np.unique(rows["period"]).astype(np.int64)
        shape = (len(SEXES), areas, len(self.periods))
        self.values: Floats = np.full(shape, np.nan)
        self.statuses = np.zeros(shape, dtype=np.int8)
        place = (rows["sex_no"], rows["area_no"], np.searchsorted(self.periods, rows["period"]))
        self.values[place] = np.ma.filled(rows["value"], np.nan)
        self.statuses[place] = rows["status_no"]


class Reader:
    """One build, read-only and locked down; may be asked from several threads at once.

    A page that asks several questions takes one reader and keeps it, so that all answers come from the same build.
    """

    def __init__(self, build: str, file: Path) -> None:
        self.build_id = build
        try:
            self._connection = duckdb.connect(str(file), read_only=True, config=dict(LOCKED))
        except duckdb.Error as error:
            raise StoreError(f"The statistics in {file.name} can't be opened: {error}") from error
        self._local = threading.local()
        self._lock = threading.Lock()
        self._kept: OrderedDict[tuple[str, ...], Any] = OrderedDict()
        self._areas = {
            row[0]: Area(*row)
            for row in self._rows(
                "select id, name, kind, county_code, county, type_code, type_name from areas order by no"
            )
        }
        self._area_no = {area: no for no, area in enumerate(self._areas)}
        self._municipalities = tuple(area.id for area in self._areas.values() if area.kind == "K")
        self._municipality_nos = np.array([self._area_no[area] for area in self._municipalities], dtype=np.int64)
        columns = {row[0] for row in self._rows("select column_name from (describe indicators)")}
        rows = self._rows(INDICATORS if "withdrawn" in columns else INDICATORS_BEFORE_WITHDRAWN)
        self._indicator_no = {row[0]: no for no, row in enumerate(rows)}
        self._indicators = {row[0]: IndicatorInfo(*_with(row, bundled_curated().get(row[0]))) for row in rows}
        self._laid = Laid(file, tuple(self._indicators.values()), self._municipalities)

    def series(self, indicator: str, area: str, sex: Sex = "T") -> Series:
        """Give one indicator in one area, from the area's first to its last value."""
        block, no = self._block(indicator), self._number_of(area)
        values, codes = block.values[SEXES.index(sex), no], block.statuses[SEXES.index(sex), no]
        there = np.flatnonzero(~np.isnan(values))
        part = slice(there[0], there[-1] + 1) if there.size else slice(0, 0)
        statuses = tuple(STATUSES[code] for code in codes[part])
        return Series(indicator, area, sex, block.periods[part].copy(), values[part].copy(), statuses)

    def panel(self, indicator: str, sex: Sex = "T") -> Panel:
        """Give one indicator in every municipality."""
        block = self._block(indicator)
        return Panel(
            indicator, sex, self._municipalities, block.periods, block.values[SEXES.index(sex), self._municipality_nos]
        )

    def missing(self, indicator: str, period: int, sex: Sex = "T") -> dict[str, int]:
        """Count the municipalities without a value in one period, by reason; "unknown" when nobody has said why."""
        block = self._block(indicator)
        if period not in block.periods:
            return {"unknown": len(self._municipalities)}
        at = int(np.searchsorted(block.periods, period))
        values, codes = (kept[SEXES.index(sex), self._municipality_nos, at] for kept in (block.values, block.statuses))
        reasons, counts = np.unique(codes[np.isnan(values)], return_counts=True)
        return {STATUSES[reason]: int(count) for reason, count in zip(reasons, counts, strict=True)}

    def cube(self, indicators: Sequence[str], sex: Sex = "T") -> Cube:
        """Give several indicators in every municipality on one line of years, from the dense values of the build."""
        chosen = [self.indicator(indicator) for indicator in indicators]
        dense = self._keep(("dense", sex), lambda: self._laid.open_or_make(self._cursor(), sex))
        return self._laid.cube(dense, chosen)

    def lines(self, area: str, sex: Sex = "T") -> AreaLines:
        """Give every indicator that has values, in one area, on one line of years."""
        measured = self._keep(("measured",), lambda: self._laid.measured(self._cursor()))
        return self._laid.lines(self._cursor(), self.area(area), (self._number_of(area), SEXES.index(sex)), measured)

    def latest(self, area: str, sex: Sex = "T") -> dict[str, Latest]:
        """Give the latest value of every indicator that the area has values for."""
        rows = self._rows(
            "select i.id, l.period, l.value, l.status_no from latest l join indicators i on i.no = l.indicator_no "
            "where l.area_no = ? and l.sex_no = ?",
            [self._number_of(area), SEXES.index(sex)],
        )
        return {row[0]: Latest(row[0], row[1], row[2], STATUSES[row[3]]) for row in rows}

    def indicator(self, indicator: str) -> IndicatorInfo:
        """Give one indicator; UnknownIndicatorError if the build does not have it."""
        try:
            return self._indicators[indicator]
        except KeyError:
            raise UnknownIndicatorError(f"There is no indicator {indicator} in the statistics.") from None

    def indicators(self) -> tuple[IndicatorInfo, ...]:
        """List all indicators in order of id."""
        return tuple(self._indicators.values())

    def search_indicators(self, text: str) -> tuple[IndicatorInfo, ...]:
        """Find indicators that every word fits, see `search`."""
        return search(text, self._indicators.values())

    def area(self, area: str) -> Area:
        """Give one area; UnknownAreaError if the build does not have it."""
        try:
            return self._areas[area]
        except KeyError:
            raise UnknownAreaError(f"There is no area {area} in the statistics.") from None

    def areas(self, kind: str | None = None) -> tuple[Area, ...]:
        """List areas of one kind (K municipalities, L regions and the country) or all, in order of id."""
        return tuple(area for area in self._areas.values() if kind in (None, area.kind))

    def similar(self, area: str, indicator: str) -> SimilarGroup | None:
        """Give the national list of municipalities similar to `area` in the indicator's field, if there is one."""
        self.area(area)
        field = self.indicator(indicator).similar_list
        rows = self._rows(
            "select id, title, year from groups where kind = 'similar' and area = ? and similar_list = ?", [area, field]
        )
        if not rows:
            return None
        members = self._rows("select area from members where group_id = ? order by area", [rows[0][0]])
        return SimilarGroup(rows[0][1], field, rows[0][2], tuple(row[0] for row in members))

    def groups(self, kind: str) -> tuple[AreaGroup, ...]:
        """List the groups of one kind: county, type or size."""
        rows = self._rows(
            "select g.id, g.title, g.kind, g.year, list(m.area) from groups g left join members m on m.group_id = g.id "
            "where g.kind = ? group by all",
            [kind],
        )
        return tuple(AreaGroup(*_with(row[:4], tuple(sorted(filter(None, row[4]))))) for row in sorted(rows))

    def status(self) -> Build:
        """Say what the build holds."""
        row = self._rows(
            "select built_at, source, (select count(*) from cells where value is not null), "
            "(select min(period) from cells), (select max(period) from cells) from about"
        )[0]
        with_values = sum(info.has_values for info in self._indicators.values())
        return Build(self.build_id, row[0], row[1], len(self._indicators), with_values, len(self._areas), *row[2:])

    def export(self, indicator: str) -> list[tuple[Any, ...]]:
        """Give every row of one indicator: indicator, area, period, sex, value, status."""
        return self._rows('select * from "values" where indicator = ? order by all', [self.indicator(indicator).id])

    def _block(self, indicator: str) -> _Block:
        self.indicator(indicator)
        return self._keep(
            ("block", indicator),
            lambda: _Block(
                self._cursor()
                .execute(
                    "select period, sex_no, area_no, value, status_no from cells where indicator_no = ?",
                    [self._indicator_no[indicator]],
                )
                .fetchnumpy(),
                len(self._areas),
            ),
        )

    def _keep(self, key: tuple[str, ...], make: Callable[[], Answer]) -> Answer:
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                found: Answer = self._kept[key]
                return found
        made = make()
        with self._lock:
            self._kept[key] = made
            while len(self._kept) > BLOCKS_KEPT:
                self._kept.popitem(last=False)
        return made

    def _number_of(self, area: str) -> int:
        return self._area_no[self.area(area).id]

    def _cursor(self) -> duckdb.DuckDBPyConnection:
        cursor = getattr(self._local, "cursor", None)
        if cursor is None:
            with self._lock:
                cursor = self._local.cursor = self._connection.cursor()
        return cursor

    def _rows(self, question: str, values: list[object] | None = None) -> list[tuple[Any, ...]]:
        try:
            rows: list[tuple[Any, ...]] = self._cursor().execute(question, values or []).fetchall()
        except duckdb.Error as error:
            raise StoreError(f"The statistics could not be read: {error}") from error
        return rows


def _with(row: tuple[Any, ...], last: object) -> list[Any]:
    return [*row, last]
