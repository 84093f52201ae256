"""What indicators came to against their targets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from styrhjul.base.common import clock
from styrhjul.base.organisation.models import Ancestry, Unit, in_force
from styrhjul.wheel.indicators.models import Direction, Group, Indicator, Source, Target
from styrhjul.wheel.indicators.queries import Line, Point, latest_points, national_points, next_target, targets_of_many

Pair = tuple[Indicator, Unit]


@dataclass(frozen=True)
class Outcome:
    """The latest value of an indicator at a unit, the one before, and the target that is looked toward."""

    indicator: Indicator
    period: str
    value: Decimal | None
    before: Decimal | None
    target: Target | None

    @property
    def _sign(self) -> int:
        return {Direction.HIGHER: 1, Direction.LOWER: -1}.get(Direction(self.indicator.direction), 0)

    @property
    def _rounding(self) -> Decimal:
        return Decimal(5).scaleb(-self.indicator.decimals - 1)

    @property
    def can_be_judged(self) -> bool:
        """Tell whether there is a value, a target and a direction."""
        return self.value is not None and self.target is not None and self._sign != 0

    @property
    def met(self) -> bool:
        """Tell whether the target is reached; exactly on target, within rounding, is reached."""
        if self.value is None or self.target is None or not self._sign:
            return False
        return self._sign * (self.value - self.target.value) >= -self._rounding

    @property
    def improved(self) -> bool:
        """Tell whether the value is better than the one before, by more than rounding."""
        if self.value is None or self.before is None:
            return False
        return self._sign * (self.value - self.before) > self._rounding


def outcomes(indicators: Iterable[Indicator], unit: Unit, *, until: int | None = None) -> list[Outcome]:
    """Return the outcome of each indicator at a unit; a target of the unit goes before one of a unit above."""
    wanted = list(indicators)
    found = outcomes_of([(indicator, unit) for indicator in wanted], until=until)
    return [found[indicator.pk, unit.pk] for indicator in wanted]


def outcomes_of(pairs: Iterable[Pair], *, until: int | None = None) -> dict[tuple[int, int], Outcome]:
    """Return the outcomes of many indicators, each at its unit, by three questions however many they are."""
    wanted = list(pairs)
    units = {unit.pk: unit for _indicator, unit in wanted}
    above = chains_above(units)
    own = [(indicator, unit) for indicator, unit in wanted if indicator.source == Source.OWN]
    lines = latest_points({one.pk: one for one, _unit in own}.values(), {one.pk: one for _one, one in own}.values())
    places = {place.pk: place for chain in above.values() for place in chain}
    targets = targets_of_many({one.pk: one for one, _unit in wanted}.values(), places.values())
    found = {}
    for indicator, unit in wanted:
        chain = above[unit.pk]
        points = [p for p in _points(indicator, chain, lines) if p.value is not None and (not until or p.year <= until)]
        decided = next((rows for place in chain if (rows := targets.get((indicator.pk, place.pk)))), [])
        found[indicator.pk, unit.pk] = Outcome(
            indicator,
            points[-1].period if points else "",
            points[-1].value if points else None,
            points[-2].value if len(points) > 1 else None,
            next_target(decided, until or clock.today().year),
        )
    return found


def chains_above(units: Mapping[int, Unit]) -> dict[int, list[Unit]]:
    """Return each unit with those above it today, nearest first."""
    rows = Ancestry.objects.filter(in_force(clock.today()), descendant__in=units, distance__gt=0)
    chains = {pk: [unit] for pk, unit in units.items()}
    for row in rows.select_related("ancestor").order_by("distance"):
        chains[row.descendant_id].append(row.ancestor)
    return chains


def _points(indicator: Indicator, chain: list[Unit], lines: Mapping[tuple[int, int], Line]) -> tuple[Point, ...]:
    """Return an indicator's points at the first unit of a chain; national ones in the nearest statistical area."""
    if indicator.source == Source.NATIONAL:
        return national_points(indicator, next((unit.area for unit in chain if unit.area), ""), Group.ALL)
    line = lines.get((indicator.pk, chain[0].pk))
    return line.points if line else ()


def line_at(indicator: Indicator, unit: Unit) -> Line | None:
    """Return an indicator's line at a unit, wherever it is kept."""
    return latest_points([indicator], [unit]).get((indicator.pk, unit.pk))
