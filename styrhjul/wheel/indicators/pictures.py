"""An indicator as a chart: what is drawn, what is said beside it, and the numbers behind it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from styrhjul.base.organisation.models import Unit
from styrhjul.base.organisation.queries import accent, municipality
from styrhjul.engine.analysis import numbers
from styrhjul.engine.analysis.spread import Spread, spread
from styrhjul.engine.drawing.charts.dots import DotChart, DotRow
from styrhjul.engine.drawing.charts.line import Event, LineChart, MiddleHalf, Target, axis_of
from styrhjul.engine.drawing.charts.sexes import SexChart
from styrhjul.engine.drawing.charts.spec import ChartSpec, Series
from styrhjul.engine.store import Reader, StoreError
from styrhjul.engine.store.answers import Sex
from styrhjul.wheel.indicators.comparisons import Peers, Place
from styrhjul.wheel.indicators.models import Group, Indicator, Rhythm, Source
from styrhjul.wheel.indicators.models import Target as TargetRow
from styrhjul.wheel.indicators.queries import Line, breaks_of, is_about_the_young, lines, reader

Cell = str | float | None
HALFWAY = 0.5
SHORTEST = 0.5  # so that a target decided for the same year is seen as a line


@dataclass(frozen=True)
class Picture:
    """A chart specification with what belongs beside the drawing."""

    kind: Literal["line", "sexes", "dots"]
    spec: ChartSpec
    axis_note: str | None
    source: str
    columns: list[str]
    rows: list[list[Cell]]


def raw_source(indicator: Indicator) -> str:
    """Return the source line of unprocessed values."""
    if indicator.source == Source.NATIONAL:
        return _("Source: Kolada %(number)s") % {"number": indicator.national_id}
    return _("Source: the unit's own values")


def computed_source(indicator: Indicator) -> str:
    """Return the source line of anything computed."""
    if indicator.source == Source.NATIONAL:
        return _("Own processing of open statistics")
    return _("Own processing of own values")


def spoken(period: str) -> str:
    """Return a year, or a month (2023-10), as people say it: oktober 2023."""
    return date_format(date(int(period[:4]), int(period[5:7]), 1), "F Y") if len(period) == len("2023-10") else period


def time_of(period: str) -> float:
    """Return where a period lies on the time axis: 2023 for a year, a twelfth more for each month."""
    return int(period[:4]) + (int(period[5:]) - 1) / 12 if len(period) > 4 else float(int(period))


def written(value: Decimal | float | None, indicator: Indicator) -> str:
    """Return a value or a target with its unit, always with the indicator's decimals; a missing one in words."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return _("no value")
    return f"{number(value, indicator.decimals)}\u00a0{indicator.measure_unit}"


def number(value: Decimal | float, decimals: int) -> str:
    """Return a number in the reader's language, rounded as everywhere else."""
    return numbers.written(value, decimals, "en" if (get_language() or "sv").startswith("en") else "sv")


Points = tuple[tuple[float, float | None], ...]


def change_marks(years: Iterable[int]) -> tuple[Event, ...]:
    """Return a mark halfway before the first year of each new definition."""
    return tuple(Event(year - HALFWAY, _("new definition %(year)s") % {"year": year}) for year in years)


def kept_apart(points: Points, years: Iterable[int]) -> Points:
    """Return points with a gap before each new definition, so that no line joins unlike years."""
    gaps = tuple((year - HALFWAY, None) for year in years)
    return tuple(sorted((*points, *gaps), key=lambda point: point[0]))


def _changed(indicator: Indicator, line: Line, since: int) -> list[int]:
    """Return the years between the first and the last value shown when the definition changed."""
    years = [point.year for point in line.points if point.year >= since]
    return [one.year for one in breaks_of(indicator) if years and years[0] < one.year <= years[-1]]


def _series(name: str, line: Line, since: int) -> Series:
    points = tuple(
        (time_of(p.period), float(p.value) if p.value is not None else None) for p in line.points if p.year >= since
    )
    return Series(name, points)


def _whole(row: Sequence[float], periods: Sequence[int], since: int) -> tuple[tuple[float, float | None], ...]:
    pairs = zip(periods, row, strict=True)
    return tuple((float(p), None if math.isnan(v) else float(v)) for p, v in pairs if p >= since)


@lru_cache(maxsize=128)
def spread_of(stats: Reader, national_id: str, sex: Sex = "T") -> tuple[list[int], Spread]:
    """Return the middle of all municipalities for each period; a build never changes, so it is worked out once."""
    panel = stats.panel(national_id, sex)
    return panel.periods.tolist(), spread(panel.values)


def _others(indicator: Indicator, since: int) -> tuple[Series | None, MiddleHalf | None]:
    return all_others(indicator.national_id, since) if indicator.source == Source.NATIONAL else (None, None)


def all_others(national_id: str, since: int = 0, sex: Sex = "T") -> tuple[Series | None, MiddleHalf | None]:
    """Return the median of all municipalities and their middle half over time; None without statistics."""
    try:
        stats = reader()
        periods, found = spread_of(stats, national_id, sex)
    except StoreError:
        return None, None
    lower, upper = _whole(found.lower.tolist(), periods, since), _whole(found.upper.tolist(), periods, since)
    half = tuple((time, low, high) for (time, low), (_time, high) in zip(lower, upper, strict=True))
    median = Series(_("Median"), _whole(found.median.tolist(), periods, since))
    return median, MiddleHalf(_("Half of all municipalities"), half)


