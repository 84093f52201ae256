"""Evidence that needs no one to compare with: earlier measurements, distance to target, women and men."""

from dataclasses import replace

import numpy as np

from styrhjul.engine.analysis.arrays import Floats, Integers
from styrhjul.engine.analysis.earlier import RULES_FROM, Earlier, judge_series, thinned
from styrhjul.engine.analysis.numbers import Measure
from styrhjul.engine.analysis.periods import PER_YEAR
from styrhjul.engine.analysis.rebase import Segment
from styrhjul.engine.analysis.sentences import phrase, say_earlier, say_sexes, say_target, why_missing
from styrhjul.engine.analysis.sexes import SexDifference, sex_difference
from styrhjul.engine.analysis.step import Aim, Line, StepEvidence, cell, frame, head
from styrhjul.engine.analysis.targets import distance_to_target

POINTS_OF_TOLERANCE = 2.0  # a share within two percentage points of its target is yellow


def earlier_step(line: Line, measure: Measure, aim: Aim, every: int = 1) -> StepEvidence:
    """Lay out level and direction; `every`: over how many years each value is a mean."""
    last = line.last
    seasons = PER_YEAR.get(measure.calendar.kind, 1)
    values, periods = thinned(line.values, line.periods, every)
    earlier = judge_series(values, periods, seasons=seasons, breaks=[one.year for one in line.breaks])
    why = _why(line, earlier.broken_at, measure)
    said = [say_earlier(earlier, measure, every=every, bounds=line.bounds, why=why)]
    if last is not None:
        said += _about_latest(line, last, measure)
    named = _signals(earlier, periods)
    marks = [named.get(period, "") for period in line.periods.tolist()]
    changed = {_first_from(line, part.begins): part.begins for part in earlier.segments if part.begins is not None}
    rows = [
        (measure.calendar.label(period), cell(value, status, measure), _remark(mark, line, changed.get(at), measure))
        for at, (period, value, status, mark) in enumerate(
            zip(line.periods.tolist(), line.values.tolist(), line.statuses, marks, strict=True)
        )
    ]
    return replace(
        frame("earlier", " ".join(said), line, last, measure),
        numbers=_earlier_numbers(earlier, line, last) | {"every": every},
        head=head(measure, "year", "value", "signal"),
        rows=tuple(reversed(rows)),
        chart=_earlier_chart(earlier, line, measure, aim)
        | {"signals": marks}
        | _parts(earlier, line, periods, measure),
    )


def targets_step(line: Line, measure: Measure, aim: Aim) -> StepEvidence:
    """Lay out the distance to the target."""
    last = line.last
    value = float(line.values[last]) if last is not None else np.nan
    period = int(line.periods[last]) if last is not None else None
    distance = distance_to_target(
        value,
        np.nan if aim.target is None else aim.target,
        measure.good,
        decimals=measure.decimals,
        tolerance=POINTS_OF_TOLERANCE if measure.unit == "%" else None,
        base=np.nan if aim.base is None else aim.base,
        periods_left=measure.calendar.left(period, aim.year) if period is not None else 0,
    )
    numbers: dict[str, object] = {name: getattr(distance, name) for name in distance.__slots__}
    rows: tuple[tuple[str, ...], ...] = ()
    if aim.target is not None and period is not None:
        cells = (measure.value(value), measure.value(aim.target), measure.change(distance.difference))
        rows = ((measure.calendar.label(period), *cells),)
    return replace(
        frame("targets", say_target(distance, value, period, aim.target, aim.year, measure), line, last, measure),
        numbers=numbers | {"value": value, "target": aim.target, "target_year": aim.year},
        head=head(measure, "year", "value", "target", "distance"),
        rows=rows,
        chart={"value": value, "target": aim.target, "met": distance.met, "light": distance.light},
    )


def groups_step(
    periods: Integers, women: Floats, men: Floats, measure: Measure, *, young: bool, own: bool = False
) -> StepEvidence:
    """Lay out women and men of a unit's own series."""
    result = sex_difference(women, men, measure.good, decimals=measure.decimals)
    return groups_evidence(result, periods, women, men, measure, young=young, own=own)


def groups_evidence(
    result: SexDifference,
    periods: Integers,
    women: Floats,
    men: Floats,
    measure: Measure,
    *,
    young: bool,
    own: bool = False,
) -> StepEvidence:
    """Lay out women and men, whatever they were compared with."""
    period = int(periods[result.at]) if result.at is not None else None
    line = Line(periods, result.differences, ("",) * len(periods), own=own)
    names = ("girls", "boys") if young else ("women", "men")
    words = [phrase(measure.language, name).capitalize() for name in names]
    rows = [
        (measure.calendar.label(when), *_pair(woman, man, measure))
        for when, woman, man in zip(periods.tolist(), women.tolist(), men.tolist(), strict=True)
    ]
    kept = ("women", "men", "difference", "better", "percentile", "compared")
    return replace(
        frame("groups", say_sexes(result, period, measure, young=young), line, result.at, measure),
        numbers={name: getattr(result, name) for name in kept},
        head=(*head(measure, "year"), *words, *head(measure, "difference")),
        rows=tuple(reversed(rows)),
        chart={"periods": periods, "women": women, "men": men, "labels": words},
    )


