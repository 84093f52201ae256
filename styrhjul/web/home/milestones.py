"""The dated points on the edge of the wheel."""

from __future__ import annotations

from collections import defaultdict

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from styrhjul.base.calendar.models import Duty
from styrhjul.base.calendar.queries import label_of, task_of
from styrhjul.base.steering.queries import pack_during
from styrhjul.base.steering.words import word_for
from styrhjul.engine.drawing.wheel import Milestone
from styrhjul.engine.packs.schema import CalendarEntry, Event, Rhythm, Task
from styrhjul.web.home.scope import Scope
from styrhjul.web.ui.formats import date_brief

MOST = 12


def milestones_of(scope: Scope) -> list[Milestone]:
    """Return the yearly points of the calendar, and when plans are adopted; one that several units have is one."""
    found: dict[str, list[Duty]] = defaultdict(list)
    for duty in scope.milestones():
        task = task_of(duty)
        if task is not None and task.rhythm is Rhythm.YEARLY and _is_milestone(task):
            found[_short(duty, task)].append(duty)
    points = []
    for label, duties in found.items():
        day = min(duty.due for duty in duties)
        done = all(duty.done_at for duty in duties if duty.due == day)
        note = _("%(day)s · done") % {"day": date_brief(day)} if done else date_brief(day)
        points.append(Milestone(day, label, note, done=done))
    return sorted(points, key=lambda point: point.day)[:MOST]


def _is_milestone(task: Task) -> bool:
    if isinstance(task, CalendarEntry):
        return bool(task.occasion or task.plan_level)
    return task.fulfilled_by is Event.PLAN_ADOPTED


def _short(duty: Duty, task: Task) -> str:
    """Return a milestone's name: the report or plan that it is about, with its year when that is another."""
    pack = pack_during(duty.due.year)
    if task.occasion:
        name = word_for(pack.occasions, task.occasion)
    elif task.plan_level:
        name = word_for(pack.plan_levels, task.plan_level)
    else:
        name = label_of(duty)
    return f"{capfirst(name)} {duty.year}" if duty.year != duty.due.year else capfirst(name)
