"""What has been found among all pairs of national indicators, and how far a search has come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal, overload

import numpy as np
from django.conf import settings

from styrhjul.engine.analysis.all_patterns import BETWEEN, ROBUST
from styrhjul.engine.analysis.pattern_search import Found, Search, found_file, found_in, search_of
from styrhjul.engine.store import IndicatorInfo, Reader
from styrhjul.wheel.indicators.queries.national import reader, statistics_build

Kind = Literal["robust", "between", "within"]
KINDS: tuple[Kind, ...] = ("within", "between", "robust")


@dataclass(frozen=True)
class PatternPair:
    """Two indicators that go together, and how."""

    first: IndicatorInfo
    second: IndicatorInfo
    kind: Kind
    between: float | None
    within: float | None
    without: float | None
    areas: int
    years: int
    years_same: int


class PatternPairs(Sequence[PatternPair]):
    """Some of what was found, told of as it is asked for."""

    def __init__(self, stats: Reader, found: Found, places: Sequence[int]) -> None:
        self._stats, self._found, self._places = stats, found, places

    def __len__(self) -> int:
        return len(self._places)

    @overload
    def __getitem__(self, at: int) -> PatternPair: ...
    @overload
    def __getitem__(self, at: slice) -> PatternPairs: ...
    def __getitem__(self, at: int | slice) -> PatternPair | PatternPairs:
        if isinstance(at, slice):
            return PatternPairs(self._stats, self._found, self._places[at])
        return _pair(self._stats, self._found, self._places[at])


@dataclass(frozen=True)
class PatternList:
    """The pairs that fit what is asked, robust first, and what all were found among."""

    pairs: PatternPairs
    robust: int
    kept: int
    searched: int
    tested: int
    left_out: int


def search_under_way() -> Search | None:
    """Return how far the search of the build in use has come; None when nobody has begun."""
    build = statistics_build()
    return search_of(Path(settings.STATISTICS_DIR), build) if build else None


def pattern_list(text: str = "", kind: str = "") -> PatternList | None:
    """Return the pairs of which one has all the words of a text in its title or id; None before a search has ended."""
    build = statistics_build()
    path = found_file(Path(settings.STATISTICS_DIR), build)
    if not build or not path.exists():
        return None
    found = _read(path.parent, build)
    if found is None:
        return None
    kept = found.patterns
    chosen = _fitting(reader(), found, text, kind)
    return PatternList(
        pairs=PatternPairs(reader(), found, chosen),
        robust=int(np.sum(kept.kind == ROBUST)),
        kept=len(kept.kind),
        searched=len(found.indicators),
        tested=int(kept.tested.max()),
        left_out=int(kept.related[0]),
    )


@lru_cache(maxsize=2)
def _read(folder: Path, build: str) -> Found | None:
    return found_in(folder, build)


def _fitting(stats: Reader, found: Found, text: str, kind: str) -> list[int]:
    wanted = np.ones(len(found.patterns.kind), dtype=bool)
    if kind in KINDS:
        wanted &= found.patterns.kind == KINDS.index(kind)
    if text.strip():
        hits = {info.id for info in stats.search_indicators(text)}
        among = np.array([indicator in hits for indicator in found.indicators], dtype=bool)
        wanted &= among[found.patterns.first] | among[found.patterns.second]
    return [int(place) for place in np.flatnonzero(wanted)]


def _pair(stats: Reader, found: Found, place: int) -> PatternPair:
    kept = found.patterns
    kind = int(kept.kind[place])
    return PatternPair(
        first=stats.indicator(found.indicators[int(kept.first[place])]),
        second=stats.indicator(found.indicators[int(kept.second[place])]),
        kind="robust" if kind == ROBUST else "between" if kind == BETWEEN else "within",
        between=_known(float(kept.between[place])),
        within=_known(float(kept.within[place])),
        without=_known(float(kept.without[place])),
        areas=int(kept.areas[place]),
        years=int(kept.years[place]),
        years_same=int(kept.years_same[place]),
    )


def _known(value: float) -> float | None:
    return None if np.isnan(value) else value
