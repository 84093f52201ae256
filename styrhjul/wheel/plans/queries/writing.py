"""What a plan consists of while it is being written, and what a friendly colleague would say of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from styrhjul.base.common import clock
from styrhjul.base.common.faults import Fault
from styrhjul.base.common.models import User
from styrhjul.base.common.versions import latest
from styrhjul.base.organisation.models import Appointment, Unit, in_force
from styrhjul.base.organisation.queries import units_above, units_below
from styrhjul.base.steering.queries import pack_at, pack_in_force
from styrhjul.base.steering.standing import section_in
from styrhjul.base.steering.words import entry, once, word
from styrhjul.base.thread.models import Kind, Link
from styrhjul.base.thread.queries import Direction, walk
from styrhjul.engine.packs.schema import PlanLevel, Right, Section
from styrhjul.wheel.goals.models import Goal, GoalQuerySet
from styrhjul.wheel.plans import policies
from styrhjul.wheel.plans.models import Activity, ActivityQuerySet, Plan, PlanInput, PlanInputQuerySet, PlanText
from styrhjul.wheel.plans.states import InputState


@dataclass(frozen=True)
class Written:
    """One question of a section with what is written under it."""

    section: str
    question: str
    label: str
    help: str
    text: PlanText | None

    @property
    def version(self) -> int:
        """Return the version on which the next one stands."""
        return self.text.version if self.text else 0


@dataclass(frozen=True)
class PlanSection:
    """A section of a plan, in reading order."""

    key: str
    label: str
    required: bool
    written: list[Written]
    activities: bool = False

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing is written yet."""
        return not any(one.text and one.text.body for one in self.written)


def sections_of(plan: Plan) -> list[PlanSection]:
    """Return the plan's sections with their questions and the latest texts."""
    level, texts = policies.level_of(plan), policies.texts_standing(plan)
    return [
        PlanSection(
            section.key,
            word(section.label),
            section.required,
            [
                Written(section.key, key, label, help_text, texts.get((section.key, key)))
                for key, label, help_text in (
                    [(q.key, word(q.label), word(q.help) if q.help else "") for q in section.questions]
                    or [("", word(section.label), "")]
                )
            ],
            section.activities,
        )
        for section in (level.sections if level else [])
    ]


@dataclass(frozen=True)
class Unplaced:
    """A text whose section has no place in the plan's model, under the words it was written under."""

    section: str
    question: str
    text: PlanText


def texts_without_place(plan: Plan) -> list[Unplaced]:
    """Return what is written in a plan and stands under none of its sections, in the order in which it was written."""
    level = policies.level_of(plan)
    texts = latest(plan.texts.select_related("by"), "section", "question")
    return [
        Unplaced(*_words_of(plan, text), text)
        for (section, _question), text in sorted(texts.items(), key=lambda one: one[1].pk)
        if text.body and (level is None or section_in(level.sections, plan.level, section) is None)
    ]


def _words_of(plan: Plan, text: PlanText) -> tuple[str, str]:
    """Return section and question as they were called when the text was written."""
    level = entry(pack_at(text.at).plan_levels, plan.level)
    section = section_in(level.sections, plan.level, text.section) if level else None
    section = section or once(text.section, Section)
    question = entry(section.questions, text.question) if section else None
    return word(section.label) if section else text.section, word(question.label) if question else ""


def level_of(plan: Plan) -> PlanLevel:
    """Return the level where the plan stands in its model. Raises Fault when it has no place there."""
    level = policies.level_of(plan)
    if level is None:
        raise Fault(_("The steering model no longer has plans of this level."))
    return level


def levels_for(unit: Unit) -> list[PlanLevel]:
    """Return the plan levels that the model gives units of this kind."""
    return [level for level in pack_in_force().plan_levels if unit.kind in level.unit_kinds]


def goals_within_reach(plan: Plan, user: User) -> GoalQuerySet:
    """Return the goals a plan may take up: the unit's own and those of the units above, in force in the year."""
    places = [plan.place, *units_above(plan.place)]
    in_year = Q(starts__lte=date(plan.year, 12, 31)) & (Q(ends=None) | Q(ends__gt=date(plan.year, 1, 1)))
    return Goal.objects.visible_to(user).filter(in_year, node__unit__in=places).order_by("level", "node__title", "pk")


def goals_nearest_first(plan: Plan, user: User) -> list[Goal]:
    """Return the goals within a plan's reach: the unit's own first, then those of each unit above."""
    way = {unit.pk: steps for steps, unit in enumerate([plan.place, *units_above(plan.place)])}
    return sorted(goals_within_reach(plan, user), key=lambda goal: way[goal.unit.pk])


