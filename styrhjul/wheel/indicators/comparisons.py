"""An indicator against its own earlier values, its target and other municipalities; numbers from the engine."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import cast

import numpy as np
from django.utils.translation import get_language

from styrhjul.base.organisation.models import Unit
from styrhjul.base.organisation.queries import municipality
from styrhjul.engine.analysis.arrays import SIGN, Good
from styrhjul.engine.analysis.earlier import Earlier, judge_series, thinned
from styrhjul.engine.analysis.in_short import say_in_short
from styrhjul.engine.analysis.numbers import Measure
from styrhjul.engine.analysis.people_steps import UnitShare, units_step
from styrhjul.engine.analysis.periods import read_periods
from styrhjul.engine.analysis.ranks import quarter, ranks
from styrhjul.engine.analysis.sentences import say_earlier, say_target
from styrhjul.engine.analysis.sentences_among import say_place
from styrhjul.engine.analysis.spread import spread
from styrhjul.engine.analysis.step import StepEvidence
from styrhjul.engine.analysis.targets import Distance, distance_to_target
from styrhjul.engine.store import StoreError
from styrhjul.wheel.indicators.models import Indicator, Source, Target
from styrhjul.wheel.indicators.queries import (
    Line,
    area_of,
    breaks_of,
    latest_points,
    reader,
    units_with_values,
    years_in_value_of,
)


@dataclass(frozen=True)
class Place:
    """A municipality's place among all that have a value for a period; 1 is best, or highest without a direction."""

    period: str
    rank: int
    shared: bool
    compared: int
    missing: int
    quarter: int
    oriented: bool
    median: float
    lower: float
    upper: float


@dataclass(frozen=True)
class Peer:
    """One municipality's value; a missing one is None."""

    name: str
    value: float | None
    own: bool = False


@dataclass(frozen=True)
class Peers:
    """The municipalities that the national list calls similar, and the own one, best first."""

    field: str
    period: str
    rows: tuple[Peer, ...]

    @property
    def missing(self) -> int:
        """How many have no value."""
        return sum(row.value is None for row in self.rows)


def good_of(indicator: Indicator) -> Good:
    """Return which way is good, as the engine says it."""
    return cast("Good", indicator.direction)


def measure_of(indicator: Indicator) -> Measure:
    """Return how the engine writes the indicator's values, in the reader's language."""
    english = (get_language() or "sv").startswith("en")
    return Measure(
        "en" if english else "sv", decimals=indicator.decimals, unit=indicator.measure_unit, good=good_of(indicator)
    )


@dataclass(frozen=True)
class Development:
    """What a series lets us say of its direction, and how its values and periods are written."""

    earlier: Earlier
    measure: Measure
    why: str = ""
    every: int = 1

    @property
    def span(self) -> str:
        """From when until when there are values."""
        first, last = int(self.earlier.periods[0]), int(self.earlier.periods[-1])
        return f"{self._name(first)}–{self._name(last)}"

    def _name(self, number: int) -> str:
        return self.measure.calendar.name(number, self.measure.language)


def development(indicator: Indicator, line: Line) -> Development:
    """Return what the series lets us say of its direction."""
    places, calendar = read_periods([point.period for point in line.points])
    values = [math.nan if point.value is None else float(point.value) for point in line.points]
    measure, breaks = replace(measure_of(indicator), calendar=calendar), breaks_of(indicator)
    every = years_in_value_of(indicator)
    earlier = judge_series(*thinned(values, places, every), breaks=[one.year for one in breaks])
    why = next((one.why.of(measure.language) for one in breaks if one.year == earlier.broken_at), "")
    return Development(earlier, measure, why, every)


def sentences(indicator: Indicator, line: Line, target: Target | None, place: Place | None) -> list[str]:
    """Return in plain words how it goes: the series, the distance to the target, the place among others."""
    found = development(indicator, line)
    earlier, measure = found.earlier, found.measure
    said = [say_earlier(earlier, measure, every=found.every, why=found.why)]
    far = distance(indicator, line, target)
    if far is not None and target is not None:
        said.append(
            say_target(
                far, float(earlier.values[-1]), int(earlier.periods[-1]), float(target.value), target.year, measure
            )
        )
    if place is not None:
        said.append(
            say_place(
                place.rank,
                shared=place.shared,
                compared=place.compared,
                period=int(place.period),
                colour="",
                measure=measure,
            )
        )
    return said


