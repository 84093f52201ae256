"""What the steering model and the state of a goal allow, and who may know of goals."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from styrhjul.base.common import clock
from styrhjul.base.common.permit import Permit, granted, refused
from styrhjul.base.organisation.models import Unit, in_force
from styrhjul.base.steering.queries import pack_in_force
from styrhjul.base.steering.words import entry, once, word, word_for
from styrhjul.base.thread.models import Audience
from styrhjul.engine.packs.schema import GoalLevel, Pack
from styrhjul.wheel.goals.models import Goal, GoalParent
from styrhjul.wheel.indicators.models import Indicator
from styrhjul.wheel.indicators.policies import audience_at


def pack_behind(goal: Goal) -> Pack:
    """Return the model that a goal follows: today's; when it has ended, the one of its last day."""
    return pack_in_force(min(goal.last_day or clock.today(), clock.today()))


def level_of(goal: Goal) -> GoalLevel | None:
    """Return the level where the goal stands in its model; None when it has no place there."""
    return entry(pack_behind(goal).goal_levels, goal.level)


def level_known(goal: Goal) -> GoalLevel | None:
    """Return the level where the goal stands; of one without a place the level that it stood at before."""
    return level_of(goal) or once(goal.level, GoalLevel)


def audience_of_goal(unit: Unit) -> Audience:
    """Return who may know of a goal: what elected bodies set is public, what units set is the organisation's own."""
    return audience_at(unit)


def may_be_known(level: str) -> Permit:
    """Whether the model has a level of goals."""
    if entry(pack_in_force().goal_levels, level) is None:
        return refused(_("The steering model has no level of goals called %(level)s.") % {"level": level})
    return granted(_("The steering model has the level."))


def may_be_set_at(level: str, unit: Unit) -> Permit:
    """Whether the model lets a kind of unit have goals of a level."""
    found = entry(pack_in_force().goal_levels, level)
    if found is None:
        return may_be_known(level)
    if unit.kind not in found.unit_kinds:
        at = _(" or ").join(dict.fromkeys(_named(kind) for kind in found.unit_kinds))
        return refused(
            _("%(level)s can only be set at %(kinds)s.") % {"level": word(found.label).capitalize(), "kinds": at}
        )
    return granted(_("The steering model allows it."))


def _named(kind: str) -> str:
    """Return a kind of unit, with the name of the one that there is, since that is what one chooses among."""
    said = word_for(pack_in_force().unit_kinds, kind).lower()
    names = list(Unit.objects.filter(in_force(clock.today()), kind=kind).values_list("name", flat=True)[:2])
    return f"{said} ({names[0]})" if len(names) == 1 else said


def may_be_another(level: str, starts: date, ends: date | None) -> Permit:
    """Whether there may be one more goal of a level at the time; some levels have a single one."""
    found = entry(pack_in_force().goal_levels, level)
    if found is None or not found.single:
        return granted(_("The level may have several goals."))
    others = Goal.objects.filter(level__in=found.keys).exclude(ends__lte=starts)
    if ends is not None:
        others = others.filter(starts__lt=ends)
    if others.exists():
        return refused(
            _("There is only one %(level)s at a time. End the present one first.") % {"level": word(found.label)}
        )
    return granted(_("There is none yet."))


def may_be_changed(goal: Goal) -> Permit:
    """Whether a goal may still be changed: one that has ended is history."""
    if goal.ends is not None and goal.ends <= clock.today():
        return refused(_("The goal has ended and stays as it was."))
    return granted(_("The goal is in force."))


def may_be_ended(goal: Goal, on: date) -> Permit:
    """Whether a goal may end on a day: after it began, and not before today."""
    if on <= goal.starts:
        return refused(_("The end must come after the start."))
    if on < clock.today():
        return refused(_("A goal ends today or later; what has been stays as it was."))
    return granted(_("The day lies ahead."))


def may_stand_under(goal: Goal, parent: Goal) -> Permit:
    """Whether the model lets a goal serve another, and the other is there at the time and not below it already."""
    level, above = level_of(goal), level_of(parent)
    if level is None or above is None or parent.level not in level.under:
        return refused(
            _("In this steering model, %(level)s does not stand under %(above)s.")
            % {
                "level": word_for(pack_behind(goal).goal_levels, goal.level),
                "above": word_for(pack_behind(parent).goal_levels, parent.level),
            }
        )
    if parent.ends is not None and parent.ends <= goal.starts:
        return refused(_("%(goal)s ends before this goal begins.") % {"goal": parent.title})
    if goal.pk is not None and goal.pk in _above(parent.pk):
        return refused(_("%(goal)s already stands below this goal.") % {"goal": parent.title})
    return granted(_("The steering model allows it."))


def _above(goal: int) -> set[int]:
    """Return the keys of a goal and of all goals above it."""
    parents: dict[int, list[int]] = {}
    for child, parent in GoalParent.objects.values_list("goal_id", "parent_id"):
        parents.setdefault(child, []).append(parent)
    met, ahead = {goal}, [goal]
    while ahead:
        ahead = [parent for child in ahead for parent in parents.get(child, []) if parent not in met]
        met.update(ahead)
    return met


def may_be_measured(goal: Goal, indicator: Indicator) -> Permit:
    """Whether goals of the level are followed by indicators."""
    level = level_of(goal)
    if level is not None and not level.measured:
        return refused(_("%(level)s is not followed by indicators.") % {"level": word(level.label).capitalize()})
    return granted(_("%(indicator)s can follow the goal.") % {"indicator": indicator.title})
