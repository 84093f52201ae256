"""What the people behind shares let us say: how sure a value is, or a difference, and units of different size."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from styrhjul.engine.analysis.arrays import Floats
from styrhjul.engine.analysis.funnel import ACTION, UNITS_NEEDED, WARNING, Funnel, funnel
from styrhjul.engine.analysis.numbers import Measure, written
from styrhjul.engine.analysis.proportions import share_difference, share_interval
from styrhjul.engine.analysis.sentences import phrase
from styrhjul.engine.analysis.step import Line, StepEvidence, frame, head

WHOLE = 100.0
CURVE = 40
"""Points on each limit."""


@dataclass(frozen=True, slots=True)
class UnitShare:
    """One unit's share in a period, in per cent, and how many people are behind it."""

    name: str
    value: float
    people: int
    own: bool = False

    @property
    def count(self) -> int:
        """How many of them have what is counted."""
        return round(self.value * self.people / WHOLE)


def with_certainty(step: StepEvidence, line: Line, people: Floats | None, measure: Measure) -> StepEvidence:
    """Add to the step of earlier measurements how sure the latest share is; unchanged when nobody knows the people.

    Parameters
    ----------
    step : StepEvidence
        Earlier measurements, or the distance to the target.
    line : Line
        The series it is made from, in per cent.
    people : float64 (n,) or None
        How many are behind each value; NaN: not known.
    measure : Measure
        How values are written.

    Returns
    -------
    StepEvidence

    """
    found = latest_interval(line, people, measure)
    if found is None:
        return step
    lower, upper, n = found
    said = _phrase(measure, "interval", n=written(n, 0, measure.language), low=lower, high=upper)
    numbers = {"people": n, "lower_95": lower, "upper_95": upper}
    return replace(step, sentence=f"{step.sentence} {said}", numbers=step.numbers | numbers)


def with_doubt(step: StepEvidence, line: Line, people: Floats | None, measure: Measure) -> StepEvidence:
    """Add to the distance to a target that it can't be told whether it is met, when chance alone could decide it."""
    found, target = latest_interval(line, people, measure), step.numbers.get("target")
    if found is None or not isinstance(target, float | int) or measure.good == "none":
        return step
    lower, upper, _n = found
    if not lower < target < upper:
        return step
    said = phrase(measure.language, "target_in_doubt")
    return replace(
        step,
        sentence=f"{step.sentence} {said}",
        numbers=step.numbers | {"in_doubt": True, "light": "yellow"},
        chart=step.chart | {"light": "yellow"},
    )


def latest_interval(line: Line, people: Floats | None, measure: Measure) -> tuple[float, float, int] | None:
    """Return the 95 per cent interval of the latest share in per cent, and of how many; None when it is not known."""
    last = line.last
    if people is None or last is None or measure.unit != "%" or np.isnan(people[last]):
        return None
    one = UnitShare("", float(line.values[last]), int(people[last]))
    found = share_interval(one.count, one.people)
    return float(found.lower) * WHOLE, float(found.upper) * WHOLE, one.people


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """One part of the people over time: float64 (n,) values in per cent, and how many are behind each."""

    values: Floats
    people: Floats


def with_sexes_certainty(step: StepEvidence, women: Part, men: Part, measure: Measure) -> StepEvidence:
    """Add to women and men whether their latest difference is more than chance; unchanged without their people.

    Parameters
    ----------
    step : StepEvidence
        Women and men.
    women, men : Part
        On the same periods.
    measure : Measure
        How values are written.

    Returns
    -------
    StepEvidence

    """
    both = np.flatnonzero(~np.isnan(women.values - men.values))
    if measure.unit != "%" or not both.size or np.isnan(women.people[both[-1]] + men.people[both[-1]]):
        return step
    return _with_difference(step, _share_at(women, both[-1]), _share_at(men, both[-1]), measure)


def _share_at(part: Part, at: int) -> UnitShare:
    return UnitShare("", float(part.values[at]), int(part.people[at]))


