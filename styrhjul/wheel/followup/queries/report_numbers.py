"""The numbers of a report: every indicator's outcome, series, sentences and charts, asked for together."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from styrhjul.base.organisation.models import Unit
from styrhjul.engine.analysis.arrays import Good
from styrhjul.engine.analysis.evidence import LadderEvidence, ladder_evidence, own_evidence
from styrhjul.engine.analysis.numbers import Language
from styrhjul.engine.store import StoreError
from styrhjul.wheel.followup import content
from styrhjul.wheel.followup.queries.outcomes import Outcome, chains_above
from styrhjul.wheel.indicators.models import Group, Indicator, Source, Target, Value
from styrhjul.wheel.indicators.pictures import Picture, line_picture, raw_source, sexes_picture
from styrhjul.wheel.indicators.queries import (
    Line,
    is_about_the_young,
    lines_of,
    national_points,
    next_target,
    reader,
    targets_of_many,
)

YEARS_IN_TABLE = 6
YEARS_IN_CHART = 15
STATUSES = {"final", "preliminary"}

Key = tuple[int, int]


@dataclass(frozen=True)
class Numbers:
    """The outcomes and series of many indicators, each at its unit, up to the year of the report."""

    year: int
    areas: dict[int, str]
    outcomes: dict[Key, Outcome]
    lines: dict[Key, dict[Group, Line]]


def numbers_of(pairs: Iterable[tuple[Indicator, Unit]], year: int) -> Numbers:
    """Return the numbers of many indicators by three questions however many they are."""
    wanted = list(pairs)
    chains = chains_above({unit.pk: unit for _indicator, unit in wanted})
    lines = _own_lines([(one.pk, unit.pk) for one, unit in wanted if one.source == Source.OWN], year)
    areas = {pk: next((unit.area for unit in chain if unit.area), "") for pk, chain in chains.items()}
    for indicator, unit in wanted:
        if indicator.source == Source.NATIONAL:
            lines[indicator.pk, unit.pk] = {
                group: _until(Line(group, national_points(indicator, areas[unit.pk], group)), year) for group in Group
            }
    places = {place.pk: place for chain in chains.values() for place in chain}
    targets = targets_of_many({one.pk: one for one, _unit in wanted}.values(), places.values())
    outcomes = {}
    for indicator, unit in wanted:
        decided = next((rows for place in chains[unit.pk] if (rows := targets.get((indicator.pk, place.pk)))), [])
        key = (indicator.pk, unit.pk)
        outcomes[key] = _outcome(indicator, lines[key][Group.ALL], next_target(decided, year))
    return Numbers(year, areas, outcomes, lines)


def _outcome(indicator: Indicator, line: Line, target: Target | None) -> Outcome:
    latest, before = line.latest, line.before
    return Outcome(
        indicator,
        latest.period if latest else "",
        latest.value if latest else None,
        before.value if before else None,
        target,
    )


def _until(line: Line, year: int) -> Line:
    return Line(line.group, tuple(point for point in line.points if point.year <= year))


def _own_lines(keys: Collection[Key], year: int) -> dict[Key, dict[Group, Line]]:
    rows = Value.objects.filter(indicator__in={one for one, _unit in keys}, unit__in={unit for _one, unit in keys})
    found: dict[Key, list[Value]] = {}
    for row in rows.standing().select_related("indicator").order_by("period"):
        found.setdefault((row.indicator_id, row.unit_id), []).append(row)
    return {key: {group: _until(line, year) for group, line in lines_of(found.get(key, ())).items()} for key in keys}


def indicator_content(numbers: Numbers, outcome: Outcome, unit: Unit, *, with_charts: bool = True) -> content.Indicator:
    """Return an indicator's numbers, sentences and charts as they stand today."""
    indicator, target = outcome.indicator, outcome.target
    found = numbers.lines[indicator.pk, unit.pk]
    said = _sentences(numbers.year, outcome, numbers.areas[unit.pk], found)
    split = indicator.by_sex
    words = (_("Girls"), _("Boys")) if is_about_the_young(indicator) else (_("Women"), _("Men"))
    return {
        "title": indicator.title,
        "measure_unit": indicator.measure_unit,
        "decimals": indicator.decimals,
        "direction_word": str(indicator.get_direction_display()),
        "rows": values_content(found[Group.ALL]),
        "women_word": words[0],
        "women": values_content(found[Group.WOMEN]) if split else [],
        "men_word": words[1],
        "men": values_content(found[Group.MEN]) if split else [],
        "target": {"value": float(target.value), "year": target.year, "decided": _decided(target)} if target else None,
        "outcome_sentence": said[0],
        "comparison_sentence": said[1] or None,
        "missing_sentence": _missing(outcome, numbers.year),
        "source_phrase": raw_source(indicator),
        "charts": _charts(indicator, unit, target, found, numbers.year) if with_charts else [],
        "places_word": "",
        "places": [],
    }


