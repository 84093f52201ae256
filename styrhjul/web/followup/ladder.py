"""The ladder as one open page: what was laid before the first steps, and what people put into the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from styrhjul.base.common.models import User
from styrhjul.base.common.permit import Permit
from styrhjul.base.steering.queries import pack_of_year
from styrhjul.base.steering.words import entry, word
from styrhjul.base.thread.models import Kind
from styrhjul.engine.packs.schema import StepPart
from styrhjul.web.followup.baselines import BaselineShown, baseline_shown
from styrhjul.web.followup.forms import AnswerForm, CommentForm, RatingForm, StepForm, TaskForm
from styrhjul.web.followup.pictures import Laid, laid_before
from styrhjul.web.followup.shown import Pointing, Said, pointing, said_of
from styrhjul.web.followup.timeline import TimeLineShown, time_line_shown
from styrhjul.web.ui.addresses import address
from styrhjul.web.ui.context import address as named_address
from styrhjul.web.ui.formats import period
from styrhjul.web.ui.pieces import Step as Place
from styrhjul.wheel.followup import permissions, policies
from styrhjul.wheel.followup.models import Analysis, AnalysisTask, StepComment, StepText
from styrhjul.wheel.followup.queries.analyses import (
    Climbed,
    Revised,
    Unplaced,
    Written,
    climbed,
    thing_of_analysis,
)
from styrhjul.wheel.followup.queries.outcomes import outcomes
from styrhjul.wheel.followup.queries.ratings import proposed_colour
from styrhjul.wheel.goals.queries import indicators_of
from styrhjul.wheel.improvement.models import Proposal
from styrhjul.wheel.improvement.permissions import can_propose
from styrhjul.wheel.improvement.queries import proposals_from
from styrhjul.wheel.indicators.models import Indicator
from styrhjul.wheel.indicators.pictures import written


@dataclass(frozen=True)
class Sent:
    """A form that came back: which place of the page it belongs to, the form, and who changed the text meanwhile."""

    place: tuple[str, ...] = ()
    form: Any = None
    conflict: Any = None

    def form_at(self, *place: str) -> Any:
        """Return the form that came back to a place."""
        return self.form if place == self.place else None


@dataclass(frozen=True)
class TaskRow:
    """Something to find out, with the form for its answer while it is open."""

    task: AnalysisTask
    form: Any
    href: str


@dataclass(frozen=True)
class ProposalRow:
    """A proposal that the analysis led to."""

    title: str
    href: str
    followed_up_by: str
    state: str


@dataclass(frozen=True)
class StepShown:
    """One step of the page; the text of one `is_aside` stands beside something else that people do there."""

    number: int
    key: str
    title: str
    questions: Sequence[str]
    laid: Laid | None
    is_facts: bool
    part: str
    is_aside: bool
    text: StepText | None
    writers: Sequence[str]
    versions: Sequence[StepText]
    form: Any
    href: str
    conflict: Any
    comments: Sequence[StepComment]
    comment_form: Any
    comment_href: str
    is_done: bool

    @property
    def anchor(self) -> str:
        """Return the step's mark in addresses."""
        return f"steg-{self.number}"

    @property
    def applies(self) -> bool:
        """Whether there is anything to do or read in the step: of material, whether the engine had any."""
        return self.laid is not None or not self.is_facts


@dataclass(frozen=True)
class LadderPage:
    """Everything on the page of an analysis."""

    analysis: Analysis
    word: str
    goal_href: str
    steps: Sequence[StepShown]
    facts_index: Sequence[Place]
    people_index: Sequence[Place]
    done: int
    applying: int
    people: Sequence[str]
    saved: StepText | None
    revised: str
    tasks: Sequence[TaskRow]
    task_form: Any
    ratings: Sequence[Said]
    is_rated: bool
    rating_form: Any
    pointing: Pointing | None
    proposals: Sequence[ProposalRow]
    time_line: TimeLineShown | None
    baseline: BaselineShown | None
    unplaced: Sequence[Unplaced]
    propose_href: str
    can_write: Permit
    can_rate: Permit
    can_conclude: Permit
    can_propose: Permit


def ladder_page(analysis: Analysis, user: User, sent: Sent) -> LadderPage:
    """Return the page of an analysis for one person."""
    found = climbed(analysis, user)
    own = policies.rating_levels(analysis.year)[0].key
    proposals = [_proposal(one) for one in proposals_from(analysis.node, user)]
    is_rated = any(one.rating for one in found.ratings if one.level.key == own)
    line = _time_line(found, user, sent)
    steps = [_step(number, one, found, sent, user) for number, one in enumerate(found.steps, 1)]
    filled = {StepPart.TASKS: bool(found.tasks), StepPart.RATING: is_rated, StepPart.PROPOSALS: bool(proposals)}
    filled[StepPart.EVENTS] = line is not None and line.has_events
    places = [_place(step, filled) for step in steps]
    new_proposal = named_address("proposal-new")
    return LadderPage(
        analysis=analysis,
        word=word(policies.pack_behind_analysis(analysis).ladder.label).capitalize(),
        goal_href=address(Kind.GOAL, analysis.goal_id),
        steps=steps,
        facts_index=[place for place, step in zip(places, steps, strict=True) if step.is_facts],
        people_index=[place for place, step in zip(places, steps, strict=True) if not step.is_facts],
        done=sum(place.done for place in places),
        applying=sum(step.applies for step in steps),
        people=found.people,
        saved=found.last_saved,
        revised=_revised(found.revised, analysis.indicator),
        tasks=[_task(task, analysis, sent) for task in found.tasks],
        task_form=sent.form_at("task") or TaskForm(auto_id="task_%s"),
        ratings=_ratings(found, user),
        is_rated=is_rated,
        rating_form=sent.form_at("rating") or rating_form(analysis, user),
        pointing=_pointing(analysis, user),
        proposals=proposals,
        time_line=line,
        baseline=baseline_shown(analysis, sent.form_at("baseline")),
        unplaced=found.unplaced,
        propose_href=f"{new_proposal}?ur={analysis.pk}" if new_proposal else "",
        can_write=permissions.can_write_analysis(user, analysis),
        can_rate=permissions.can_rate(user, analysis.unit, own, analysis.year),
        can_conclude=permissions.can_conclude_analysis(user, analysis),
        can_propose=can_propose(user, analysis.unit),
    )


