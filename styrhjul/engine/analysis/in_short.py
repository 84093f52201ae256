"""How it goes with a result in one sentence: where it is heading, and how far it is to the target."""

from math import isnan

from styrhjul.engine.analysis.earlier import Earlier, Finding
from styrhjul.engine.analysis.numbers import Measure
from styrhjul.engine.analysis.sentences import phrase
from styrhjul.engine.analysis.targets import Distance

HEADINGS = {
    Finding.RISES: ("short_", True),
    Finding.FALLS: ("short_", False),
    Finding.TENDS_UP: ("short_maybe_", True),
    Finding.TENDS_DOWN: ("short_maybe_", False),
}
STANDING = {
    Finding.ONE_VALUE: "short_one_value",
    Finding.CHANGE: "short_few",
    Finding.SPREAD: "short_few",
    Finding.TOO_FEW: "short_few",
    Finding.UNCHANGED: "short_same",
    Finding.STEPS: "short_steps",
    Finding.NO_DIRECTION: "short_no_direction",
}
WELL = {"short_better", "short_maybe_better"}
NEITHER = {"short_same", "short_steps", "short_up", "short_down", "short_maybe_up", "short_maybe_down"}


def say_in_short(earlier: Earlier, measure: Measure, distance: Distance | None, target_year: int | None) -> str:
    """Say in one sentence how it goes; the values themselves stand beside it.

    Parameters
    ----------
    earlier : Earlier
        From `judge_series`.
    measure : Measure
        How differences and periods are written, and which way is good.
    distance : Distance or None
        From `distance_to_target`, for the latest value; None: no target.
    target_year : int or None
        When the target should be met.

    Returns
    -------
    str

    Notes
    -----
    Own wording. "Has become better" is said only of a trend that the trend test finds (p ≤ 0.05), "seems to have"
    only of a tendency (p ≤ 0.20); the words better and worse need a good direction.

    Examples
    --------
    >>> from styrhjul.engine.analysis.earlier import judge_series
    >>> from styrhjul.engine.analysis.targets import distance_to_target
    >>> falling = judge_series([84, 83, 82, 81, 80], range(2018, 2023))
    >>> far = distance_to_target(80, 84, "higher")
    >>> say_in_short(falling, Measure("en", 1, "%", "higher"), far, 2024).replace("\u00a0", " ")
    'The result has become worse since 2018, and 4.0 percentage points remain to the target for 2024.'

    """
    if earlier.finding is Finding.NOTHING:
        return phrase(measure.language, "short_nothing")
    key = _heading(earlier.finding, measure)
    said = phrase(measure.language, key, first=measure.name(int(earlier.periods[0])))
    if distance is None or isnan(distance.difference):
        return f"{said}."
    tail = _about_target(distance, target_year, measure)
    return phrase(measure.language, "short_but" if _turns(key, distance) else "short_and", said=said, tail=tail)


def _heading(finding: Finding, measure: Measure) -> str:
    if finding not in HEADINGS:
        return STANDING[finding]
    start, rises = HEADINGS[finding]
    if measure.good == "none":
        return start + ("up" if rises else "down")
    return start + ("better" if rises == (measure.good == "higher") else "worse")


def _about_target(distance: Distance, year: int | None, measure: Measure) -> str:
    by = phrase(measure.language, "target_by", year=year) if year else ""
    if measure.good != "none":
        key = "short_met" if distance.met else "short_left"
    elif not measure.is_seen(distance.difference):
        key = "short_on"
    else:
        key = "short_over" if distance.difference > 0 else "short_under"
    return phrase(measure.language, key, size=measure.size(distance.difference), by=by)


def _turns(key: str, distance: Distance) -> bool:
    """Say whether the target tells something else than the direction, so that the sentence turns with a "but"."""
    return key not in NEITHER and (key in WELL) != distance.met and not isnan(distance.gap)
