"""Levels before and after something that happened: counted the slow way, and said without a word of cause."""

from __future__ import annotations

import json
import re
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from styrhjul.engine.analysis.around import Comparison, compare_around, moments, sides
from styrhjul.engine.analysis.numbers import Measure
from styrhjul.engine.analysis.periods import read_periods
from styrhjul.engine.analysis.phrases import ENGLISH, SWEDISH
from styrhjul.engine.analysis.rank_sum import rank_sum_p
from styrhjul.engine.analysis.sentences_around import say_around

SV = Measure("sv", 1, "%", "higher")
NAN = float("nan")
PEER = Path(__file__).parent / "vectors" / "mann_whitney.json"
CAUSE = re.compile(r"orsaka|berodde|beror på|ledde till|gav effekt|tack vare|påverka|caused|led to|due to|thanks to")


def plain(sentence):
    return sentence.replace("\u00a0", " ").replace("\u2212", "-")


def placed(periods, when, **given):
    line, calendar = read_periods(periods)
    return sides(line, calendar, when, **given).tolist()


def p_by_hand(before, after):
    """Deal the ranks to the two sides in every way there is."""
    values = np.array([*before, *after])
    ranks = np.array([np.sum(values < one) + (np.sum(values == one) + 1) / 2 for one in values])
    middle = len(before) * (len(ranks) + 1) / 2
    off = abs(ranks[: len(before)].sum() - middle)
    ways = [abs(sum(hand) - middle) for hand in combinations(ranks, len(before))]
    return sum(way >= off - 1e-9 for way in ways) / len(ways)


@pytest.mark.parametrize("seed", range(30))
def test_p_agrees_with_every_way_of_dealing_also_with_ties(seed):
    rng = np.random.default_rng(seed)
    before, after = rng.integers(0, 6, rng.integers(1, 7)), rng.integers(0, 6, rng.integers(1, 7))
    assert rank_sum_p(before, after) == pytest.approx(p_by_hand(before, after), abs=1e-12)


@pytest.mark.parametrize(
    "case", json.loads(PEER.read_text("utf-8"))["cases"], ids=lambda case: str(len(case["before"]))
)
def test_p_agrees_with_another_program(case):
    assert rank_sum_p(case["before"], case["after"]) == pytest.approx(case["p"], rel=1e-9)


def test_p_of_many_equal_values_is_one():
    assert rank_sum_p([2] * 30, [2] * 30) == 1.0


@pytest.mark.parametrize(
    ("periods", "when", "expected"),
    [
        ([2021, 2022, 2023], "2022", [-1, 0, 1]),
        ([2021, 2022, 2023], "2022-06-15", [-1, 0, 1]),
        ([2021, 2022, 2023], "2022-01", [-1, 1, 1]),
        ([2021, 2022, 2023], "2022-12-20", [-1, -1, 1]),
        (["2022-02", "2022-03", "2022-04"], "2022-03", [-1, 0, 1]),
        (["2022-02", "2022-03", "2022-04"], "2022-03-01", [-1, 1, 1]),
        (["2021-HT", "2022-VT", "2022-HT"], "2022-07-01", [-1, -1, 1]),
        (["förra", "nästa"], "2022", [0, 0]),
    ],
)
def test_a_period_lies_on_a_side_when_nearly_all_of_it_does(periods, when, expected):
    assert placed(periods, when) == expected


def test_a_mean_over_several_years_covers_those_before_its_own():
    assert placed(range(2018, 2026), "2021-01-01", span=3) == [-1, -1, -1, 0, 0, 1, 1, 1]


@pytest.mark.parametrize("when", ["2022-13", "2022-02-30", "våren", "20222"])
def test_what_is_no_date_is_refused(when):
    with pytest.raises(ValueError, match=r"."):
        moments(when)


def test_the_last_day_of_a_leap_february_lies_before_march():
    assert moments("2024-02-29")[0] < moments("2024-03-01")[0] == moments("2024-03")[0]


@pytest.mark.parametrize(
    ("values", "when", "finding", "counts"),
    [
        ([], "2020", Comparison.NO_VALUES, (0, 0)),
        ([70, 71, 72, 73], "2025", Comparison.TOO_EARLY, (4, 0)),
        ([70, 71, 72, 73], "2011-06-01", Comparison.TOO_EARLY, (1, 2)),
        ([70, 71, 72, 73], "2009", Comparison.TOO_FEW_BEFORE, (0, 4)),
        ([70, 71, 72, 80, 81, 82], "2012-12-31", Comparison.TENDS, (3, 3)),
        ([70, 71, 72, 73, 80, 81, 82, 83], "2013-12-31", Comparison.DIFFERS, (4, 4)),
        ([70, 73, 71, 72, 71, 72, 70, 73], "2013-12-31", Comparison.CHANCE, (4, 4)),
        ([70, NAN, 72, 73, NAN, 81, 82, 83], "2013-12-31", Comparison.TENDS, (3, 3)),
    ],
)
def test_what_may_be_said_follows_from_the_number_on_each_side(values, when, finding, counts):
    found = compare_around(range(2010, 2010 + len(values)), values, when)
    assert (found.finding, (found.n_before, found.n_after)) == (finding, counts)


