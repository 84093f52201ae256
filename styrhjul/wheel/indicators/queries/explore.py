"""Exploring the national statistics: any indicator in any municipality, region or group, over time and in one year."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from styrhjul.base.organisation.queries import municipality
from styrhjul.engine.analysis.arrays import Floats, Good
from styrhjul.engine.analysis.changes import ChangeAmongOthers, change_among_others
from styrhjul.engine.analysis.national_steps import Subject
from styrhjul.engine.analysis.numbers import Measure
from styrhjul.engine.analysis.pattern_step import patterns_step
from styrhjul.engine.analysis.ranks import COMPARED_NEEDED, Ranks, quarter, ranks
from styrhjul.engine.analysis.step import StepEvidence
from styrhjul.engine.store import IndicatorInfo, Panel, Reader, StoreError
from styrhjul.engine.store.answers import Sex
from styrhjul.wheel.indicators.queries.national import area_of, reader

GROUP_KINDS = ("county", "type", "size")
SIMILAR = "similar"
"""The key of the municipalities that the national list calls similar to the own one: which they are depends on what is
measured."""
COUNTRY = "0000"


@dataclass(frozen=True)
class Explored:
    """A municipality or region, or a group of municipalities, by the key that addresses give."""

    key: str
    name: str
    members: tuple[str, ...] = ()

    @property
    def is_group(self) -> bool:
        """Tell whether its values are the middle of several municipalities'."""
        return bool(self.members)


@dataclass(frozen=True)
class ExploredLine:
    """The values of a place over time; for a group the median, and of how many."""

    place: Explored
    values: dict[int, float]
    behind: dict[int, int]

    @property
    def latest(self) -> int | None:
        """The last year with a value."""
        return max(self.values, default=None)


@dataclass(frozen=True)
class Standing:
    """A municipality among all in one year; quarter 1 is the best, or the highest without a direction."""

    area: str
    name: str
    county: str
    value: float | None
    rank: int
    shared: bool
    quarter: int
    colour: str
    change: float | None


@dataclass(frozen=True)
class Standings:
    """All municipalities in one year, best first; `before` is the year their changes are counted from."""

    year: int
    before: int | None
    rows: tuple[Standing, ...]
    compared: int
    missing: int
    oriented: bool
    between: tuple[float, float, float] | None


def own_area() -> str:
    """Return the statistical area of the municipality itself; nothing when it has none."""
    unit = municipality()
    return area_of(unit) if unit else ""


def explorable(info: IndicatorInfo | None = None) -> tuple[Explored, ...]:
    """Return everything that can be explored: municipalities, regions, the country, and groups of municipalities."""
    try:
        stats = reader()
    except StoreError:
        return ()
    similar = _similar(stats, info) if info else None
    return (*([similar] if similar else []), *_known(stats))


@lru_cache(maxsize=2)
def _known(stats: Reader) -> tuple[Explored, ...]:
    areas = [Explored(area.id, area.name) for kind in ("K", "L") for area in stats.areas(kind)]
    groups = [
        Explored(group.id, group.title, group.members)
        for kind in GROUP_KINDS
        for group in stats.groups(kind)
        if group.members
    ]
    return (*areas, *groups)


def _similar(stats: Reader, info: IndicatorInfo) -> Explored | None:
    own = own_area()
    try:
        found = stats.similar(own, info.id) if own else None
    except StoreError:
        return None
    return Explored(SIMILAR, found.name, found.members) if found and found.members else None


def explored_line(info: IndicatorInfo, place: Explored, sex: Sex) -> ExploredLine:
    """Return the values of one place; a group's are the medians of those of its municipalities that have a value."""
    stats = reader()
    if not place.is_group:
        series = stats.series(info.id, place.key, sex)
        known = {int(year): float(value) for year, value in zip(series.periods, series.values, strict=True)
                 if not np.isnan(value)}  # fmt: skip
        return ExploredLine(place, known, dict.fromkeys(known, 1))
    panel = stats.panel(info.id, sex)
    rows = panel.values[[panel.row(area) for area in place.members if area in panel.areas]]
    count = np.sum(~np.isnan(rows), axis=0)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # a year without any value is left out below
        middle = np.nanmedian(rows, axis=0)
    years = [(int(year), at) for at, year in enumerate(panel.periods.tolist()) if count[at]]
    return ExploredLine(
        place, {year: float(middle[at]) for year, at in years}, {year: int(count[at]) for year, at in years}
    )


def years_of(info: IndicatorInfo, sex: Sex) -> list[int]:
    """Return the years in which any municipality has a value."""
    panel = reader().panel(info.id, sex)
    return [int(year) for year in panel.periods[~np.all(np.isnan(panel.values), axis=0)]]


def standings(info: IndicatorInfo, year: int, sex: Sex, good: Good) -> Standings:
    """Return every municipality in one year, best first – highest first without a direction –, those without last."""
    stats = reader()
    panel = stats.panel(info.id, sex)
    at = int(np.searchsorted(panel.periods, year))
    placed = ranks(panel.values[:, at], good)
    rows = [_standing(stats, panel, row, at, placed) for row in range(len(panel.areas))]
    rows.sort(key=lambda one: (one.value is None, one.rank, one.name))
    before = int(panel.periods[at - 1]) if at else None
    between = _between(panel.values[:, at]) if placed.compared >= COMPARED_NEEDED else None
    return Standings(year, before, tuple(rows), placed.compared, placed.missing, placed.oriented, between)


def change_among_all(info: IndicatorInfo, area: str, found: Standings, sex: Sex) -> ChangeAmongOthers | None:
    """Return a municipality's change since the year before among all municipalities' changes.

    None when there is no year before, or the definition has changed between the two.
    """
    breaks = info.curated.breaks_in(area) if info.curated else ()
    if found.before is None or any(found.before < one.year <= found.year for one in breaks):
        return None
    panel = reader().panel(info.id, sex)
    return change_among_others(
        panel.values, panel.periods, panel.row(area), last=found.year, span=found.year - found.before
    )


def _between(values: Floats) -> tuple[float, float, float]:
    lower, middle, upper = np.nanquantile(values, [0.25, 0.5, 0.75]).tolist()
    return lower, middle, upper


def _standing(stats: Reader, panel: Panel, row: int, at: int, placed: Ranks) -> Standing:
    area = stats.area(panel.areas[row])
    value, before = panel.values[row, at], panel.values[row, at - 1] if at else np.nan
    there = not np.isnan(value)
    return Standing(
        area=area.id,
        name=area.name,
        county=area.county,
        value=float(value) if there else None,
        rank=int(placed.rank[row]),
        shared=bool(placed.shared[row]),
        quarter=quarter(placed, row),
        colour=placed.colour[row],
        change=float(value - before) if there and not np.isnan(before) else None,
    )


def moving_together(info: IndicatorInfo, measure: Measure) -> StepEvidence:
    """Return what moves together with an indicator in the country's municipalities, among all that are loaded."""
    stats = reader()
    return patterns_step(Subject(stats, info, stats.area(own_area() or COUNTRY), measure, None))


def counties() -> list[tuple[str, str]]:
    """Return the groups of municipalities of each county, by key and name."""
    try:
        return [(group.id, group.title) for group in sorted(reader().groups("county"), key=lambda one: one.title)]
    except StoreError:
        return []
