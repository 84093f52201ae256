"""Writes the plain sentences about results; no sentence says more than the numbers it is made from."""

from math import inf, isnan

from styrhjul.engine.analysis.earlier import LIMITS_FROM, Earlier, Finding
from styrhjul.engine.analysis.numbers import Language, Measure, written
from styrhjul.engine.analysis.phrases import PHRASES
from styrhjul.engine.analysis.rebase import SEGMENT_NEEDS
from styrhjul.engine.analysis.sexes import SexDifference
from styrhjul.engine.analysis.targets import Distance

Bounds = tuple[float, float]
UNBOUNDED: Bounds = (-inf, inf)
FEW = (Finding.ONE_VALUE, Finding.CHANGE, Finding.SPREAD, Finding.TOO_FEW)
GIVEN_REASONS = ("not_delivered", "not_applicable", "secret")


def phrase(language: Language, key: str, **words: object) -> str:
    """Give one phrase with its words filled in.

    Examples
    --------
    >>> phrase("sv", "missing_many", n=12)
    '12 kommuner saknar värde (orsak okänd).'

    """
    return PHRASES[language][key].format(**words)


def why_missing(status: str, language: Language) -> str:
    """Say in words why a value is missing; a status that gives no reason is "orsak okänd".

    Examples
    --------
    >>> why_missing("secret", "sv"), why_missing("", "sv")
    ('sekretess', 'orsak okänd')

    """
    return phrase(language, status if status in GIVEN_REASONS else "unknown")


def say_earlier(
    earlier: Earlier, measure: Measure, *, every: int = 1, bounds: Bounds = UNBOUNDED, why: str = ""
) -> str:
    """Say level and direction of a series, and what may be said of its latest value.

    Parameters
    ----------
    earlier : Earlier
        From `judge_series`.
    measure : Measure
        How values are written.
    every : int
        When every value is a mean over several years: how many; the direction then rests on one year in so many.
    bounds : (float, float)
        What values are possible; the usual range is not said to reach outside.
    why : str
        What changed when the definition did, in the language of the sentence.

    Returns
    -------
    str

    Examples
    --------
    >>> from styrhjul.engine.analysis.earlier import judge_series
    >>> say_earlier(judge_series([81.5], [2022]), Measure("en"))
    'The value was 81.5 in 2022. It is the only measurement, so nothing can be said of any development.'

    """
    if earlier.finding is Finding.NOTHING:
        return phrase(measure.language, "nothing")
    sentences = [phrase(measure.language, earlier.finding.value, **_words_about(earlier, measure))]
    if every > 1:
        sentences.append(phrase(measure.language, "overlapping", years=every))
    sentences += _about_the_latest(earlier, measure, bounds)
    if earlier.broken_at is None:
        return " ".join(sentences)
    broken = _about_the_break(earlier, measure, why)
    # That there are few measurements is understood only by who knows that the earlier ones don't count.
    return " ".join([*broken, *sentences] if earlier.finding in FEW else [*sentences, *broken])


def _about_the_break(earlier: Earlier, measure: Measure, why: str) -> list[str]:
    language = measure.language
    key = "broken_why" if why else "broken"
    said = [phrase(language, key, year=measure.name(earlier.broken_at or 0), why=why)]
    if any(part.chart is None for part in earlier.segments):
        said.append(phrase(language, "broken_short", least=SEGMENT_NEEDS))
    return said


def _words_about(earlier: Earlier, measure: Measure) -> dict[str, object]:
    language, chart = measure.language, earlier.chart
    words: dict[str, object] = {
        "value": measure.value(float(earlier.values[-1])),
        "at": measure.at(int(earlier.periods[-1])),
        "year": measure.name(int(earlier.periods[-1])),
        "first": measure.name(int(earlier.periods[0])),
        "per": measure.calendar.per(language),
        "n": earlier.n,
        "low": measure.value(float(earlier.values.min())),
        "high": measure.value(float(earlier.values.max())),
        "change": "",
        "way": "",
        "step": "",
        "step_at": "",
    }
    if earlier.n > 1:
        words["change"] = _than(earlier.change, int(earlier.periods[-2]), measure)
    if earlier.trend is not None:
        words["slope"] = measure.slope(earlier.trend.slope)
    if earlier.finding in (Finding.RISES, Finding.FALLS) and measure.good != "none":
        right = (earlier.finding is Finding.RISES) == (measure.good == "higher")
        words["way"] = phrase(language, "good_way" if right else "bad_way")
    if chart is not None and earlier.finding is Finding.STEPS:
        words["step_at"], words["step"] = _latest_step(earlier, measure)
    return words


