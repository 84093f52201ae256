"""The part of a report's content that says how each goal went, by as many questions for one goal as for many."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Prefetch, Q, prefetch_related_objects
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from styrhjul.base.organisation.queries import units_below
from styrhjul.base.steering.queries import pack_of_year
from styrhjul.base.steering.words import entry, word, word_for
from styrhjul.base.thread.models import Audience
from styrhjul.wheel.followup import content
from styrhjul.wheel.followup.models import Rating, Report
from styrhjul.wheel.followup.policies import pack_behind_report
from styrhjul.wheel.followup.queries.ratings import proposed_colour, side_by_side
from styrhjul.wheel.followup.queries.report_analyses import analyses_of, analyses_told
from styrhjul.wheel.followup.queries.report_numbers import Numbers, indicator_content, numbers_of, values_content
from styrhjul.wheel.followup.queries.report_ratings import end_of, occasions_until, ratings_content
from styrhjul.wheel.followup.queries.report_remedies import remedies
from styrhjul.wheel.goals.models import Goal, GoalParent
from styrhjul.wheel.indicators.models import Group, Indicator, Rhythm, Source
from styrhjul.wheel.plans.models import Activity
from styrhjul.wheel.plans.states import ActivityState, PlanState

MEASURES = Prefetch("indicators", Indicator.objects.select_related("node__unit"))


@dataclass(frozen=True)
class Gathered:
    """Everything that is said about the goals of a report, by goal."""

    numbers: Numbers
    below: dict[int, list[Goal]]
    ratings: dict[int, list[Rating]]
    before: dict[int, list[Rating]]
    analyses: dict[int, content.Analysis]
    activities: dict[int, list[content.Activity]]
    remedies: dict[int, list[content.Remedy]]


def goals_of(report: Report) -> list[Goal]:
    """Return the goals a report answers for, from the top down.

    They are those that its unit's plans of the year take up, the unit's own, and those rated until the occasion. A
    decided report is read by the whole organisation, so a goal that is kept to named persons is never in one.
    """
    place, year = report.place_id, report.year
    planned = Q(pk__in=Goal.objects.filter(plans__place=place, plans__year=year).values("pk"))
    own = Q(node__unit=place, starts__year__lte=year) & (Q(ends=None) | Q(ends__gt=date(year, 1, 1)))
    pack = pack_behind_report(report)
    given = Rating.objects.filter(rated=place, occasion__in=occasions_until(report), year=year, goal__isnull=False)
    rated = Q(pk__in=given.values("goal"))
    measured = (planned | own) & Q(indicators__isnull=False)
    known = Goal.objects.filter(measured | rated).exclude(node__audience=Audience.NAMED)
    rows = known.select_related("node__unit").distinct()
    order = {key: place for place, level in enumerate(pack.goal_levels) for key in level.keys}
    found = rows.prefetch_related(MEASURES, Prefetch("parents", Goal.objects.select_related("node")))
    return sorted(found, key=lambda goal: (order.get(goal.level, len(order)), goal.pk))


def goals_content(report: Report, given: Collection[Rating]) -> list[content.Goal]:
    """Return everything a report says of its goals; `given` are the year's ratings at its units."""
    goals = goals_of(report)
    gathered = _gather(report, goals, given)
    drawn: dict[int, str] = {}
    return [_goal_content(report, goal, gathered, drawn) for goal in goals]


def _gather(report: Report, goals: list[Goal], given: Collection[Rating]) -> Gathered:
    below = _goals_below(report, goals)
    lower = {goal.pk: goal for several in below.values() for goal in several}
    pairs = [(one, report.place) for goal in goals for one in goal.indicators.all()]
    pairs += [(one, goal.unit) for goal in lower.values() for one in goal.indicators.all()]
    analyses = analyses_of(report, goals)
    homes = {goal.pk: report.place_id for goal in goals} | {pk: goal.unit.pk for pk, goal in lower.items()}
    ratings: dict[int, list[Rating]] = {}
    for rating in given:
        if rating.goal_id is not None and homes.get(rating.goal_id) == rating.rated_id:
            ratings.setdefault(rating.goal_id, []).append(rating)
    return Gathered(
        numbers_of(pairs, report.year),
        below,
        ratings,
        _before(report, [goal for goal in goals if goal.pk not in ratings]),
        analyses_told(report, goals, analyses, below),
        _activities(report, goals, below),
        remedies(report, analyses),
    )