def in_short(indicator: Indicator, line: Line, target: Target | None) -> str:
    """Return in one sentence how it goes: where the series is heading, and how far it is to the target."""
    found = development(indicator, line)
    return say_in_short(
        found.earlier, found.measure, distance(indicator, line, target), target.year if target else None
    )


def distance(indicator: Indicator, line: Line, target: Target | None) -> Distance | None:
    """Return how far the latest value is from a target; None when either is missing."""
    if target is None or line.latest is None or line.latest.value is None:
        return None
    return distance_to_target(
        float(line.latest.value), float(target.value), good_of(indicator), decimals=indicator.decimals
    )


def place_among_all(indicator: Indicator, unit: Unit) -> Place | None:
    """Return the own municipality's place among all, for its latest value; None without national statistics."""
    if indicator.source != Source.NATIONAL:
        return None
    try:
        panel = reader().panel(indicator.national_id)
        row = panel.row(area_of(unit))
    except (StoreError, ValueError):
        return None
    there = np.flatnonzero(~np.isnan(panel.values[row]))
    if not there.size:
        return None
    at = int(there[-1])
    found, middle = ranks(panel.values[:, at], good_of(indicator)), spread(panel.values[:, at : at + 1])
    return Place(
        period=str(int(panel.periods[at])),
        rank=int(found.rank[row]),
        shared=bool(found.shared[row]),
        compared=found.compared,
        missing=found.missing,
        quarter=quarter(found, row),
        oriented=found.oriented,
        median=float(middle.median[0]),
        lower=float(middle.lower[0]),
        upper=float(middle.upper[0]),
    )


def peers(indicator: Indicator, unit: Unit) -> Peers | None:
    """Return the similar municipalities' values for the own latest period, best first; None when there is no list."""
    if indicator.source != Source.NATIONAL:
        return None
    area = area_of(unit)
    try:
        stats = reader()
        group = stats.similar(area, indicator.national_id)
        panel = stats.panel(indicator.national_id)
        own = panel.values[panel.row(area)]
    except (StoreError, ValueError):
        return None
    there = np.flatnonzero(~np.isnan(own))
    if group is None or not there.size:
        return None
    at = int(there[-1])
    top = municipality()
    name = (top.name if top else stats.area(area).name).removesuffix(" kommun")
    found = [Peer(name, float(own[at]), own=True)]
    for member in group.members:
        value = float(panel.values[panel.row(member), at])
        found.append(Peer(stats.area(member).name, None if math.isnan(value) else value))
    return Peers(group.field, str(int(panel.periods[at])), tuple(_best_first(found, good_of(indicator))))


def _best_first(rows: Iterable[Peer], good: Good) -> list[Peer]:
    sign = SIGN[good] or 1
    return sorted(rows, key=lambda row: (row.value is None, -sign * (row.value or 0), row.name))


def unit_shares(indicator: Indicator, unit: Unit, period: str) -> list[UnitShare]:
    """Return the same measure in all units that have it for a period, with how many are behind it."""
    places = {place.pk: place for place in units_with_values(indicator)}
    found = latest_points([indicator], places.values())
    points = [(places[pk], line.at(period)) for (_indicator, pk), line in found.items()]
    return [
        UnitShare(place.name, float(point.value), point.people, own=place == unit)
        for place, point in points
        if point is not None and point.value is not None and point.people is not None
    ]


def units_beside(indicator: Indicator, unit: Unit, line: Line) -> StepEvidence | None:
    """Return units of different size beside each other in the latest period; None with few units or no people."""
    if indicator.source == Source.NATIONAL or line.latest is None:
        return None
    (place,), calendar = read_periods([line.latest.period])
    measure = replace(measure_of(indicator), calendar=calendar)
    return units_step(unit_shares(indicator, unit, line.latest.period), int(place), measure)