def _latest_step(earlier: Earlier, measure: Measure) -> tuple[str, str]:
    """Find the latest difference that shows between the values, which have no missing among them."""
    for place in range(earlier.n - 1, 0, -1):
        step = float(earlier.values[place] - earlier.values[place - 1])
        if abs(step) > 1e-9 * max(1.0, abs(float(earlier.values[place]))):
            return measure.at(int(earlier.periods[place])), measure.change(step)
    return measure.at(int(earlier.periods[-1])), measure.change(0.0)


def _than(difference: float, period: int, measure: Measure) -> str:
    when = measure.calendar.than(period, measure.language)
    if not measure.is_seen(difference):
        return phrase(measure.language, "same_as", than=when)
    key = "higher_than" if difference > 0 else "lower_than"
    return phrase(measure.language, key, size=measure.size(difference), than=when)


def _about_the_latest(earlier: Earlier, measure: Measure, bounds: Bounds) -> list[str]:
    chart, language = earlier.chart, measure.language
    if not earlier.limits or chart is None:
        return []
    if earlier.n < LIMITS_FROM:
        return [phrase(language, "provisional")]
    said = []
    if earlier.signal:
        said.append(phrase(language, f"signal_{earlier.signal}"))
    elif earlier.finding not in (Finding.RISES, Finding.FALLS):
        # With a trend, limits about one mean are not what is usual.
        low, high = measure.value(max(chart.lower, bounds[0])), measure.value(min(chart.upper, bounds[1]))
        said.append(phrase(language, "within", low=low, high=high))
    if earlier.provisional and said:
        said.append(phrase(language, "provisional"))
    return said


def say_target(
    distance: Distance,
    value: float,
    period: int | None,
    target: float | None,
    target_year: int | None,
    measure: Measure,
) -> str:
    """Say how far it is to the target.

    Parameters
    ----------
    distance : Distance
        From `distance_to_target`.
    value : float
        The result; NaN: none.
    period : int or None
        Of the result.
    target : float or None
        None: no target decided.
    target_year : int or None
        When it should be met.
    measure : Measure
        How values are written.

    Returns
    -------
    str

    """
    language = measure.language
    if target is None or isnan(target):
        return phrase(language, "target_none")
    if isnan(value):
        return phrase(language, "target_no_value", target=measure.value(target))
    words = {
        "target": measure.value(target),
        "by": phrase(language, "target_by", year=target_year) if target_year else "",
        "value": measure.value(value),
        "at": measure.at(period) if period is not None else "",
        "size": measure.size(distance.difference),
    }
    if measure.good == "none":
        place = "target_on"
        if measure.is_seen(distance.difference):
            place = "target_over" if distance.difference > 0 else "target_under"
        words["place"] = phrase(language, place, size=words["size"])
        return phrase(language, "target_neutral", **words)
    if distance.met:
        return phrase(language, "target_met", **words)
    said = phrase(language, "target_below", **words)
    # With one period left the whole distance is what is needed, and that has been said.
    spread_out = abs(distance.needed_per_period) < abs(distance.difference) * (1 - 1e-9)
    if spread_out and measure.is_seen(distance.needed_per_period):
        said += " " + phrase(
            language,
            "target_needed",
            change=measure.change(distance.needed_per_period),
            per=measure.calendar.per(language),
        )
    return said


def say_sexes(result: SexDifference, period: int | None, measure: Measure, *, young: bool = False) -> str:
    """Say how far women and men (or girls and boys) are apart.

    Parameters
    ----------
    result : SexDifference
        From `sex_difference`.
    period : int or None
        Of the latest difference.
    measure : Measure
        How values are written.
    young : bool
        Girls and boys.

    Returns
    -------
    str

    """
    language = measure.language
    women = phrase(language, "girls" if young else "women")
    men = phrase(language, "boys" if young else "men")
    if result.at is None:
        return phrase(language, "sex_none", women=women, men=men)
    words: dict[str, object] = {
        "Women": women.capitalize(),
        "men": men,
        "women_value": measure.value(result.women),
        "men_value": measure.value(result.men),
        "at": measure.at(period) if period is not None else "",
        "size": measure.size(result.difference),
        "better": "",
    }
    if result.better == "equal":
        return phrase(language, "sex_equal", **words)
    if result.better:
        words["better"] = phrase(language, "sex_better", who=women if result.better == "women" else men)
    said = phrase(language, "sex", **words)
    if result.compared >= 20 and not isnan(result.percentile):
        said += " " + phrase(language, "sex_place", share=written(result.percentile, 0, language), n=result.compared)
    return said
