import re
import shutil
from pathlib import Path

import pytest

from styrhjul.engine.store import Store, StoreError
from styrhjul.engine.store.curated import (
    FOLDER,
    RELATIVES,
    bundled_curated,
    bundled_relatives,
    read_curated,
    read_relatives,
)

CATALOGUE_YEAR = 2026
"""The bundled catalogue's: a break may come after the bundled values, and counts when newer ones are fetched."""
TELLS_OF_CHANGE = re.compile(
    r"(fr\.?o\.?m|från och med|till och med|\bt\.o\.m|fram till|\(from)\D{0,12}\d{4}"
    r"|ändrades|på ett nytt sätt|reviderad metod|gjordes en förändring|korrigering i|användes svarsalternativet|före år"
    r"|avrundade",
    re.IGNORECASE,
)
READ_AND_NO_BREAK = {
    "N00938": "a benefit changed its name in 2003, and what is left out stayed the same",
    "N15830": "another source from 2024, by the same definition; the earlier values are rounded",
    "N15831": "another source from 2024, by the same definition; the earlier values are rounded",
    "U07451": "this is the old definition; the new one has an indicator of its own",
}
BEGINS = re.compile(r"Data fr\.o\.m\. 2012")
"""When a series begins is no change."""


def with_values(bundled: Store) -> dict[str, tuple[int, str]]:
    return {info.id: (info.first_period, info.description) for info in bundled.indicators() if info.has_values}


def test_every_bundled_indicator_is_chosen_and_no_other(bundled: Store) -> None:
    assert bundled_curated().keys() == with_values(bundled).keys()
    assert len(bundled_curated()) == 137


def test_breaks_lie_within_their_series(bundled: Store) -> None:
    series = with_values(bundled)
    areas = {area.id for area in bundled.areas()}
    for indicator, choice in bundled_curated().items():
        for one in choice.breaks:
            assert series[indicator][0] < one.year <= CATALOGUE_YEAR, indicator
            assert areas.issuperset(one.areas), indicator


def test_each_break_is_dated_by_the_description(bundled: Store) -> None:
    """The description names the first year of the new definition, or the last of the old."""
    series = with_values(bundled)
    for indicator, choice in bundled_curated().items():
        for one in choice.breaks:
            description = series[indicator][1]
            assert str(one.year) in description or str(one.year - 1) in description, indicator


def test_each_description_that_tells_of_a_change_has_been_read(bundled: Store) -> None:
    told = {
        indicator
        for indicator, (_first, description) in with_values(bundled).items()
        if TELLS_OF_CHANGE.search(BEGINS.sub("", description))
    }
    broken = {indicator for indicator, choice in bundled_curated().items() if choice.breaks}
    assert told - broken == READ_AND_NO_BREAK.keys()
    assert broken <= told


def test_what_counts_and_relatives_name_is_in_the_catalogue(bundled: Store) -> None:
    known = {info.id for info in bundled.indicators()}
    for indicator, choice in bundled_curated().items():
        assert known.issuperset(choice.counts.ids if choice.counts else ()), indicator
    assert known.issuperset(bundled_relatives())


def test_relatives_go_both_ways_and_nobody_is_its_own() -> None:
    relatives = bundled_relatives()
    for one, others in relatives.items():
        assert one not in others
        for other, why in others.items():
            assert relatives[other][one] == why
            assert why.sv
            assert why.en


def test_a_share_is_its_numerator_over_its_denominator(bundled: Store) -> None:
    """Where both are bundled, the description's formula gives the published value."""
    share, of_age, all_ages = (bundled.panel(indicator) for indicator in ("N01813", "N01957", "N01951"))
    at = [list(panel.periods).index(2022) for panel in (share, of_age, all_ages)]
    computed = 100 * of_age.values[:, at[1]] / all_ages.values[:, at[2]]
    assert abs(computed - share.values[:, at[0]]).max() < 1e-6


def test_costs_and_conditions_have_no_good_direction() -> None:
    for indicator, choice in bundled_curated().items():
        assert choice.kind == "steering" or choice.direction == "none", indicator
        assert choice.decided.sv, indicator
        assert choice.decided.en, indicator
    assert {choice.kind for choice in bundled_curated().values()} == {"steering", "cost", "context"}


def test_means_over_several_years_are_those_that_title_or_description_tell_of(bundled: Store) -> None:
    told = re.compile(r"-årsm|glidande|år T-\d till (år )?T\b", re.IGNORECASE)
    found = {
        info.id for info in bundled.indicators() if info.has_values and told.search(f"{info.title} {info.description}")
    }
    assert {indicator for indicator, choice in bundled_curated().items() if choice.mean_of > 1} == found


