"""Reading analyses: what people wrote in each step, who took part, and whether the statistics have moved since."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from django.db.models import Max, Prefetch, QuerySet, prefetch_related_objects

from styrhjul.base.common import clock
from styrhjul.base.common.models import User
from styrhjul.base.common.versions import latest
from styrhjul.base.organisation.models import Unit
from styrhjul.base.organisation.permissions import within
from styrhjul.base.steering.queries import pack_at
from styrhjul.base.steering.words import entry, word_for
from styrhjul.engine.packs.schema import Right, Step
from styrhjul.engine.store import StoreError
from styrhjul.wheel.followup import policies
from styrhjul.wheel.followup.models import Analysis, AnalysisQuerySet, AnalysisTask, StepComment, StepText
from styrhjul.wheel.followup.queries.ratings import LevelRating, Thing, standing_of
from styrhjul.wheel.goals.models import Goal, GoalIndicator, GoalQuerySet
from styrhjul.wheel.indicators.models import Evidence, Source
from styrhjul.wheel.indicators.queries import point, reader

WRITTEN: Final = Prefetch("texts", StepText.objects.select_related("by").order_by("at", "pk"))
"""What a page asks for together with the analysis whose texts it shows, once for all that read them."""


@dataclass(frozen=True)
class Written:
    """What people have put into one step: the text as it stands, everybody who wrote in it, and comments."""

    step: Step
    text: StepText | None
    writers: tuple[str, ...]
    versions: tuple[StepText, ...]
    comments: tuple[StepComment, ...]


@dataclass(frozen=True)
class Revised:
    """A number the analysis stands on, that is another in today's statistics."""

    period: str
    then: Decimal | None
    now: Decimal | None


@dataclass(frozen=True)
class Climbed:
    """An analysis with all that people have put into it."""

    analysis: Analysis
    steps: tuple[Written, ...]
    tasks: tuple[AnalysisTask, ...]
    ratings: list[LevelRating]
    people: tuple[str, ...]
    last_saved: StepText | None
    revised: Revised | None
    unplaced: tuple[Unplaced, ...]


@dataclass(frozen=True)
class Unplaced:
    """What was written in a step that the analysis's model does not have, under the word of that step."""

    section: str
    text: StepText | StepComment
    question: str = ""


def climbed(analysis: Analysis, user: User) -> Climbed:
    """Return everything in an analysis, by a fixed number of questions."""
    prefetch_related_objects([analysis], WRITTEN)
    texts = list(analysis.texts.all())
    comments = list(analysis.comments.select_related("by"))
    ladder, standing = policies.pack_behind_analysis(analysis).ladder.steps, policies.steps_standing(analysis, texts)
    steps = tuple(_written(step, standing.get(step.key), texts, comments) for step in ladder)
    wrote = [one.by for one in texts] + [one.by for one in comments]
    return Climbed(
        analysis=analysis,
        steps=steps,
        tasks=tuple(analysis.tasks.all()),
        ratings=standing_of(thing_of_analysis(analysis), user),
        people=_names(wrote),
        last_saved=texts[-1] if texts else None,
        revised=revised(analysis),
        unplaced=tuple(_unplaced(ladder, texts, comments)),
    )


def _unplaced(ladder: list[Step], texts: Iterable[StepText], comments: Iterable[StepComment]) -> Iterator[Unplaced]:
    """Yield the latest texts, and all comments, of steps without a place, in the order in which they were written."""
    said: list[StepText | StepComment] = [text for text in latest(texts, "step").values() if text.body]
    for one in sorted([*said, *comments], key=lambda one: one.at):
        if entry(ladder, one.step) is None:
            yield Unplaced(word_for(pack_at(one.at).ladder.steps, one.step), one)


def thing_of_analysis(analysis: Analysis) -> Thing:
    """Return what the self-rating of an analysis is of."""
    return Thing(analysis.unit, analysis.occasion, analysis.year, goal=analysis.goal)


def _written(
    step: Step, standing: StepText | None, texts: Iterable[StepText], comments: Iterable[StepComment]
) -> Written:
    versions = tuple(text for text in texts if text.step in step.keys)
    said = tuple(comment for comment in comments if comment.step in step.keys)
    return Written(step, standing, _names(text.by for text in versions), versions, said)


def _names(people: Iterable[User | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(person.name for person in people if person))


def revised(analysis: Analysis) -> Revised | None:
    """Return the number that has been revised since the analysis began; None where it is as it was.

    A new build of the statistics with the same number is no revision.
    """
    tied = {"node__links_out__effect": analysis.node_id, "node__links_out__withdrawn_at": None}
    kept = Evidence.objects.filter(**tied).first()
    if kept is None:
        return None
    try:
        if analysis.indicator.source == Source.NATIONAL and analysis.statistics_build == reader().build_id:
            return None
        now = point(analysis.indicator, analysis.unit, kept.period).value
    except StoreError:
        return None
    return None if now == kept.value else Revised(kept.period, kept.value, now)


def analyses_found(user: User) -> AnalysisQuerySet:
    """Return the analyses a person may know of: those going on first, the latest on top."""
    saved = Max("texts__at")
    return Analysis.objects.visible_to(user).annotate(saved=saved).order_by("-state", "-year", "-evidence_taken_at")


def units_to_analyse_at(user: User) -> QuerySet[Unit]:
    """Return the units of today where a person writes analyses."""
    return Unit.objects.on(clock.today()).filter(within(user, Right.WRITE_ANALYSES, "pk")).order_by("name")


def goals_to_analyse(user: User) -> GoalQuerySet:
    """Return the goals with an indicator that a person may know of."""
    measured = GoalIndicator.objects.values("goal")
    return Goal.objects.visible_to(user).filter(pk__in=measured).order_by("node__title", "pk")
