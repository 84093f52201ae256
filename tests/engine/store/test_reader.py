import re
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import duckdb
import numpy as np
import pytest

from styrhjul.engine.store import Store, UnknownAreaError, UnknownIndicatorError, ensure_bundled
from styrhjul.engine.store.curated import bundled_curated
from styrhjul.engine.store.store import BUNDLED_VALUES


def test_the_bundled_statistics_hold_every_municipality(bundled: Store) -> None:
    build = bundled.status()
    assert (build.known, build.indicators, build.areas, build.values) == (6142, 137, 312, 1_036_480)
    assert (build.first_period, build.last_period) == (1994, 2022)
    assert len(bundled.areas("K")) == 290
    assert bundled.area("1880").name == "Örebro"


@pytest.mark.parametrize(("indicator", "sex"), [("N15428", "T"), ("N15428", "K"), ("U21401", "M"), ("N00905", "T")])
def test_series_and_panel_agree_with_the_file(bundled: Store, indicator: str, sex: str) -> None:
    rows = duckdb.execute(
        f"select municipality, year, value from '{BUNDLED_VALUES}' where kpi = ? and gender = ?", [indicator, sex]
    ).fetchall()
    known = {(area, year): value for area, year, value in rows}
    panel = bundled.panel(indicator, sex)
    municipalities = {area.id for area in bundled.areas("K")}
    assert set(panel.areas) == municipalities
    for area, line in zip(panel.areas, panel.values, strict=True):
        for year, value in zip(panel.periods.tolist(), line.tolist(), strict=True):
            assert known.get((area, year)) == (None if np.isnan(value) else value)
    assert np.isfinite(panel.values).sum() == sum(area in municipalities for area, _ in known)
    series = bundled.series(indicator, "1880", sex)
    assert {(y, v) for (a, y), v in known.items() if a == "1880"} == {
        (y, v) for y, v in zip(series.periods.tolist(), series.values.tolist(), strict=True) if not np.isnan(v)
    }


@pytest.mark.parametrize("sex", ["T", "K"])
def test_the_cube_is_the_panels_on_one_line_of_years(bundled: Store, sex: str) -> None:
    cube = bundled.cube(("N15428", "N00905", "N00713"), sex)
    for place, indicator in enumerate(cube.indicators):
        panel = bundled.panel(indicator, sex)
        kept = cube.values[place][:, np.isin(cube.periods, panel.periods)]
        np.testing.assert_array_equal(kept, panel.values.astype(np.float32))
        assert np.isfinite(cube.values[place]).sum() == np.isfinite(panel.values).sum()


def test_the_lines_of_an_area_are_its_series(bundled: Store) -> None:
    lines = bundled.reader().lines("1880")
    assert len(lines.indicators) == 137
    for indicator, values, measured in zip(lines.indicators, lines.values, lines.measured, strict=True):
        series = bundled.series(indicator, "1880")
        known = ~np.isnan(values)
        np.testing.assert_array_equal(values[known], series.values[~np.isnan(series.values)])
        first, last = (int(np.flatnonzero(known)[end]) for end in (0, -1)) if known.any() else (0, -1)
        occasions = lines.periods[first : last + 1][measured[first : last + 1]]
        assert occasions.tolist() == series.periods.tolist()


def test_the_latest_value_is_the_last_of_the_series(bundled: Store) -> None:
    latest = bundled.latest("1880")
    assert len(latest) > 130
    for indicator in ("N15428", "U31401", "N07617"):
        series = bundled.series(indicator, "1880")
        assert (latest[indicator].period, latest[indicator].value) == (series.periods[-1], series.values[-1])


def test_similar_municipalities_follow_the_field_of_the_indicator(bundled: Store) -> None:
    school = bundled.similar("1880", "N15428")
    assert school is not None
    assert school.field == "grundskola"
    assert len(school.members) == 7
    assert "1880" not in school.members
    care = bundled.similar("1880", "U21505")
    assert care is not None
    assert care.members != school.members
    assert bundled.similar("0000", "N15428") is None


def test_counties_and_types_cover_every_municipality_once(bundled: Store) -> None:
    everyone = sorted(area.id for area in bundled.areas("K"))
    for kind, number in (("county", 21), ("type", 9), ("size", 9)):
        groups = bundled.groups(kind)
        assert len(groups) == number
        assert sorted(member for group in groups for member in group.members) == everyone