def _before(report: Report, goals: Collection[Goal]) -> dict[int, list[Rating]]:
    """Return what the unit's work toward some goals was rated the last time before the report's year."""
    rows = Rating.objects.filter(year__lt=report.year, rated=report.place_id, goal__in=goals).standing()
    rounds: dict[int, dict[tuple[int, date], list[Rating]]] = {}
    for one in rows.select_related("by", "node__unit").order_by("at", "pk"):
        occasion = entry(pack_of_year(one.year).occasions, one.occasion)
        when = (one.year, occasion.until.on(one.year) if occasion else date.min)
        rounds.setdefault(one.goal_id or 0, {}).setdefault(when, []).append(one)
    return {goal: several[max(several)] for goal, several in rounds.items()}


def _goals_below(report: Report, goals: list[Goal]) -> dict[int, list[Goal]]:
    """Return, for each goal, the goals of the units below that serve it, straight or through others."""
    places = units_below(report.place, end_of(report)).values("pk")
    rows = GoalParent.objects.filter(goal__node__unit__in=places).select_related("goal__node__unit").order_by("pk")
    children: dict[int, list[int]] = {}
    known: dict[int, Goal] = {}
    for row in rows:
        children.setdefault(row.parent_id, []).append(row.goal_id)
        known[row.goal_id] = row.goal
    reached = {goal.pk: _closure(goal.pk, children) for goal in goals}
    shown = {pk: known[pk] for several in reached.values() for pk in several if _may_be_told(known[pk], report)}
    prefetch_related_objects(list(shown.values()), MEASURES)
    return {
        pk: sorted((shown[one] for one in several if one in shown), key=lambda goal: (goal.unit.name, goal.pk))
        for pk, several in reached.items()
    }


def _may_be_told(goal: Goal, report: Report) -> bool:
    """Tell whether a goal below is another unit's, began in time and is open to the whole organisation."""
    is_open = goal.node.audience in {Audience.PUBLIC, Audience.INTERNAL}
    return is_open and goal.starts.year <= report.year and goal.unit.pk != report.place_id


def _closure(start: int, children: dict[int, list[int]]) -> list[int]:
    reached: list[int] = []
    ahead = list(children.get(start, []))
    while ahead:
        one = ahead.pop(0)
        if one not in reached:
            reached.append(one)
            ahead += children.get(one, [])
    return reached


def _activities(report: Report, goals: list[Goal], below: dict[int, list[Goal]]) -> dict[int, list[content.Activity]]:
    """Return the adopted activities of the unit and those below it that work toward each goal in the year."""
    served = {goal.pk: {goal.pk, *(one.pk for one in below.get(goal.pk, []))} for goal in goals}
    rows = Activity.objects.filter(
        node__links_in__cause__in={pk for several in served.values() for pk in several},
        node__links_in__withdrawn_at=None,
        plan__state__in=[PlanState.ADOPTED, PlanState.CLOSED],
        plan__year=report.year,
        node__unit__in=units_below(report.place, end_of(report)).values("pk"),
    )
    tied: dict[int, set[int]] = {}
    found: dict[int, Activity] = {}
    toward = rows.annotate(toward=F("node__links_in__cause")).select_related("node__unit")
    for one in toward.order_by("node__unit__name", "pk"):
        found[one.pk] = one
        tied.setdefault(one.pk, set()).add(one.toward)  # type: ignore[attr-defined]  # annotated
    return {
        pk: [_activity(one, end_of(report)) for one in found.values() if tied[one.pk] & several]
        for pk, several in served.items()
    }


def _activity(activity: Activity, on: date) -> content.Activity:
    last = activity.last_day
    is_late = activity.state != ActivityState.DONE and last is not None and last < on
    return {
        "title": activity.title,
        "unit": activity.unit.name,
        "state_word": str((ActivityState.DELAYED if is_late else ActivityState(activity.state)).label),
        "effect": activity.effect or None,
        "until": last.isoformat() if last else None,
    }


