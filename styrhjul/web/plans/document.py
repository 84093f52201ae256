"""A plan as people read it: a draft from what is written now, an adopted one from its frozen content."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.urls import reverse

from styrhjul.base.common.models import User
from styrhjul.base.decisions.models import FormalDecision
from styrhjul.base.decisions.queries import frozen
from styrhjul.base.steering.standing import section_in
from styrhjul.base.steering.words import entry, word_for
from styrhjul.engine.packs.schema import Adoption
from styrhjul.web.ui.pieces import Step
from styrhjul.wheel.plans import queries
from styrhjul.wheel.plans.models import Activity, Plan
from styrhjul.wheel.plans.policies import level_of, pack_behind
from styrhjul.wheel.plans.queries import PlanSection, Unplaced, Written

NO_QUESTION = "text"


@dataclass(frozen=True)
class Question:
    """A question with what is written under it, and where it is written."""

    section: str
    key: str
    label: str
    help: str = ""
    body: str = ""
    by: str = ""
    at: datetime | None = None
    href: str = ""
    last_year: str = ""
    needed: bool = False

    @property
    def anchor(self) -> str:
        """Return the question's place on the page."""
        return f"fraga-{self.section}-{self.key or NO_QUESTION}"


@dataclass(frozen=True)
class Section:
    """A section with its questions."""

    key: str
    title: str
    questions: list[Question]
    required: bool = True
    has_activities: bool = False

    @property
    def is_written(self) -> bool:
        """Whether anything stands there, or the plan's activities answer."""
        return self.has_activities or any(question.body for question in self.questions)


@dataclass(frozen=True)
class GoalRow:
    """A goal that the plan takes up."""

    title: str
    level: str
    unit: str
    href: str = ""


@dataclass(frozen=True)
class ActivityRow:
    """An activity as the plan says it."""

    title: str
    how: str
    leader: str
    starts: date
    last_day: date | None
    effect: str
    measured_by: str
    cost: Decimal | None
    goals: list[str]
    href: str
    state: str = ""


@dataclass(frozen=True)
class Document:
    """The whole plan."""

    sections: list[Section]
    goals: list[GoalRow]
    activities: list[ActivityRow]
    unplaced: list[Unplaced]
    decision: FormalDecision | None = None
    steps: list[Step] = field(default_factory=list)

    @property
    def asked(self) -> int:
        """How many sections the plan must say something in."""
        return sum(section.required for section in self.sections)

    @property
    def has_costs(self) -> bool:
        """Whether any activity says what it costs."""
        return any(one.cost is not None for one in self.activities)

    @property
    def written(self) -> int:
        """In how many of them it does."""
        return sum(section.required and section.is_written for section in self.sections)


def document_of(plan: Plan, user: User) -> Document:
    """Return the plan as it is read today."""
    return _frozen(plan, user) if plan.decision else _draft(plan, user)


def _draft(plan: Plan, user: User) -> Document:
    before = texts_of_year_before(plan, user)
    activities = list(queries.activities_of(plan, user))
    sections = [
        Section(
            one.key,
            one.label,
            [_question(plan, one, written, before) for written in one.written],
            one.required,
            one.activities and bool(activities),
        )
        for one in queries.sections_of(plan)
    ]
    toward = queries.goals_by_activity(activities, user)
    levels = pack_behind(plan).goal_levels
    goals = [
        GoalRow(goal.title, word_for(levels, goal.level), goal.unit.name, reverse("goal-detail", args=[goal.pk]))
        for goal in queries.goals_taken_up(plan, user)
    ]
    rows = [_activity(one, [goal.title for goal in toward.get(one.pk, [])]) for one in activities]
    return Document(sections, goals, rows, queries.texts_without_place(plan), steps=_steps(sections))


def _question(plan: Plan, section: PlanSection, written: Written, before: Mapping[tuple[str, str], str]) -> Question:
    text = written.text
    return Question(
        written.section,
        written.question,
        written.label,
        written.help,
        text.body if text else "",
        text.by.name if text and text.by else "",
        text.at if text else None,
        reverse("plan-text", args=[plan.pk, written.section, written.question or NO_QUESTION]),
        before.get((written.section, written.label), ""),
        section.required,
    )


def question_of(plan: Plan, section: str, key: str, user: User) -> tuple[Question, int] | None:
    """Return one question of a draft with the version that stands; None when the plan does not ask it."""
    for one in queries.sections_of(plan):
        for written in one.written:
            if (written.section, written.question or NO_QUESTION) == (section, key):
                return _question(plan, one, written, texts_of_year_before(plan, user)), written.version
    return None


