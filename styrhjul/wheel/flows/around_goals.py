"""What is done and said around goals: activities toward them, ratings of them, and what has been made to last."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property

from styrhjul.base.common import clock
from styrhjul.base.common.models import User
from styrhjul.base.organisation.models import Unit
from styrhjul.base.steering.queries import pack_in_force, pack_of_year
from styrhjul.base.steering.words import keys_in
from styrhjul.base.thread.models import Audience, Kind, Link
from styrhjul.engine.packs.schema import Colour
from styrhjul.wheel.followup.models import Analysis, Rating
from styrhjul.wheel.followup.queries.ratings import LevelRating, colour_of, side_by_side
from styrhjul.wheel.followup.states import ReportState
from styrhjul.wheel.improvement.models import Assurance
from styrhjul.wheel.plans.models import Activity
from styrhjul.wheel.plans.states import ActivityState


@dataclass(frozen=True)
class Toward:
    """An activity, the goals (of those asked for) that it works toward, and what makes its gain last."""

    activity: Activity
    goals: frozenset[int]
    assurance: Assurance | None

    @property
    def is_secured(self) -> bool:
        """Whether what it gained has been made to last."""
        return self.assurance is not None

    @property
    def days_late(self) -> int:
        """How many days ago it should have been done; 0 when it is done or has time left."""
        last = self.activity.last_day
        if self.is_closed or last is None or last >= clock.today():
            return 0
        return (clock.today() - last).days

    @property
    def is_closed(self) -> bool:
        """Whether it is done."""
        return self.activity.closed_at is not None or self.activity.state == ActivityState.DONE

    @property
    def is_late(self) -> bool:
        """Whether somebody has said that it is delayed, or its time is out."""
        return not self.is_closed and (self.days_late > 0 or self.activity.state == ActivityState.DELAYED)


@dataclass(frozen=True)
class Secured:
    """How many gains have been made to last, and how many of them hold as far as anybody has checked."""

    count: int
    hold: int


def activities_toward(goals: Collection[int], user: User) -> list[Toward]:
    """Return the activities that work toward some goals, as far as a person may know: those going on first."""
    links = Link.objects.filter(cause__in=goals, effect__kind=Kind.ACTIVITY, withdrawn_at=None)
    tied: dict[int, set[int]] = {}
    for goal, activity in links.values_list("cause_id", "effect_id"):
        tied.setdefault(activity, set()).add(goal)
    lasting = Assurance.objects.visible_to(user).filter(activity__in=list(tied)).prefetch_related("checks")
    secured = {one.activity_id: one for one in lasting}
    rows = Activity.objects.visible_to(user).filter(pk__in=list(tied)).order_by("ends", "pk")
    found = [Toward(row, frozenset(tied[row.pk]), secured.get(row.pk)) for row in rows]
    return sorted(found, key=lambda one: (one.is_closed, not one.is_late))


def latest_analysis(goal: int, user: User) -> int | None:
    """Return the key of the latest analysis of a goal that a person may know of."""
    rows = Analysis.objects.visible_to(user).filter(goal=goal).order_by("-year", "-pk")
    return rows.values_list("pk", flat=True).first()


def secured_by(activities: Iterable[Toward]) -> Secured:
    """Return how much of what the activities gained has been made to last."""
    lasting = [one.assurance for one in activities if one.assurance is not None]
    checks = [sorted(one.checks.all(), key=lambda check: check.pk) for one in lasting]
    return Secured(len(checks), sum(bool(one) and one[-1].holds for one in checks))


@dataclass(frozen=True)
class GoalRatings:
    """The standing ratings of some goals, as far as a person may know."""

    ratings: tuple[Rating, ...]

    @cached_property
    def _order(self) -> dict[str, int]:
        return {key: place for place, level in enumerate(pack_in_force().rating.levels) for key in level.keys}

    @cached_property
    def _by_goal(self) -> dict[int | None, list[Rating]]:
        found: dict[int | None, list[Rating]] = {}
        for rating in self.ratings:
            found.setdefault(rating.goal_id, []).append(rating)
        return found

    def of(self, goal: int) -> list[Rating]:
        """Return those of one goal, the newest last."""
        return self._by_goal.get(goal, [])

    def latest_round(self, goal: int) -> list[Rating]:
        """Return those of one goal on the latest occasion on which anybody rated it."""
        own = self.of(goal)
        if not own:
            return []
        last = max(own, key=lambda rating: (rating.year, _order_of(rating), rating.at))
        same = keys_in(pack_of_year(last.year).occasions, last.occasion)
        return [one for one in own if one.year == last.year and one.occasion in same]

    def side_by_side(self, goal: int) -> list[tuple[Unit, list[LevelRating]]]:
        """Return each level's rating of a goal on the latest occasion, one row for each unit that is rated."""
        by_unit: dict[int, list[Rating]] = {}
        for rating in self.latest_round(goal):
            by_unit.setdefault(rating.rated_id, []).append(rating)
        return [(rows[0].rated, side_by_side(rows)) for rows in by_unit.values()]

    def colour(self, goal: int) -> Colour | None:
        """Return the latest colour of a goal from the lowest level that has rated it."""
        return self._lowest(self.latest_round(goal))

    def colour_of(self, unit: int, goal: int) -> Colour | None:
        """Return the latest colour that a unit's work toward a goal got, from the lowest level."""
        return self._lowest([one for one in self.latest_round(goal) if one.rated_id == unit])

    def _lowest(self, ratings: Iterable[Rating]) -> Colour | None:
        order = self._order
        first = min(ratings, key=lambda one: (order.get(one.level, len(order)), one.pk), default=None)
        return colour_of(first) if first else None


def _order_of(rating: Rating) -> int:
    """Return how late in its year the occasion of a rating comes."""
    occasions = pack_of_year(rating.year).occasions
    return next((place for place, one in enumerate(occasions) if rating.occasion in one.keys), -1)


def decided_ratings_of_goals(goals: Collection[int]) -> GoalRatings:
    """Return what everybody may read of how public goals go: the ratings that a decided report carries.

    The report is a public document from the day it is decided; a rating given since then is not, until the next one.
    """
    decided = Link.objects.filter(
        cause__kind=Kind.RATING, effect__report__state=ReportState.DECIDED, withdrawn_at=None
    ).values("cause")
    rows = Rating.objects.filter(
        pk__in=decided,
        goal__in=goals,
        goal__node__audience=Audience.PUBLIC,
        node__audience__in=[Audience.PUBLIC, Audience.INTERNAL],
    )
    return GoalRatings(tuple(rows.select_related("node__unit", "goal__node__unit", "rated", "by").order_by("at", "pk")))


def ratings_of_goals(goals: Collection[int], user: User) -> GoalRatings:
    """Return the standing ratings of some goals in one question."""
    return GoalRatings(tuple(Rating.objects.visible_to(user).standing().filter(goal__in=goals).order_by("at", "pk")))
