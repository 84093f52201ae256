"""How an explored indicator is written, and what the engine says of it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from styrhjul.engine.analysis import numbers
from styrhjul.engine.analysis.arrays import Integers
from styrhjul.engine.analysis.earlier import judge_series, thinned
from styrhjul.engine.analysis.evidence import mean_of, measure_of
from styrhjul.engine.analysis.numbers import Measure
from styrhjul.engine.analysis.sentences import say_earlier
from styrhjul.engine.analysis.sentences_among import say_change, say_place
from styrhjul.engine.store import IndicatorInfo
from styrhjul.engine.store.choices import Break
from styrhjul.web.indicators.explore.asked import Asked
from styrhjul.wheel.indicators import queries
from styrhjul.wheel.indicators.queries import explore
from styrhjul.wheel.indicators.queries.explore import ExploredLine, Standings


@dataclass(frozen=True)
class Written:
    """How values are written."""

    measure: Measure

    @property
    def unit(self) -> str:
        """The measure unit where it is short enough to stand at every number."""
        return self.measure.unit if len(self.measure.unit) <= 3 else ""

    def number(self, value: float) -> str:
        """Write a value without its unit."""
        return numbers.written(value, self.measure.decimals, self.measure.language)

    @property
    def in_unit(self) -> str:
        """Say what the values are measured in."""
        unit = self.measure.unit
        return _("In %(unit)s.") % {"unit": _("per cent") if unit == "%" else unit} if unit else ""


def written(info: IndicatorInfo) -> Written:
    """Return how an indicator's values are written in the reader's language."""
    suggestion = queries.suggested(info.id)
    measure = measure_of(info, None, suggestion.decimals if suggestion else None, get_language() or "sv")
    return Written(measure)


def breaks_in(info: IndicatorInfo, area: str) -> tuple[Break, ...]:
    """Return the documented changes of an indicator's definition that touch an area."""
    return info.curated.breaks_in(area) if info.curated else ()


def _say_of_the_series(asked: Asked, values: list[float], years: Integers, measure: Measure) -> str:
    every, breaks = mean_of(asked.info), breaks_in(asked.info, asked.places[0].key)
    earlier = judge_series(*thinned(values, years, every), breaks=[one.year for one in breaks])
    why = next((one.why.of(measure.language) for one in breaks if one.year == earlier.broken_at), "")
    return say_earlier(earlier, measure, every=every, why=why)


def conclusion(asked: Asked, line: ExploredLine, found: Standings | None) -> str:
    """Say of the first place what its numbers allow: where it is heading, and its place among all."""
    measure = written(asked.info).measure
    if line.place.is_group or not line.values:
        return ""
    years = np.arange(min(line.values), max(line.values) + 1)
    values = [line.values.get(int(year), np.nan) for year in years]
    said = [_say_of_the_series(asked, values, years, measure)]
    own = next((row for row in found.rows if row.area == line.place.key), None) if found else None
    if own and own.rank and found:
        said.append(
            say_place(
                own.rank, shared=own.shared, compared=found.compared, period=found.year, colour="", measure=measure
            )
        )
        change = explore.change_among_all(asked.info, own.area, found, asked.sex)
        said.append(say_change(change, measure) if change else "")
    return " ".join(
        f"{line.place.name}: {one[:1].lower()}{one[1:]}" if not at else one for at, one in enumerate(said) if one
    )