def _activity(activity: Activity, goals: list[str]) -> ActivityRow:
    return ActivityRow(
        activity.title,
        activity.how,
        activity.owner.name if activity.owner else "",
        activity.starts,
        activity.last_day,
        activity.expected_effect,
        activity.measured_by,
        activity.cost,
        goals,
        reverse("activity-detail", args=[activity.pk]),
    )


def _frozen(plan: Plan, user: User) -> Document:
    """Return what was adopted, word for word; only the state of the activities is today's."""
    assert plan.decision is not None  # noqa: S101 - an adopted plan has its decision, by constraint
    content, level = frozen(plan.decision), level_of(plan)
    answered = {one.key for one in level.sections if one.activities} if level else set()
    today = {one.pk: one for one in queries.activities_of(plan, user)}
    sections = [
        Section(
            one["key"],
            one["title"],
            [
                Question(one["key"], str(place), said["question"] or "", body=said["body"], by=said["by"] or "")
                for place, said in enumerate(one["written"])
            ],
            has_activities=bool(content["activities"]) and one["key"] in answered,
        )
        for one in content["sections"]
    ]
    goals = [
        GoalRow(goal["title"], goal["level"], goal["unit"], reverse("goal-detail", args=[goal["key"]]))
        for goal in content["goals"]
    ]
    activities = [_frozen_activity(one, today.get(one["key"])) for one in content["activities"]]
    unplaced = queries.texts_without_place(plan)
    return Document(sections, goals, activities, unplaced, plan.decision, _steps(sections, count_done=False))


def _frozen_activity(said: Mapping[str, Any], today: Activity | None) -> ActivityRow:
    return ActivityRow(
        said["title"],
        said["how"],
        said["owner"] or "",
        date.fromisoformat(said["starts"]),
        _last_day(said),
        said["expected_effect"],
        said["measured_by"],
        Decimal(said["cost"]) if said["cost"] is not None else None,
        said["goals"],
        reverse("activity-detail", args=[said["key"]]),
        str(today.get_state_display()) if today else "",
    )


def _last_day(said: Mapping[str, Any]) -> date | None:
    """Return the last day of an adopted activity; what was adopted first kept the day after it."""
    if "last_day" in said:
        return date.fromisoformat(said["last_day"]) if said["last_day"] else None
    return date.fromisoformat(said["ends"]) - timedelta(days=1) if said["ends"] else None


def texts_of_year_before(plan: Plan, user: User) -> dict[tuple[str, str], str]:
    """Return what the same plan said the year before, by section and question, as far as a person may know.

    What another model asked stands in the section where it was moved; what that one does not ask is left out.
    """
    before, level = queries.plan_before(plan, user), level_of(plan)
    if before is None or level is None:
        return {}
    said = [
        (section, label, body)
        for key, label, body in _said_in(before)
        if (section := section_in(level.sections, before.level, key))
    ]
    return {(section.key, label): body for section, label, body in said}


def _said_in(plan: Plan) -> list[tuple[str, str, str]]:
    """Return what a plan says, by section and question."""
    if plan.decision is not None:
        sections = frozen(plan.decision)["sections"]
        return [
            (one["key"], said["question"] or one["title"], said["body"]) for one in sections for said in one["written"]
        ]
    return [
        (one.key, written.label, written.text.body)
        for one in queries.sections_of(plan)
        for written in one.written
        if written.text
    ]


def _steps(sections: list[Section], *, count_done: bool = True) -> list[Step]:
    return [
        Step(place, one.title, f"#avsnitt-{one.key}", done=count_done and one.is_written)
        for place, one in enumerate(sections, start=1)
    ]


@dataclass(frozen=True)
class MadeBy:
    """Who prepares a plan of a level, who adopts it, and when it is due."""

    prepares: str
    adopts: str
    due: date


def made_by(plan: Plan) -> MadeBy | None:
    """Return what the model says of the making; None when it no longer has plans of this level."""
    pack = pack_behind(plan)
    found = entry(pack.plan_levels, plan.level)
    if found is None:
        return None
    adopting = pack.roles if found.adopted is Adoption.BY_MANAGER else pack.unit_kinds
    prepares = word_for(pack.roles, found.prepared_by)
    return MadeBy(prepares, word_for(adopting, found.adopted_by), found.due.on(plan.year))