def test_search_finds_every_word_and_puts_our_own_choices_first(bundled: Store) -> None:
    assert bundled.search_indicators("BEHÖRIGA yrkesprogram")[0].id == "N15428"
    found = bundled.search_indicators("elever")
    assert found[0].curated is not None
    with_values = [info.has_values for info in found]
    assert with_values == sorted(with_values, reverse=True)
    assert bundled.search_indicators("N15428 finnsinte") == ()


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("elevernas", "N15428"),
        ("sjukfrånvaron", "N00090"),
        ("frånvaro", "N00090"),
        ("hemtjänsten kontinuiteten", "U21401"),
        ("n15428", "N15428"),
        ("arbetslösheten", "N03920"),
    ],
)
def test_search_finds_words_in_any_form_and_inside_others(bundled: Store, asked: str, found: str) -> None:
    assert found in {info.id for info in bundled.search_indicators(asked)}


def test_a_short_word_is_not_found_inside_others(bundled: Store) -> None:
    """A meal (mat) is no information, and no mathematics begins in the middle of a word."""
    for info in bundled.search_indicators("mat"):
        assert re.search(r"\bmat", f"{info.title} {info.description}".casefold())


def test_the_catalogue_tells_what_its_owner_has_withdrawn(bundled: Store) -> None:
    assert bundled.indicator("N00713").withdrawn
    assert sum(info.withdrawn for info in bundled.indicators()) == 43
    assert not bundled.indicator("N15428").withdrawn
    assert not bundled.indicator("N00713").has_values


def test_unknown_names_are_refused_in_words(bundled: Store) -> None:
    with pytest.raises(UnknownIndicatorError, match="no indicator XX"):
        bundled.series("XX", "1880")
    with pytest.raises(UnknownAreaError, match="no area 9999"):
        bundled.series("N15428", "9999")


def test_our_choices_agree_with_the_statistics(bundled: Store) -> None:
    for indicator, choice in bundled_curated().items():
        info = bundled.indicator(indicator)
        assert info.curated == choice
        assert choice.direction in ("higher", "lower", "none")
        women = bundled.series(indicator, "1880", "K").periods
        assert choice.by_sex == bool(women.size and women[-1] >= info.last_period - 1), indicator
        assert ("%" in info.title) == (choice.unit.sv == "%") or indicator == "U21505", indicator


def test_answers_can_be_asked_for_from_many_threads(bundled: Store) -> None:
    ids = [info.id for info in bundled.indicators()][:40]
    start = threading.Barrier(8)

    def ask(offset: int) -> list[float]:
        if offset < 8:
            start.wait()
        own = ids[offset % 40 :] + ids[: offset % 40]
        return [float(np.nansum(bundled.panel(indicator).values)) for indicator in sorted(own)]

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(ask, range(16)))
    assert all(answer == answers[0] for answer in answers)


def test_a_page_about_a_municipality_takes_less_than_20_ms_warm(bundled: Store) -> None:
    def page() -> None:
        reader = bundled.reader()
        reader.latest("1880")
        for sex in ("T", "K", "M"):
            reader.series("N15428", "1880", sex)
        reader.panel("N15428")
        reader.similar("1880", "N15428")

    page()
    taken = []
    for _ in range(5):
        begun = time.perf_counter()
        page()
        taken.append(time.perf_counter() - begun)
    assert min(taken) < 0.020


def test_the_bundled_store_is_built_within_seconds_and_only_once(tmp_path) -> None:
    begun = time.perf_counter()
    store = ensure_bundled(tmp_path / "new")
    assert time.perf_counter() - begun < 5
    stamp = store.status().built_at
    assert ensure_bundled(tmp_path / "new").status().built_at == stamp


def test_missing_municipalities_are_counted_by_reason(bundled: Store) -> None:
    panel = bundled.panel("N15508")
    absent = int(np.isnan(panel.values[:, -1]).sum())
    assert bundled.reader().missing("N15508", 2022) == {"unknown": absent}
    assert bundled.reader().missing("N15508", 1950) == {"unknown": 290}
