"""The red thread beside a goal: what it serves, what serves it, what is done, and where it is broken."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from styrhjul.base.steering.words import word
from styrhjul.engine.packs.schema import GoalLevel
from styrhjul.web.ui.pieces import ThreadRow
from styrhjul.wheel.flows.around_goals import GoalRatings, Secured, Toward
from styrhjul.wheel.goals.models import Goal
from styrhjul.wheel.goals.policies import level_known, level_of
from styrhjul.wheel.goals.queries import levels, places

ALONE = 3
NAMED = 3


@dataclass(frozen=True)
class Thread:
    """The rows of the thread and, in words, where it is broken."""

    rows: list[ThreadRow]
    gap: str
    gap_href: str


@dataclass(frozen=True)
class Around:
    """A goal and everything on its thread that a person may know of."""

    goal: Goal
    above: Sequence[Goal]
    below: Sequence[Goal]
    activities: Sequence[Toward]
    secured: Secured
    ratings: GoalRatings


def thread_of(around: Around, *, page: str = "goal-detail") -> Thread:
    """Return the thread from the top of the model down to what has been made to last."""
    rows = [_ring(goal, around, page) for goal in by_level(around.above)]
    rows.append(ThreadRow(level_words(around.goal), around.goal.title, current=True))
    rows += _below(around, page)
    rows += _done(around) if page == "goal-detail" else []
    gap, href = gap_of(around)
    return Thread(rows, gap, href)


def by_level(goals: Iterable[Goal]) -> list[Goal]:
    """Return goals from the top of the model down."""
    order = places()
    return sorted(goals, key=lambda goal: (order.get(goal.level, len(order)), goal.title, goal.pk))


def level_words(goal: Goal) -> str:
    """Return level and unit; the unit is left out where the level has a single goal."""
    level = level_known(goal)
    if level is None:
        return goal.unit.name
    first = word(level.label).capitalize()
    return first if level.single or not level.measured else f"{first}, {goal.unit.name}"


def _ring(goal: Goal, around: Around, page: str) -> ThreadRow:
    sign, said = _mark(goal, around)
    return ThreadRow(level_words(goal), goal.title, reverse(page, args=[goal.pk]), sign=sign, word=said)


def _mark(goal: Goal, around: Around) -> tuple[str, str]:
    """Return the sign and word of a goal's own colour; else of its unit's work toward the goal of the page."""
    colour = around.ratings.colour(goal.pk) or around.ratings.colour_of(goal.unit.pk, around.goal.pk)
    return (colour.sign.value, word(colour.label).capitalize()) if colour else ("", "")


def _below(around: Around, page: str) -> list[ThreadRow]:
    """Return the goals below: one ring each where they are few, else branches under the level's word."""
    rows: list[ThreadRow] = []
    found: dict[str, list[Goal]] = {}
    for goal in by_level(around.below):
        level = level_known(goal)
        found.setdefault(level.key if level else goal.level, []).append(goal)
    for place, goals in enumerate(found.values()):
        is_last = place == len(found) - 1
        if len(goals) <= ALONE and not is_last:
            rows += [_ring(goal, around, page) for goal in goals]
        else:
            rows.append(ThreadRow(_heading(level_known(goals[0]), goals)))
            rows += [_branch(goal, goals, around, page) for goal in goals]
    return rows


def _heading(level: GoalLevel | None, goals: Sequence[Goal]) -> str:
    units = len({goal.unit.pk for goal in goals})
    label = word(level.plural if level and len(goals) > 1 else level.label).capitalize() if level else ""
    return ngettext("%(level)s, %(count)s unit", "%(level)s, %(count)s units", units) % {"level": label, "count": units}


def _branch(goal: Goal, among: Sequence[Goal], around: Around, page: str) -> ThreadRow:
    """Return a branch by its unit's name, or by the goal's title where the unit has several."""
    several = sum(other.unit.pk == goal.unit.pk for other in among) > 1
    sign, said = _mark(goal, around)
    title = goal.title if several else goal.unit.name
    return ThreadRow("", title, reverse(page, args=[goal.pk]), sign=sign, word=said, branch=True)


def _done(around: Around) -> list[ThreadRow]:
    """Return how much is going on and how much has been made to last."""
    going = [one for one in around.activities if not one.is_closed]
    late, closed = sum(one.is_late for one in going), len(around.activities) - len(going)
    rows = []
    if around.activities:
        count = len(around.activities)
        said = ngettext("%(count)s activity", "%(count)s activities", count) % {"count": count}
        rows.append(ThreadRow("", said, "#activities", note=f": {how_far(len(going), late, closed)}"))
    if around.secured.count:
        count, hold = around.secured.count, around.secured.hold
        said = ngettext("%(count)s gain made to last", "%(count)s gains made to last", count) % {"count": count}
        note = ", " + ngettext("%(count)s holds", "%(count)s hold", hold) % {"count": hold} if hold else ""
        rows.append(ThreadRow(_("Secured"), said, "#activities", note=note))
    return rows


def how_far(going: int, late: int, closed: int) -> str:
    """Return how many are done, and how many are left with those of them that are late."""
    parts = [ngettext("%(count)s done", "%(count)s done", closed) % {"count": closed}] if closed else []
    if going:
        left = ngettext("%(count)s left", "%(count)s left", going) % {"count": going}
        overdue = ngettext("%(count)s of them late", "%(count)s of them late", late) % {"count": late}
        parts.append(f"{left} ({overdue})" if late else left)
    return ", ".join(parts)


def gap_of(around: Around) -> tuple[str, str]:
    """Say where the thread is broken, the most telling place first, and where to look."""
    goal, known = around.goal, levels()
    level = level_of(goal)
    can_have_below = any(goal.level in one.under for one in known.values())
    if level is not None and level.under and not around.above:
        return _("The goal serves no goal above."), ""
    if level is None or not level.measured:
        return "", ""
    if can_have_below and not around.below and not around.activities:
        return _("Nobody has taken up the goal."), ""
    idle = _idle(around, known)
    if not idle:
        return "", ""
    names = ", ".join(one.unit.name for one in idle[:NAMED])
    if len(idle) > NAMED:
        names = _("%(names)s and %(count)s more") % {"names": names, "count": len(idle) - NAMED}
    said = ngettext("%(names)s has a goal but no activity.", "%(names)s have goals but no activity.", len(idle))
    return said % {"names": names}, reverse("goal-detail", args=[idle[0].pk]) if idle[0].pk != goal.pk else ""


def _idle(around: Around, known: Mapping[str, GoalLevel]) -> list[Goal]:
    """Return the goals at the end of the thread that no activity works toward."""
    served = {pk for one in around.activities for pk in one.goals}
    has_below = {key for level in known.values() for key in level.under}
    last = [goal for goal in around.below if goal.level not in has_below]
    if around.goal.level not in has_below:
        last.append(around.goal)
    return [goal for goal in by_level(last) if goal.pk not in served]