def test_a_break_may_touch_some_areas_only() -> None:
    net_cost = bundled_curated()["N07037"]
    assert [one.year for one in net_cost.breaks_in("0180")] == [2024]
    assert net_cost.breaks_in("1880") == ()


WHOLE = """\
kind: steering
  direction: higher
  decided: {sv: "bra", en: "good"}
  unit: {sv: "%", en: "%"}
  decimals: 1
  by_sex: false"""


def folder_with(tmp_path: Path, **files: str) -> Path:
    for name, text in files.items():
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("direction: higher", "direction: up", "one.yaml:3: N00001.direction: "),
        ("kind: steering", "kind: cost", "one.yaml:1: N00001: Value error, a cost indicator has no good direction"),
        ("decimals: 1", "decimals: '1'", "one.yaml:6: N00001.decimals: "),
        ("by_sex: false", "by_sexx: false", "N00001.by_sexx: Extra inputs are not permitted"),
        ("unit: {sv: \"%\", en: \"%\"}", "unit: {sv: \"%\"}", "one.yaml:5: N00001.unit.en: Field required"),
        ("by_sex: false", "by_sex: false\n  by_sex: true", "one.yaml:8: N00001.by_sex: stands twice"),
        ("by_sex: false", "by_sex: false\n  breaks: [{year: last, why: {sv: a, en: a}}]", "N00001.breaks.0.year: "),
        ("by_sex: false", "by_sex: false\n  counts: {numerator: befolkning}", "N00001.counts.numerator: "),
        ("by_sex: false", "by_sex: false\n  counts: {}", "N00001.counts: Value error, give a numerator"),
        (
            "by_sex: false",
            "by_sex: false\n  breaks: [{year: 2015, why: {sv: a, en: a}}, {year: 2012, why: {sv: b, en: b}}]",
            "the years of the breaks do not rise",
        ),
        ("kind: steering", "kind: [", "one.yaml can't be read: one.yaml:"),
    ],
)  # fmt: skip
def test_faults_name_file_line_indicator_and_key(tmp_path: Path, old: str, new: str, said: str) -> None:
    text = f"N00001:\n  {WHOLE}\n"
    assert old in text
    with pytest.raises(StoreError) as refused:
        read_curated(folder_with(tmp_path, one=text.replace(old, new)))
    assert said in str(refused.value)


def test_all_faults_are_told_at_once_and_no_indicator_stands_twice(tmp_path: Path) -> None:
    text = f"N00001:\n  {WHOLE}\n"
    folder = folder_with(tmp_path, one=text, two=text + text.replace("N00001", "N00002").replace("higher", "up"))
    with pytest.raises(StoreError) as refused:
        read_curated(folder)
    assert str(refused.value).splitlines()[0] == "two.yaml: N00001: stands in another file too"
    assert "N00002.direction" in str(refused.value)


@pytest.mark.parametrize(
    ("family", "said"),
    [
        ("{why: {sv: a, en: a}, every: [N00001]}", "give either every (at least two), or whole and parts"),
        ("{why: {sv: a, en: a}, whole: N00001}", "give either every"),
        ("{why: {sv: a, en: a}, every: [N00001, N00001]}", "an indicator stands twice"),
        ("{why: {sv: a, en: a}, every: [N00001, etta]}", "relatives.yaml:1: cost.every.1: "),
    ],
)
def test_faulty_relatives_are_refused(tmp_path: Path, family: str, said: str) -> None:
    with pytest.raises(StoreError) as refused:
        read_relatives(folder_with(tmp_path, relatives=f"cost: {family}\n") / RELATIVES)
    assert said in str(refused.value)


def test_the_parts_of_a_whole_are_not_related_to_each_other(tmp_path: Path) -> None:
    family = "index: {why: {sv: a, en: a}, whole: N00001, parts: [N00002, N00003]}\n"
    relatives = read_relatives(folder_with(tmp_path, relatives=family) / RELATIVES)
    assert set(relatives["N00001"]) == {"N00002", "N00003"}
    assert set(relatives["N00002"]) == {"N00001"}


def test_the_shipped_folder_is_what_the_loader_reads(tmp_path: Path) -> None:
    shutil.copytree(FOLDER, tmp_path / "copy")
    assert read_curated(tmp_path / "copy") == bundled_curated()
    assert read_relatives(tmp_path / "copy" / RELATIVES) == bundled_relatives()
