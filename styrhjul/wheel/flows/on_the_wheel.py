"""What lies on the wheel beside the duties: goals, activities, and what has been made to last, unit by unit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from styrhjul.base.common import clock
from styrhjul.base.common.models import User
from styrhjul.base.organisation.models import Unit, overlapping
from styrhjul.base.organisation.permissions import rights_of
from styrhjul.base.steering.queries import pack_during
from styrhjul.wheel.flows.around_goals import GoalRatings
from styrhjul.wheel.followup.models import Rating
from styrhjul.wheel.goals.models import Goal
from styrhjul.wheel.improvement.models import Assurance, AssuranceCheck
from styrhjul.wheel.plans.models import Activity
from styrhjul.wheel.plans.states import ActivityState, PlanState

NOT_RATED = ""


@dataclass(frozen=True)
class Place:
    """Whose things are asked for: some units', or a person's own when `own` is set; and of which year."""

    user: User
    year: int
    units: QuerySet[Unit] | Iterable[Unit] = ()
    own: bool = False

    @property
    def until(self) -> date:
        """The first day that no longer counts: tomorrow, or the first after a year that is over."""
        return min(clock.today() + timedelta(days=1), date(self.year + 1, 1, 1))


@dataclass(frozen=True)
class OnWheel:
    """The counts of one unit, or of several together.

    `goals` are those in force in the year, by the colour of their latest rating; `activities` those going on;
    `secured` what has been made to last and was not found to fail; `improved` what of it came in the year, and `leaps`
    what of it was judged a leap.
    """

    goals: Counter[str] = field(default_factory=Counter)
    activities: int = 0
    activities_late: int = 0
    secured: int = 0
    checks_late: int = 0
    next_check: date | None = None
    improved: int = 0
    leaps: int = 0
    latest_leap: date | None = None

    def __add__(self, other: OnWheel) -> OnWheel:
        """Return both together."""
        return OnWheel(
            self.goals + other.goals,
            self.activities + other.activities,
            self.activities_late + other.activities_late,
            self.secured + other.secured,
            self.checks_late + other.checks_late,
            min((day for day in (self.next_check, other.next_check) if day), default=None),
            self.improved + other.improved,
            self.leaps + other.leaps,
            max((day for day in (self.latest_leap, other.latest_leap) if day), default=None),
        )


def on_the_wheel(place: Place) -> dict[int, OnWheel]:
    """Return what each unit has on the wheel, as far as the person may know, in a fixed number of questions."""
    found: dict[int, OnWheel] = {}
    for unit, counted in (*_goals(place), *_activities(place), *_assurances(place)):
        found[unit] = found.get(unit, OnWheel()) + counted
    return found


def goals_in(place: Place) -> QuerySet[Goal]:
    """Return the goals of a place that hold in its year and can be rated; a person's are those of one's own units."""
    measured = [key for level in pack_during(place.year).goal_levels if level.measured for key in level.keys]
    units = [post.unit_id for post in rights_of(place.user).posts] if place.own else place.units
    in_year = overlapping(date(place.year, 1, 1), date(place.year + 1, 1, 1))
    return Goal.objects.visible_to(place.user).filter(in_year, level__in=measured, node__unit__in=units)


def vision_in(place: Place) -> Goal | None:
    """Return what all goals of the year lie under: the one goal that the model has only one of, when it has a place."""
    single = [key for level in pack_during(place.year).goal_levels if level.single for key in level.keys]
    in_year = overlapping(date(place.year, 1, 1), date(place.year + 1, 1, 1))
    return Goal.objects.visible_to(place.user).filter(in_year, level__in=single).order_by("starts", "pk").last()


def activities_in(place: Place) -> QuerySet[Activity]:
    """Return the activities of a place that go on today, or went on in the year when it is over."""
    going_on = Q(closed_at=None) & ~Q(state__in=[ActivityState.NOT_BEGUN, ActivityState.DONE])
    if place.year != clock.today().year:
        going_on = Q(ends=None) | Q(ends__gt=date(place.year, 1, 1))
    mine = Q(owner=place.user) if place.own else Q(node__unit__in=place.units)
    rows = Activity.objects.visible_to(place.user).filter(going_on, mine, starts__lt=place.until)
    return rows.filter(plan__state__in=[PlanState.ADOPTED, PlanState.CLOSED])


def late(activities: QuerySet[Activity]) -> QuerySet[Activity]:
    """Return the activities that somebody has said are delayed, or whose time is out."""
    return activities.filter(_is_late())


def _is_late() -> Q:
    return Q(closed_at=None) & (Q(state=ActivityState.DELAYED) | Q(ends__lte=clock.today()))


def assurances_in(place: Place) -> QuerySet[Assurance]:
    """Return what a place had made to last by the end of its year and nobody found to fail."""
    mine = Q(responsible=place.user) if place.own else Q(node__unit__in=place.units)
    by_then = {"node__made_at__date__lt": date(place.year + 1, 1, 1)}
    return Assurance.objects.visible_to(place.user).standing().filter(mine, **by_then)


def improvements_in(place: Place) -> QuerySet[Assurance]:
    """Return what of it came in the year itself."""
    return assurances_in(place).filter(node__made_at__date__gte=date(place.year, 1, 1))


def leaps_in(place: Place) -> QuerySet[Assurance]:
    """Return what of it was judged a leap."""
    return assurances_in(place).filter(is_leap=True)


def _goals(place: Place) -> Iterable[tuple[int, OnWheel]]:
    rows = dict(goals_in(place).order_by("pk").values_list("pk", "node__unit"))
    standing = Rating.objects.visible_to(place.user).standing().filter(goal__in=list(rows), year__lte=place.year)
    ratings = GoalRatings(tuple(standing.select_related(None).order_by("at", "pk")) if rows else ())
    for goal, unit in rows.items():
        colour = ratings.colour(goal)
        yield unit, OnWheel(goals=Counter([colour.key if colour else NOT_RATED]))


def _activities(place: Place) -> Iterable[tuple[int, OnWheel]]:
    rows = Activity.objects.filter(pk__in=activities_in(place).order_by().values("pk")).order_by()
    counted = rows.values("node__unit").annotate(count=Count("pk"), late=Count("pk", filter=_is_late()))
    for row in counted:
        yield row["node__unit"], OnWheel(activities=row["count"], activities_late=row["late"])


def _assurances(place: Place) -> Iterable[tuple[int, OnWheel]]:
    checked = Exists(AssuranceCheck.objects.filter(assurance=OuterRef("pk")))
    rows = (
        assurances_in(place)
        .annotate(is_checked=checked)
        .values_list("pk", "node__unit", "node__made_at", "check_on", "is_leap", "is_checked")
    )
    for _pk, unit, made_at, check_on, is_leap, is_checked in rows:
        made, waits = timezone.localdate(made_at), not is_checked
        yield (
            unit,
            OnWheel(
                secured=1,
                checks_late=int(waits and check_on < min(clock.today(), place.until)),
                next_check=check_on if waits and check_on >= clock.today() else None,
                improved=int(made.year == place.year),
                leaps=int(is_leap),
                latest_leap=made if is_leap else None,
            ),
        )
