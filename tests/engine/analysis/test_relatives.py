import re

import pytest

from styrhjul.engine.analysis.evidence import ladder_evidence
from styrhjul.engine.analysis.relatives import computed_from, is_count, is_relative, left_out, why_related
from styrhjul.engine.store import Store, ensure_bundled


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return ensure_bundled(tmp_path_factory.mktemp("relatives"))


@pytest.mark.parametrize(
    ("own", "other", "why"),
    [
        ("N03920", "N03920", "itself"),
        ("N03920", "N03926", "related"),
        ("N03920", "N03952", "related"),
        ("U11404", "N11800", "related"),
        ("N01813", "N01957", "related"),
        ("N30101", "N31001", "related"),
        ("N31001", "N07036", "denominator"),
        ("N31807", "N09022", "denominator"),
        ("N15428", "N01951", "absolute"),
        ("N15428", "N15473", ""),
        ("N15428", "N03920", ""),
        ("U21504", "U23520", ""),
        ("N15001", "N20900", ""),
    ],
)
def test_what_is_related_by_arithmetic_is_left_out_with_its_reason(
    store: Store, own: str, other: str, why: str
) -> None:
    assert left_out(store.indicator(own), [store.indicator(other)]) == (why,)


def test_leaving_out_goes_both_ways_but_for_absolute_numbers(store: Store) -> None:
    known = [info for info in store.indicators() if info.has_values]
    for own in known[::5]:
        for other, why in zip(known, left_out(own, known), strict=True):
            if why in ("related", "denominator", "title"):
                assert left_out(other, [own]) == (why,)


def test_titles_are_asked_only_where_one_of_two_has_no_choices(store: Store) -> None:
    """The titles of both begin alike, but a test in year 3 is no part of a grade in year 9."""
    own, chosen, unchosen = (store.indicator(indicator) for indicator in ("N15428", "N15473", "N15600"))
    assert chosen.curated
    assert not unchosen.curated
    for other in (chosen, unchosen):
        assert is_relative((own.id, own.title), (other.id, other.title))
    assert left_out(own, [chosen, unchosen]) == ("", "title")


def test_the_reason_is_told_in_words_of_ours(store: Store) -> None:
    why = why_related(store.indicator("N15428"), store.indicator("N15507"))
    assert why is not None
    assert why.sv.startswith("betyg i årskurs 9")
    assert why_related(store.indicator("N15428"), store.indicator("N03920")) is None
    assert computed_from(store.indicator("N01957"), store.indicator("N01813"))
    assert not computed_from(store.indicator("N01957"), store.indicator("N01951"))


@pytest.mark.parametrize(("language", "words"), [("sv", "prövades inte"), ("en", "were not tried")])
def test_what_was_not_tried_is_counted_and_named_in_the_evidence(store: Store, language: str, words: str) -> None:
    found = ladder_evidence(store, "N30101", "1880", language=language).patterns
    assert found is not None
    kin = found.chart["kin"]
    assert isinstance(kin, list)
    said = re.search(rf"(\d+) \w+ {words}", found.sentence)
    assert said is not None
    assert int(said[1]) == len(kin)
    assert found.numbers["left_out"] == len(kin) + found.numbers["absolute"]
    why = {one["indicator"]: one["why"] for one in kin}
    assert {"N31001", "N33001", "N07036"} <= why.keys()
    assert why["N07036"].endswith(": Invånare totalt, antal")
    assert {one["indicator"] for one in found.chart["bars"]}.isdisjoint(why)
    assert not any(is_count(one["title"]) for one in found.chart["bars"])
