"""What we have decided or read about national indicators: changes of definition, what they come from, relatives."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import get_language

from styrhjul.engine.store import IndicatorInfo, StoreError, bundled_relatives
from styrhjul.wheel.indicators.queries.national import area_name, reader


@dataclass(frozen=True)
class Change:
    """A documented change of definition: the first year of the new one, what changed, and where if not everywhere."""

    year: int
    why: str
    areas: tuple[str, ...]


@dataclass(frozen=True)
class Kin:
    """Indicators that are related to one by arithmetic, for the same reason."""

    why: str
    indicators: tuple[IndicatorInfo, ...]


@dataclass(frozen=True)
class Computed:
    """What a share or rate is computed from, as far as the catalogue has it."""

    numerator: IndicatorInfo | None
    denominator: IndicatorInfo | None


def changes_of(info: IndicatorInfo) -> list[Change]:
    """Return the documented changes of an indicator's definition, the latest first."""
    found = info.curated.breaks if info.curated else ()
    return [
        Change(one.year, one.why.of(_language()), tuple(area_name(area) for area in one.areas))
        for one in reversed(found)
    ]


def computed_from(info: IndicatorInfo) -> Computed | None:
    """Return what an indicator is computed from; None where the catalogue doesn't have it."""
    counts = info.curated.counts if info.curated else None
    if counts is None:
        return None
    numerator, denominator = (_known([one or ""]) for one in (counts.numerator, counts.denominator))
    return Computed(next(iter(numerator), None), next(iter(denominator), None))


def kin_of(info: IndicatorInfo) -> list[Kin]:
    """Return the indicators that are related to one by arithmetic, by reason, those with values here first."""
    reasons: dict[str, list[str]] = {}
    for other, why in bundled_relatives().get(info.id, {}).items():
        reasons.setdefault(why.of(_language()), []).append(other)
    found = [Kin(why, _known(others)) for why, others in reasons.items()]
    return [kin for kin in found if kin.indicators]


def _known(indicators: Iterable[str]) -> tuple[IndicatorInfo, ...]:
    """Return those that the statistics have, with values first, then in order of title."""
    found = []
    for indicator in indicators:
        try:
            found.append(reader().indicator(indicator))
        except StoreError:
            continue
    return tuple(sorted(found, key=lambda info: (not info.has_values, info.title.casefold())))


def _language() -> str:
    return (get_language() or "sv")[:2]
