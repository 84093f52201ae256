import os
import shutil
import time
from pathlib import Path

import duckdb
import numpy as np
import pytest

from styrhjul.engine.store import Metadata, Store, StoreError
from styrhjul.engine.store.build import build_path, current_build

HEAD = "indicator,area,period,sex,value,status\n"
GOOD = HEAD + "A,0001,2020,T,1.5,final\nA,0001,2021,T,,secret\nA,0001,2022,T,2,preliminary\nA,0002,2020,T,3,\n"


def written(folder: Path, text: str, name: str = "values.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def store(tmp_path: Path, metadata: Metadata) -> Store:
    store = Store(tmp_path / "store")
    store.load(written(tmp_path, GOOD), metadata)
    return store


def test_values_and_the_reason_why_one_is_missing_come_back(store: Store) -> None:
    series = store.series("A", "0001")
    assert series.periods.tolist() == [2020, 2021, 2022]
    np.testing.assert_array_equal(series.values, [1.5, np.nan, 2.0])
    assert series.statuses == ("final", "secret", "preliminary")


def test_a_value_that_is_nowhere_is_missing_for_an_unknown_reason(
    store: Store, tmp_path: Path, metadata: Metadata
) -> None:
    store.load(written(tmp_path, HEAD + "A,0001,2020,T,1,\nA,0002,2021,T,1,\nA,0001,2022,T,3,\n"), metadata)
    series = store.series("A", "0001")
    assert series.statuses == ("", "unknown", "")
    assert np.isnan(series.values[1])


def test_an_area_without_values_gives_an_empty_series(store: Store) -> None:
    series = store.series("B", "0001")
    assert series.periods.size == series.values.size == len(series.statuses) == 0


def test_the_panel_holds_municipalities_only_those_without_values_too(store: Store) -> None:
    panel = store.panel("A")
    assert panel.areas == ("0001", "0002")
    np.testing.assert_array_equal(panel.values, [[1.5, np.nan, 2.0], [3.0, np.nan, np.nan]])
    assert panel.row("0002") == 1


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (",0001,2020,T,1,", "no indicator"),
        ("X,0001,2020,T,1,", "the indicator X is not among the indicators"),
        ("A,,2020,T,1,", "no area"),
        ("A,9999,2020,T,1,", "the area 9999 is not among the areas"),
        ("A,0002,20x,T,1,", "the year is 20x"),
        ("A,0002,2020.5,T,1,", "the year is 2020.5"),
        ("A,0002,1066,T,1,", "the year is 1066"),
        ("A,0002,,T,1,", "the year is empty"),
        ("A,0002,2020,X,1,", "the group is X"),
        ('A,0002,2020,T,"1,5",', "the value 1,5 is not a number"),
        ("A,0002,2020,T,nan,", "not a finite number"),
        ("A,0002,2020,T,inf,", "not a finite number"),
        ("A,0002,2020,T,1,perhaps", "the status perhaps is not known"),
        ("A,0002,2020,T,1,secret", "the status says that it is missing"),
        ("A,0002,2020,T,,final", "the status says that there is a value"),
        ("A,0001,2020,T,1,", "the same indicator, area, year and group as row 1"),
    ],
)
def test_a_faulty_row_is_refused_with_its_number_and_reason(
    store: Store, tmp_path: Path, metadata: Metadata, row: str, reason: str
) -> None:
    before = store.build_id
    with pytest.raises(StoreError) as refused:
        store.load(written(tmp_path, f"{HEAD}A,0001,2020,T,1,\n{row}\n", "bad.csv"), metadata)
    assert str(refused.value).startswith("bad.csv: row 2: ")
    assert reason in str(refused.value)
    assert store.build_id == before
    assert not list((tmp_path / "store").glob(".*"))


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("values.parquet", b"PAR1 this is not parquet PAR1", "can't be read"),
        ("values.csv", b"indicator,area,period,sex\nA,0001,2020,T\n", "the column value is missing"),
        ("values.csv", HEAD.encode(), "there are no values"),
    ],
)
def test_a_file_that_is_not_statistics_is_refused(
    store: Store, tmp_path: Path, metadata: Metadata, name: str, content: bytes, reason: str
) -> None:
    path, before = tmp_path / name, store.build_id
    path.write_bytes(content)
    with pytest.raises(StoreError, match=reason):
        store.load(path, metadata)
    assert store.build_id == before
    assert store.series("A", "0001").values[0] == 1.5


def test_a_cut_parquet_file_is_refused(store: Store, tmp_path: Path, metadata: Metadata) -> None:
    path = tmp_path / "whole.parquet"
    duckdb.execute(f"copy (from read_csv('{written(tmp_path, GOOD)}', all_varchar = true)) to '{path}'")
    cut = tmp_path / "cut.parquet"
    cut.write_bytes(path.read_bytes()[:-40])
    with pytest.raises(StoreError, match=r"cut\.parquet: can't be read"):
        store.load(cut, metadata)
    store.load(path, metadata)
    assert store.series("A", "0001").values[0] == 1.5


def test_a_missing_file_is_refused(store: Store, tmp_path: Path, metadata: Metadata) -> None:
    with pytest.raises(StoreError, match="No such file"):
        store.load(tmp_path / "nowhere.csv", metadata)


