"""Assurances: which there are, how the checks went, and how many gains hold."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from styrhjul.base.common import clock
from styrhjul.base.common.models import User
from styrhjul.base.organisation.models import Unit
from styrhjul.base.thread.models import Audience
from styrhjul.wheel.improvement.models import Assurance, AssuranceCheck, AssuranceQuerySet
from styrhjul.wheel.plans.models import Activity


def assurances_of(activity: Activity | None, user: User, *, unit: int | None = None) -> AssuranceQuerySet:
    """Return what was made permanent, of one activity or of all, the check that is due first in front."""
    rows = Assurance.objects.visible_to(user)
    if activity is not None:
        rows = rows.filter(activity=activity)
    if unit is not None:
        rows = rows.filter(node__unit=unit)
    return rows.prefetch_related("checks__by").order_by("check_on", "pk")


@dataclass(frozen=True)
class Wedge:
    """How much is secured, and whether a check is overdue: what lets the wheel's wedge grow or slip."""

    secured: int
    overdue: int


def wedge_of(assurances: QuerySet[Assurance]) -> Wedge:
    """Return the counts of a set of assurances; one that was found not to hold is not secured."""
    rows = Assurance.objects.filter(pk__in=assurances.order_by().values("pk"))
    return Wedge(rows.standing().count(), rows.overdue().count())


@dataclass(frozen=True)
class Assured:
    """An assurance with the last check of it."""

    assurance: Assurance
    check: AssuranceCheck | None

    @property
    def days_late(self) -> int:
        """How many days ago it should have been checked for the first time; 0 when it was, or has time left."""
        late = (clock.today() - self.assurance.check_on).days
        return late if self.check is None and late > 0 else 0

    @property
    def state_word(self) -> str:
        """Return how it stands, in words."""
        if self.check is not None:
            return _("holds") if self.check.holds else _("did not hold")
        if self.days_late:
            return ngettext("check %(days)s day late", "check %(days)s days late", self.days_late) % {
                "days": self.days_late
            }
        return _("not checked yet")


def assured(rows: QuerySet[Assurance]) -> list[Assured]:
    """Return assurances with their last checks, in the order given."""
    found = rows.select_related("node__unit", "activity__node__unit", "responsible").prefetch_related("checks")
    return [Assured(row, max(row.checks.all(), key=lambda check: check.pk, default=None)) for row in found]


def assured_in(units: QuerySet[Unit], year: int) -> list[Assured]:
    """Return what some units made to last in a year."""
    rows = Assurance.objects.filter(node__unit__in=units.values("pk"), node__made_at__year=year)
    return assured(rows.exclude(node__audience=Audience.NAMED).order_by("node__unit__name", "pk"))


@dataclass(frozen=True)
class Held:
    """How many gains have been checked, and how many of them held."""

    secured: int
    checked: int
    held: int
    overdue: int


def held_of(rows: QuerySet[Assurance]) -> Held:
    """Return the counts of a set of assurances by their last check."""
    last = AssuranceCheck.objects.filter(assurance=OuterRef("pk")).order_by("-pk").values("holds")[:1]
    known = Assurance.objects.filter(pk__in=rows.order_by().values("pk")).annotate(last=Subquery(last))
    counted = known.aggregate(
        secured=Count("pk"),
        checked=Count("pk", filter=Q(last__isnull=False)),
        held=Count("pk", filter=Q(last=True)),
        overdue=Count("pk", filter=Q(last=None, check_on__lt=clock.today())),
    )
    return Held(**counted)
