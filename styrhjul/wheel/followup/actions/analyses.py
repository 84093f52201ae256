"""Climbing the analysis ladder."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from styrhjul.base.calendar.actions import fulfil
from styrhjul.base.common import clock, trace
from styrhjul.base.common.faults import Fault
from styrhjul.base.common.models import User
from styrhjul.base.common.versions import write_version
from styrhjul.base.organisation.models import Unit
from styrhjul.base.steering.queries import pack_of_year
from styrhjul.base.steering.words import entry
from styrhjul.base.thread.actions import make_node, open_to, tie
from styrhjul.base.thread.models import Audience, Kind
from styrhjul.engine.packs.schema import Event
from styrhjul.wheel.followup import permissions, policies
from styrhjul.wheel.followup.evidence import evidence_for, goals_above
from styrhjul.wheel.followup.models import Analysis, AnalysisTask, StepComment, StepText
from styrhjul.wheel.followup.queries.influences import time_line_to_keep
from styrhjul.wheel.followup.states import AnalysisState
from styrhjul.wheel.goals.models import Goal
from styrhjul.wheel.indicators.actions import take_evidence
from styrhjul.wheel.indicators.models import Indicator


@transaction.atomic
def begin_analysis(goal: Goal, *, indicator: Indicator, unit: Unit, occasion: str, year: int, by: User) -> Analysis:
    """Begin an analysis: the engine lays its evidence before the first steps, and it stays as it was."""
    permissions.can_begin_analysis(by, unit).require()
    if entry(pack_of_year(year).occasions, occasion) is None:
        raise Fault(_("The steering model has no such occasion."), field="occasion")
    if not goal.indicators.filter(pk=indicator.pk).exists():
        raise Fault(_("The goal is not followed by that indicator."), field="indicator")
    found = evidence_for(indicator, unit, until=year, above=goals_above(goal, by))
    about = policies.audience_about(goal, indicator)
    node = make_node(
        Kind.ANALYSIS,
        title=(_("Analysis: %(goal)s") % {"goal": goal.title})[:200],
        unit=unit,
        audience=Audience.UNIT if about == Audience.INTERNAL else about,
        readers=policies.readers_about(goal, indicator),
        by=by,
    )
    analysis = Analysis.objects.create(
        node=node,
        goal=goal,
        indicator=indicator,
        occasion=occasion,
        year=year,
        evidence=found.content,
        evidence_taken_at=clock.now(),
        statistics_build=found.build,
    )
    tie(goal.node, node, why=_("why did it turn out as it did"), by=by)
    if found.period:
        evidence = take_evidence(indicator, place=unit, period=found.period, by=by)
        tie(evidence.node, node, why=_("laid before the analysis"), by=by)
    trace.record("analysis.begun", f"node:{node.pk}", by=by, goal=goal.pk, indicator=indicator.pk, build=found.build)
    fulfil(Event.ANALYSIS_BEGUN, unit=unit, period=str(year), scope=occasion, by=by)
    return analysis


@transaction.atomic
def write_step(analysis: Analysis, *, step: str, body: str, base: int, by: User) -> StepText:
    """Write in one step; refused when somebody else wrote since version `base`."""
    permissions.can_write_analysis(by, analysis).require()
    _demand_step(analysis, step)
    text = write_version(StepText, base=base, body=body, by=by, analysis=analysis, step=step)
    trace.record("analysis.written", f"node:{analysis.pk}", by=by, step=step, digest=trace.sha256(text.body))
    if text.body.strip():
        fulfil(Event.STEP_WRITTEN, unit=analysis.unit, period=str(analysis.year), scope=step, by=by)
    return text


@transaction.atomic
def add_comment(analysis: Analysis, *, step: str, body: str, by: User) -> StepComment:
    """Say something about a step."""
    permissions.can_write_analysis(by, analysis).require()
    _demand_step(analysis, step)
    comment = StepComment(analysis=analysis, step=step, body=body.strip(), at=clock.now(), by=by)
    comment.full_clean()
    comment.save()
    trace.record("analysis.commented", f"node:{analysis.pk}", by=by, step=step, digest=trace.sha256(comment.body))
    return comment


def _demand_step(analysis: Analysis, step: str) -> None:
    if step not in {one.key for one in policies.pack_behind_analysis(analysis).ladder.steps}:
        raise Fault(_("There is no such step in the steering model."))


@transaction.atomic
def add_task(analysis: Analysis, *, question: str, whom: str, due: date, by: User) -> AnalysisTask:
    """Note what is missing, whom to ask and by when."""
    permissions.can_write_analysis(by, analysis).require()
    task = AnalysisTask(analysis=analysis, question=question.strip(), whom=whom.strip(), due=due)
    task.full_clean(exclude=["done_at"])
    task.save()
    trace.record("analysis.task_added", f"node:{analysis.pk}", by=by, question=question)
    return task


@transaction.atomic
def answer_task(task: AnalysisTask, *, answer: str, by: User) -> AnalysisTask:
    """Write what was found out."""
    permissions.can_write_analysis(by, task.analysis).require()
    if not answer.strip():
        raise Fault(_("Write what you found out."), field="answer")
    task.answer, task.done_at = answer.strip(), clock.now()
    task.full_clean()
    task.save(update_fields=["answer", "done_at"])
    trace.record("analysis.task_answered", f"node:{task.analysis_id}", by=by, task=task.pk)
    return task


@transaction.atomic
def conclude_analysis(analysis: Analysis, *, by: User) -> Analysis:
    """Stand by the conclusion: the steps are closed, the time line is kept, and the whole organisation may read it."""
    permissions.can_conclude_analysis(by, analysis).require()
    kept = time_line_to_keep(analysis, by)
    analysis.state, analysis.concluded_at, analysis.concluded_by = AnalysisState.CONCLUDED, clock.now(), by
    analysis.influences = kept.as_json()
    analysis.save(update_fields=["state", "concluded_at", "concluded_by", "influences"])
    open_to(analysis.node, policies.audience_about(analysis.goal, analysis.indicator), by=by)
    fulfil(Event.ANALYSIS_CONCLUDED, unit=analysis.unit, period=str(analysis.year), scope=analysis.occasion, by=by)
    trace.record("analysis.concluded", f"node:{analysis.pk}", by=by)
    return analysis
