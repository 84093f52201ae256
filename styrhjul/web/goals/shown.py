"""A goal's whole page: thread, facts, ratings, charts and activities, each asked of the part that knows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from styrhjul.base.common.models import User
from styrhjul.base.organisation.models import Unit
from styrhjul.base.steering.queries import pack_of_year
from styrhjul.base.steering.words import word, word_for
from styrhjul.base.thread.models import Kind
from styrhjul.base.thread.queries import Direction, walk
from styrhjul.web.followup.shown import rate_address
from styrhjul.web.goals.thread import Around, Thread, thread_of
from styrhjul.web.indicators.charts import Brief, Shown, briefs, shown
from styrhjul.web.ui.addresses import address
from styrhjul.web.ui.formats import date_brief, date_long
from styrhjul.web.ui.pieces import Verdict
from styrhjul.wheel.flows.around_goals import (
    GoalRatings,
    Toward,
    activities_toward,
    decided_ratings_of_goals,
    latest_analysis,
    ratings_of_goals,
    secured_by,
)
from styrhjul.wheel.followup.permissions import can_rate_for
from styrhjul.wheel.followup.policies import raters_of_many
from styrhjul.wheel.followup.queries.ratings import LevelRating, Thing
from styrhjul.wheel.goals.models import Goal
from styrhjul.wheel.goals.policies import level_known
from styrhjul.wheel.goals.queries import goals_in_force, goals_of_nodes, indicators_of
from styrhjul.wheel.indicators.queries import targets_of

FIRST = 6
WEEK = 7


@dataclass(frozen=True)
class ActivityRow:
    """An activity in the table: what, where, how it goes, what it has led to."""

    title: str
    href: str
    unit: str
    state: str
    is_late: bool
    late: str
    effect: str


@dataclass(frozen=True)
class Round:
    """What each level says of one unit's work toward the goal."""

    unit: str
    verdicts: list[Verdict]


@dataclass(frozen=True)
class GoalPage:
    """Everything that a person may see of a goal."""

    goal: Goal
    level: str
    thread: Thread
    rounds: list[Round]
    occasion: str
    main: Shown | None
    further: list[Brief]
    activities: list[ActivityRow]
    rest: list[ActivityRow]
    is_measured: bool
    trail: list[tuple[str, str]]
    analysis_href: str

    @property
    def count(self) -> int:
        """How many activities there are in all."""
        return len(self.activities) + len(self.rest)


def goal_page(goal: Goal, user: User, *, page: str = "goal-detail") -> GoalPage:
    """Return the page of a goal, with what the person may know of and nothing else."""
    is_public = page == "public-goal"
    around = around_of(goal, user, is_public=is_public)
    indicators = indicators_of(goal, user)
    main = shown(indicators[0], goal.unit, list(targets_of(indicators[0], goal.unit))) if indicators else None
    rows = [_activity_row(one) for one in around.activities]
    level = level_known(goal)
    analysis = latest_analysis(goal.pk, user)
    return GoalPage(
        goal=goal,
        level=word(level.label).capitalize() if level else "",
        thread=thread_of(around, page=page),
        rounds=public_rounds_of(goal, around.ratings) if is_public else rounds_of(goal, around.ratings, user),
        occasion=_occasion(goal, around.ratings),
        main=main,
        further=briefs(indicators[1:], goal.unit),
        activities=rows[:FIRST],
        rest=rows[FIRST:],
        is_measured=level is not None and level.measured,
        trail=_trail(around, page),
        analysis_href=address(Kind.ANALYSIS, analysis) if analysis else "",
    )


def _trail(around: Around, page: str) -> list[tuple[str, str]]:
    """Return the way to the goal: the list, and the goal right above it."""
    is_public = page == "public-goal"
    first = (_("How is it going?"), reverse("public-goals")) if is_public else (_("Goals"), reverse("goal-list"))
    nearest = [(goal.title, reverse(page, args=[goal.pk])) for goal in around.above[:1]]
    return [first, *nearest]


