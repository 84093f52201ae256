"""Plans of council, boards and units, and the monthly check-ins of the year."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta
from typing import Any

from styrhjul.base.calendar.models import Duty
from styrhjul.base.common import clock
from styrhjul.base.common.faults import Fault
from styrhjul.base.common.models import User
from styrhjul.base.organisation.models import Unit
from styrhjul.base.organisation.queries import units_above
from styrhjul.base.steering.queries import pack_in_force
from styrhjul.base.steering.words import entry
from styrhjul.demo.content import read
from styrhjul.demo.town import Story, Town
from styrhjul.engine.packs.schema import Event, Section
from styrhjul.wheel.goals.models import Goal
from styrhjul.wheel.improvement.actions import close_activity
from styrhjul.wheel.improvement.queries import effect_as_json, effects_of
from styrhjul.wheel.plans import actions
from styrhjul.wheel.plans.actions import complete_check_in
from styrhjul.wheel.plans.models import Plan
from styrhjul.wheel.plans.queries import activities_in_month

YEAR = 2023
LAST_CHECK_IN = 10
CHECKING_IN = ("unit_manager", "year_process_lead", "programme_director")
FIRST_ROUND, MONTHS_OF_ROUNDS = (
    2022 * 12 + 10,
    13,
)  # November 2022, counted in months; each round is about the month before
FIRST_PARAGRAPH, PARAGRAPHS_APART = 94, 7
POLITICAL = (
    ("council", "council_plan", (10, 25)),
    ("programme_board", "programme_plan", (11, 15)),
    ("executive_board", "executive_plan", (11, 15)),
)


def plans(town: Town) -> list[Story]:
    """Return the plans of council, boards and units, a story for each."""
    levels = town.setting.plan_levels
    bodies = [
        (unit, level, adopted)
        for kind, level, adopted in POLITICAL
        if town.setting.kinds[kind] and levels[level]
        for unit in town.of_kind(kind)
    ]
    stories = [
        _political(town, unit, level, year, (year - 1, *adopted), _paragraph(number, year))
        for number, (unit, level, adopted) in enumerate(bodies)
        for year in (YEAR, YEAR + 1)
    ]
    if levels["board_plan"]:
        boards = enumerate(town.of_kind("board"), start=len(bodies))
        stories += [_board_plan(town, board, _told_of(town, board), _paragraph(at, YEAR)) for at, board in boards]
    if levels["unit_plan"]:
        stories += [_unit_year(town, unit, _activities_of(town, unit)) for unit in town.of_kind("unit", "department")]
    return stories


def _paragraph(number: int, year: int) -> str:
    """Return the paragraph of a body's minutes: every body numbers its own, so they are seldom the same."""
    return f"§ {FIRST_PARAGRAPH + number * PARAGRAPHS_APART + year % 2}"