@pytest.mark.parametrize(
    ("file", "text", "reason"),
    [
        ("areas", "id,name,kind,county_code,county,skr_code,skr_group\n0001,Ett,Q,,,,\n", "0001: the kind of area"),
        (
            "areas",
            "id,name,kind,county_code,county,skr_code,skr_group\n1,Ett,K,,,,\n1,Ett,K,,,,\n",
            "1: the area is given twice",
        ),
        ("areas", "id,name\n0001,Ett\n", r"other\.csv"),
        ("members", "group_id,area\nG,0009\n", "0009: the member is not among the areas"),
        ("members", "group_id,area\nH,0001\n", "H: the group is not among the groups"),
    ],
)
def test_faulty_metadata_is_refused(
    store: Store, tmp_path: Path, metadata: Metadata, file: str, text: str, reason: str
) -> None:
    files = {name: getattr(metadata, name) for name in ("indicators", "areas", "groups", "members")}
    other = Metadata(**files | {file: written(tmp_path, text, "other.csv")})
    with pytest.raises(StoreError, match=reason):
        store.load(written(tmp_path, GOOD), other)


def test_what_a_cut_off_build_left_is_swept_away(store: Store, tmp_path: Path, metadata: Metadata) -> None:
    old, young = store.folder / ".stats-a.unfinished", store.folder / ".stats-b.unfinished"
    for left, age in ((old, 7200), (young, 60)):
        left.write_text("half")
        os.utime(left, (time.time() - age,) * 2)
    store.load(written(tmp_path, HEAD + "A,0001,2020,T,5,\n"), metadata)
    assert (old.exists(), young.exists()) == (False, True)


class KilledError(Exception):
    pass


@pytest.mark.parametrize("last", ["metadata", "read", "check", "write", "save", "switch"])
def test_a_load_that_dies_leaves_the_old_build_serving(
    store: Store, tmp_path: Path, metadata: Metadata, last: str
) -> None:
    def die(step: str) -> None:
        if step == last:
            raise KilledError

    before = store.build_id
    new = written(tmp_path, HEAD + "A,0001,2020,T,99,final\n", "new.csv")
    with pytest.raises(KilledError):
        store.load(new, metadata, progress=die)
    assert store.build_id == before == current_build(store.folder)
    assert store.series("A", "0001").values[0] == 1.5
    store.load(new, metadata)
    assert store.series("A", "0001").values[0] == 99


def test_each_build_is_a_file_of_its_own_and_the_same_content_the_same_build(
    store: Store, tmp_path: Path, metadata: Metadata
) -> None:
    first = store.build_id
    old = store.reader()
    store.load(written(tmp_path, HEAD + "A,0001,2020,T,99,\n"), metadata)
    second = store.build_id
    assert first != second
    assert build_path(store.folder, first).exists()
    assert build_path(store.folder, second).exists()
    assert old.series("A", "0001").values[0] == 1.5, "a page that began with the old build ends with it"
    stamp = build_path(store.folder, first).stat().st_mtime_ns
    store.load(written(tmp_path, GOOD), metadata)
    assert store.build_id == first
    assert build_path(store.folder, first).stat().st_mtime_ns == stamp


def test_loading_onto_the_current_build_keeps_what_the_file_does_not_speak_of(store: Store, tmp_path: Path) -> None:
    store.load(written(tmp_path, HEAD + "A,0001,2022,T,7,final\nB,0001,2022,T,8,\n"), onto_current=True)
    assert store.series("A", "0001").values[[0, 2]].tolist() == [1.5, 7.0]
    assert store.series("A", "0001").statuses[1] == "secret"
    assert store.series("B", "0001").values.tolist() == [8.0]
    assert ("0001", "0002") in [group.members for group in store.groups("type")]
    assert store.status().known == 6144, "the bundled catalogue, and what the build before knew of"


def test_a_build_of_the_first_format_still_serves_and_is_taken_along(store: Store, tmp_path: Path) -> None:
    path = build_path(store.folder, store.build_id)
    old = Store(tmp_path / "old")
    old.folder.mkdir()
    shutil.copy(path, build_path(old.folder, "old"))
    with duckdb.connect(str(build_path(old.folder, "old"))) as connection:
        connection.execute("alter table indicators drop column withdrawn")
    (old.folder / "current").write_text("old", encoding="ascii")
    assert not old.indicator("A").withdrawn
    assert old.series("A", "0001").values[0] == 1.5
    old.load(written(tmp_path, HEAD + "B,0001,2022,T,8,\n", "more.csv"), onto_current=True)
    assert old.series("A", "0001").values[0] == 1.5
    assert old.indicator("N15428").title


def test_the_file_cannot_be_written_or_reach_outside(store: Store) -> None:
    connection = store.reader()._connection
    for statement in (
        "delete from cells",
        "copy cells to '/tmp/x.csv'",
        "set enable_external_access = true",
        "attach 'x.db'",
    ):
        with pytest.raises(duckdb.Error):
            connection.execute(statement)


def test_a_damaged_build_says_so(store: Store, tmp_path: Path) -> None:
    other = Store(tmp_path / "other")
    other.folder.mkdir()
    with pytest.raises(StoreError, match="no statistics yet"):
        other.status()
    build_path(other.folder, "abc").write_bytes(b"not a database")
    (other.folder / "current").write_text("abc")
    with pytest.raises(StoreError, match="can't be opened"):
        other.status()
