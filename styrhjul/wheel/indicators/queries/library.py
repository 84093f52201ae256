"""The library: every national indicator that the catalogue knows, with values here or without."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

import numpy as np

from styrhjul.base.organisation.queries import municipality
from styrhjul.engine.store import IndicatorInfo, StoreError
from styrhjul.wheel.indicators.models import Group
from styrhjul.wheel.indicators.queries.national import area_of, reader
from styrhjul.wheel.indicators.queries.series import SEXES

Which = Literal["values", "all", "withdrawn"]


@dataclass(frozen=True)
class YearRow:
    """What an indicator was in one year at home, by group; None where there is no value.

    `opens` when it is the first with a new definition.
    """

    year: int
    values: tuple[float | None, ...]
    opens: bool = False


def library(text: str = "", field: str = "", which: Which = "values") -> tuple[IndicatorInfo, ...]:
    """Return national indicators: those that the words fit, best first, or without words all in order of title."""
    try:
        stats = reader()
    except StoreError:
        return ()
    if text.strip():
        found = stats.search_indicators(text)
    else:
        found = tuple(sorted(stats.indicators(), key=lambda info: info.title.casefold()))
    return tuple(info for info in found if (not field or field in fields_of(info)) and _fits(info, which))


def _fits(info: IndicatorInfo, which: Which) -> bool:
    return info.has_values if which == "values" else info.withdrawn if which == "withdrawn" else True


def fields() -> list[str]:
    """Return the fields that the catalogue sorts its indicators under."""
    try:
        return sorted({field for info in reader().indicators() for field in fields_of(info)})
    except StoreError:
        return []


def fields_of(info: IndicatorInfo) -> list[str]:
    """Return the fields of an indicator; one that belongs to several has them joined by a comma without a space.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> fields_of(SimpleNamespace(operating_area="Grundskola,Kommunen, övergripande"))
    ['Grundskola', 'Kommunen, övergripande']

    """
    return [field for field in re.split(r",(?=\S)", info.operating_area) if field]


def national_indicator(number: str) -> IndicatorInfo | None:
    """Return a national indicator by its id, if the catalogue has it."""
    try:
        return reader().indicator(number)
    except StoreError:
        return None


def years_at_home(info: IndicatorInfo) -> tuple[tuple[Group, ...], list[YearRow]]:
    """Return what an indicator has been in the municipality, the latest year first, and for which groups."""
    unit = municipality()
    area = area_of(unit) if unit else ""
    if not area or not info.has_values:
        return (), []
    series = {group: reader().series(info.id, area, SEXES[group]) for group in Group}
    groups = tuple(group for group in Group if group is Group.ALL or series[group].values.size)
    known = {group: dict(zip(series[group].periods.tolist(), series[group].values.tolist(), strict=True))
             for group in groups}  # fmt: skip
    years = sorted({year for line in known.values() for year in line}, reverse=True)
    breaks = info.curated.breaks_in(area) if info.curated else ()
    first = {min((year for year in years if year >= one.year), default=0) for one in breaks if one.year > years[-1]}
    rows = [YearRow(year, tuple(_known(known[group].get(year)) for group in groups), year in first) for year in years]
    return groups, rows


def _known(value: float | None) -> float | None:
    return None if value is None or np.isnan(value) else value