def test_three_on_each_side_are_never_more_than_a_tendency():
    assert compare_around(range(6), [0, 0, 0, 999, 999, 999], "0003-01-01").finding is not Comparison.DIFFERS


def test_only_the_nearest_are_compared():
    found = compare_around(range(1990, 2020), range(30), "2005-01-01")
    assert (found.n_before, found.n_after, found.before) == (6, 6, 11.5)
    assert found.already == "rises"


def test_values_with_another_definition_are_not_compared():
    values = [10, 11, 10, 11, 70, 71, 70, 71, 75, 76, 75]
    found = compare_around(range(2010, 2021), values, "2017-12-31", breaks=[2014])
    assert (found.n_before, found.before, found.cut) == (4, 70.5, True)
    assert not compare_around(range(2010, 2021), values, "2017-12-31", breaks=[2011]).cut, "six are enough"
    found = compare_around(range(2010, 2021), values, "2012-01-01", breaks=[2014])
    assert (found.finding, found.n_after) == (Comparison.TOO_FEW_AFTER, 2)
    found = compare_around(range(2010, 2021), values, "2013-06-01", breaks=[2014])
    assert found.finding is Comparison.TOO_FEW_BEFORE


def test_unlike_parts_of_the_year_are_told():
    months = [f"{year}-{month:02}" for year in (2021, 2022) for month in range(1, 13)]
    assert not compare_around(months, range(24), "2022-01-01").uneven
    assert compare_around(months[:18], range(18), "2022-01-01").uneven


SENTENCES = [
    (
        ([70, 71, 72, 73, 80, 81, 82, 83], "2013-12-31", "better"),
        "I medel 71,5 % före (4 mätningar) och 81,5 % efter (4 mätningar): 10,0 procentenheter högre. Skillnaden är "
        "större än vad slumpen brukar förklara. Det väntades bli bättre, och nivån ändrades åt det hållet.",
    ),
    (
        ([70, 71, 72, 73, 80, 81, 82, 83], "2013-12-31", "worse"),
        "I medel 71,5 % före (4 mätningar) och 81,5 % efter (4 mätningar): 10,0 procentenheter högre. Skillnaden är "
        "större än vad slumpen brukar förklara. Det väntades bli sämre, men nivån ändrades åt andra hållet.",
    ),
    (
        ([70, 71, 72, 67, 68, 69], "2012-12-31", "better"),
        "I medel 71,0 % före (3 mätningar) och 68,0 % efter (3 mätningar): 3,0 procentenheter lägre. Skillnaden kan "
        "vara en tendens, men också slump. Det väntades bli bättre, men tendensen går åt andra hållet.",
    ),
    (
        ([70, 72, 71, 71, 70, 72], "2012-12-31", "better"),
        "I medel 71,0 % före (3 mätningar) och 71,0 % efter (3 mätningar): ingen skillnad som syns. Det väntades bli "
        "bättre, men det syns inte i värdena.",
    ),
    (
        ([70, 71, 72, 79], "2012-12-31", "better"),
        "För tidigt att säga något: 1 mätning efter, och det behövs minst 3. Hittills i medel 71,0 % före (3 mätningar)"
        " och 79,0 % efter (1 mätning).",
    ),
    (
        ([70, 71, 72, 79], "2013", "better"),
        "För tidigt att säga något: ingen mätning efter, och det behövs minst 3. I medel 71,0 % före (3 mätningar). "
        "2013 ligger både före och efter och räknas inte.",
    ),
    (
        ([70, 71, 72, 79], "2009", "unknown"),
        "För få mätningar före att jämföra med: ingen mätning, och det behövs minst 3. I medel 73,0 % efter "
        "(4 mätningar).",
    ),
    (([], "2009", "unknown"), "Det finns inga mätningar att jämföra."),
]


@pytest.mark.parametrize(("given", "sentence"), SENTENCES)
def test_the_sentence_says_as_much_as_the_numbers_allow(given, sentence):
    values, when, expected = given
    found = compare_around(range(2010, 2010 + len(values)), values, when)
    assert plain(say_around(found, SV, expected)) == sentence


def test_without_a_good_direction_nothing_is_as_expected():
    found = compare_around(range(2010, 2018), [70, 71, 72, 73, 80, 81, 82, 83], "2013-12-31")
    assert say_around(found, Measure("sv", 1, "%", "none"), "better").endswith(SWEDISH["expected_no_way"])


def test_no_sentence_has_a_word_of_cause():
    keys = [key for key in SWEDISH if key.startswith(("around_", "expected_"))]
    assert len(keys) > 20
    for key in keys:
        assert not CAUSE.search(SWEDISH[key] + ENGLISH[key]), key
