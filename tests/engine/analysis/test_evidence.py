import json
import re
import time

import numpy as np
import pytest

from styrhjul.engine.analysis.evidence import ladder_evidence, own_evidence
from styrhjul.engine.store import Metadata, Store, UnknownIndicatorError, ensure_bundled
from styrhjul.engine.store.curated import bundled_curated


@pytest.fixture(scope="module")
def store(tmp_path_factory) -> Store:
    return ensure_bundled(tmp_path_factory.mktemp("evidence"))


def test_the_ladder_of_a_school_result_is_told_from_the_statistics(store) -> None:
    found = ladder_evidence(store, "N15428", "1880", target=88, target_year=2025)
    assert found.build == store.build_id
    assert (found.unit, found.decimals, found.direction) == ("%", 1, "higher")
    assert found.earlier.period == "2022"
    assert found.earlier.sentence.startswith("Värdet minskar: 80,6\u00a0% år 2022")
    assert found.targets.sentence.startswith("7,4\u00a0procentenheter kvar till målvärdet 88,0\u00a0% för 2025")
    assert found.groups is not None
    assert found.groups.sentence.startswith("Flickor 80,8\u00a0% och pojkar 80,4\u00a0%")
    assert found.others is not None
    assert (found.others.municipalities, found.others.missing, found.others.numbers["rank"]) == (290, 0, 201)
    assert found.others.sentence.startswith("Plats 201 av 290 kommuner år 2022")
    assert len(found.others.rows) == 8
    assert found.patterns is not None
    assert found.patterns.sentence.endswith("Samband, inte orsak.")


SOURCES = {
    "sv": ("Egen bearbetning av öppen statistik", "Källa: Kolada"),
    "en": ("Own processing of open statistics", "Source: Kolada"),
}


@pytest.mark.parametrize("number", range(4))
def test_every_chosen_indicator_gives_evidence_that_is_json(store, number) -> None:
    """Every other in English, so that all of them are tried in a few seconds."""
    language, area = (("sv", "1880"), ("en", "0980"))[number % 2]
    for indicator in list(bundled_curated())[number::4]:
        found = ladder_evidence(store, indicator, area, target=10, target_year=2025, language=language)
        again = json.loads(json.dumps(found.as_dict(), allow_nan=False))
        for name in ("earlier", "targets", "others", "patterns"):
            step = again[name]
            assert step["sentence"].endswith(".")
            assert (step["source"], step["raw_source"]) == SOURCES[language]
            assert all(len(row) == len(step["head"]) for row in step["rows"])
            assert not re.search(r"\bnan\b|[{}]", step["sentence"])
        others = again["others"]
        if others["year"] is not None:
            assert others["municipalities"] + others["missing"] == 290
            assert len(others["chart"]["dots"]) == others["municipalities"]
            assert sum(others["numbers"]["missing_reasons"].values()) == others["missing"]


def test_nothing_after_the_year_asked_for_is_used(store) -> None:
    found = ladder_evidence(store, "N15428", "1880", target=88, until=2019)
    assert {step.year for step in (found.earlier, found.targets, found.groups, found.others, found.patterns)} == {2019}
    assert found.others.chart["history"]["periods"][-1] == 2019
    assert found.earlier.rows[0][0] == "2019"
    series = store.series("N15428", "1880")
    assert found.targets.numbers["value"] == series.values[series.periods == 2019][0]


def test_the_callers_choices_come_first_and_a_region_is_not_compared(store) -> None:
    found = ladder_evidence(store, "N15428", "0000", direction="none", decimals=0)
    assert (found.direction, found.decimals) == ("none", 0)
    assert found.others.sentence == "Jämförelsen görs bara mellan kommuner."
    assert found.others.rows == ()


def test_a_result_that_is_neither_good_nor_bad_gets_no_colour_and_no_such_words(store) -> None:
    found = ladder_evidence(store, "N07917", "1880", target=5)
    assert (found.direction, found.targets.chart["light"]) == ("none", "white")
    assert "bäst" not in found.others.sentence
    assert found.others.numbers["colour"] == ""
    assert found.groups is None


@pytest.mark.parametrize("indicator", ["N30101", "N01951"])
def test_costs_and_conditions_are_never_good_or_bad_whatever_the_caller_says(store, indicator) -> None:
    found = ladder_evidence(store, indicator, "1880", target=5, direction="lower")
    assert (found.direction, found.targets.chart["light"], found.others.numbers["colour"]) == ("none", "white", "")
    said = " ".join(step.sentence for step in (found.earlier, found.targets, found.others))
    assert not re.search(r"\b(bäst|sämst|bättre|sämre|åt rätt håll|åt fel håll)", said)


def test_a_change_of_definition_parts_the_series_with_its_reason_in_words_chart_and_table(store) -> None:
    found = ladder_evidence(store, "N07900", "1880")
    assert "Definitionen ändrades 2021, så åren före jämförs inte: andelen räknas av befolk" in found.earlier.sentence
    assert (found.earlier.numbers["n"], found.earlier.numbers["broken_at"]) == (2, 2021)
    assert found.earlier.numbers["before_break"] == 12
    parts = found.earlier.chart["segments"]
    assert [(part["first"], part["last"], part["begins"]) for part in parts] == [
        ("2009", "2014", None),
        ("2015", "2020", 2015),
        ("2021", "2022", 2021),
    ]
    assert not parts[2]["limits"]
    remarks = {row[0]: row[2] for row in found.earlier.rows}
    assert remarks["2015"].endswith("ny definition: andelen räknas av hushåll, tidigare av befolkningen")
    assert "ny definition" in remarks["2021"]
    assert "ny definition" not in remarks["2016"]
    assert len(found.earlier.rows) == 14


