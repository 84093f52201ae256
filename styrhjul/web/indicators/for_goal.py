"""The goal that an indicator is being looked for: kept through list, library and indicator to the form."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import urlencode

from styrhjul.base.common.models import User
from styrhjul.web.ui.narrowing import number_in
from styrhjul.wheel.goals.models import Goal

ASKED = "mal"


def goal_asked(request: HttpRequest, user: User) -> Goal | None:
    """Return the goal that an indicator is being looked for, when the address names one."""
    key = number_in(request.GET, ASKED)
    return None if key is None else get_object_or_404(Goal.objects.visible_to(user), pk=key)


def carried(goal: Goal | None) -> dict[str, Any]:
    """Return what an address says so that the goal is not lost; nothing when there is none."""
    return {ASKED: goal.pk} if goal else {}


def query_to(name: str, **said: Any) -> str:
    """Return the address of a page with what is asked there."""
    asked = urlencode({key: value for key, value in said.items() if value})
    return reverse(name) + (f"?{asked}" if asked else "")


def kept(goal: Goal | None) -> dict[str, Any]:
    """Return the goal for a template, and what its links carry on."""
    return {"goal": goal, "for_goal": urlencode(carried(goal))}