def _sentences(year: int, outcome: Outcome, area: str, found: dict[Group, Line]) -> tuple[str, str]:
    """Return what the engine says of the outcome, and of it among others; empty where it has nothing to say."""
    indicator, target = outcome.indicator, outcome.target
    aim = (float(target.value) if target else None, target.year if target else None)
    language: Language = "en" if (get_language() or "sv").startswith("en") else "sv"
    good = cast("Good", indicator.direction)
    if indicator.source == Source.NATIONAL:
        try:
            build = reader().build_id
            return _national(build, indicator.national_id, area, year, aim, good, indicator.decimals, language)
        except StoreError:
            return "", ""
    points = found[Group.ALL].points
    values = [float(point.value) if point.value is not None else float("nan") for point in points]
    evidence = own_evidence(
        [point.period for point in points], values, target=aim[0], target_year=aim[1], direction=good,
        decimals=indicator.decimals, unit=indicator.measure_unit, language=language, title=indicator.title,
    )  # fmt: skip
    return _said(evidence, has_target=target is not None)


@lru_cache(maxsize=4096)
def _national(
    build: str, indicator: str, area: str, year: int, aim: tuple[float | None, int | None], good: Good, decimals: int,
    language: Language,
) -> tuple[str, str]:  # fmt: skip
    """Return the engine's sentences; a build never changes, so they are worked out once per process."""
    evidence = ladder_evidence(
        reader(), indicator, area, target=aim[0], target_year=aim[1], direction=good, decimals=decimals, until=year,
        language=language,
    )  # fmt: skip
    return _said(evidence, has_target=aim[0] is not None)


def _said(evidence: LadderEvidence, *, has_target: bool) -> tuple[str, str]:
    outcome = evidence.targets.sentence if has_target else evidence.earlier.sentence
    return outcome, evidence.others.sentence if evidence.others else ""


def _decided(target: Target) -> str:
    words = [target.decided_by.name, date_format(target.decided_on, "j F Y"), target.paragraph]
    return " ".join(part for part in words if part)


def _missing(outcome: Outcome, year: int) -> str | None:
    if outcome.value is None:
        return _("There is no value; the reason is unknown.")
    if int(outcome.period[:4]) < year:
        return _("The latest value is from %(period)s; there is none for %(year)s yet.") % {
            "period": outcome.period,
            "year": year,
        }
    return None


def values_content(line: Line) -> list[content.Value]:
    """Return the last years of a series, one value a year: of months the last one, which the note names."""
    by_year = {point.year: point for point in line.points}
    return [
        {
            "year": point.year,
            "value": float(point.value) if point.value is not None else None,
            "status": "missing"
            if point.value is None
            else cast("content.ValueStatus", point.status if point.status in STATUSES else "final"),
            "note": point.missing_because or (point.period if len(point.period) > len("2023") else None),
        }
        for point in list(by_year.values())[-YEARS_IN_TABLE:]
    ]


def _charts(
    indicator: Indicator, unit: Unit, target: Target | None, found: dict[Group, Line], year: int
) -> list[content.Chart]:
    since = year - YEARS_IN_CHART
    pictures = (
        line_picture(indicator, unit, target=target, since=since, line=found[Group.ALL]),
        sexes_picture(indicator, unit, since=since, found=found),
    )
    return [_chart(picture, indicator) for picture in pictures if picture]


def _chart(picture: Picture, indicator: Indicator) -> content.Chart:
    return {
        "drawing": picture.kind,
        "spec": picture.spec.as_dict(),
        "caption": picture.spec.title,
        "alt": picture.spec.description,
        "axis_note": picture.axis_note,
        "source": picture.source,
        "columns": picture.columns,
        "rows": picture.rows,
        "decimals": indicator.decimals,
    }
