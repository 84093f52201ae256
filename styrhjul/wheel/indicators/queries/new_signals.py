"""What is new in the municipality: among all national indicators, the latest values that chance does not explain."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import numpy as np

from styrhjul.engine.analysis.evidence import mean_of
from styrhjul.engine.analysis.new_signals import new_signals
from styrhjul.engine.store import AreaLines, IndicatorInfo, Reader, StoreError
from styrhjul.wheel.indicators.queries.explore import own_area
from styrhjul.wheel.indicators.queries.national import reader

Means = Literal["worse", "better", ""]
RISES = frozenset({"above", "rising", "two_of_three_above", "shift_above"})
ORDER: tuple[Means, ...] = ("worse", "better", "")
RECENT = 1
"""A latest value is new when it is at most so many years older than the newest of all."""


@dataclass(frozen=True)
class SignalFound:
    """An indicator whose latest value is a signal, and what that means when a direction has been chosen."""

    info: IndicatorInfo
    period: int
    value: float
    signal: str
    means: Means


@dataclass(frozen=True)
class SignalList:
    """The signals of a municipality, worse ones first; how many series could be judged, and how many are expected.

    `expected` is how many of the judged would have a signal if nothing but chance were at work; `since` the oldest
    year that counts as new.
    """

    found: tuple[SignalFound, ...]
    judged: int
    expected: float
    since: int

    def fitting(self, text: str, means: str) -> list[SignalFound]:
        """Return those with all words of a text in their title or id, of one meaning: worse, better or none."""
        wanted = {info.id for info in reader().search_indicators(text)} if text.strip() else None
        return [
            one
            for one in self.found
            if (wanted is None or one.info.id in wanted) and (not means or (one.means or "none") == means)
        ]


def signal_list() -> SignalList | None:
    """Return the signals of the own municipality; None when it has no national statistics."""
    own = own_area()
    try:
        return _signals(reader(), own) if own else None
    except StoreError:
        return None


@lru_cache(maxsize=2)
def _signals(stats: Reader, area: str) -> SignalList:
    lines = stats.lines(area)
    infos = [stats.indicator(one) for one in lines.indicators]
    values = _comparable(lines, infos, area)
    since = int(lines.periods[-1]) - RECENT
    new = new_signals(values, lines.periods, lines.measured, since=since)
    found = [
        SignalFound(infos[place], period, float(values[place, period - int(lines.periods[0])]), signal,
                    _means(infos[place], signal))
        for place, signal, period in zip(new.places.tolist(), new.signals, new.periods.tolist(), strict=True)
    ]  # fmt: skip
    found.sort(key=lambda one: (ORDER.index(one.means), one.info.title))
    return SignalList(tuple(found), new.judged, new.expected_false, since)


def _comparable(lines: AreaLines, infos: list[IndicatorInfo], area: str) -> np.ndarray:
    """Leave out what is from before a change of definition, and all of what are means over several years.

    Means of overlapping years follow each other without anything having happened.
    """
    values = lines.values.copy()
    for row, info in enumerate(infos):
        if mean_of(info) > 1:
            values[row] = np.nan
        elif info.curated:
            for one in info.curated.breaks_in(area):
                values[row, lines.periods < one.year] = np.nan
    return values


def _means(info: IndicatorInfo, signal: str) -> Means:
    good = info.curated.direction if info.curated else "none"
    if good not in ("higher", "lower"):
        return ""
    return "better" if (good == "higher") is (signal in RISES) else "worse"
