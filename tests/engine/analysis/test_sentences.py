import re
import string

import numpy as np
import pytest

from styrhjul.engine.analysis.changes import ChangeAmongOthers
from styrhjul.engine.analysis.earlier import Finding, judge_series
from styrhjul.engine.analysis.numbers import Measure
from styrhjul.engine.analysis.patterns import Correlations, Pattern, PatternSearch
from styrhjul.engine.analysis.phrases import ENGLISH, SWEDISH
from styrhjul.engine.analysis.sentences import say_earlier, say_sexes, say_target, why_missing
from styrhjul.engine.analysis.sentences_among import (
    say_change,
    say_like,
    say_missing,
    say_patterns,
    say_place,
    say_similar,
)
from styrhjul.engine.analysis.sexes import sex_difference
from styrhjul.engine.analysis.targets import distance_to_target

SV = Measure("sv", 1, "%", "higher")
EN = Measure("en", 1, "%", "higher")
NAN = float("nan")


def plain(sentence):
    return sentence.replace("\u00a0", " ").replace("\u2212", "-")


def fields(text):
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_both_languages_have_the_same_phrases_with_the_same_words() -> None:
    assert SWEDISH.keys() == ENGLISH.keys()
    for key, text in SWEDISH.items():
        assert fields(text) == fields(ENGLISH[key]), key


EARLIER = [
    ([], "Det finns inga värden.", "There are no values."),
    (
        [81.46],
        "Värdet var 81,5 % år 2010. Det är den enda mätningen, så inget kan sägas om utvecklingen.",
        "The value was 81.5 % in 2010. It is the only measurement, so nothing can be said of any development.",
    ),
    (
        [80, 81.5],
        "Värdet var 81,5 % år 2011, 1,5 procentenheter högre än 2010. Två mätningar räcker inte för att säga något "
        "om utvecklingen.",
        "The value was 81.5 % in 2011, 1.5 percentage points higher than in 2010. Two measurements are not enough to "
        "speak "
        "of a development.",
    ),
    (
        [80, 83, 81.5],
        "Värdet var 81,5 % år 2012, 1,5 procentenheter lägre än 2011. De 3 mätningarna ligger mellan 80,0 % och 83,0 "
        "%. De är "
        "för få för att säga något om utvecklingen.",
        "The value was 81.5 % in 2012, 1.5 percentage points lower than in 2011. The 3 measurements lie between 80.0 "
        "% and "
        "83.0 %; they are too few to say anything of a development.",
    ),
    (
        [80, 83, 81, 84, 80, 80],
        "Värdet var 80,0 % år 2015, samma som 2014. Det är för få mätningar (6) för att säga vart det är på väg.",
        "The value was 80.0 % in 2015, the same as in 2014. 6 measurements are too few to say where it is heading.",
    ),
    (
        [80, 81, 82, 83, 84],
        "Värdet ökar: 84,0 % år 2014, omkring 1,00 procentenheter mer per år sedan 2010, åt rätt håll. "
        "Förändringen är större än vad slumpen brukar förklara.",
        "The value is rising: 84.0 % in 2014, about 1.00 percentage points more a year since 2010, in the right "
        "direction. "
        "That is more than chance usually gives.",
    ),
    (
        [84, 83, 82, 81, 80],
        "Värdet minskar: 80,0 % år 2014, omkring 1,00 procentenheter mindre per år sedan 2010, åt fel håll. "
        "Förändringen är större än vad slumpen brukar förklara.",
        "The value is falling: 80.0 % in 2014, about 1.00 percentage points less a year since 2010, in the wrong "
        "direction. "
        "That is more than chance usually gives.",
    ),
    (
        [80, 81, 82, 84, 83],
        "Värdet var 83,0 % år 2014. Det finns en tendens till ökning sedan 2010, men den kan vara slump.",
        "The value was 83.0 % in 2014. There is a tendency upwards since 2010, but it may be chance.",
    ),
    (
        [80, 80, 80, 80, 80],
        "Värdet har varit 80,0 % vid alla 5 mätningar 2010–2014.",
        "The value has been 80.0 % at all 5 measurements 2010–2014.",
    ),
    (
        [80, 80, 80, 79, 79],
        "Värdet var 79,0 % år 2014. Det ändras sällan eller i få steg, senast år 2013 med -1,0 procentenheter.",
        "The value was 79.0 % in 2014. It changes seldom or in few steps, latest in 2013 by -1.0 percentage points.",
    ),
]


@pytest.mark.parametrize(("values", "sv", "en"), EARLIER)
def test_earlier_measurements_in_words(values, sv, en) -> None:
    earlier = judge_series(values, range(2010, 2010 + len(values)))
    assert plain(say_earlier(earlier, SV)) == sv
    assert plain(say_earlier(earlier, EN)) == en


def test_what_is_usual_is_said_within_what_is_possible() -> None:
    values = [97, 99, 95, 98, 99.5, 96, 99, 97.5, 98.5, 95.5]
    said = plain(say_earlier(judge_series(values, range(2010, 2020)), SV, bounds=(0, 100)))
    assert "inom det vanliga för serien, 90,9 % till 100,0 %." in said
    assert said.endswith("Gränserna för vad som är vanligt är preliminära, eftersom mätningarna är få.")


