"""Reading goals: the tree, what hangs together with one goal, and where the thread is broken."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from styrhjul.base.common import clock
from styrhjul.base.common.models import User
from styrhjul.base.organisation.models import Unit, in_force
from styrhjul.base.organisation.permissions import within
from styrhjul.base.organisation.queries import posts_of, units_above, units_below
from styrhjul.base.steering.queries import pack_in_force, pack_of_year
from styrhjul.base.steering.words import entry, once, word
from styrhjul.base.thread.models import Kind, Link, Node
from styrhjul.engine.packs.schema import GoalLevel, Right
from styrhjul.wheel.goals.models import Goal, GoalIndicator, GoalParent, GoalQuerySet
from styrhjul.wheel.indicators.models import Indicator, Target


@dataclass(frozen=True)
class Twig:
    """One goal in the tree, in reading order; below its first goal above, with the others named."""

    goal: Goal
    level: GoalLevel | None
    depth: int
    also_serves: tuple[Goal, ...] = ()


@dataclass(frozen=True)
class Orphans:
    """Where the thread is broken, as far as a person may know."""

    without_parent: list[Goal] = field(default_factory=list)
    without_indicator: list[Goal] = field(default_factory=list)
    without_activity: list[Goal] = field(default_factory=list)
    not_taken_up: list[Goal] = field(default_factory=list)
    indicators_without_target: list[Indicator] = field(default_factory=list)
    activities_without_goal: list[Node] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many places there are."""
        lists = (
            self.without_parent,
            self.without_indicator,
            self.without_activity,
            self.not_taken_up,
            self.indicators_without_target,
            self.activities_without_goal,
        )
        return sum(len(one) for one in lists)


def goals_of_nodes(nodes: Iterable[Node]) -> list[Goal]:
    """Return the goals of nodes that a person has been shown, in the same order."""
    wanted = [node.pk for node in nodes]
    known = Goal.objects.select_related("node__unit").in_bulk(wanted)
    return [known[pk] for pk in wanted if pk in known]


def levels(year: int | None = None) -> dict[str, GoalLevel]:
    """Return the goal levels of a year's model (of the one in force when none is given), from the top down."""
    pack = pack_in_force() if year is None else pack_of_year(year)
    return {level.key: level for level in pack.goal_levels}


def top_and_bottom(year: int | None = None) -> tuple[str, str]:
    """Return what a year's model calls its first level of goals, and the one farthest below it."""
    known = levels(year)

    def depth(level: GoalLevel) -> int:
        return 1 + max((depth(known[key]) for key in level.under if key in known), default=0)

    top = next(level for level in known.values() if not level.under)
    return word(top.label), word(max(known.values(), key=depth).label)


def places(year: int | None = None) -> dict[str, int]:
    """Return how far from the top each key of a goal level stands, those of earlier models too."""
    return {key: place for place, level in enumerate(levels(year).values()) for key in level.keys}


def goals_in_force(user: User, on: date | None = None) -> GoalQuerySet:
    """Return the goals that hold on a day (today when none is given) and that a person may know of."""
    return Goal.objects.visible_to(user).filter(in_force(on or clock.today()))


def not_ended(on: date) -> Q:
    """Return the condition that a goal holds on a day or will hold later."""
    return Q(ends=None) | Q(ends__gt=on)


def goals_found(
    user: User, *, unit: Unit | None = None, level: str = "", year: int | None = None, coming: bool = False
) -> GoalQuerySet:
    """Return the goals that hold in some part of a year (today when none is given), at a unit and those below it.

    With `coming` also those that have been set but do not hold until later.
    """
    rows = Goal.objects.visible_to(user)
    if coming:
        rows = rows.filter(not_ended(date(year, 1, 1) if year else clock.today()))
    elif year is None:
        rows = rows.filter(in_force(clock.today()))
    else:
        rows = rows.filter(not_ended(date(year, 1, 1)), starts__lte=date(year, 12, 31))
    if unit is not None:
        rows = rows.filter(node__unit__in=units_below(unit))
    if level:
        found = entry(levels(year).values(), level)
        rows = rows.filter(level__in=found.keys if found else [level])
    return rows


