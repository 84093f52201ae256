"""How it goes with the public goals, one sentence each, gathered under what they serve."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import cast

from django.contrib.auth.models import AnonymousUser
from django.utils.safestring import SafeString

from styrhjul.base.common.models import User
from styrhjul.base.steering.queries import pack_in_force
from styrhjul.base.steering.words import word
from styrhjul.engine.packs.schema import Colour
from styrhjul.web.goals.decisions_ahead import Ahead, next_by_unit
from styrhjul.web.goals.shown import Round, public_rounds_of
from styrhjul.web.indicators.charts import brief_of
from styrhjul.wheel.flows.around_goals import GoalRatings, decided_ratings_of_goals
from styrhjul.wheel.followup.queries.ratings import last_given
from styrhjul.wheel.goals.models import Goal
from styrhjul.wheel.goals.queries import Twig, goal_tree, main_indicators
from styrhjul.wheel.indicators import comparisons
from styrhjul.wheel.indicators import models as indicator_models
from styrhjul.wheel.indicators.models import Indicator, Target
from styrhjul.wheel.indicators.pictures import raw_source
from styrhjul.wheel.indicators.queries import Line, lines_at, next_target, targets_of_many


@dataclass(frozen=True)
class Result:
    """The number that follows a goal: what it was, what it should be, and how it goes in one sentence."""

    title: str
    sentence: str
    value: str
    period: str
    target: str
    target_year: int | None
    drawing: SafeString
    source: str


@dataclass
class Story:
    """One goal, how it goes, what has been decided about it and what is decided next."""

    goal: Goal
    level: str
    result: Result | None
    rounds: list[Round]
    next: Ahead | None = None
    below: list[Story] = field(default_factory=list)


@dataclass
class Group:
    """Goals that serve the same area, within a chapter."""

    title: str
    level: str
    stories: list[Story] = field(default_factory=list)


@dataclass
class Chapter:
    """What goals serve together: an area under the vision; without a title when the model has none."""

    goal: Goal | None
    level: str
    groups: list[Group] = field(default_factory=list)

    def add(self, story: Story) -> None:
        """Put a goal last."""
        if not self.groups:
            self.groups.append(Group("", ""))
        self.groups[-1].stories.append(story)


@dataclass(frozen=True)
class Share:
    """How many of the ratings have a colour, and what the colour means."""

    colour: Colour
    count: int
    meaning: str


@dataclass(frozen=True)
class Stories:
    """Everything that is told of the public goals."""

    visions: list[Goal]
    chapters: list[Chapter]
    shares: list[Share]
    rated: int
    total: int


def anybody() -> User:
    """Return whoever comes from outside; somebody who is logged in sees the public page as others do."""
    return cast("User", AnonymousUser())


def stories_of(goals: Iterable[Goal]) -> Stories:
    """Tell how it goes with some public goals."""
    twigs = goal_tree(goals)
    measured = [twig.goal for twig in twigs if _is_measured(twig)]
    ratings = decided_ratings_of_goals([goal.pk for goal in measured])
    teller = _Teller(_results(measured), ratings, next_by_unit())
    visions, chapters = _arranged(twigs, teller)
    teller.say_what_is_next(chapters)
    rated = [goal for goal in measured if ratings.of(goal.pk)]
    return Stories(visions, chapters, _shares(rated, ratings), len(rated), len(measured))


@dataclass(frozen=True)
class _Teller:
    results: Mapping[int, Result]
    ratings: GoalRatings
    ahead: Mapping[int, Ahead]

    def tell(self, twig: Twig) -> Story:
        goal = twig.goal
        return Story(goal, _level(twig), self.results.get(goal.pk), public_rounds_of(goal, self.ratings))

    def say_what_is_next(self, chapters: Iterable[Chapter]) -> None:
        """Say of each goal what is decided next by its own body, or by one that works toward it."""
        for story in (one for chapter in chapters for group in chapter.groups for one in group.stories):
            bodies = {story.goal.unit.pk, *(one.goal.unit.pk for one in story.below)}
            found = [self.ahead[unit] for unit in bodies if unit in self.ahead]
            story.next = min(found, key=lambda one: (one.day, one.bodies), default=None)


def _is_measured(twig: Twig) -> bool:
    return twig.level is None or twig.level.measured


def _level(twig: Twig) -> str:
    return word(twig.level.label).capitalize() if twig.level else ""


def _arranged(twigs: list[Twig], teller: _Teller) -> tuple[list[Goal], list[Chapter]]:
    """Return what stands on top of all, and the rest in chapters: areas, groups of goals, and goals with those below.

    The twigs come in reading order, so that what a goal serves is the nearest before it that stands higher.
    """
    visions: list[Goal] = []
    chapters: list[Chapter] = []
    chapter_at, story, story_at = -1, None, -1
    for twig in twigs:
        if story is not None and twig.depth <= story_at:
            story, story_at = None, -1
        if twig.depth <= chapter_at:
            chapter_at = -1
        if _is_measured(twig):
            told = teller.tell(twig)
            if story is not None:
                story.below.append(told)
                continue
            if chapter_at < 0 and (not chapters or chapters[-1].goal is not None):
                chapters.append(Chapter(None, ""))
            chapters[-1].add(told)
            story, story_at = told, twig.depth
        elif twig.level is not None and twig.level.single and not twig.level.under:
            visions.append(twig.goal)
        elif chapter_at < 0:
            chapters.append(Chapter(twig.goal, _level(twig)))
            chapter_at = twig.depth
        else:
            chapters[-1].groups.append(Group(twig.goal.title, _level(twig)))
    return visions, chapters


def _results(goals: list[Goal]) -> dict[int, Result]:
    indicators = main_indicators(goals, anybody())
    pairs = [(indicators[goal.pk], goal.unit) for goal in goals if goal.pk in indicators]
    lines = lines_at(pairs)
    targets = targets_of_many([one for one, _unit in pairs], [unit for _one, unit in pairs])
    return {
        goal.pk: _result(
            indicators[goal.pk],
            lines.get((indicators[goal.pk].pk, goal.unit.pk)),
            targets.get((indicators[goal.pk].pk, goal.unit.pk), []),
        )
        for goal in goals
        if goal.pk in indicators
    }


def _result(indicator: Indicator, line: Line | None, targets: list[Target]) -> Result:
    brief = brief_of(indicator, line, targets)
    line = line or Line(indicator_models.Group.ALL, ())
    target = next_target(targets, line.latest.year + 1 if line.latest else 0)
    return Result(
        indicator.title,
        comparisons.in_short(indicator, line, target),
        brief.latest,
        brief.period,
        brief.target,
        brief.target_year,
        brief.drawing,
        raw_source(indicator),
    )


def _shares(goals: list[Goal], ratings: GoalRatings) -> list[Share]:
    """Count the decided ratings, of each unit's work toward each goal that of the level that rated last."""
    counts: Counter[str] = Counter()
    for goal in goals:
        for _unit, levels in ratings.side_by_side(goal.pk):
            last = last_given(levels)
            counts.update([last.rating.colour] if last and last.rating else [])
    return [Share(colour, counts[colour.key], word(colour.when)) for colour in pack_in_force().rating.scale]