def test_a_direction_without_a_decided_good_is_neither_right_nor_wrong() -> None:
    said = say_earlier(judge_series([1, 2, 3, 4, 5], range(2010, 2015)), Measure("sv", 1, "kr"))
    assert "håll" not in said


DIRECTION = re.compile(
    r"ökar|minskar|ökning|minskning|rising|falling|tendens|tendency|riktning|direction|vanligt|usual"
)


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("seed", range(60))
def test_short_series_never_get_words_of_direction(seed, language) -> None:
    random = np.random.default_rng(seed)
    values = np.round(random.normal(size=int(random.integers(0, 5))) * 10, 1)
    said = say_earlier(judge_series(values, range(2010, 2010 + len(values))), Measure(language, 1, "%", "lower"))
    assert not DIRECTION.search(said)


@pytest.mark.parametrize("seed", range(60))
def test_fewer_than_eight_values_never_deny_a_direction_and_fewer_than_ten_have_no_limits(seed) -> None:
    random = np.random.default_rng(seed)
    values = random.normal(size=int(random.integers(5, 10)))
    earlier = judge_series(values, range(2010, 2010 + len(values)))
    said = say_earlier(earlier, SV)
    assert "vanligt" not in said
    if len(values) < 8:
        assert "Ingen säker riktning" not in said
        assert earlier.finding is not Finding.NO_DIRECTION


@pytest.mark.parametrize(
    ("value", "target", "year", "good", "said"),
    [
        (80.6, None, None, "higher", "Inget målvärde är beslutat."),
        (NAN, 85.0, 2025, "higher", "Målvärdet är 85,0 %, men det finns inget värde att jämföra med."),
        (85.0, 85.0, 2025, "higher", "Målvärdet 85,0 % för 2025 är nått: värdet var 85,0 % år 2022."),
        (
            80.5,
            85.0,
            2025,
            "higher",
            "4,5 procentenheter kvar till målvärdet 85,0 % för 2025: värdet var 80,5 % år 2022. "
            "För att nå dit behövs i genomsnitt +1,5 procentenheter per år.",
        ),
        (
            90.0,
            85.0,
            2022,
            "lower",
            "5,0 procentenheter kvar till målvärdet 85,0 % för 2022: värdet var 90,0 % år 2022.",
        ),
        (
            90.0,
            85.0,
            None,
            "none",
            "Värdet var 90,0 % år 2022, 5,0 procentenheter över målvärdet 85,0 %. Ingen riktning är bestämd som bra.",
        ),
        (
            85.0,
            85.0,
            None,
            "none",
            "Värdet var 85,0 % år 2022, i nivå med målvärdet 85,0 %. Ingen riktning är bestämd som bra.",
        ),
    ],
)
def test_distance_to_the_target_in_words(value, target, year, good, said) -> None:
    measure = Measure("sv", 1, "%", good)
    left = max((year or 2022) - 2022, 0)
    distance = distance_to_target(value, NAN if target is None else target, good, periods_left=left)
    assert plain(say_target(distance, value, 2022, target, year, measure)) == said


@pytest.mark.parametrize(
    ("rank", "shared", "colour", "good", "said"),
    [
        (201, False, "yellow", "higher", "Plats 201 av 290 kommuner år 2022, där 1 är bäst: i den mellersta hälften."),
        (
            3,
            True,
            "green",
            "lower",
            "Delad plats 3 av 290 kommuner år 2022, där 1 är bäst: i den bästa fjärdedelen.",
        ),
        (289, False, "red", "lower", "Plats 289 av 290 kommuner år 2022, där 1 är bäst: i den sämsta fjärdedelen."),
        (5, False, "", "higher", "Plats 5 av 290 kommuner år 2022, där 1 är bäst."),
        (5, True, "", "none", "Delad plats 5 av 290 kommuner år 2022, räknat från det högsta värdet."),
    ],
)
def test_the_place_in_words(rank, shared, colour, good, said) -> None:
    measure = Measure("sv", 1, "%", good)
    assert say_place(rank, shared=shared, compared=290, period=2022, colour=colour, measure=measure) == said


@pytest.mark.parametrize(
    ("reasons", "said"),
    [
        ({}, ""),
        ({"unknown": 0}, ""),
        ({"unknown": 1}, "1 kommun saknar värde (orsak okänd)."),
        ({"unknown": 12}, "12 kommuner saknar värde (orsak okänd)."),
        ({"secret": 3, "not_delivered": 2}, "5 kommuner saknar värde (sekretess 3, inte lämnat 2)."),
        ({"secret": 3, "unknown": 2}, "5 kommuner saknar värde (sekretess 3, orsak okänd 2)."),
    ],
)
def test_missing_values_in_words(reasons, said) -> None:
    assert say_missing(reasons, "sv") == said