def goal_tree(goals: Iterable[Goal], year: int | None = None) -> list[Twig]:
    """Return goals as a tree in reading order: by level, then title, each below the first goal above it.

    The levels are those of a year's model; what has no place in it keeps the level that it had.
    """
    known = {goal.pk: goal for goal in goals}
    parents = _pairs(known)
    order, of_year = places(year), levels(year).values()
    children: dict[int | None, list[Goal]] = {}
    for goal in known.values():
        above = parents.get(goal.pk)
        children.setdefault(above[0] if above else None, []).append(goal)
    twigs: list[Twig] = []

    def grow(parent: int | None, depth: int) -> None:
        for goal in sorted(children.get(parent, []), key=lambda one: (order.get(one.level, 99), one.title, one.pk)):
            others = tuple(known[pk] for pk in parents.get(goal.pk, [])[1:])
            twigs.append(Twig(goal, entry(of_year, goal.level) or once(goal.level, GoalLevel), depth, others))
            grow(goal.pk, depth + 1)

    grow(None, 0)
    return twigs


def _pairs(known: Collection[int]) -> dict[int, list[int]]:
    """Return the known goals above each known goal, the one tied first in front."""
    parents: dict[int, list[int]] = {}
    for child, parent in GoalParent.objects.order_by("pk").values_list("goal_id", "parent_id"):
        if child in known and parent in known:
            parents.setdefault(child, []).append(parent)
    return parents


def parents_of(goal: Goal, user: User) -> list[GoalParent]:
    """Return how a goal serves those above it that a person may know of."""
    above = Goal.objects.visible_to(user).values("pk")
    rows = GoalParent.objects.filter(goal=goal, parent__in=above)
    return list(rows.select_related("parent__node__unit").order_by("pk"))


def possible_parents(goal: Goal | None, level: str, user: User) -> GoalQuerySet:
    """Return the goals, in force or coming, that a goal of a level may serve."""
    found = entry(levels().values(), level)
    rows = goals_found(user, coming=True).filter(level__in=found.under if found else [])
    if goal is not None:
        rows = rows.exclude(pk__in=GoalParent.objects.filter(goal=goal).values("parent")).exclude(pk=goal.pk)
    return rows.order_by("node__title")


def indicators_of(goal: Goal, user: User) -> list[Indicator]:
    """Return the indicators that follow a goal, in their order, as far as a person may know."""
    place = GoalIndicator.objects.filter(goal=goal, indicator=OuterRef("pk"))
    known = Indicator.objects.visible_to(user).annotate(order=place.values("order"), tie=place.values("pk"))
    return list(known.exclude(order=None).order_by("order", "tie"))


def main_indicators(goals: Iterable[Goal], user: User) -> dict[int, Indicator]:
    """Return the indicator that follows each goal first of all, by goal, as far as a person may know."""
    rows = GoalIndicator.objects.filter(goal__in=[goal.pk for goal in goals]).order_by("goal", "order", "pk")
    pairs = list(rows.values_list("goal_id", "indicator_id"))
    known = Indicator.objects.visible_to(user).in_bulk([indicator for _goal, indicator in pairs])
    found: dict[int, Indicator] = {}
    for goal, indicator in pairs:
        if indicator in known:
            found.setdefault(goal, known[indicator])
    return found


def possible_indicators(goal: Goal, user: User) -> list[Indicator]:
    """Return the indicators that a person may know of and that do not follow the goal yet."""
    connected = GoalIndicator.objects.filter(goal=goal).values("indicator")
    return list(Indicator.objects.visible_to(user).exclude(pk__in=connected).order_by("node__title"))


def goals_of(indicator: Indicator, user: User) -> GoalQuerySet:
    """Return the goals that an indicator follows, as far as a person may know."""
    rows = GoalIndicator.objects.filter(indicator=indicator).values("goal")
    return Goal.objects.visible_to(user).filter(pk__in=rows).order_by("node__title")


def orphans(user: User) -> Orphans:
    """Return the places of today where the thread is broken, as far as a person may know."""
    goals = {goal.pk: goal for goal in goals_in_force(user).order_by("node__title", "pk")}
    known = levels().values()
    parents = _pairs(goals)
    at = {pk: level for pk, goal in goals.items() if (level := entry(known, goal.level))}
    measured = [goal for pk, goal in goals.items() if pk in at and at[pk].measured]
    followed = set(GoalIndicator.objects.filter(goal__in=list(goals)).values_list("goal_id", flat=True))
    at_work, planned = _at_work(list(goals))
    has_below = {above for several in parents.values() for above in several}
    can_have_below = {key for level in known for key in level.under}
    return Orphans(
        without_parent=[goal for pk, goal in goals.items() if pk in at and at[pk].under and pk not in parents],
        without_indicator=[goal for goal in measured if goal.pk not in followed],
        without_activity=[goal for goal in measured if goal.pk not in _upwards(at_work, parents)],
        not_taken_up=[
            goal for goal in measured if goal.level in can_have_below and goal.pk not in has_below | at_work | planned
        ],
        indicators_without_target=list(_without_target(user)),
        activities_without_goal=list(_activities_without_goal(user)),
    )