def test_a_change_over_a_break_is_not_compared_with_others(store) -> None:
    broken = ladder_evidence(store, "N11056", "1880")
    assert broken.others.numbers["changes"] == []
    assert "Förändringen jämförs inte med andras, eftersom definitionen ändrades 2022." in broken.others.sentence
    soon = ladder_evidence(store, "N07918", "1880")
    assert [change["first"] for change in soon.others.numbers["changes"]] == [2021]
    assert "segments" not in ladder_evidence(store, "N15507", "1880").earlier.chart


def test_overlapping_means_are_thinned_out(store) -> None:
    found = ladder_evidence(store, "N20402", "1880")
    assert found.earlier.numbers["n"] == 6
    assert "vart 3:e år" in found.earlier.sentence
    survey = ladder_evidence(store, "U01405", "1880")
    assert "vart 4:e år" in survey.earlier.sentence


def test_a_result_carried_forward_between_elections_has_no_trend(store) -> None:
    found = ladder_evidence(store, "N05401", "1880")
    assert found.earlier.numbers["finding"] == "steps"


def test_unknown_indicators_are_refused(store) -> None:
    with pytest.raises(UnknownIndicatorError):
        ladder_evidence(store, "XX", "1880")


def test_a_search_for_patterns_is_quick_once_the_build_is_warm(store) -> None:
    ladder_evidence(store, "N15428", "1880")
    taken = []
    for indicator in ("N15428", "N03920", "U21505"):
        begun = time.perf_counter()
        ladder_evidence(store, indicator, "1880")
        taken.append(time.perf_counter() - begun)
    assert min(taken) < 0.150


def small_store(folder, rows) -> Store:
    files = {
        "indicators": "id,title,description,operating_area,perspective,is_divided_by_gender,similar_list\n"
        'A,"Trygga, andel (%)",,,,false,\n',
        "areas": "id,name,kind,county_code,county,skr_code,skr_group\n"
        "0001,Ett,K,01,Länet,,\n0002,Två,K,01,Länet,,\n0003,Tre,K,02,Andra,,\n",
        "groups": "id,title,kind,similar_list,area,year\n",
        "members": "group_id,area\n",
        "values": "indicator,area,period,sex,value,status\n" + rows,
    }  # fmt: skip
    for name, text in files.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    store = Store(folder / "store")
    store.load(folder / "values.csv", Metadata(*(folder / f"{name}.csv" for name in list(files)[:4])))
    return store


def test_few_values_and_missing_ones_are_told_in_words(tmp_path) -> None:
    store = small_store(
        tmp_path,
        "A,0001,2020,T,50,final\nA,0001,2021,T,55,preliminary\nA,0002,2021,T,60,\nA,0002,2022,T,60,\nA,0003,2021,T,,secret\n",
    )
    found = ladder_evidence(store, "A", "0001", direction="higher")
    assert "Två mätningar räcker inte" in found.earlier.sentence
    assert "Det senaste värdet är preliminärt." in found.earlier.sentence
    assert "Värde för 2022 saknas (orsak okänd)." in found.earlier.sentence
    assert found.others.sentence == (
        "Plats 2 av 2 kommuner år 2021, där 1 är bäst. 1 kommun saknar värde (sekretess). "
        "Det finns ingen lista över liknande kommuner med värden."
    )
    assert (found.others.numbers["county_rank"], found.others.numbers["county_compared"]) == (2, 2)
    assert found.patterns.sentence == "Det finns för få värden för att söka samband. Samband, inte orsak."
    nothing = ladder_evidence(store, "A", "0003", target=50)
    assert nothing.earlier.sentence == "Det finns inga värden."
    assert nothing.others.sentence == "Kommunen saknar värde att jämföra (orsak okänd)."
    assert nothing.targets.chart["light"] == "white"
    json.dumps(nothing.as_dict(), allow_nan=False)


def test_a_units_own_months_are_told_without_comparison() -> None:
    periods = [f"2023-{month:02}" for month in range(1, 13)]
    values = [5, 6, 7, 5, 4, 3, 5, 6, 7, 8, 9, float("nan")]
    found = own_evidence(periods, values, target=5, target_year=2023, direction="lower", unit="%")
    assert found.others is found.patterns is found.groups is None
    assert found.earlier.sentence.startswith(
        "Värdet var 9,0\u00a0% i november 2023, 1,0\u00a0procentenheter högre än i oktober 2023."
    )
    assert "Värde för december 2023 saknas (orsak okänd)." in found.earlier.sentence
    assert (found.earlier.period, found.earlier.year) == ("2023-11", 2023)
    assert found.earlier.rows[0] == ("2023-12", "orsak okänd", "")
    assert found.earlier.raw_source == "Källa: kommunens egna uppgifter"
    assert "per månad" not in found.targets.sentence  # one is left, and the whole distance has been said
    json.dumps(found.as_dict(), allow_nan=False)


def test_a_units_women_and_men_are_laid_side_by_side() -> None:
    found = own_evidence([2022, 2023], [70, 72], direction="higher", decimals=0, unit="%",
                         groups={"women": [71, 75], "men": [69, 69]})  # fmt: skip
    assert found.groups is not None
    assert found.groups.sentence.startswith("Kvinnor 75\u00a0% och män 69\u00a0% år 2023")
    assert found.groups.rows[0] == ("2023", "75\u00a0%", "69\u00a0%", "+6\u00a0procentenheter")


def test_no_values_at_all_are_no_error() -> None:
    for values in ([], [np.nan]):
        found = own_evidence([2023][: len(values)], values, target=5)
        assert found.earlier.sentence == "Det finns inga värden."
        json.dumps(found.as_dict(), allow_nan=False)
