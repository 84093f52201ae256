"""Writes the plain sentences about a result among others: its place, its change, and what moves together with it."""

from collections.abc import Mapping
from math import isnan

from styrhjul.engine.analysis.changes import ChangeAmongOthers
from styrhjul.engine.analysis.numbers import Language, Measure, written
from styrhjul.engine.analysis.patterns import PatternSearch
from styrhjul.engine.analysis.sentences import GIVEN_REASONS, phrase, why_missing


def say_place(rank: int, *, shared: bool, compared: int, period: int, colour: str, measure: Measure) -> str:
    """Say the place among all municipalities; the words best and worst need a good direction.

    Parameters
    ----------
    rank : int
        1 is best, or the highest value.
    shared : bool
        Others have the same place.
    compared : int
        How many have values.
    period : int
        Of the values.
    colour : str
        green, yellow, red or "".
    measure : Measure
        How values are written.

    Returns
    -------
    str

    Examples
    --------
    >>> say_place(201, shared=False, compared=290, period=2022, colour="", measure=Measure("en", good="higher"))
    'Place 201 of 290 municipalities in 2022, where 1 is best.'

    """
    key = "rank" if measure.good != "none" else "rank_neutral"
    quarter = phrase(measure.language, colour) if colour and measure.good != "none" else ""
    return phrase(
        measure.language,
        f"{key}_shared" if shared else key,
        rank=rank,
        n=compared,
        at=measure.at(period),
        quarter=quarter,
    )


def say_missing(reasons: Mapping[str, int], language: Language) -> str:
    """Say how many municipalities have no value, and why as far as is known; "" if none.

    Parameters
    ----------
    reasons : mapping of status to number
        How many for each reason.
    language : "sv" or "en"
        Of the sentence.

    Returns
    -------
    str

    Examples
    --------
    >>> say_missing({"secret": 3, "unknown": 2}, "sv")
    '5 kommuner saknar värde (sekretess 3, orsak okänd 2).'

    """
    told = {reason: number for reason, number in reasons.items() if number}
    total = sum(told.values())
    if not total:
        return ""
    if total == 1:
        return phrase(language, "missing_one_reason", reason=why_missing(next(iter(told)), language))
    if not any(reason in GIVEN_REASONS for reason in told):
        return phrase(language, "missing_many", n=total)
    parts = ", ".join(f"{why_missing(reason, language)} {number}" for reason, number in told.items())
    return phrase(language, "missing_reasons", n=total, reasons=parts)


def say_similar(better: int, compared: int, measure: Measure) -> str:
    """Say how many of the similar municipalities do better (or lie higher).

    Parameters
    ----------
    better : int
        How many.
    compared : int
        How many have values.
    measure : Measure
        How values are written.

    Returns
    -------
    str

    """
    return _ahead("similar", better, compared, measure)


def say_like(better: int, compared: int, measure: Measure) -> str:
    """Say how many of those on our own list do better (or lie higher); as `say_similar`, but never by that name.

    Parameters
    ----------
    better : int
        How many.
    compared : int
        How many have values.
    measure : Measure
        How values are written.

    Returns
    -------
    str

    """
    return _ahead("like", better, compared, measure)


def _ahead(which: str, better: int, compared: int, measure: Measure) -> str:
    if not compared:
        return phrase(measure.language, f"{which}_none")
    what = phrase(measure.language, "ahead_higher" if measure.good == "none" else "ahead_better")
    if compared == 1:
        many = "only" if better else "only_not"
    else:
        many = {0: "nobody", compared: "all", 1: "one"}.get(better, "some")
    return phrase(measure.language, f"{which}_{many}", better=better, n=compared, what=what)


def say_change(change: ChangeAmongOthers, measure: Measure) -> str:
    """Say how a change compares with everybody's; "" when too few can be compared.

    Parameters
    ----------
    change : ChangeAmongOthers
        From `change_among_others`.
    measure : Measure
        How values are written.

    Returns
    -------
    str

    """
    if change.compared < 50 or isnan(change.change):
        return ""
    words = {"first": measure.name(change.first), "change": measure.change(change.change), "n": change.compared}
    if change.unusual:
        return phrase(measure.language, "change_high" if change.percentile > 50 else "change_low", **words)
    return phrase(measure.language, "change_usual", median=measure.change(change.median), **words)


def say_patterns(search: PatternSearch, titles: tuple[str, ...], language: Language, kin: int = 0) -> str:
    """Say what goes together with a result, always with the reminder that it is not a cause.

    Parameters
    ----------
    search : PatternSearch
        From `find_patterns`.
    titles : str
        Of the indicators searched among.
    language : "sv" or "en"
        Of the sentence.
    kin : int
        How many were not tried since they are related to the result by arithmetic.

    Returns
    -------
    str

    """
    words: dict[str, object] = {"tested": search.tested, "found": search.robust}
    if not search.tested:
        said = phrase(language, "patterns_few")
    elif search.robust:
        first = search.found[0]
        words |= {"title": titles[first.index], "r": written(first.between, 2, language)}
        words["way"] = phrase(language, "same_way" if first.between > 0 else "other_way")
        said = phrase(language, "patterns_robust_one" if search.robust == 1 else "patterns_robust", **words)
    elif search.loose:
        said = phrase(language, "patterns_loose", **words | {"found": search.loose})
    else:
        said = phrase(language, "patterns_none", **words)
    parts = [said, phrase(language, "patterns_kin_one" if kin == 1 else "patterns_kin", n=kin) if kin else ""]
    return " ".join(filter(None, [*parts, phrase(language, "not_cause")]))