def _at_work(goals: list[int]) -> tuple[set[int], set[int]]:
    """Return the goals that an activity works toward, and those that a plan has taken up."""
    links = Link.objects.filter(cause__in=goals, withdrawn_at=None, effect__kind__in=[Kind.ACTIVITY, Kind.PLAN])
    pairs = list(links.values_list("cause_id", "effect__kind"))
    return {pk for pk, kind in pairs if kind == Kind.ACTIVITY}, {pk for pk, kind in pairs if kind == Kind.PLAN}


def _upwards(goals: set[int], parents: dict[int, list[int]]) -> set[int]:
    """Return the goals and all those above them."""
    met, ahead = set(goals), set(goals)
    while ahead:
        ahead = {above for goal in ahead for above in parents.get(goal, [])} - met
        met |= ahead
    return met


def _without_target(user: User) -> Iterable[Indicator]:
    """Return the indicators that follow a goal and have no target from this year on."""
    ahead = Target.objects.filter(indicator=OuterRef("pk"), year__gte=clock.today().year)
    in_use = GoalIndicator.objects.filter(in_force(clock.today(), "goal__")).values("indicator")
    rows = Indicator.objects.visible_to(user).filter(~Exists(ahead), pk__in=in_use)
    return rows.order_by("node__title")


def _activities_without_goal(user: User) -> Iterable[Node]:
    served = Link.objects.filter(effect=OuterRef("pk"), cause__kind=Kind.GOAL, withdrawn_at=None)
    rows = Node.objects.visible_to(user).filter(~Exists(served), kind=Kind.ACTIVITY)
    return rows.select_related("unit").order_by("title")


def units_to_set_goals_at(user: User) -> QuerySet[Unit]:
    """Return the units of today at which a person sets goals, of the kinds that have goals in the model."""
    kinds = {kind for level in levels().values() for kind in level.unit_kinds}
    return Unit.objects.on(clock.today()).filter(within(user, Right.SET_GOALS, "pk"), kind__in=kinds).order_by("name")


def likely_place(user: User, *, at: int | None = None, under: int | None = None) -> tuple[int | None, str]:
    """Return a unit and a level that fit each other, for a goal that a person is likely to set.

    `at` is the unit and `under` the goal that it is asked for; without them it is set where the person works, or else
    as near above as the person sets goals.
    """
    above = Goal.objects.visible_to(user).filter(pk=under).first() if under else None
    asked = [level for level in levels().values() if above is None or above.level in level.under]
    free = [level for level in asked if not (level.single and Goal.objects.filter(level__in=level.keys).exists())]
    way = {pk: steps for steps, pk in enumerate([at] if at else _way_up(user))}
    units = sorted(units_to_set_goals_at(user), key=lambda unit: way.get(unit.pk, len(way)))
    pairs = ((unit.pk, level.key) for unit in units for level in free if unit.kind in level.unit_kinds)
    return next(pairs, (None, ""))


def _way_up(user: User) -> list[int]:
    """Return the units where a person works, and then those above them, the nearest first."""
    own = [post.unit for post in posts_of(user)]
    return list(dict.fromkeys(unit.pk for unit in [*own, *(up for one in own for up in units_above(one))]))


def units_with_goals(user: User, *, coming: bool = False) -> QuerySet[Unit]:
    """Return the units that have goals which a person may know of; with `coming` those that only will have too."""
    goals = goals_found(user, coming=coming)
    return Unit.objects.filter(pk__in=goals.values("node__unit")).order_by("name")


def all_possible_parents(user: User) -> dict[str, list[Goal]]:
    """Return the goals, in force or coming, that can have goals below them, by level."""
    known = levels().values()
    can_have_below = {key for level in known for key in level.under}
    found: dict[str, list[Goal]] = {}
    for goal in goals_found(user, coming=True).filter(level__in=can_have_below).order_by("node__title", "pk"):
        level = entry(known, goal.level)
        found.setdefault(level.key if level else goal.level, []).append(goal)
    return found
