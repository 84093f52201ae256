"""Our own list of municipalities that are like one in their conditions; the national lists come first."""

from dataclasses import dataclass, replace

import numpy as np

from styrhjul.engine.analysis.arrays import Floats
from styrhjul.engine.analysis.national_steps import Place, Subject, place_of
from styrhjul.engine.analysis.neighbours import Neighbours, neighbours
from styrhjul.engine.analysis.numbers import SPACE, Language, written
from styrhjul.engine.analysis.relatives import computed_from, why_related
from styrhjul.engine.analysis.sentences import phrase
from styrhjul.engine.analysis.sentences_among import say_like
from styrhjul.engine.analysis.step import StepEvidence, cell, head
from styrhjul.engine.store import IndicatorInfo, Panel, Reader, StoreError

THEMES_NEEDED = 3
COVERAGE_NEEDED = 0.8


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition that municipalities are compared in: one indicator, or one divided by another.

    Attributes
    ----------
    theme : what it is about; themes count equally however many conditions they have.
    logarithm : it is a size.

    """

    theme: str
    indicator: str
    by: str = ""
    logarithm: bool = False


CONDITIONS = (
    Condition("population", "N01951", logarithm=True),
    Condition("age", "N01953", by="N01951"),
    Condition("age", "N01957", by="N01951"),
    Condition("education", "N01982"),
    Condition("income", "N00905"),
    Condition("arrivals", "N15901"),
    Condition("house_prices", "N07909", logarithm=True),
)


@dataclass(frozen=True, slots=True, eq=False)
class _Chosen:
    """The conditions in use with their values: `values` float64 (areas, conditions)."""

    conditions: tuple[Condition, ...]
    values: Floats

    @property
    def themes(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(one.theme for one in self.conditions))

    @property
    def weights(self) -> list[float]:
        themes = [one.theme for one in self.conditions]
        return [1 / themes.count(theme) for theme in themes]


def with_likeness(others: StepEvidence, subject: Subject) -> StepEvidence:
    """Lay our own list beside the national one, where there are values to compare."""
    found = own_likeness(subject, int(others.year)) if others.year is not None else {}
    return replace(others, chart=others.chart | {"like": found}) if found else others


def own_likeness(subject: Subject, period: int) -> dict[str, object]:
    """List the municipalities that are most like the own one, what they have, and what they differ in.

    Parameters
    ----------
    subject : Subject
        The indicator and the municipality; a condition that the indicator is related to is left out.
    period : int
        Of the values to lay beside; conditions are taken from the latest period up to it with values enough.

    Returns
    -------
    dict
        Plain content: name, sentence, scale, head, rows, shares, share_head, share_rows, areas. Empty when fewer than
        three themes have values for at least 80 per cent of the municipalities, or nobody can be compared.

    """
    chosen = _chosen(subject, period)
    if len(chosen.themes) < THEMES_NEEDED:
        return {}
    place, measure = place_of(subject, period), subject.measure
    areas = place.panel.areas
    found = neighbours(
        chosen.values,
        place.row,
        codes=areas,
        weights=chosen.weights,
        logarithm=[one.logarithm for one in chosen.conditions],
    )
    if not found.rows.size:
        return {}
    themes = [phrase(measure.language, f"theme_{theme}") for theme in chosen.themes]
    names = [subject.reader.area(areas[row]).name for row in found.rows.tolist()]
    cells, shares = _cells(found, place, subject), _shares(found, chosen, measure.language)
    return {
        "name": phrase(measure.language, "like_name", themes=_listed(themes, measure.language)),
        "sentence": say_like(*place.better(found.rows.tolist(), measure), measure),
        "scale": phrase(measure.language, "like_scale"),
        "head": head(measure, "area", "value", "rank", "unlike"),
        "rows": [(name, *row) for name, row in zip(names, cells, strict=True)],
        "shares": phrase(measure.language, "like_shares"),
        "share_head": (*head(measure, "area"), *(theme.capitalize() for theme in themes)),
        "share_rows": [(name, *row) for name, row in zip(names, shares, strict=True)],
        "areas": [areas[row] for row in found.rows.tolist()],
    }


def _chosen(subject: Subject, period: int) -> _Chosen:
    kept = []
    for one in CONDITIONS:
        values = _values(subject, one, period)
        if values is not None and np.mean(~np.isnan(values)) >= COVERAGE_NEEDED:
            kept.append((one, values))
    columns = [values for _one, values in kept]
    return _Chosen(tuple(one for one, _values in kept), np.column_stack(columns) if columns else np.empty((0, 0)))


def _values(subject: Subject, condition: Condition, period: int) -> Floats | None:
    """Read a condition in every municipality; None when it isn't loaded or is tied to the indicator itself."""
    reader = subject.reader
    try:
        infos = [reader.indicator(one) for one in (condition.indicator, condition.by) if one]
    except StoreError:
        return None
    if any(not info.has_values or _is_tied(subject.info, info) for info in infos):
        return None
    columns = [_latest(reader, info, period) for info in infos]
    if any(column is None for column in columns):
        return None
    above, *below = [column for column in columns if column is not None]
    return above / np.where(below[0] > 0, below[0], np.nan) if below else above


def _is_tied(own: IndicatorInfo, condition: IndicatorInfo) -> bool:
    return own.id == condition.id or why_related(own, condition) is not None or computed_from(own, condition)


def _latest(reader: Reader, info: IndicatorInfo, period: int) -> Floats | None:
    """Give the latest values up to a period that enough municipalities have."""
    panel: Panel = reader.panel(info.id)
    enough = (panel.periods <= period) & (np.mean(~np.isnan(panel.values), axis=0) >= COVERAGE_NEEDED)
    places = np.flatnonzero(enough)
    return panel.values[:, places[-1]] if places.size else None


def _cells(found: Neighbours, place: Place, subject: Subject) -> list[tuple[str, str, str]]:
    measure, rank = subject.measure, place.ranks.rank
    return [
        (
            cell(float(place.column[row]), "", measure),
            str(rank[row]) if rank[row] else "–",
            written(float(distance), 2, measure.language),
        )
        for row, distance in zip(found.rows.tolist(), found.distances, strict=True)
    ]


def _shares(found: Neighbours, chosen: _Chosen, language: Language) -> list[tuple[str, ...]]:
    """Write how much of each difference each theme makes up, in per cent."""
    owners = [one.theme for one in chosen.conditions]
    made = []
    for shares in found.shares:
        by_theme = [shares[[owner == theme for owner in owners]] for theme in chosen.themes]
        known = [float(np.nansum(one)) if not np.isnan(one).all() else float("nan") for one in by_theme]
        made.append(tuple(f"{written(100 * one, 0, language)}{SPACE}%" if not np.isnan(one) else "–" for one in known))
    return made


def _listed(words: list[str], language: Language) -> str:
    *first, last = words
    return f"{', '.join(first)} {phrase(language, 'and')} {last}" if first else last