def around_of(goal: Goal, user: User, *, is_public: bool = False) -> Around:
    """Return what lies on the goal's thread, one walk in each direction.

    For everybody only goals that hold today, since only they have a public page, and only decided ratings.
    """
    goals_only = (Kind.GOAL,)
    nodes = [
        [knot.node for knot in walk(goal.node, way, user, goals_only)]
        for way in (Direction.WHY, Direction.WHAT_CAME_OF_IT)
    ]
    known = {one.pk: one for one in goals_of_nodes([*nodes[0], *nodes[1]])}
    if is_public:
        of_today = {one.pk for one in goals_in_force(user)}
        known = {pk: one for pk, one in known.items() if pk in of_today}
    above, below = ([known[node.pk] for node in way if node.pk in known] for way in nodes)
    keys = [goal.pk, *(one.pk for one in below)]
    activities = activities_toward(keys, user)
    ratings = decided_ratings_of_goals(keys) if is_public else ratings_of_goals(keys, user)
    return Around(goal, above, below, activities, secured_by(activities), ratings)


def rounds_of(goal: Goal, ratings: GoalRatings, user: User) -> list[Round]:
    """Return each level's rating side by side, for each unit that is rated; the goal's own unit is not named.

    A level at which nobody rates the unit is left out; an empty one leads whoever may on to rating.
    """
    found = ratings.side_by_side(goal.pk)
    latest = ratings.latest_round(goal.pk)
    raters = raters_of_many((rated for rated, _said in found), latest[0].year if latest else None)
    rounds = []
    for rated, said in found:
        thing = Thing(rated, latest[0].occasion, latest[0].year, goal)
        of = raters[rated.pk]
        shown_levels = [one for one in said if one.rating or of.get(one.level.key)]
        verdicts = [_verdict(one, thing, of, user) for one in shown_levels]
        rounds.append(Round("" if rated.pk == goal.unit.pk else rated.name, verdicts))
    return rounds


def public_rounds_of(goal: Goal, ratings: GoalRatings) -> list[Round]:
    """Return each level's decided rating: colour, reason, body and day, without naming the person who signed it."""
    rounds = []
    for rated, rows in ratings.side_by_side(goal.pk):
        given = [(one, one.rating, one.colour) for one in rows]
        verdicts = [
            Verdict(
                one.label.capitalize(),
                colour.sign.value,
                one.word.capitalize(),
                rating.reason,
                f"{rating.unit.name}, {date_long(rating.at)}",
            )
            for one, rating, colour in given
            if rating is not None and colour is not None
        ]
        rounds.append(Round("" if rated.pk == goal.unit.pk else rated.name, verdicts))
    return rounds


def _verdict(one: LevelRating, thing: Thing, raters: Mapping[str, Unit | None], user: User) -> Verdict:
    rating, rater = one.rating, raters.get(one.level.key)
    if rating is None or one.colour is None:
        may = rater is not None and can_rate_for(user, rater, raters.values())
        return Verdict(one.label.capitalize(), rate_href=rate_address(thing, one.level.key) if may else "")
    return Verdict(
        one.label.capitalize(),
        one.colour.sign.value,
        one.word.capitalize(),
        rating.reason,
        f"{rating.by.name}, {rating.unit.name}, {date_brief(rating.at)}",
        one.departs,
        address(Kind.RATING, rating.pk),
    )


def _occasion(goal: Goal, ratings: GoalRatings) -> str:
    latest = ratings.latest_round(goal.pk)
    if not latest:
        return ""
    label = word_for(pack_of_year(latest[0].year).occasions, latest[0].occasion).capitalize()
    return f"{label}, {latest[0].year}"


def _activity_row(one: Toward) -> ActivityRow:
    activity = one.activity
    weeks = one.days_late // WEEK
    late = ""
    if one.is_late and weeks:
        late = ngettext("%(count)s week", "%(count)s weeks", weeks) % {"count": weeks}
    elif one.days_late:
        late = ngettext("%(count)s day", "%(count)s days", one.days_late) % {"count": one.days_late}
    state = _("Secured") if one.is_secured else _("Running late") if one.is_late else str(activity.get_state_display())
    return ActivityRow(
        activity.title,
        address(Kind.ACTIVITY, activity.pk),
        activity.unit.name,
        state[:1].upper() + state[1:],
        one.is_late,
        late,
        activity.effect or _("expected: %(effect)s") % {"effect": activity.expected_effect},
    )