def rounds(town: Town) -> Story:
    """Complete the check-ins that ask about nothing: those before the first plans, and of units without activities."""
    for month in range(FIRST_ROUND, FIRST_ROUND + MONTHS_OF_ROUNDS):
        yield date(month // 12, month % 12 + 1, 8)
        due = Duty.objects.open().filter(event=Event.CHECK_IN_COMPLETE, due__lt=clock.today())
        for duty in due.select_related("unit"):
            by = next(filter(None, (town.posts.get((role, duty.unit_id)) for role in CHECKING_IN)), town.leading())
            with suppress(Fault):  # something lacks an answer, as the story wants it
                complete_check_in(duty.unit, month=duty.period, by=by)


def _told_of(town: Town, board: Unit) -> dict[str, Any]:
    """Return what is told of a board's plan: of all that it holds, or what is usual."""
    content = read("work")["board_plans"]
    told = {name: content[name] for name in town.names_of(board) if name in content}
    if not told:
        return {"given": {}, "activities": [read("everybody")["board_activity"]]}
    activities = [{**one, "serves": name} for name, row in told.items() for one in row["activities"]]
    return {"given": {"mission": " ".join(row["mission"] for row in told.values())}, "activities": activities}


def _activities_of(town: Town, unit: Unit) -> list[dict[str, Any]]:
    """Return what is told of a unit's activities, or what is usual for it or where it belongs."""
    told, usual = read("work")["unit_plans"], read("everybody")["activities"]
    lasting = [row["activity"] for row in _gains_at(town, unit) if row["activity"]["from"].year == YEAR]
    if unit.name in told:
        return [*told[unit.name], *lasting]
    names = [*town.names_of(unit), *town.names_of(unit.placements.get().parent)]
    return [*next((usual[name] for name in names if name in usual), []), *lasting]


def _gains_at(town: Town, unit: Unit) -> list[dict[str, Any]]:
    return [row for row in read("gains") if row["unit"] == unit.name] if town.setting.gains else []


def _political(town: Town, unit: Unit, level: str, year: int, adopted: tuple[int, int, int], paragraph: str) -> Story:
    """Write and adopt a plan without activities of its own: council, boards over boards, executive board."""
    day, by = date(*adopted), town.leading()
    yield day - timedelta(days=20)
    plan = actions.start_plan(unit, level=town.setting.plan_levels[level] or "", year=year, by=by)
    write_plan(plan, {}, by)
    yield day - timedelta(days=14)
    actions.send_plan(plan, by=by)
    yield day + timedelta(days=1)
    record = f"{_initials(unit.name)} {year - 1}/88"
    actions.adopt_plan(plan, decided_on=day, paragraph=paragraph, record_number=record, by=by)


def _board_plan(town: Town, board: Unit, told: dict[str, Any], paragraph: str) -> Story:
    """Plan a board's year, and check in every month."""
    yield date(YEAR - 1, 11, 24)
    by = town.holder("year_process_lead", board.name)
    plan = actions.start_plan(board, level=town.setting.plan_levels["board_plan"] or "", year=YEAR, by=by)
    write_plan(plan, told["given"], by)
    goals = list(Goal.objects.filter(node__unit=board, starts__year__lte=YEAR))
    for goal in goals:
        actions.take_up_goal(plan, goal=goal, by=by)
    for row in told["activities"]:
        begin_activity(town, plan, row, town.goals_of.get(row.get("serves", ""), goals), None, by)
    actions.send_plan(plan, by=by)
    yield date(YEAR - 1, 12, 13)
    day, record = date(YEAR - 1, 12, 12), f"{_initials(board.name)} {YEAR - 1}/97"
    actions.adopt_plan(plan, decided_on=day, paragraph=paragraph, record_number=record, by=by)
    for month in range(1, LAST_CHECK_IN + 1):
        yield date(YEAR, month + 1, 7)
        _month(board, f"{YEAR}-{month:02}", told["activities"], "", by)


def _unit_year(town: Town, unit: Unit, rows: list[dict[str, Any]]) -> Story:
    """Plan a unit's year, check in every month, and close what was told to be closed."""
    yield date(YEAR, 1, 12)
    by = town.holder("unit_manager", unit.name)
    plan = actions.start_plan(unit, level=town.setting.plan_levels["unit_plan"] or "", year=YEAR, by=by)
    write_plan(plan, read("work")["unit_texts"].get(unit.name, {}), by)
    goals = _goals_for(town, unit)
    for goal in goals:
        actions.take_up_goal(plan, goal=goal, by=by)
    for row in rows:
        begin_activity(town, plan, row, goals, by, by)
    actions.send_plan(plan, by=by)
    yield date(YEAR, 1, 26)
    actions.adopt_plan(plan, decided_on=date(YEAR, 1, 26), by=by)
    comment = read("work")["comments"].get(unit.name, "")
    for month in range(1, LAST_CHECK_IN + 1):
        yield date(YEAR, month + 1, 7)
        _month(unit, f"{YEAR}-{month:02}", rows, comment, by)
        for row in rows:
            if "closed" in row and row["closed"]["day"].month == month + 1:
                yield row["closed"]["day"]
                close(town, unit, row, by)


def _goals_for(town: Town, unit: Unit) -> list[Goal]:
    """Return a unit's own goals, or the goals of the board above it that it serves."""
    if own := list(Goal.objects.filter(node__unit=unit)):
        return own
    above = units_above(unit)
    if served := next(filter(None, (town.serves[one.pk] for one in [unit, *above[:-1]])), ""):
        return town.goals_of[served]
    return list(Goal.objects.filter(node__unit__in=above, level=town.setting.goal_levels["board_goal"]))


def write_plan(plan: Plan, given: dict[str, str], by: User) -> None:
    """Write what is given of a question, else what anybody answers to it, the first of a section in any case."""
    level = entry(pack_in_force().plan_levels, plan.level)
    for section in level.sections if level else []:
        for question, body in answers(section, given).items():
            actions.write_text(plan, section=section.key, question=question, body=body, base=0, by=by)


def answers(section: Section, given: dict[str, str]) -> dict[str, str]:
    """Return what a section says by its questions: what is given of them, else what anybody says.

    What is said is found by section and question ("mission.recipients") where two models ask differently by the same
    key, else by the question, else (of the first question) by the section.
    """
    everybody = read("everybody")
    keys = [one.key for one in section.questions] or [""]
    found = {}
    for question in keys:
        names = [f"{section.key}.{question}", question or section.key]
        if question == keys[0] and section.key in given:
            names.append(section.key)
        body = next(
            (words[name] for words in (given, everybody["plan_words"]) for name in names if name in words), None
        )
        if body or question == keys[0]:
            found[question] = body or everybody["plan_text"]
    return found


def begin_activity(
    town: Town, plan: Plan, row: dict[str, Any], goals: list[Goal], owner: User | None, by: User
) -> None:
    """Put an activity into a plan; the story finds it by its unit and title."""
    activity = actions.add_activity(
        plan,
        title=row["title"],
        expected_effect=row["effect"],
        measured_by=row.get("measured", ""),
        starts=row.get("from", date(plan.year, 1, 20)),
        ends=row.get("to", date(plan.year, 12, 20)) + timedelta(days=1),
        goals=goals,
        owner=owner,
        by=by,
    )
    town.activities[plan.place_id, row["title"]] = activity


def _initials(board: str) -> str:
    return board[:3].upper()


def _month(unit: Unit, month: str, rows: list[dict[str, Any]], comment: str, by: User) -> None:
    told = {row["title"]: row for row in rows}
    last = month == f"{YEAR}-{LAST_CHECK_IN}"
    for activity in activities_in_month(unit, month).filter(closed_at=None):
        row = told.get(activity.title, {})
        state = row.get("state", "going_on") if last else "going_on"
        actions.report_progress(activity, month=month, state=state, note=row.get("note", "") if last else "", by=by)
    if last and comment:
        actions.write_comment(unit, month=month, comment=comment, by=by)
    with suppress(Fault):  # of what still lacks an answer; the month is not done then
        complete_check_in(unit, month=month, by=by)


def close(town: Town, unit: Unit, row: dict[str, Any], by: User) -> None:
    """Close an activity and make what came of it last."""
    told, activity = row["closed"], town.activities[unit.pk, row["title"]]
    activity.refresh_from_db()
    close_activity(
        activity,
        effect=told["effect"],
        made_permanent=told["permanent"],
        responsible=by,
        check_on=told["check"],
        before=effect_as_json(effects_of(activity)),
        leap=told.get("leap", False),
        by=by,
    )