def goals_behind(given: PlanInput, plan: Plan, user: User) -> list[Goal]:
    """Return the goals that an input came from, the nearest; when none is within reach, those of the plan."""
    reach = {goal.pk: goal for goal in goals_nearest_first(plan, user)}
    knots = [knot for knot in walk(given.origin, Direction.WHY, user) if knot.node.pk in reach]
    nearest = [knot for knot in knots if knot.steps == knots[0].steps]
    return [reach[knot.node.pk] for knot in nearest] or list(goals_taken_up(plan, user))


def goals_taken_up(plan: Plan, user: User) -> GoalQuerySet:
    """Return the goals that a plan has taken up, as far as a person may know."""
    return Goal.objects.visible_to(user).filter(plans=plan).order_by("level", "node__title", "pk")


def people_near(unit: Unit, *, also: int | None = None) -> QuerySet[User]:
    """Return those who may lead a unit's work: who work at it, below it or above it today, and who leads it already.

    Who takes part in the work may propose remedies in it: elected members and whoever only runs the system may not.
    """
    working = {key for role in pack_in_force().roles if Right.WRITE_PROPOSALS in role.rights for key in role.keys}
    places = {unit.pk, *(one.pk for one in units_above(unit)), *units_below(unit).values_list("pk", flat=True)}
    held = Appointment.objects.filter(in_force(clock.today()), unit__in=places, role__in=working)
    return User.objects.filter(Q(pk__in=held.values("user"), is_active=True) | Q(pk=also)).order_by("name", "pk")


def activities_of(plan: Plan, user: User) -> ActivityQuerySet:
    """Return a plan's activities with those who lead them, as far as a person may know."""
    return Activity.objects.visible_to(user).filter(plan=plan).select_related("owner").order_by("starts", "pk")


def goals_by_activity(activities: Iterable[Activity], user: User) -> dict[int, list[Goal]]:
    """Return the goals that each activity works toward, as far as a person may know."""
    links = Link.objects.filter(
        effect__in=[one.pk for one in activities], cause__kind=Kind.GOAL, withdrawn_at=None
    ).values_list("effect_id", "cause_id")
    pairs = list(links.order_by("pk"))
    known = Goal.objects.visible_to(user).in_bulk([goal for _activity, goal in pairs]) if pairs else {}
    found: dict[int, list[Goal]] = {}
    for activity, goal in pairs:
        if goal in known:
            found.setdefault(activity, []).append(known[goal])
    return found


def advice_before_sending(plan: Plan) -> list[str]:
    """Return what a friendly colleague would point at before the plan is sent."""
    activities = list(plan.activities.select_related("node"))
    links = Link.objects.filter(effect__in=[one.pk for one in activities], cause__kind=Kind.GOAL, withdrawn_at=None)
    served = list(links.values_list("cause_id", "effect_id"))
    with_goal = {activity for _goal, activity in served}
    advice = _about_sections(plan) if activities else [_("The plan has no activities.")]
    for one in activities:
        if one.owner_id is None:
            advice.append(_("“%(title)s” has nobody who leads it.") % {"title": one.title})
        if not one.measured_by:
            advice.append(_("“%(title)s” does not say how its effect is measured.") % {"title": one.title})
        if one.pk not in with_goal:
            advice.append(_("“%(title)s” works toward no goal.") % {"title": one.title})
    without = [goal for goal in plan.goals.select_related("node") if goal.pk not in {pk for pk, _activity in served}]
    advice += [_("No activity works toward the goal “%(title)s”.") % {"title": goal.title} for goal in without]
    open_ones = plan.place.plan_inputs.filter(year=plan.year, state=InputState.OPEN).count()
    if open_ones:
        says = ngettext(
            "%(count)s input to the plan waits for an answer.",
            "%(count)s inputs to the plan wait for an answer.",
            open_ones,
        )
        advice.append(says % {"count": open_ones})
    return advice


def _about_sections(plan: Plan) -> list[str]:
    """Say which of the sections that the model asks for are empty in a plan that its activities let go."""
    unanswered = [one for one in sections_of(plan) if one.required and not one.activities]
    empty = [section.label for section in unanswered if section.is_empty]
    if not empty:
        return []
    says = _("Nothing is written yet under: %(sections)s. The adopted plan will say that nothing was written there.")
    return [says % {"sections": ", ".join(empty)}]


def inbox(unit: Unit, year: int, user: User) -> PlanInputQuerySet:
    """Return what is laid before a unit's planning, unanswered first, as far as the person may read it."""
    rows = PlanInput.objects.visible_to(user).filter(unit=unit, year=year)
    return rows.select_related("origin__unit", "answered_by", "activity__node").order_by("answered_at", "pk")
