"""The boards' reports with their overall ratings, and the duties that are marked by hand."""

from __future__ import annotations

from datetime import date, timedelta

from styrhjul.base.calendar.actions import mark_done
from styrhjul.base.calendar.models import Duty
from styrhjul.base.calendar.policies import may_be_marked_by_hand
from styrhjul.base.common.models import User
from styrhjul.base.organisation.models import Unit
from styrhjul.base.steering.queries import pack_in_force
from styrhjul.base.steering.words import entry
from styrhjul.demo import rating
from styrhjul.demo.content import read
from styrhjul.demo.town import Story, Town
from styrhjul.engine.packs.schema import Event
from styrhjul.reports.actions import decide_and_archive
from styrhjul.wheel.followup import actions
from styrhjul.wheel.followup.models import Report
from styrhjul.wheel.goals.models import Goal

REPORTS = (
    ("year", 2022, date(2023, 2, 14)),
    ("early", 2023, date(2023, 4, 25)),
    ("interim", 2023, date(2023, 10, 24)),
)
DAYS_BEFORE_SENDING, DAYS_BEFORE_RATING = 14, 18
PARAGRAPHS = (18, 31, 12, 44, 27, 9, 36)
MARKED_ON = date(2023, 11, 17)
LEFT_SINCE = date(2023, 9, 1)
SCHOOL, STILL_AT_WORK = "Lindängsskolan", 2023
FIRST_MONTH, LAST_MONTH = 2022 * 12 + 9, 2023 * 12 + 10  # October 2022 to November 2023, counted in months


def reports(town: Town) -> list[Story]:
    """Return the reports of every board, a story for each."""
    kinds = [kind for kind in ("board", "programme_board", "executive_board") if town.setting.kinds[kind]]
    return [
        _report(town, board, number, occasion, year, decided + timedelta(days=number % 3 + 7 * (number // 8)))
        for number, board in enumerate(town.of_kind(*kinds))
        for occasion, year, decided in REPORTS
        if town.setting.occasions[occasion]
    ]


def _report(town: Town, board: Unit, number: int, occasion: str, year: int, decided: date) -> Story:
    content = read("everybody")
    yield decided - timedelta(days=25)
    by = town.posts.get(("year_process_lead", board.pk)) or town.leading()
    report = actions.start_report(board, occasion=town.setting.occasions[occasion] or "", year=year, by=by)
    _write(report, by)
    for step, (level, told) in enumerate(_told(town, board, occasion).items()):
        yield decided - timedelta(days=DAYS_BEFORE_RATING - step)
        for place, (goal, colour) in enumerate(told):
            reasons = content["reasons"][colour]
            said = reasons[(number + step + place) % len(reasons)]
            rating.give(town, board, level=level, occasion=occasion, year=year, colour=colour, reason=said, goal=goal)
    yield decided - timedelta(days=DAYS_BEFORE_SENDING)
    actions.send_report(report, by=by)
    yield decided + timedelta(days=1)
    paragraph, record = f"§ {PARAGRAPHS[number % 7]}", f"{board.name[:3].upper()} {decided.year}/{41 + 7 * number}"
    decide_and_archive(report, decided_on=decided, paragraph=paragraph, record_number=record, by=by)


def _told(town: Town, board: Unit, occasion: str) -> dict[str, list[tuple[Goal | None, str]]]:
    """Return by level which colour a board got as a whole (no goal), and for each goal that it rates on the occasion.

    A board that holds several of the story's is rated as the first of them, and on the goals of each.
    """
    content = read("everybody")
    names = [name for name in town.names_of(board) if occasion in content["overall"].get(name, {})]
    rated: list[tuple[Goal | None, str]] = [(None, names[0])] if names else []
    if occasion == "interim":
        rated += [(town.goals[content["goals_rated"][name]], name) for name in names if name in content["goals_rated"]]
    found: dict[str, list[tuple[Goal | None, str]]] = {}
    for goal, name in rated:
        colours = dict(zip(rating.LEVELS, content["overall"][name][occasion], strict=False))
        for level, colour in rating.perspectives(town, colours).items():
            found.setdefault(level, []).append((goal, colour))
    if occasion == "interim":
        found.setdefault("own", []).extend(_own_goals(town, board))
    return found


def _own_goals(town: Town, board: Unit) -> list[tuple[Goal | None, str]]:
    """Return the goals of the board's own that it rates, which nobody above it does."""
    told = read("everybody")["own_goals_rated"]
    names = [name for name in town.names_of(board) if name in told]
    return [(goal, told[name]) for name in names for goal in town.goals_of.get(name, [])]


def _write(report: Report, by: User) -> None:
    everybody, occasion = read("everybody"), entry(pack_in_force().occasions, report.occasion)
    for section in occasion.sections if occasion else []:
        body = everybody["report_words"].get(section.key, everybody["report_text"])
        actions.write_report_text(report, section=section.key, body=body, base=0, by=by)


def by_hand(town: Town) -> Story:
    """Mark what is done by hand when it falls due, but for the last thing, which no unit has got round to yet."""
    by = None
    for month in range(FIRST_MONTH, LAST_MONTH + 1):
        day = date(month // 12, month % 12 + 1, 25)
        yield min(day, MARKED_ON)
        by = by or town.leading()
        duties = Duty.objects.open().filter(due__lt=min(day, MARKED_ON)).exclude(key=_left(town), due__gte=LEFT_SINCE)
        for duty in duties.select_related("unit"):
            if may_be_marked_by_hand(duty) and not _is_going_on(town, duty):
                mark_done(duty, by=by)


def _is_going_on(town: Town, duty: Duty) -> bool:
    """Tell whether the story has a unit at work on what the duty asks for."""
    return duty.unit == town.units[SCHOOL] and duty.event == Event.ANALYSIS_CONCLUDED and duty.year == STILL_AT_WORK


def _left(town: Town) -> str:
    """Return what the units were to do by hand last of all this autumn."""
    mine = Duty.objects.filter(event="", role=town.setting.roles["unit_manager"], due__range=(LEFT_SINCE, MARKED_ON))
    return mine.order_by("-due", "key").values_list("key", flat=True).first() or ""
