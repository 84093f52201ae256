"""The dense cache: all values of a build in one file for each group, year by year, laid out for the processor.

The DuckDB file is the truth; these are made from it, and made anew when they are missing.
"""

import os
import uuid
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import numpy.typing as npt

from styrhjul.engine.store.answers import SEXES, Area, AreaLines, Cube, IndicatorInfo, Sex

Singles = npt.NDArray[np.float32]
Bools = npt.NDArray[np.bool_]

SHAPE = """
    select (select count(*) from indicators where first_period is not null),
           coalesce((select min(first_period) from indicators), 0),
           coalesce((select max(last_period) from indicators), -1),
           (select count(*) from areas where kind = 'K')
"""
PLACES = """
    with chosen as (
             select no, row_number() over (order by no) - 1 as spot from indicators where first_period is not null),
         towns as (select no, row_number() over (order by no) - 1 as spot from areas where kind = 'K')
    select ((i.spot * $periods + c.period - $first) * $areas + a.spot)::integer as place, c.value::float as value
    from cells c join chosen i on i.no = c.indicator_no join towns a on a.no = c.area_no
    where c.sex_no = $sex and c.value is not null
"""

OF_AREA = "select indicator_no, period, value from cells where area_no = ? and sex_no = ? and value is not null"


def dense_path(build_file: Path, sex: Sex) -> Path:
    """Say where the dense values of a group lie, beside the file of the build."""
    return build_file.with_suffix(f".{sex}.npy")


def laid_out(
    connection: duckdb.DuckDBPyConnection, question: str, values: dict[str, Any] | None, shape: Sequence[int]
) -> Singles:
    """Lay rows out in a dense array.

    Parameters
    ----------
    connection : DuckDB connection
        Where to ask.
    question : str
        Gives the columns `place` (whole number, where in the array laid flat) and `value`; a place at most once.
    values : dict or None
        What the question leaves open.
    shape : sequence of int
        Of the array.

    Returns
    -------
    float32, of that shape
        NaN where no row speaks of a place.

    """
    rows = connection.execute(question, values).fetchnumpy()
    made = np.full(int(np.prod(shape)), np.nan, dtype=np.float32)
    made[rows["place"]] = rows["value"]
    return made.reshape(shape)


def read_dense(connection: duckdb.DuckDBPyConnection, sex: Sex) -> Singles:
    """Read all values of one group from a build.

    Parameters
    ----------
    connection : DuckDB connection
        To the build's file.
    sex : "T", "K" or "M"
        Which group.

    Returns
    -------
    float32 (indicators with values, periods, municipalities)
        In the order of the build; periods from its first to its last. NaN: no value.

    """
    indicators, first, last, areas = connection.execute(SHAPE).fetchone() or (0, 0, -1, 0)
    periods = last - first + 1
    asked = {"periods": periods, "first": first, "areas": areas, "sex": SEXES.index(sex)}
    return laid_out(connection, PLACES, asked, (indicators, periods, areas))


def write_dense(build_file: Path, target: Path) -> None:
    """Write the dense values of every group beside a build, each whole or not at all.

    Parameters
    ----------
    build_file : Path
        The build, perhaps still under another name.
    target : Path
        The name that it will have.

    """
    with duckdb.connect(str(build_file), read_only=True) as connection:
        for sex in SEXES:
            keep_dense(dense_path(target, sex), read_dense(connection, sex))


def keep_dense(target: Path, values: Singles) -> None:
    """Write one file of dense values."""
    unfinished = target.with_name(f".{target.name}.{uuid.uuid4().hex[:8]}.unfinished")
    try:
        with unfinished.open("wb") as file:
            np.save(file, values)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)


def open_dense(path: Path) -> Singles | None:
    """Map a file of dense values into memory, nothing is read until it is used; None if there is no whole file."""
    try:
        values: Singles = np.load(path, mmap_mode="r", allow_pickle=False)
    except (OSError, ValueError, EOFError):
        return None
    return values


class Laid:
    """Where the values of a build lie in its dense files: which row is an indicator's, and which years there are."""

    def __init__(self, build_file: Path, indicators: Sequence[IndicatorInfo], municipalities: tuple[str, ...]) -> None:
        known = [info for info in indicators if info.has_values]
        self._file, self._municipalities = build_file, municipalities
        self._first, self._last = _years(known)
        self._row = {info.id: row for row, info in enumerate(known)}
        self._row_of_no = np.array([self._row.get(info.id, -1) for info in indicators], dtype=np.int64)

    def open_or_make(self, connection: duckdb.DuckDBPyConnection, sex: Sex) -> Singles:
        """Open the dense values of a group; a build from before there were any gets them now."""
        path = dense_path(self._file, sex)
        found = open_dense(path)
        if found is None or found.shape != (len(self._row), self._last - self._first + 1, len(self._municipalities)):
            found = read_dense(connection, sex)
            with suppress(OSError):  # a folder that may only be read
                keep_dense(path, found)
        return found

    def cube(self, dense: Singles, chosen: Sequence[IndicatorInfo]) -> Cube:
        """Take some indicators, on the years that they have values for."""
        first, last = _years([info for info in chosen if info.has_values])
        values = np.full((len(chosen), last - first + 1, len(self._municipalities)), np.nan, dtype=np.float32)
        rows = np.array([self._row.get(info.id, -1) for info in chosen], dtype=np.int64)
        values[rows >= 0] = dense[rows[rows >= 0], first - self._first : last - self._first + 1]
        ids = tuple(info.id for info in chosen)
        return Cube(ids, self._municipalities, np.arange(first, last + 1), values.swapaxes(1, 2))

    def measured(self, connection: duckdb.DuckDBPyConnection) -> Bools:
        """Say which indicators were measured anywhere in which years: (indicators with values, periods)."""
        rows = connection.execute("select distinct indicator_no, period from cells").fetchnumpy()
        made = np.zeros((len(self._row), self._last - self._first + 1), dtype=bool)
        at, when = self._row_of_no[rows["indicator_no"]], rows["period"].astype(np.int64) - self._first
        kept = (at >= 0) & (when >= 0) & (when < made.shape[1])
        made[at[kept], when[kept]] = True
        return made

    def lines(
        self,
        connection: duckdb.DuckDBPyConnection,
        area: Area,
        numbers: tuple[int, int],
        measured: npt.NDArray[np.bool_],
    ) -> AreaLines:
        """Read every indicator in one area; `numbers` are those of the area and the group in the file."""
        rows = connection.execute(OF_AREA, list(numbers)).fetchnumpy()
        values = np.full(measured.shape, np.nan)
        values[self._row_of_no[rows["indicator_no"]], rows["period"].astype(np.int64) - self._first] = rows["value"]
        periods = np.arange(self._first, self._first + measured.shape[1])
        return AreaLines(tuple(self._row), area.id, periods, values, measured)


def _years(known: Sequence[IndicatorInfo]) -> tuple[int, int]:
    """Return the first and the last year with values; the last before the first when there is none."""
    first = min((info.first_period for info in known), default=0)
    return first, max((info.last_period for info in known), default=-1)


def sweep_dense(folder: Path) -> None:
    """Remove the dense values of builds that are no longer there."""
    for left in folder.glob("stats-*.npy"):
        if not left.with_suffix("").with_suffix(".duckdb").exists():
            left.unlink(missing_ok=True)
