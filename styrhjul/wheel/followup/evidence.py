"""What the engine lays before an analysis: national numbers of the municipality, or the unit's own series."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from styrhjul.base.common import clock
from styrhjul.base.common.faults import Fault
from styrhjul.base.common.models import User
from styrhjul.base.organisation.models import Unit
from styrhjul.base.thread.models import Audience, Kind
from styrhjul.base.thread.queries import Direction, walk
from styrhjul.engine.analysis.evidence import ladder_evidence, own_evidence
from styrhjul.engine.store import StoreError
from styrhjul.wheel.followup.queries.outcomes import Outcome, outcomes
from styrhjul.wheel.goals.models import Goal
from styrhjul.wheel.goals.queries import goals_of_nodes
from styrhjul.wheel.indicators.comparisons import unit_shares
from styrhjul.wheel.indicators.models import Group, Indicator, Source, Status
from styrhjul.wheel.indicators.queries import Line, area_of, lines, reader

_PARTS = {"all": Group.ALL, "women": Group.WOMEN, "men": Group.MEN}
_OPEN = (Audience.PUBLIC, Audience.INTERNAL)


@dataclass(frozen=True)
class Laid:
    """Evidence as plain JSON, the period of the number it turns on, and the build it was read from."""

    content: dict[str, Any]
    period: str
    build: str

    def sentence(self, step: str) -> str:
        """Return what the engine says in one step; empty where it has nothing to say."""
        return sentence_of(self.content, step)


def sentence_of(content: dict[str, Any], step: str) -> str:
    """Return the engine's sentence of one step of kept evidence; empty where there is none."""
    found = content.get(step)
    return str(found.get("sentence") or "") if isinstance(found, dict) else ""


def evidence_for(indicator: Indicator, unit: Unit, *, until: int | None = None, above: Iterable[Goal] = ()) -> Laid:
    """Return what the engine has to say about an indicator at a unit up to a year, in the reader's language.

    A unit's own numbers have nobody to be compared with: beside them is laid how the municipality stands among others
    on the national indicator of the nearest of the goals `above` that has one, and it is kept whose it is.

    Raises Fault where the national statistics have nothing for the indicator or the unit's area.
    """
    year = min(until or clock.today().year, clock.today().year)
    outcome = outcomes([indicator], unit, until=year)[0]
    common: dict[str, Any] = {
        "target": float(outcome.target.value) if outcome.target else None,
        "target_year": outcome.target.year if outcome.target else None,
        "direction": indicator.direction,
        "decimals": indicator.decimals,
        "language": "en" if (get_language() or "sv").startswith("en") else "sv",
    }
    if indicator.source == Source.NATIONAL:
        return _national(indicator, unit, outcome, year, common)
    found = _own(indicator, unit, outcome, year, common)
    wider = _of_municipality(unit, year, str(common["language"]), above)
    return Laid({**found.content, **wider}, found.period, found.build)


def goals_above(goal: Goal, user: User) -> list[Goal]:
    """Return the goals that a goal serves, nearest first, that the whole organisation may know of."""
    knots = walk(goal.node, Direction.WHY, user, (Kind.GOAL,))
    return [one for one in goals_of_nodes(knot.node for knot in knots) if one.node.audience in _OPEN]


def _of_municipality(unit: Unit, year: int, language: str, above: Iterable[Goal]) -> dict[str, Any]:
    """Return how the municipality as a whole stands among others, and what moves together with it there."""
    for goal in above:
        rows = goal.indicators.filter(source=Source.NATIONAL, node__audience__in=_OPEN)
        for indicator in rows.select_related("node").order_by("pk"):
            wanted: Any = {"direction": indicator.direction, "decimals": indicator.decimals, "language": language}
            try:
                laid = ladder_evidence(reader(), indicator.national_id, area_of(unit), until=year, **wanted).as_dict()
            except StoreError:
                continue
            whose = {key: laid[key] for key in ("area", "area_name", "build", "unit", "decimals", "direction")}
            whose |= {"pk": indicator.pk, "title": indicator.title, "goal": goal.title}
            return {"others": laid["others"], "patterns": laid["patterns"], "municipality": whose}
    return {}


def _national(indicator: Indicator, unit: Unit, outcome: Outcome, year: int, common: dict[str, Any]) -> Laid:
    try:
        stats = reader()
        found = ladder_evidence(stats, indicator.national_id, area_of(unit), until=year, **common)
    except StoreError as fault:
        sentence = _("There are no national statistics for %(indicator)s at %(unit)s.")
        raise Fault(sentence % {"indicator": indicator.title, "unit": unit.name}, field="indicator") from fault
    return Laid(found.as_dict(), outcome.period, stats.build_id)


def _own(indicator: Indicator, unit: Unit, outcome: Outcome, year: int, common: dict[str, Any]) -> Laid:
    split = lines(indicator, unit, tuple(Group) if indicator.by_sex else (Group.ALL,))
    points = [point for point in split[Group.ALL].points if point.year <= year]
    periods = [point.period for point in points]
    values = [float(point.value) if point.value is not None else float("nan") for point in points]
    groups = None
    if indicator.by_sex:
        groups = {"women": _on(split[Group.WOMEN], periods), "men": _on(split[Group.MEN], periods)}
    found = own_evidence(
        periods,
        values,
        unit=indicator.measure_unit,
        title=indicator.title,
        statuses=["unknown" if point.status == Status.MISSING else point.status for point in points],
        groups=groups,
        people={name: _behind(split.get(group), periods) for name, group in _PARTS.items()},
        units=unit_shares(indicator, unit, outcome.period),
        **common,
    )
    return Laid(found.as_dict(), outcome.period, "")


def _behind(line: Line | None, periods: list[str]) -> list[float]:
    known = {point.period: point.people for point in line.points} if line else {}
    return [float(people) if (people := known.get(period)) is not None else float("nan") for period in periods]


def _on(line: Line, periods: list[str]) -> list[float]:
    known = {point.period: point.value for point in line.points}
    return [float(value) if (value := known.get(period)) is not None else float("nan") for period in periods]
