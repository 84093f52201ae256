"""What everybody may read without logging in: how the municipality steers, its goals, and how it goes."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from styrhjul.base.steering.queries import NoModel
from styrhjul.web.goals.decisions_ahead import Ahead, ahead
from styrhjul.web.goals.public_wheel import PublicWheel, public_wheel
from styrhjul.web.goals.shown import GoalPage, around_of, goal_page
from styrhjul.web.goals.stories import Chapter, Stories, Story, anybody, stories_of
from styrhjul.web.ui.everybody import for_everybody, kept
from styrhjul.wheel.goals import queries
from styrhjul.wheel.goals.models import Goal

NEXT = 4


@dataclass(frozen=True)
class _Everything:
    """The whole of the first public page; without a wheel before any model is installed."""

    stories: Stories
    wheel: PublicWheel | None
    ahead: list[Ahead]


@dataclass(frozen=True)
class _One:
    """The whole of one goal's public page: of a goal that is measured its story, of others the goals under it."""

    shown: GoalPage
    story: Story | None
    chapters: list[Chapter]


@for_everybody
def goal_list(request: HttpRequest) -> HttpResponse:
    """Show the wheel, the vision and how it goes with the public goals of today."""
    return render(request, "goals/public_list.html", {"all": kept("public goals", _everything)})


def _everything() -> _Everything:
    try:
        return _Everything(stories_of(queries.goals_in_force(anybody())), public_wheel(), ahead()[:NEXT])
    except NoModel:
        return _Everything(Stories([], [], [], 0, 0), None, [])


@for_everybody
def goal_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one public goal that holds today; what is set for later, or has ended, is not there."""
    goal = get_object_or_404(queries.goals_in_force(anybody()), pk=pk)
    one = kept(f"public goal {pk}", lambda: _one(goal))
    context = {"goal": goal, "shown": one.shown, "trail": one.shown.trail, "one": one}
    return render(request, "goals/public_goal.html", context)


def _one(goal: Goal) -> _One:
    shown = goal_page(goal, anybody(), page="public-goal")
    below = around_of(goal, anybody(), is_public=True).below
    if shown.is_measured:
        chapters = stories_of([goal, *below]).chapters
        return _One(shown, chapters[0].groups[0].stories[0], [])
    return _One(shown, None, stories_of(below).chapters)
