import itertools

import pytest

from styrhjul.engine.analysis.earlier import Finding, judge_series
from styrhjul.engine.analysis.in_short import HEADINGS, STANDING, say_in_short
from styrhjul.engine.analysis.numbers import Measure
from styrhjul.engine.analysis.targets import distance_to_target

RISING, FALLING = [80, 81, 82, 83, 84], [84, 83, 82, 81, 80]
TENDING, UNSURE = [80, 81, 82, 84, 83], [80, 83, 79, 84, 80, 82, 81, 83, 80, 82]


def said(values, target=None, *, good="higher", language="sv", year=2024):
    measure = Measure(language, 1, "%", good)
    far = None if target is None else distance_to_target(values[-1], target, good)
    sentence = say_in_short(judge_series(values, range(2010, 2010 + len(values))), measure, far, year)
    return sentence.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("values", "target", "good", "sentence"),
    [
        ([], None, "higher", "Det finns inga värden än."),
        ([80], None, "higher", "Det finns bara en mätning."),
        ([80, 81], 80, "higher", "Mätningarna är för få för att visa en utveckling, men målet för 2024 är nått."),
        (RISING, 84, "higher", "Resultatet har blivit bättre sedan 2010, och målet för 2024 är nått."),
        (RISING, 85, "higher",
         "Resultatet har blivit bättre sedan 2010, men 1,0 procentenheter återstår till målet för 2024."),
        (FALLING, 85, "higher",
         "Resultatet har blivit sämre sedan 2010, och 5,0 procentenheter återstår till målet för 2024."),
        (FALLING, 80, "higher", "Resultatet har blivit sämre sedan 2010, men målet för 2024 är nått."),
        (FALLING, 80, "lower", "Resultatet har blivit bättre sedan 2010, och målet för 2024 är nått."),
        (RISING, 80, "none",
         "Värdet har ökat sedan 2010, och det ligger 4,0 procentenheter över målvärdet för 2024."),
        (FALLING, 81, "none",
         "Värdet har minskat sedan 2010, och det ligger 1,0 procentenheter under målvärdet för 2024."),
        (FALLING, 80, "none", "Värdet har minskat sedan 2010, och det ligger i nivå med målvärdet för 2024."),
        (TENDING, None, "higher", "Resultatet tycks ha blivit bättre sedan 2010."),
        (TENDING, None, "none", "Värdet tycks ha ökat sedan 2010."),
        ([80] * 5, 80, "higher", "Resultatet har varit detsamma sedan 2010, och målet för 2024 är nått."),
        ([80, 80, 80, 79, 79], None, "higher", "Resultatet ändras sällan."),
        (UNSURE, 80, "higher", "Resultatet har gått upp och ned sedan 2010, men målet för 2024 är nått."),
    ],
)  # fmt: skip
def test_one_sentence_says_where_it_is_heading_and_how_far_it_is(values, target, good, sentence):
    assert said(values, target, good=good) == sentence


def test_without_a_year_the_target_stands_alone():
    assert said(RISING, 84, year=None) == "Resultatet har blivit bättre sedan 2010, och målet är nått."


def test_every_finding_has_words():
    assert HEADINGS.keys() | STANDING.keys() | {Finding.NOTHING} == set(Finding)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_it_is_one_sentence_whatever_happens(language):
    series = ([], [80], [80, 81], RISING, FALLING, TENDING, TENDING[::-1], [80] * 5, [80, 80, 80, 79, 79], UNSURE)
    for values, target, good in itertools.product(series, (None, 70, 80, 90), ("higher", "lower", "none")):
        sentence = said(values, target if values else None, good=good, language=language)
        assert sentence.count(". ") == 0, sentence
        assert sentence.endswith("."), sentence
        assert "{" not in sentence, sentence
