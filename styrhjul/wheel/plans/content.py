"""The frozen content of a plan: what it said on the day it was adopted."""

from __future__ import annotations

from typing import Any, Final

from django.db.models import Q

from styrhjul.base.steering.words import entry, once
from styrhjul.base.thread.models import Audience, Kind, Link
from styrhjul.engine.packs.schema import GoalLevel, Pack, PlanLevel
from styrhjul.wheel.goals.models import Goal
from styrhjul.wheel.plans.models import Activity, Plan
from styrhjul.wheel.plans.policies import pack_behind, texts_standing

HIDDEN: Final = Q(node__audience=Audience.NAMED)


def plan_content(plan: Plan) -> dict[str, Any]:
    """Return the plan as plain JSON: texts under their questions, goals, activities and what was laid before it.

    Everybody inside reads an adopted plan, so what is kept to named persons is left out.
    """
    pack = pack_behind(plan)
    level = entry(pack.plan_levels, plan.level)
    activities = list(plan.activities.exclude(HIDDEN).select_related("node", "owner").order_by("starts", "pk"))
    toward = _goals_toward(activities)
    return {
        "format": 1,
        "kind": "plan",
        "title": plan.title,
        "unit": plan.place.name,
        "level": level.label.sv if level else plan.level,
        "year": plan.year,
        "model": f"{pack.key} {pack.version}",
        "sections": _sections(plan, level),
        "goals": _goals(plan, pack),
        "activities": [_activity(one, toward.get(one.pk, [])) for one in activities],
        "inputs": [
            {"text": given.text, "state": given.state, "reason": given.reason}
            for given in plan.place.plan_inputs.filter(year=plan.year)
            .exclude(origin__audience=Audience.NAMED)
            .order_by("pk")
        ],
    }


def _sections(plan: Plan, level: PlanLevel | None) -> list[dict[str, Any]]:
    texts = texts_standing(plan)
    sections = []
    for section in level.sections if level else []:
        written = [
            {"question": question, "body": text.body, "by": text.by.name if text.by else None}
            for key, question in [("", None), *((q.key, q.label.sv) for q in section.questions)]
            if (text := texts.get((section.key, key))) and text.body
        ]
        sections.append({"key": section.key, "title": section.label.sv, "written": written})
    return sections


def _goals(plan: Plan, pack: Pack) -> list[dict[str, Any]]:
    rows = plan.goals.exclude(HIDDEN).select_related("node__unit").order_by("level", "node__title", "pk")
    return [
        {"key": goal.pk, "title": goal.title, "level": _level_word(goal, pack), "unit": goal.unit.name} for goal in rows
    ]


def _level_word(goal: Goal, pack: Pack) -> str:
    level = entry(pack.goal_levels, goal.level) or once(goal.level, GoalLevel)
    return level.label.sv if level else goal.level


def _activity(activity: Activity, goals: list[str]) -> dict[str, Any]:
    return {
        "key": activity.pk,
        "title": activity.title,
        "how": activity.how,
        "owner": activity.owner.name if activity.owner else None,
        "starts": activity.starts,
        "last_day": activity.last_day,
        "expected_effect": activity.expected_effect,
        "measured_by": activity.measured_by,
        "cost": activity.cost,
        "goals": goals,
    }


def _goals_toward(activities: list[Activity]) -> dict[int, list[str]]:
    links = Link.objects.filter(effect__in=[one.pk for one in activities], cause__kind=Kind.GOAL, withdrawn_at=None)
    rows = links.exclude(cause__audience=Audience.NAMED).order_by("pk")
    toward: dict[int, list[str]] = {}
    for activity, goal in rows.values_list("effect_id", "cause__title"):
        toward.setdefault(activity, []).append(goal)
    return toward
