"""Builds a new file of statistics: read, check, write whole, then switch to it."""

import datetime as dt
import hashlib
import os
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import duckdb

from styrhjul.engine.store import tables
from styrhjul.engine.store.answers import SEXES, STATUSES
from styrhjul.engine.store.dense import sweep_dense, write_dense
from styrhjul.engine.store.errors import StoreError

FORMAT = "2"  # a new number when the tables change, so that old files are not taken for new ones
POINTER = "current"
ABANDONED_AFTER = 3600  # seconds
Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Metadata:
    """The files that say what the values are about."""

    indicators: Path
    areas: Path
    groups: Path
    members: Path

    def files(self) -> tuple[Path, ...]:
        """List the four files."""
        return (self.indicators, self.areas, self.groups, self.members)


def silent(step: str) -> None:
    """Report nothing."""


def build_path(folder: Path, build: str) -> Path:
    """Say where the file of a build lies."""
    return folder / f"stats-{build}.duckdb"


def current_build(folder: Path) -> str | None:
    """Read the pointer; None when nothing has been built."""
    try:
        return (folder / POINTER).read_text(encoding="ascii").strip() or None
    except FileNotFoundError:
        return None


def make_build(
    folder: Path, values: Path, metadata: Metadata, *, keep: str | None = None, progress: Progress = silent
) -> str:
    """Build from `values` and switch to the new file; return its build id.

    Parameters
    ----------
    folder : Path
        Where the builds lie; made if it is not there.
    values : Path
        Parquet or CSV, columns as in `Store.load`.
    metadata : Metadata
        What the values are about; what the build `keep` knows of besides goes along.
    keep : str or None
        Id of the build whose other values go along (rows of the new file win); None: only the new file's values.
    progress : callable
        Called with the name of each step as it begins.

    Raises
    ------
    StoreError
        A file can't be read or a row is faulty (file, row and reason in the message). Then nothing has changed.

    Notes
    -----
    The id is a hash of the content, so loading the same files again finds the file that is there. The file is written
    under a temporary name, flushed to disk and renamed, and only then the pointer is switched: whoever reads sees the
    old build or the new one, whole. The dense values are beside it before it is.

    """
    folder.mkdir(parents=True, exist_ok=True)
    _sweep(folder)
    build = _content_id((values, *metadata.files()), keep)
    target = build_path(folder, build)
    if not target.exists():
        unfinished = folder / f".{target.name}.{uuid.uuid4().hex[:8]}.unfinished"
        try:
            _fill(unfinished, values, metadata, build_path(folder, keep) if keep else None, progress)
            progress("save")
            write_dense(unfinished, target)
            _flush(unfinished)
            unfinished.replace(target)
            _flush(folder)
        finally:
            unfinished.unlink(missing_ok=True)
    progress("switch")
    _switch(folder, build)
    return build


def _sweep(folder: Path) -> None:
    """Remove what a build that was cut off left behind; one that is still going on is younger."""
    for left in folder.glob(".*.unfinished*"):
        if left.stat().st_mtime < time.time() - ABANDONED_AFTER:
            left.unlink(missing_ok=True)
    sweep_dense(folder)


def _content_id(files: tuple[Path, ...], keep: str | None) -> str:
    digest = hashlib.sha256(f"{FORMAT}:{keep or ''}".encode())
    for file in files:
        try:
            content = file.read_bytes()
        except OSError as error:
            raise StoreError(f"{file.name}: can't be read: {error.strerror}") from error
        digest.update(hashlib.sha256(content).digest())
    return digest.hexdigest()[:12]


def _fill(target: Path, values: Path, metadata: Metadata, before: Path | None, progress: Progress) -> None:
    with duckdb.connect(str(target)) as connection:
        connection.execute(tables.CREATE)
        for kind, words in (("sex", SEXES), ("status", STATUSES)):
            connection.executemany(
                "insert into codes values (?, ?, ?)", [(kind, no, word) for no, word in enumerate(words)]
            )
        if before is not None:
            connection.execute(f"attach '{str(before).replace(chr(39), chr(39) * 2)}' as before (read_only)")
        progress("metadata")
        _take_metadata(connection, metadata)
        if before is not None:
            connection.execute(tables.KNOWN_BEFORE)
        progress("read")
        _read(connection, values)
        _name_columns(connection, values)
        connection.execute(tables.INCOMING)
        progress("check")
        _check(connection, values)
        if before is not None:
            connection.execute(tables.KEEP)
        progress("write")
        connection.execute(tables.CELLS)
        connection.execute(tables.FINISH)
        now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
        connection.execute("insert into about values (?, ?)", [now, values.name])
        connection.execute("checkpoint")


def _take_metadata(connection: duckdb.DuckDBPyConnection, metadata: Metadata) -> None:
    statements = (tables.INDICATORS, tables.AREAS, tables.GROUPS, tables.MEMBERS)
    for file, statement in zip(metadata.files(), statements, strict=True):
        _read(connection, file)
        try:
            connection.execute(tables.MAY_BE_WITHDRAWN)
            connection.execute(statement)
        except duckdb.Error as error:
            raise StoreError(f"{file.name}: {_first_line(error)}") from error
    for question in tables.METADATA_FAULTS:
        fault = connection.execute(question).fetchone()
        if fault is not None:
            raise StoreError(f"metadata: {fault[0]}: {fault[1]}")


def _read(connection: duckdb.DuckDBPyConnection, file: Path) -> None:
    statement = tables.READ_PARQUET if file.suffix == ".parquet" else tables.READ_CSV
    try:
        connection.execute(statement, [str(file)])
    except duckdb.Error as error:
        raise StoreError(f"{file.name}: can't be read: {_first_line(error)}") from error


def _name_columns(connection: duckdb.DuckDBPyConnection, values: Path) -> None:
    names = {row[0] for row in connection.execute("select column_name from (describe raw)").fetchall()}
    for name in names & tables.RENAME.keys():
        connection.execute(tables.RENAME[name])
    names = {row[0] for row in connection.execute("select column_name from (describe raw)").fetchall()}
    lacking = [name for name in tables.NEEDED if name not in names]
    if lacking:
        raise StoreError(f"{values.name}: the column {lacking[0]} is missing")
    if "status" not in names:
        connection.execute("alter table raw add column status varchar")


def _check(connection: duckdb.DuckDBPyConnection, values: Path) -> None:
    for question in (tables.FAULT, tables.TWICE):
        fault = connection.execute(question).fetchone()
        if fault is not None:
            raise StoreError(f"{values.name}: row {fault[0]}: {fault[1]}")
    if connection.execute("select 1 from incoming where value is not null limit 1").fetchone() is None:
        raise StoreError(f"{values.name}: there are no values in the file")


def _switch(folder: Path, build: str) -> None:
    unfinished = folder / f".{POINTER}.{uuid.uuid4().hex[:8]}.unfinished"
    unfinished.write_text(build, encoding="ascii")
    _flush(unfinished)
    unfinished.replace(folder / POINTER)
    _flush(folder)


def _flush(path: Path) -> None:
    """Make sure that the file (or the names in a folder) is on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0]