def _about_latest(line: Line, last: int, measure: Measure) -> list[str]:
    said = []
    if line.statuses[last] == "preliminary":
        said.append(phrase(measure.language, "preliminary"))
    missing, reason = None, ""
    if last < len(line.values) - 1:
        missing, reason = int(line.periods[-1]), line.statuses[-1]
    elif line.expected is not None and line.expected > line.periods[last]:
        missing = line.expected
    if missing is not None:
        why = why_missing(reason, measure.language)
        said.append(phrase(measure.language, "missing_latest", year=measure.name(missing), reason=why))
    return said


def _why(line: Line, begins: int | None, measure: Measure) -> str:
    """Return what changed with a definition, in the language of the sentences."""
    return next((one.why.of(measure.language) for one in line.breaks if one.year == begins), "")


def _signals(earlier: Earlier, periods: Integers) -> dict[int, str]:
    """Return the signals of each part that is long enough for all rules, by period."""
    named: dict[int, str] = {}
    for part in earlier.segments:
        if part.chart is not None and part.n >= RULES_FROM and _has_limits(part, earlier):
            named |= dict(zip(periods[part.first : part.last + 1].tolist(), part.chart.signals, strict=True))
    return named


def _has_limits(part: Segment, earlier: Earlier) -> bool:
    return earlier.limits if part is earlier.segments[-1] else part.limits


def _first_from(line: Line, period: int) -> int:
    """Return the place of the first period from one on."""
    return int(np.searchsorted(line.periods, period))


def _remark(signal: str, line: Line, begins: int | None, measure: Measure) -> str:
    said = [phrase(measure.language, f"mark_{signal}")] if signal else []
    if begins is not None:
        said.append(phrase(measure.language, "mark_break", why=_why(line, begins, measure)))
    return "; ".join(said)


def _pair(woman: float, man: float, measure: Measure) -> tuple[str, str, str]:
    difference = "–" if np.isnan(woman - man) else measure.change(woman - man)
    return cell(woman, "", measure), cell(man, "", measure), difference


def _earlier_numbers(earlier: Earlier, line: Line, last: int | None) -> dict[str, object]:
    numbers: dict[str, object] = {
        "n": earlier.n,
        "finding": earlier.finding.value,
        "signal": earlier.signal,
        "value": line.values[last] if last is not None else None,
        "change": earlier.change,
        "missing_periods": int(np.isnan(line.values).sum()),
        "broken_at": earlier.broken_at,
        "before_break": sum(part.n for part in earlier.segments[:-1]),
    }
    for name in ("trend", "runs"):
        result = getattr(earlier, name)
        numbers[name] = {part: getattr(result, part) for part in result.__slots__} if result else None
    if earlier.chart is not None and earlier.limits:
        numbers |= {part: getattr(earlier.chart, part) for part in ("mean", "lower", "upper", "moving_range")}
    return numbers


def _earlier_chart(earlier: Earlier, line: Line, measure: Measure, aim: Aim) -> dict[str, object]:
    chart: dict[str, object] = {
        "periods": [measure.calendar.label(period) for period in line.periods.tolist()],
        "numbers": line.periods,
        "values": line.values,
        "target": aim.target,
        "limits": earlier.limits,
        "provisional": earlier.provisional,
    }
    if earlier.chart is not None and earlier.limits:
        # Limits are drawn within what is possible; what counts as outside was decided before that.
        lower, upper = max(earlier.chart.lower, line.bounds[0]), min(earlier.chart.upper, line.bounds[1])
        chart |= {"mean": earlier.chart.mean, "lower": lower, "upper": upper}
    return chart


def _parts(earlier: Earlier, line: Line, periods: Integers, measure: Measure) -> dict[str, object]:
    """Lay out the parts of a series whose definition has changed, each with its own limits; nothing for any other."""
    if len(earlier.segments) < 2:
        return {}
    parts = []
    for part in earlier.segments:
        made: dict[str, object] = {
            "begins": part.begins,
            "why": _why(line, part.begins, measure),
            "first": measure.calendar.label(int(periods[part.first])),
            "last": measure.calendar.label(int(periods[part.last])),
            "n": part.n,
            "limits": part.chart is not None and _has_limits(part, earlier),
            "provisional": part.n < RULES_FROM,
        }
        if part.chart is not None and made["limits"]:
            lower, upper = max(part.chart.lower, line.bounds[0]), min(part.chart.upper, line.bounds[1])
            made |= {"mean": part.chart.mean, "lower": lower, "upper": upper}
        parts.append(made)
    return {"segments": parts}