def test_a_status_without_a_reason_is_an_unknown_one() -> None:
    assert [why_missing(status, "sv") for status in ("", "unknown", "final", "not_applicable")] == [
        "orsak okänd",
        "orsak okänd",
        "orsak okänd",
        "inte aktuellt",
    ]


@pytest.mark.parametrize(
    ("women", "men", "good", "young", "said"),
    [
        (85.2, 76.3, "higher", True, "Flickor 85,2 % och pojkar 76,3 % år 2022: skillnaden är 8,9 procentenheter, "
         "och flickor har det bättre resultatet."),
        (85.2, 76.3, "none", False, "Kvinnor 85,2 % och män 76,3 % år 2022: skillnaden är 8,9 procentenheter."),
        (85.21, 85.19, "higher", False, "Kvinnor och män har samma värde år 2022, 85,2 %."),
        (NAN, 76.3, "higher", False, "Det finns inga värden för kvinnor och män."),
    ],
)  # fmt: skip
def test_women_and_men_in_words(women, men, good, young, said) -> None:
    result = sex_difference([women], [men], good)
    assert plain(say_sexes(result, 2022, Measure("sv", 1, "%", good), young=young)) == said


def test_the_distance_between_the_sexes_is_laid_among_municipalities_only_when_there_are_enough() -> None:
    random = np.random.default_rng(1)
    for n, there in ((19, False), (40, True)):
        result = sex_difference([5.0], [1.0], "higher", all_women=random.normal(size=(n, 1)), all_men=np.zeros((n, 1)))
        assert ("kommuner" in say_sexes(result, 2022, SV)) is there


@pytest.mark.parametrize(
    ("percentile", "compared", "unusual", "said"),
    [
        (97.0, 280, True, "Förändringen sedan 2021, -1,0 procentenheter, hör till de högsta 5 procenten bland 280 "
        "kommuner."),
        (2.0, 280, True, "Förändringen sedan 2021, -1,0 procentenheter, hör till de lägsta 5 procenten bland 280 "
        "kommuner."),
        (50.0, 280, False, "Förändringen sedan 2021, -1,0 procentenheter, är inte ovanlig. Medianen för 280 "
        "kommuner var "
         "-0,5 procentenheter."),
        (97.0, 49, False, ""),
    ],
)  # fmt: skip
def test_change_among_others_in_words(percentile, compared, unusual, said) -> None:
    change = ChangeAmongOthers(2021, 2022, -1.0, -0.5, percentile, compared, unusual)
    assert plain(say_change(change, SV)) == said


@pytest.mark.parametrize(
    ("better", "compared", "said"),
    [
        (7, 7, "Alla 7 liknande kommuner med värde har ett bättre resultat."),
        (3, 7, "3 av 7 liknande kommuner med värde har ett bättre resultat."),
        (1, 7, "1 av 7 liknande kommuner med värde har ett bättre resultat."),
        (0, 7, "Ingen av 7 liknande kommuner med värde har ett bättre resultat."),
        (1, 1, "Den enda liknande kommunen med värde har ett bättre resultat."),
        (0, 1, "Den enda liknande kommunen med värde har inte ett bättre resultat."),
        (0, 0, "Det finns ingen lista över liknande kommuner med värden."),
    ],
)
def test_similar_municipalities_in_words(better, compared, said) -> None:
    assert say_similar(better, compared, SV) == said
    assert "högre värde" in say_similar(better, compared or 1, Measure("sv"))
    assert say_like(better, compared, EN)


def search(kinds, tested=100):
    found = tuple(Pattern(place, kind, -0.42, -0.3, 900, 280, 9, 10) for place, kind in enumerate(kinds))
    nothing = Correlations(*[np.zeros(0)] * 5)
    robust = sum(kind == "robust" for kind in kinds)
    return PatternSearch(found, 280, tested, robust, len(kinds) - robust, (), nothing, nothing)


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("kinds", [[], ["between"], ["robust"], ["robust", "robust", "within"]])
def test_patterns_are_never_worded_as_cause(kinds, language) -> None:
    said = say_patterns(search(kinds), ("Oro för brott",) * 3, language)
    assert said.endswith({"sv": "Samband, inte orsak.", "en": "Relation, not cause."}[language])
    assert not re.search(r"beror|påverkar|leder till|because|affects|leads to", said)
    assert ("Oro för brott" in said) is ("robust" in kinds)


def test_patterns_say_how_many_were_tested_and_found() -> None:
    titles = ("Oro för brott",) * 3
    assert plain(say_patterns(search(["robust"]), titles, "sv")).startswith("Ett av 100 prövade resultat")
    assert "(åt motsatt håll, -0,42)" in plain(say_patterns(search(["robust"]), titles, "sv"))
    assert say_patterns(search(["robust"] * 2), titles, "sv").startswith("2 av 100 prövade")
    assert ". 2 gör det i det ena avseendet" in say_patterns(search(["between", "within"]), titles, "sv")
    assert say_patterns(search([], 0), titles, "sv").startswith("Det finns för få värden")