def _goal_content(report: Report, goal: Goal, gathered: Gathered, drawn: dict[int, str]) -> content.Goal:
    """Return what is said of one goal; an indicator is drawn at the first goal that it follows."""
    outcomes = [gathered.numbers.outcomes[one.pk, report.place_id] for one in goal.indicators.all()]
    indicators = []
    for outcome in outcomes:
        first = drawn.setdefault(outcome.indicator.pk, goal.title)
        shown = indicator_content(gathered.numbers, outcome, report.place, with_charts=first == goal.title)
        if first != goal.title:
            shown["comparison_sentence"] = _("The drawings stand under the goal “%(goal)s”.") % {"goal": first}
        indicators.append(shown)
    proposed, levels = proposed_colour(outcomes, report.year), pack_behind_report(report).goal_levels
    above = goal.parents.all()
    ratings = gathered.ratings.get(goal.pk) or gathered.before.get(goal.pk, [])
    return {
        "level_word": capfirst(word_for(levels, goal.level)),
        "title": goal.title,
        "parents": [{"level_word": capfirst(word_for(levels, one.level)), "title": one.title} for one in above],
        "indicators": [*indicators, *_of_units(report, goal, gathered)],
        "ratings": ratings_content(side_by_side(ratings), report),
        "below": _rated_below(report, goal, gathered),
        "proposed": {"word": word(proposed.colour.label), "reason": proposed.reason} if proposed else None,
        "analysis": gathered.analyses.get(goal.pk),
        "activities": gathered.activities.get(goal.pk, []),
        "remedies": gathered.remedies.get(goal.pk, []),
    }


def _rated_below(report: Report, goal: Goal, gathered: Gathered) -> list[content.RatedBelow]:
    """Return what each level says of the goals of the units below that serve a goal, those that are rated."""
    return [
        {
            "unit": one.unit.name,
            "title": one.title,
            "ratings": ratings_content(side_by_side(gathered.ratings[one.pk]), report),
        }
        for one in gathered.below.get(goal.pk, [])
        if one.pk in gathered.ratings
    ]


def _of_units(report: Report, goal: Goal, gathered: Gathered) -> list[content.Indicator]:
    """Return what the units below measure themselves, one table for all that call it the same."""
    alike: dict[tuple[str, str, int], list[tuple[Goal, Indicator]]] = {}
    for below in gathered.below.get(goal.pk, []):
        for one in below.indicators.all():
            if one.source == Source.OWN and one.rhythm == Rhythm.YEAR:
                alike.setdefault((one.title, one.measure_unit, one.decimals), []).append((below, one))
    return [_places(report, several, gathered) for several in alike.values()]


def _places(report: Report, several: list[tuple[Goal, Indicator]], gathered: Gathered) -> content.Indicator:
    first = several[0][1]
    return {
        "title": first.title,
        "measure_unit": first.measure_unit,
        "decimals": first.decimals,
        "direction_word": str(first.get_direction_display()),
        "rows": [],
        "women_word": _("Women"),
        "women": [],
        "men_word": _("Men"),
        "men": [],
        "target": None,
        "outcome_sentence": _reach(several, gathered),
        "comparison_sentence": None,
        "missing_sentence": None,
        "source_phrase": _("Source: the units' own values"),
        "charts": [],
        "places_word": _("Unit"),
        "places": [_place(report, goal, one, gathered) for goal, one in several],
    }


def _reach(several: list[tuple[Goal, Indicator]], gathered: Gathered) -> str:
    """Say how many of some units reach their target; of one, by its name."""
    found = [(goal.unit.name, gathered.numbers.outcomes[one.pk, goal.unit.pk]) for goal, one in several]
    judged = [(unit, outcome) for unit, outcome in found if outcome.can_be_judged]
    if len(judged) == 1:
        unit, outcome = judged[0]
        said = _("%(unit)s reaches its target.") if outcome.met else _("%(unit)s does not reach its target.")
        return said % {"unit": unit}
    met = sum(outcome.met for _unit, outcome in judged)
    return _("%(met)s of %(count)s units reach their target.") % {"met": met, "count": len(judged)} if judged else ""


def _place(report: Report, goal: Goal, indicator: Indicator, gathered: Gathered) -> content.Place:
    lines = gathered.numbers.lines[indicator.pk, goal.unit.pk]
    ratings = ratings_content(side_by_side(gathered.ratings.get(goal.pk, [])), report)
    women, men = lines[Group.WOMEN].latest, lines[Group.MEN].latest
    return {
        "unit": goal.unit.name,
        "values": values_content(lines[Group.ALL]),
        "women": float(women.value) if women and women.value is not None else None,
        "men": float(men.value) if men and men.value is not None else None,
        "rating": ratings[-1] if ratings else None,
        "ratings": ratings,
        "note": None if lines[Group.ALL].latest else _("no value yet"),
    }
