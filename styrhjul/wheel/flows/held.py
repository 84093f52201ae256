"""What belongs to a part of the wheel at a place: the things of each kind, the newest or most urgent first."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet

from styrhjul.base.organisation.permissions import rights_of
from styrhjul.engine.packs.schema import Holds
from styrhjul.wheel.flows import on_the_wheel as lying
from styrhjul.wheel.flows.on_the_wheel import Place
from styrhjul.wheel.followup.models import Analysis, Rating, Report
from styrhjul.wheel.improvement.models import Proposal
from styrhjul.wheel.improvement.states import ProposalState
from styrhjul.wheel.indicators.models import Indicator
from styrhjul.wheel.plans.models import Plan, PlanInput
from styrhjul.wheel.plans.states import InputState


def held_at(place: Place, kind: Holds) -> QuerySet[Any]:
    """Return the things of one kind that belong to a place and its year, as far as the person may know."""
    return FOUND[kind](place)


def at(place: Place, path: str) -> Q:
    """Return the condition that a thing belongs to the place; what is a person's own is that of the own units."""
    units = [post.unit_id for post in rights_of(place.user).posts] if place.own else place.units
    return Q(**{f"{path}__in": units})


def _newest(rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.order_by("-node__made_at", "-pk")


def _goals(place: Place) -> QuerySet[Any]:
    return _newest(lying.goals_in(place))


def _indicators(place: Place) -> QuerySet[Any]:
    return _newest(Indicator.objects.visible_to(place.user).filter(at(place, "node__unit")))


def _plans(place: Place) -> QuerySet[Any]:
    rows = Plan.objects.visible_to(place.user).filter(at(place, "place"), year__in=(place.year, place.year + 1))
    return rows.order_by("-year", "-node__made_at", "-pk")


def _inputs(place: Place) -> QuerySet[Any]:
    rows = PlanInput.objects.visible_to(place.user).filter(at(place, "unit"), year__in=(place.year, place.year + 1))
    return rows.filter(state=InputState.OPEN).order_by("-laid_at", "-pk")


def _activities(place: Place) -> QuerySet[Any]:
    return lying.activities_in(place).order_by(F("ends").asc(nulls_last=True), "pk")


def _analyses(place: Place) -> QuerySet[Any]:
    rows = Analysis.objects.visible_to(place.user).filter(at(place, "node__unit"), year=place.year)
    return rows.order_by("-state", "-node__made_at", "-pk")


def _ratings(place: Place) -> QuerySet[Any]:
    rows = Rating.objects.visible_to(place.user).standing().filter(at(place, "rated"), year=place.year)
    return rows.order_by("-at", "-pk")


def _reports(place: Place) -> QuerySet[Any]:
    rows = Report.objects.visible_to(place.user).filter(at(place, "place"), year=place.year)
    return _newest(rows)


def _proposals(place: Place) -> QuerySet[Any]:
    in_year = Q(node__made_at__date__range=(date(place.year, 1, 1), date(place.year, 12, 31)))
    rows = Proposal.objects.visible_to(place.user).filter(at(place, "node__unit"))
    return _newest(rows.filter(in_year | Q(state=ProposalState.OPEN, node__made_at__date__lt=date(place.year, 1, 1))))


def _assurances(place: Place) -> QuerySet[Any]:
    return lying.assurances_in(place).prefetch_related("checks").order_by("check_on", "pk")


def _improvements(place: Place) -> QuerySet[Any]:
    return _newest(lying.improvements_in(place))


def _innovations(place: Place) -> QuerySet[Any]:
    return _newest(lying.leaps_in(place))


FOUND: dict[Holds, Callable[[Place], QuerySet[Any]]] = {
    Holds.GOALS: _goals,
    Holds.INDICATORS: _indicators,
    Holds.PLANS: _plans,
    Holds.INPUTS: _inputs,
    Holds.ACTIVITIES: _activities,
    Holds.ANALYSES: _analyses,
    Holds.RATINGS: _ratings,
    Holds.REPORTS: _reports,
    Holds.PROPOSALS: _proposals,
    Holds.ASSURANCES: _assurances,
    Holds.IMPROVEMENTS: _improvements,
    Holds.INNOVATIONS: _innovations,
}
