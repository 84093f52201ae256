"""Writes the plain sentences about the level before and after something that happened; never a word of cause."""

from math import isnan
from typing import Literal

from styrhjul.engine.analysis.around import LEAST, Around, Comparison
from styrhjul.engine.analysis.numbers import Language, Measure
from styrhjul.engine.analysis.sentences import phrase

Expected = Literal["better", "worse", "unknown"]

COMPARED = (Comparison.DIFFERS, Comparison.TENDS, Comparison.CHANCE)


def say_around(found: Around, measure: Measure, expected: Expected = "unknown") -> str:
    """Say the levels before and after something that happened, and whether what was expected shows.

    Parameters
    ----------
    found : Around
        From `compare_around`.
    measure : Measure
        How values are written, and which way is good.
    expected : "better", "worse" or "unknown"
        What those who know of it expected.

    Returns
    -------
    str

    Examples
    --------
    >>> from styrhjul.engine.analysis.around import compare_around
    >>> said = say_around(compare_around([2021, 2022], [70, 72], "2022-01-01"), Measure("en", 0))
    >>> said.replace("\u00a0", " ").split(": ")
    ['Too early to say anything', '1 measurement after, and at least 3 are needed. So far on average 70 before (1 \
measurement) and 72 after (1 measurement).']

    """
    language = measure.language
    words = _words(found, measure)
    if found.finding is Comparison.NO_VALUES:
        return phrase(language, "around_no_values")
    if found.finding in COMPARED:
        said = [phrase(language, "around_levels", **words)]
        if measure.is_seen(found.difference):
            said.append(phrase(language, f"around_{found.finding.value}"))
        said += _as_expected(found, measure, expected)
    else:
        said = [phrase(language, f"around_{found.finding.value}", **words), *_as_far_as_known(found, measure, words)]
    if found.already:
        said.append(phrase(language, f"around_{found.already}"))
    if found.left_out:
        said.append(phrase(language, "around_left_out", when=_left_out(found.left_out, measure)))
    if found.uneven and found.finding in COMPARED:
        said.append(phrase(language, "around_uneven"))
    if found.cut:
        said.append(phrase(language, "around_cut"))
    return " ".join(said)


def _words(found: Around, measure: Measure) -> dict[str, object]:
    language, size = measure.language, phrase(measure.language, "around_same")
    if not isnan(found.difference) and measure.is_seen(found.difference):
        key = "around_higher" if found.difference > 0 else "around_lower"
        size = phrase(language, key, size=measure.size(found.difference))
    return {
        "before": measure.value(found.before),
        "after": measure.value(found.after),
        "before_n": _count(found.n_before, language),
        "after_n": _count(found.n_after, language),
        "least": LEAST,
        "size": size,
    }


def _count(n: int, language: Language) -> str:
    return phrase(language, {0: "around_none", 1: "around_one"}.get(n, "around_many"), n=n)


def _as_far_as_known(found: Around, measure: Measure, words: dict[str, object]) -> list[str]:
    """Give the levels without a word of their difference."""
    if found.n_before and found.n_after:
        return [phrase(measure.language, "around_so_far", **words)]
    return [phrase(measure.language, "around_before" if found.n_before else "around_after", **words)]


def _as_expected(found: Around, measure: Measure, expected: Expected) -> list[str]:
    language = measure.language
    if expected == "unknown":
        return []
    if measure.good == "none":
        return [phrase(language, "expected_no_way")]
    better = (found.difference > 0) == (measure.good == "higher")
    same = better == (expected == "better")
    if found.finding is Comparison.CHANCE or not measure.is_seen(found.difference):
        key = "expected_unseen"
    elif found.finding is Comparison.TENDS:
        key = "expected_maybe" if same else "expected_maybe_not"
    else:
        key = "expected_that_way" if same else "expected_other_way"
    return [phrase(language, key, expected=phrase(language, f"expected_{expected}"))]


def _left_out(periods: tuple[int, ...], measure: Measure) -> str:
    first, last = measure.name(periods[0]), measure.name(periods[-1])
    said = first if first == last else f"{first}–{last}"
    return said[:1].upper() + said[1:]