def _place_name(indicator: Indicator, unit: Unit) -> str:
    top = municipality()
    name = top.name if indicator.source == Source.NATIONAL and top else unit.name
    return name.removesuffix(" kommun")


def line_picture(
    indicator: Indicator, unit: Unit, *, target: TargetRow | None = None, since: int = 0, line: Line | None = None
) -> Picture | None:
    """Return the indicator over time against target and other municipalities; None where there is no value at all.

    A line that is at hand already is not asked for again.
    """
    line = line or lines(indicator, unit, [Group.ALL])[Group.ALL]
    if line.latest is None or line.latest.value is None:
        return None
    median, half = _others(indicator, since)
    name = _place_name(indicator, unit)
    latest, changed = written(line.latest.value, indicator), _changed(indicator, line, since)
    own = _series(name, line, since)
    spec = LineChart(
        title=indicator.title,
        description=_("%(place)s was at %(value)s in %(period)s.")
        % {"place": name, "value": latest, "period": spoken(line.latest.period)},
        language=(get_language() or "sv")[:2],
        decimals=indicator.decimals,
        unit=indicator.measure_unit if len(indicator.measure_unit) <= 3 else "",
        own=replace(own, points=kept_apart(own.points, changed)),
        median=median,
        middle_half=half,
        target=_target(target, indicator) if target else None,
        events=change_marks(changed),
        accent=accent(),
    )
    columns = [_("Period"), name, *([_("Median of all municipalities")] if median else [])]
    source = computed_source(indicator) if median else raw_source(indicator)
    return Picture("line", spec, _axis_note(spec), source, columns, _rows(line, median, since))


def _target(target: TargetRow, indicator: Indicator) -> Target:
    """Return the target's line: from when it was decided until the year that it is for."""
    decided, until = float(target.decided_on.year), float(target.year)
    if indicator.rhythm == Rhythm.MONTH:
        decided, until = decided + (target.decided_on.month - 1) / 12, until + 11 / 12
    return Target(
        _("Target %(value)s") % {"value": written(target.value, indicator)},
        float(target.value),
        since=min(decided, until - SHORTEST),
        until=until,
    )


def _axis_note(spec: LineChart) -> str | None:
    """Say in words that the axis does not begin at zero."""
    low, _high = axis_of(spec)
    return _("The axis begins at %(low)s.") % {"low": number(low, 0 if low == int(low) else 1)} if low else None


def _rows(line: Line, median: Series | None, since: int) -> list[list[Cell]]:
    medians = dict(median.points) if median else {}
    return [
        [p.period, _number(p.value), *([medians.get(time_of(p.period))] if median else [])]
        for p in line.points
        if p.year >= since
    ]


def sexes_picture(
    indicator: Indicator, unit: Unit, *, since: int = 0, found: Mapping[Group, Line] | None = None
) -> Picture | None:
    """Return women and men over time; None when the indicator is not split or has no such values."""
    if not indicator.by_sex:
        return None
    found = found or lines(indicator, unit, [Group.WOMEN, Group.MEN])
    women, men = found[Group.WOMEN], found[Group.MEN]
    if women.latest is None or men.latest is None:
        return None
    words = (_("Girls"), _("Boys")) if is_about_the_young(indicator) else (_("Women"), _("Men"))
    both = _("%(women)s and %(men)s") % {"women": words[0].lower(), "men": words[1].lower()}
    said = {"women_word": words[0], "men_word": words[1].lower(), "period": spoken(women.latest.period)}
    said |= {"women": written(women.latest.value, indicator), "men": written(men.latest.value, indicator)}
    spec = SexChart(
        title=f"{indicator.title}, {both}",
        description=_("%(women_word)s %(women)s, %(men_word)s %(men)s in %(period)s.") % said,
        language=(get_language() or "sv")[:2],
        decimals=indicator.decimals,
        unit=indicator.measure_unit if len(indicator.measure_unit) <= 3 else "",
        women=_series(words[0], women, since),
        men=_series(words[1], men, since),
    )
    values = {p.period: p.value for p in men.points}
    rows: list[list[Cell]] = [
        [p.period, _number(p.value), _number(values.get(p.period))] for p in women.points if p.year >= since
    ]
    return Picture("sexes", spec, None, raw_source(indicator), [_("Period"), *words], rows)


def peers_picture(
    indicator: Indicator, found: Peers, *, place: Place | None = None, target: TargetRow | None = None
) -> Picture:
    """Return similar municipalities as ranked dots, with all municipalities' middle half behind them."""
    spec = DotChart(
        title=_("%(indicator)s in similar municipalities, %(period)s")
        % {"indicator": indicator.title, "period": found.period},
        description="; ".join(f"{row.name} {written(row.value, indicator)}" for row in found.rows),
        language=(get_language() or "sv")[:2],
        decimals=indicator.decimals,
        unit=indicator.measure_unit if len(indicator.measure_unit) <= 3 else "",
        rows=tuple(DotRow(row.name, row.value, row.own) for row in found.rows),
        middle_half=(place.lower, place.upper) if place and place.quarter else None,
        median=place.median if place else None,
        median_label=_("median"),
        target=float(target.value) if target else None,
        target_label=_("goal value"),
        missing=_("no value"),
        accent=accent(),
    )
    rows: list[list[Cell]] = [[row.name, row.value] for row in found.rows]
    return Picture("dots", spec, None, raw_source(indicator), [_("Municipality"), found.period], rows)


def _number(value: Decimal | None) -> float | None:
    return float(value) if value is not None else None