def _with_difference(step: StepEvidence, women: UnitShare, men: UnitShare, measure: Measure) -> StepEvidence:
    found = share_difference(women.count, women.people, men.count, men.people)
    key = "difference_sure" if found.lower > 0 or found.upper < 0 else "difference_chance"
    low, high = (
        measure.change(found.lower * WHOLE),
        measure.change(found.upper * WHOLE),
    )
    said = phrase(
        measure.language, key, low=low, high=high, women_n=_n(women.people, measure), men_n=_n(men.people, measure)
    )
    numbers = {"difference_lower": found.lower * WHOLE, "difference_upper": found.upper * WHOLE, "p": found.p}
    return replace(step, sentence=f"{step.sentence} {said}", numbers=step.numbers | numbers)


def units_step(units: Sequence[UnitShare], period: int, measure: Measure) -> StepEvidence | None:
    """Lay units of different size beside each other; None with fewer than ten, or when it is no share.

    Parameters
    ----------
    units : sequence of UnitShare
        Of the same period, in per cent.
    period : int
        Which.
    measure : Measure
        How values are written.

    Returns
    -------
    StepEvidence or None

    Examples
    --------
    >>> units = [UnitShare(f"U{at}", 50.0 + at % 2, 100) for at in range(10)]
    >>> units_step(units, 2023, Measure("en", unit="%")).sentence
    'None of 10 units lies outside what chance and their ordinary spread explain in 2023.'

    """
    if measure.unit != "%" or len(units) < UNITS_NEEDED:
        return None
    count, people = [unit.count for unit in units], [unit.people for unit in units]
    found = funnel(count, people)
    outside = [unit for unit, place in zip(units, found.outside.tolist(), strict=True) if abs(place) == 2]
    line = Line(np.array([period]), np.array([found.centre * WHOLE]), ("",), own=True)
    rows = tuple(
        (unit.name, measure.value(unit.value), _n(unit.people, measure), _where(place, measure))
        for unit, place in sorted(zip(units, found.outside.tolist(), strict=True), key=lambda one: -one[0].value)
    )
    return replace(
        frame("units", _say_units(found, units, outside, period, measure), line, 0, measure),
        municipalities=0,
        numbers={"centre": found.centre * WHOLE, "dispersion": found.dispersion, "between": found.between,
                 "units": len(units), "outside": len(outside)},
        head=head(measure, "unit", "value", "people", "signal"),
        rows=rows,
        chart=_chart(found, units),
    )  # fmt: skip


def _say_units(
    found: Funnel, units: Sequence[UnitShare], outside: Sequence[UnitShare], period: int, measure: Measure
) -> str:
    names = ", ".join(unit.name for unit in outside)
    key = "units_outside" if outside else "units_inside"
    said = phrase(measure.language, key, n=len(units), count=len(outside), names=names, at=measure.at(period))
    return f"{said} {phrase(measure.language, 'units_real')}" if found.real else said


def _where(place: int, measure: Measure) -> str:
    keys = {2: "funnel_above", -2: "funnel_below"}
    return phrase(measure.language, keys[place]) if place in keys else ""


def _chart(found: Funnel, units: Sequence[UnitShare]) -> dict[str, object]:
    largest = max(unit.people for unit in units)
    sizes = np.linspace(max(largest / CURVE / 2, 1), largest * 1.06, CURVE)
    wide, narrow = found.limits(sizes, ACTION), found.limits(sizes, WARNING)
    roles = ["own" if unit.own else "outside" if abs(place) > 1 else "other"
             for unit, place in zip(units, found.outside.tolist(), strict=True)]  # fmt: skip
    return {
        "units": [{"name": unit.name, "people": unit.people, "value": unit.value, "role": role}
                  for unit, role in zip(units, roles, strict=True)],
        "sizes": sizes,
        "lower": wide.lower * WHOLE, "low": narrow.lower * WHOLE,
        "high": narrow.upper * WHOLE, "upper": wide.upper * WHOLE,
        "centre": found.centre * WHOLE,
    }  # fmt: skip


def _n(people: float, measure: Measure) -> str:
    return written(people, 0, measure.language)


def _phrase(measure: Measure, key: str, *, n: str, low: float, high: float) -> str:
    return phrase(measure.language, key, n=n, low=measure.value(low), high=measure.value(high))
