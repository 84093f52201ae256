"""Analyses, ratings, proposals and reports of Exempelby, and the plan of the year after that they lead to."""

from __future__ import annotations

from datetime import date
from typing import Any

from styrhjul.base.common.models import User
from styrhjul.base.organisation.models import Unit
from styrhjul.base.steering.queries import pack_in_force
from styrhjul.base.steering.words import entry
from styrhjul.demo import rating
from styrhjul.demo.content import read
from styrhjul.demo.town import Story, Town
from styrhjul.wheel.flows.next_year import conclude_and_lay, decide_and_lay
from styrhjul.wheel.followup import actions
from styrhjul.wheel.followup.models import Analysis
from styrhjul.wheel.goals.models import Goal
from styrhjul.wheel.improvement.actions import propose, weigh
from styrhjul.wheel.improvement.models import Proposal
from styrhjul.wheel.plans.actions import start_plan, take_input, take_up_goal, write_text
from styrhjul.wheel.plans.models import Plan, PlanInput

BOARD, SCHOOL = "Grundskolenämnden", "Lindängsskolan"


def rate_last_year(town: Town) -> Story:
    """Rate the goal for 2022, each level for itself."""
    for level, row in rating.perspectives(town, read("work")["last_year"]).items():
        yield row["day"]
        _rate(town, level, row, town.goals[read("work")["analysis"]["goal"]], "year", 2022, None)


def board_story(town: Town) -> Story:
    """Analyse and rate the goal at the board, decide two proposals, and begin next year's plan with what came of it."""
    content = read("work")["analysis"]
    yield date(2023, 9, 20)
    goal, lead = town.goals[content["goal"]], town.holder("quality_lead", BOARD)
    head = town.holder("head_of_administration", BOARD)
    ratings = rating.perspectives(town, content["board_ratings"])
    analysis = _begin(goal, town, "N15428", town.units[BOARD], lead)
    _write_steps(town, analysis, content["board_texts"], lead)
    _tell_events(analysis, content["board_events"], lead)
    actions.add_comment(analysis, step=_step(town, "influences"), body="Lovskolan 2022 bör också nämnas här.", by=head)
    yield date(2023, 10, 10)
    conclude_and_lay(analysis, by=town.holder("politician", BOARD))
    yield ratings["own"]["day"]
    _rate(town, "own", ratings["own"], goal, "interim", 2023, analysis)
    yield date(2023, 10, 12)
    proposals = [(_propose(town.units[BOARD], row, analysis, lead), row) for row in content["proposals"]]
    for proposal, row in proposals:
        _weigh(proposal, row, head)
    for level in [level for level in ratings if level != "own"]:
        yield ratings[level]["day"]
        _rate(town, level, ratings[level], goal, "interim", 2023, None)
    yield date(2023, 11, 1)
    for proposal, row in proposals:
        decide_and_lay(proposal, accept=row["accept"], reason=row["reason"], year=row["year"], by=head)
    yield date(2023, 11, 8)
    _next_plan(town)


def school_story(town: Town) -> Story:
    """Leave one analysis at a school going on, its rating not yet given: what a unit manager has before her."""
    content = read("work")["analysis"]
    yield date(2023, 11, 6)
    manager, staff = town.holder("unit_manager", SCHOOL), town.holder("employee", SCHOOL)
    analysis = _begin(town.goals[SCHOOL], town, f"{SCHOOL}: year", town.units[SCHOOL], manager)
    _write_steps(town, analysis, content["unit_texts"], manager)
    _tell_events(analysis, content["unit_events"], manager)
    tasks = [
        actions.add_task(analysis, question=row["question"], whom=row["whom"], due=row["due"], by=manager)
        for row in content["tasks"]
    ]
    yield date(2023, 11, 13)
    actions.answer_task(tasks[0], answer=content["tasks"][0]["answer"], by=staff)
    yield date(2023, 11, 14)
    for row in content["open_proposals"]:
        _weigh(_propose(town.units[row["unit"]], row, analysis, staff), row, manager)
    yield date(2023, 11, 17)
    plan = start_plan(town.units[SCHOOL], level=town.setting.plan_levels["unit_plan"] or "", year=2024, by=manager)
    _write_sections(plan, content["next_plan"], manager)


def _begin(goal: Goal, town: Town, indicator: str, unit: Unit, by: User) -> Analysis:
    measure, occasion = town.indicators[indicator], town.setting.occasions["interim"] or ""
    return actions.begin_analysis(goal, indicator=measure, unit=unit, occasion=occasion, year=2023, by=by)


def _rate(
    town: Town, level: str, row: dict[str, Any], goal: Goal, occasion: str, year: int, analysis: Analysis | None
) -> None:
    given = {"level": level, "occasion": occasion, "year": year, "colour": row["colour"], "reason": row["reason"]}
    rating.give(town, town.units[BOARD], **given, goal=goal, analysis=analysis)


def _step(town: Town, word: str) -> str:
    return town.setting.steps[word] or ""


def _write_steps(town: Town, analysis: Analysis, texts: dict[str, str], by: User) -> None:
    for word, body in texts.items():
        if step := town.setting.steps[word]:
            actions.write_step(analysis, step=step, body=body, base=0, by=by)


def _tell_events(analysis: Analysis, events: list[dict[str, Any]], by: User) -> None:
    for row in events:
        actions.add_event(analysis, **{**row, "period": str(row["period"])}, by=by)


def _propose(unit: Unit, row: dict[str, Any], analysis: Analysis, by: User) -> Proposal:
    return propose(
        unit,
        title=row["title"],
        description=row["description"],
        followed_up_by=row["follow"],
        origin=analysis.node,
        consequences=row["consequences"],
        by=by,
    )


def _weigh(proposal: Proposal, row: dict[str, Any], by: User) -> None:
    effect, effort, urgency = row["weights"]
    weigh(proposal, effect=effect, effort=effort, urgency=urgency, by=by)


def _next_plan(town: Town) -> None:
    """Begin the plan of 2024 with the decided proposal; the analysis' conclusion still waits for its answer."""
    unit, by = town.units[BOARD], town.holder("year_process_lead", BOARD)
    told = read("work")["next_board_plan"]
    goal = town.goals[told["goal"]]
    plan = start_plan(unit, level=town.setting.plan_levels["board_plan"] or "", year=2024, by=by)
    take_up_goal(plan, goal=goal, by=by)
    _write_sections(plan, told["texts"], by)
    decided = PlanInput.objects.get(unit=unit, year=2024, origin__kind="decision")
    take_input(decided, plan=plan, goals=[goal], **told["taken_in"], by=by)


def _write_sections(plan: Plan, texts: dict[str, str], by: User) -> None:
    """Write what is told under those headings that the model has."""
    level = entry(pack_in_force().plan_levels, plan.level)
    for section in level.sections if level else []:
        if body := texts.get(section.key):
            question = section.questions[0].key if section.questions else ""
            write_text(plan, section=section.key, question=question, body=body, base=0, by=by)