def _time_line(found: Climbed, user: User, sent: Sent) -> TimeLineShown | None:
    """Return the time line where the model has a step for it."""
    if not any(one.step.part == StepPart.EVENTS for one in found.steps):
        return None
    return time_line_shown(found.analysis, user, sent.form_at)


def _ratings(found: Climbed, user: User) -> list[Said]:
    """Return what each level says; the unit's own rating is given in its form below, so nothing leads there."""
    unit, year = found.analysis.unit, found.analysis.year
    own = policies.rating_levels(year)[0].key
    said = said_of(thing_of_analysis(found.analysis), found.ratings, user, raters=policies.raters_of(unit, year))
    return [replace(one, rate_href="") if one.key == own else one for one in said]


def _pointing(analysis: Analysis, user: User) -> Pointing | None:
    """Return what the numbers of the goal speak for at the unit, up to the year of the analysis."""
    indicators = indicators_of(analysis.goal, user)
    return pointing(proposed_colour(outcomes(indicators, analysis.unit, until=analysis.year), analysis.year))


def _proposal(one: Proposal) -> ProposalRow:
    state = str(one.get_state_display())
    return ProposalRow(one.title, address(Kind.PROPOSAL, one.pk), one.followed_up_by, state[:1].upper() + state[1:])


def _revised(found: Revised | None, indicator: Indicator) -> str:
    """Say which number is another today."""
    if found is None:
        return ""
    then, now = (written(value, indicator) for value in (found.then, found.now))
    words = {"period": period(found.period), "then": then, "now": now}
    return _("The value of %(period)s was %(then)s and is %(now)s today.") % words


def _place(step: StepShown, filled: Mapping[StepPart, bool]) -> Place:
    done = step.is_done or bool(step.part and filled[StepPart(step.part)])
    title = step.title if step.applies else _("%(step)s (does not apply)") % {"step": step.title}
    return Place(step.number, title, f"#{step.anchor}", done=done)


def _step(number: int, one: Written, found: Climbed, sent: Sent, user: User) -> StepShown:
    analysis, step = found.analysis, one.step
    laid = laid_before(analysis, step.evidence.value) if step.evidence else None
    part = step.part.value if step.part else ""
    title = word(step.label).capitalize()
    form = sent.form_at("text", step.key) or step_form(analysis, step.key, title, one.text, user)
    return StepShown(
        number=number,
        key=step.key,
        title=title,
        questions=[word(question) for question in step.questions],
        laid=laid,
        is_facts=step.evidence is not None,
        part=part,
        is_aside=step.text_is_note,
        text=one.text if one.text and one.text.body else None,
        writers=one.writers,
        versions=one.versions[:-1][::-1],
        form=form,
        href=reverse("analysis-write", args=[analysis.pk, step.key]),
        conflict=sent.conflict if sent.place == ("text", step.key) else None,
        comments=one.comments,
        comment_form=sent.form_at("comment", step.key) or CommentForm(auto_id=f"comment_{step.key}_%s"),
        comment_href=reverse("analysis-comment", args=[analysis.pk, step.key]),
        is_done=laid is not None or bool(one.text and one.text.body),
    )


def step_form(analysis: Analysis, step: str, title: str, text: StepText | None, user: User, **given: Any) -> StepForm:
    """Return the form of one step's text; beside something else that people do in the step it is a note."""
    found = entry(policies.pack_behind_analysis(analysis).ladder.steps, step)
    is_note = found is not None and found.text_is_note
    return StepForm(
        initial={"base": text.version if text else 0, "body": text.body if text else ""},
        label=_("Note: %(step)s") % {"step": title} if is_note else _("Your text: %(step)s") % {"step": title},
        draft=f"analysis:{analysis.pk}:{step}:{user.pk}",
        auto_id=f"text_{step}_%s",
        **given,
    )


def rating_form(analysis: Analysis, user: User, **given: Any) -> RatingForm:
    """Return the form of the self-rating."""
    scale = pack_of_year(analysis.year).rating.scale
    return RatingForm(scale=scale, draft=f"rating:{analysis.pk}:{user.pk}", auto_id="rating_%s", **given)


def _task(task: AnalysisTask, analysis: Analysis, sent: Sent) -> TaskRow:
    form = sent.form_at("answer", str(task.pk)) or AnswerForm(auto_id=f"answer_{task.pk}_%s")
    return TaskRow(task, form, reverse("analysis-task-answer", args=[analysis.pk, task.pk]))
