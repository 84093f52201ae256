"""Proposals in the order of their weight, how they have been weighed, and what came of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.db.models import Avg, Count, F, QuerySet

from styrhjul.base.common import clock
from styrhjul.base.common.models import User
from styrhjul.base.organisation.models import Unit
from styrhjul.base.organisation.permissions import within
from styrhjul.base.organisation.queries import units_below
from styrhjul.base.thread.models import Kind, Node
from styrhjul.engine.packs.schema import Right
from styrhjul.wheel.improvement.models import Assurance, Priority, Proposal
from styrhjul.wheel.improvement.queries.assurances import Assured, assured
from styrhjul.wheel.plans.models import PlanInput

MOST_ORIGINS: Final = 100
ORIGINS: Final = (Kind.ANALYSIS, Kind.RATING, Kind.GOAL, Kind.INDICATOR, Kind.ACTIVITY, Kind.REPORT, Kind.ASSURANCE)


def by_weight(proposals: QuerySet[Proposal]) -> QuerySet[Proposal]:
    """Return proposals with their mean weight: effect and urgency speak for, effort against; unweighed last."""
    weight = Avg("priorities__effect") + Avg("priorities__urgency") - Avg("priorities__effort")
    rows = Proposal.objects.filter(pk__in=proposals.order_by().values("pk")).select_related("node__unit", "decision")
    counted = rows.annotate(weight=weight, weighers=Count("priorities", distinct=True))
    return counted.order_by(F("weight").desc(nulls_last=True), "pk")


def proposals_found(user: User, *, unit: Unit | None = None, state: str = "") -> QuerySet[Proposal]:
    """Return the proposals that a person may know of, at a unit and those below it, the weightiest first."""
    rows = Proposal.objects.visible_to(user)
    if unit is not None:
        rows = rows.filter(node__unit__in=units_below(unit))
    if state:
        rows = rows.filter(state=state)
    return by_weight(rows)


def proposals_from(origin: Node, user: User) -> QuerySet[Proposal]:
    """Return the proposals that were made because of something, as far as a person may know."""
    tied = {"node__links_in__cause": origin, "node__links_in__withdrawn_at": None}
    return Proposal.objects.visible_to(user).filter(**tied).order_by("pk")


def decided_by(decision: Node, user: User) -> Proposal | None:
    """Return the proposal that a decision decided, as far as a person may know; None of any other thing."""
    return Proposal.objects.visible_to(user).filter(decision=decision.pk).first()


def units_with_proposals(user: User) -> QuerySet[Unit]:
    """Return the units that have proposals which a person may know of."""
    return Unit.objects.filter(pk__in=Proposal.objects.visible_to(user).values("node__unit")).order_by("name")


def units_to_propose_at(user: User) -> QuerySet[Unit]:
    """Return the units of today at which a person writes proposals."""
    return Unit.objects.on(clock.today()).filter(within(user, Right.WRITE_PROPOSALS, "pk")).order_by("name")


def possible_origins(user: User) -> list[Node]:
    """Return the newest things at the person's units that a proposal may come from."""
    rows = Node.objects.visible_to(user).filter(within(user, Right.WRITE_PROPOSALS, "unit"), kind__in=ORIGINS)
    return list(rows.select_related("unit").order_by("-made_at", "-pk")[:MOST_ORIGINS])


@dataclass(frozen=True)
class Weighed:
    """How a proposal has been weighed: one's own weight, the mean of all, and by how many."""

    own: Priority | None
    effect: float | None
    effort: float | None
    urgency: float | None
    people: int


def weighed(proposal: Proposal, user: User) -> Weighed:
    """Return the weights of a proposal."""
    rows = list(proposal.priorities.all())
    own = next((row for row in rows if row.by_id == user.pk), None)
    if not rows:
        return Weighed(None, None, None, None, 0)
    count = len(rows)
    return Weighed(
        own,
        sum(row.effect for row in rows) / count,
        sum(row.effort for row in rows) / count,
        sum(row.urgency for row in rows) / count,
        count,
    )


@dataclass(frozen=True)
class Came:
    """What came of a decided proposal: its place before the planning, the planners' answer, and what was secured."""

    given: PlanInput
    assurances: tuple[Assured, ...]


def what_came_of(proposal: Proposal, user: User) -> list[Came]:
    """Return what came of a proposal, as far as a person may know."""
    if proposal.decision_id is None:
        return []
    given = list(PlanInput.objects.visible_to(user).filter(origin=proposal.decision_id).order_by("year", "pk"))
    closed = [one.activity_id for one in given if one.activity_id]
    secured = assured(Assurance.objects.visible_to(user).filter(activity__in=closed)) if closed else []
    return [Came(one, tuple(row for row in secured if row.assurance.activity_id == one.activity_id)) for one in given]
