"""What the state of analyses, ratings and reports allows."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import Final

from django.db.models import OuterRef, Prefetch, Q, QuerySet, Subquery, prefetch_related_objects
from django.utils.translation import gettext as _

from styrhjul.base.common import clock
from styrhjul.base.common.memory import remembered
from styrhjul.base.common.models import User
from styrhjul.base.common.permit import Permit, granted, refused
from styrhjul.base.common.versions import Place, latest, standing
from styrhjul.base.organisation.models import Ancestry, Unit, in_force
from styrhjul.base.organisation.queries import units_above
from styrhjul.base.steering.queries import pack_at, pack_decided_in, pack_in_force, pack_of_year
from styrhjul.base.steering.standing import section_in
from styrhjul.base.steering.words import entry, word
from styrhjul.base.thread.models import Audience, Reader
from styrhjul.engine.analysis.around import moments
from styrhjul.engine.analysis.baseline import kept_on_baseline
from styrhjul.engine.analysis.rebase import SEGMENT_NEEDS
from styrhjul.engine.packs.schema import Occasion, Pack, RatingLevel
from styrhjul.wheel.followup.models import (
    Analysis,
    Baseline,
    Event,
    EventQuerySet,
    EventUse,
    Report,
    ReportText,
    StepText,
)
from styrhjul.wheel.followup.states import NEXT_REPORT, AnalysisState, ReportState
from styrhjul.wheel.goals.models import Goal
from styrhjul.wheel.indicators.models import Indicator

FIRST_YEAR: Final = 1900
OPEN: Final = (Audience.PUBLIC, Audience.INTERNAL)
_NARROWER = (Audience.PUBLIC, Audience.INTERNAL, Audience.UNIT, Audience.NAMED)


def pack_behind_analysis(analysis: Analysis) -> Pack:
    """Return the model that an analysis follows: the one it was concluded under, else that of its year."""
    return pack_at(analysis.concluded_at) if analysis.concluded_at else pack_of_year(analysis.year)


def pack_behind_report(report: Report) -> Pack:
    """Return the model that a report follows: the one it was decided under, else that of its year."""
    if report.decision is not None:
        return pack_decided_in(report.decision.model_id, report.decision.recorded_at)
    return pack_of_year(report.year)


def occasion_of(report: Report) -> Occasion | None:
    """Return the occasion where the report stands in its model; None when it has no place there."""
    return entry(pack_behind_report(report).occasions, report.occasion)


def steps_standing(analysis: Analysis, texts: Iterable[StepText] | None = None) -> dict[str, StepText]:
    """Return the latest texts of an analysis under the step where each stands in the analysis's model.

    Texts that are at hand already, of each step the oldest first, are not asked for again.
    """
    steps = pack_behind_analysis(analysis).ladder.steps

    def place_of(place: Place) -> Place | None:
        step = entry(steps, place[0])
        return (step.key,) if step else None

    found = latest(analysis.texts.all() if texts is None else texts, "step")
    return {step: text for (step,), text in standing(found, place_of).items()}


def conclusion_of(analysis: Analysis) -> str:
    """Return what the analysis has come to; empty before anybody has written it."""
    steps, texts = pack_behind_analysis(analysis).ladder.steps, steps_standing(analysis)
    said = [texts[step.key].body for step in steps if step.is_conclusion and step.key in texts]
    return "\n\n".join(body for body in said if body)


def texts_standing(report: Report) -> dict[str, ReportText]:
    """Return the latest texts of a report under the section where each stands in the report's model."""
    occasion = occasion_of(report)
    if occasion is None:
        return {}

    def place_of(place: Place) -> Place | None:
        section = section_in(occasion.sections, report.occasion, place[0])
        return (section.key,) if section else None

    texts = latest(texts_of(report), "section")
    return {section: text for (section,), text in standing(texts, place_of).items()}


WRITTEN: Final = Prefetch("texts", ReportText.objects.select_related("by"))
"""What a page asks for together with the report whose texts it shows."""


def texts_of(report: Report) -> Collection[ReportText]:
    """Return every version of every text of a report, with those who wrote."""
    prefetch_related_objects([report], WRITTEN)
    return report.texts.all()


def may_be_written(analysis: Analysis) -> Permit:
    """Whether the steps may be written: until the analysis is concluded."""
    if analysis.state == AnalysisState.OPEN:
        return granted(_("The analysis is going on."))
    return refused(_("The analysis is concluded."))


def may_be_concluded(analysis: Analysis) -> Permit:
    """Whether there is a conclusion to stand by."""
    if not conclusion_of(analysis):
        return refused(_("Write the conclusion first."))
    return may_be_written(analysis)


def events_on(analysis: Analysis) -> EventQuerySet:
    """Return the events that lie on the time line of an analysis."""
    return _used_last(Event.objects.all(), EventUse.objects.filter(analysis=analysis), belongs=True)


def events_struck_from(analysis: Analysis) -> EventQuerySet:
    """Return the events that have been struck from the time line of an analysis."""
    return _used_last(Event.objects.all(), EventUse.objects.filter(analysis=analysis), belongs=False)


def events_used(analysis: Analysis) -> EventQuerySet:
    """Return the events that lie on the time line or have been struck from it; `belongs` tells which."""
    return _used_last(Event.objects.all(), EventUse.objects.filter(analysis=analysis), belongs__isnull=False)


def events_of_result(analysis: Analysis) -> EventQuerySet:
    """Return the events of other analyses of the same result that the last to speak of them held to belong.

    What was told of in the analysis of a goal that is kept to fewer stays with that goal.
    """
    same = Event.objects.filter(indicator=analysis.indicator_id, unit=analysis.node.unit_id)
    known = same.filter(Q(analysis__goal=analysis.goal_id) | Q(analysis__goal__node__audience__in=OPEN))
    return _used_last(known, EventUse.objects.all(), belongs=True).exclude(uses__analysis=analysis)


def _used_last(events: EventQuerySet, uses: QuerySet[EventUse], **wanted: bool) -> EventQuerySet:
    last = uses.filter(event=OuterRef("pk")).order_by("-pk").values("belongs")[:1]
    return events.annotate(belongs=Subquery(last)).filter(**wanted)


def may_have_happened(period: str) -> Permit:
    """Whether it is a day, a month or a year, and has begun."""
    try:
        first, _last = moments(period)
    except ValueError:
        first = 0.0
    if first < FIRST_YEAR:
        return refused(_("Write a year, a month or a day: 2022, 2022-03 or 2022-03-14."))
    if period > clock.today().isoformat()[: len(period)]:
        return refused(_("That has not happened yet."))
    return granted(_("It has happened."))


def may_rest_on(analysis: Analysis, first: str, last: str) -> Permit:
    """Whether limits can be computed from the years between two; without years they are as the engine laid them."""
    chart = analysis.evidence["earlier"]["chart"]
    if not first and not last:
        return granted(_("The limits are as they were laid."))
    if kept_on_baseline(chart, first, last) is None:
        said = _("Choose at least %(least)s measurements after the last change of definition, that are not all alike.")
        return refused(said % {"least": SEGMENT_NEEDS})
    return granted(_("The years have values enough."))


def baseline_of(analysis: Analysis) -> Baseline | None:
    """Return the years that somebody has chosen for the limits; None where they are as the engine laid them."""
    chosen = analysis.baselines.select_related("by").last()
    return chosen if chosen is not None and chosen.first else None


def may_be_laid(event: Event, analysis: Analysis) -> Permit:
    """Whether an event is of the same result and does not lie on the time line already."""
    if events_on(analysis).filter(pk=event.pk).exists():
        return refused(_("The event lies on the time line already."))
    if events_struck_from(analysis).filter(pk=event.pk).exists():
        return granted(_("The event has been struck."))
    if events_of_result(analysis).filter(pk=event.pk).exists():
        return granted(_("The event is told of in another analysis of the same result."))
    return refused(_("The event is not of this result."))


def may_be_struck(event: Event, analysis: Analysis) -> Permit:
    """Whether an event lies on the time line."""
    if events_on(analysis).filter(pk=event.pk).exists():
        return granted(_("The event lies on the time line."))
    return refused(_("The event does not lie on the time line."))


def may_be_started(unit: Unit, occasion: str, year: int | None = None) -> Permit:
    """Whether the model of a year (the one in force when none is given) lets such units report on that occasion."""
    pack = pack_in_force() if year is None else pack_of_year(year)
    found = entry(pack.occasions, occasion)
    if found is None or unit.kind not in found.unit_kinds:
        return refused(_("The steering model gives %(unit)s no such report.") % {"unit": unit.name})
    return granted(_("The steering model gives the unit this report."))


def may_be_edited(report: Report) -> Permit:
    """Whether the report's texts may change: until it is decided."""
    if report.state == ReportState.DECIDED:
        return refused(_("The report is decided and frozen."))
    return granted(_("The report is not decided yet."))


def may_move_to(report: Report, state: ReportState) -> Permit:
    """Whether the report may go to a state from where it stands."""
    if state in NEXT_REPORT[ReportState(report.state)]:
        return granted(_("The report stands where it should."))
    return refused(
        _("A report that is “%(now)s” cannot become “%(then)s”.")
        % {"now": ReportState(report.state).label, "then": state.label}
    )


def is_before_its_end(report: Report) -> bool:
    """Tell whether a report on a whole year would be decided before that year has ended."""
    found = occasion_of(report)
    return found is not None and found.annual and clock.today() <= date(report.year, 12, 31)


def may_be_sent(report: Report) -> Permit:
    """Whether every required section has a text."""
    found = occasion_of(report)
    written = {section for section, text in texts_standing(report).items() if text.body}
    empty = [word(s.label) for s in found.sections if s.required and s.key not in written] if found else []
    if empty:
        return refused(_("Nothing is written yet under: %(sections)s.") % {"sections": ", ".join(empty)})
    return may_move_to(report, ReportState.SENT)


def rating_levels(year: int | None = None) -> list[RatingLevel]:
    """Return the levels at which a year is rated (this one when none is given), the rated unit's own first."""
    pack = pack_in_force() if year is None else pack_of_year(year)
    return list(pack.rating.levels)


def rater_of(rated: Unit, level: str, year: int | None = None) -> Unit | None:
    """Return which unit rates another at a level."""
    found = entry(rating_levels(year), level)
    return raters_of(rated, year).get(found.key) if found else None


def raters_of(rated: Unit, year: int | None = None) -> dict[str, Unit | None]:
    """Return which unit rates another at each level of a year; today's organisation decides."""
    key, levels, today = ("raters", rated.pk, year, clock.today()), rating_levels(year), clock.today()
    return remembered(key, lambda: raters_among(levels, rated, units_above(rated), final_rater(levels, today)))


def raters_of_many(rated: Iterable[Unit], year: int | None = None) -> dict[int, dict[str, Unit | None]]:
    """Return which unit rates at each level of a year, for many units; as many questions for one as for many."""
    units, levels, today = list(rated), rating_levels(year), clock.today()
    if not units:
        return {}
    above, final = chains_of(units, today), final_rater(levels, today)
    return {unit.pk: raters_among(levels, unit, above.get(unit.pk, []), final) for unit in units}


def chains_of(units: Iterable[Unit], on: date) -> dict[int, list[Unit]]:
    """Return the units above each of some units on a day, nearest first."""
    rows = Ancestry.objects.filter(in_force(on), descendant__in=list(units), distance__gt=0)
    above: dict[int, list[Unit]] = {}
    for row in rows.select_related("ancestor").order_by("distance"):
        above.setdefault(row.descendant_id, []).append(row.ancestor)
    return above


def raters_among(
    levels: list[RatingLevel], rated: Unit, above: Iterable[Unit], final: Unit | None
) -> dict[str, Unit | None]:
    """Return the raters of a unit: itself at the first level, else the nearest above of the level's kinds.

    The last level is the municipality as a whole: where none of its kinds stands above, the `final` unit rates.
    """
    chain = [rated, *above]
    raters: dict[str, Unit | None] = {}
    for level in levels:
        if level == levels[0]:
            raters[level.key] = rated if rated.kind in level.unit_kinds else None
            continue
        rater = next((unit for unit in chain if unit.kind in level.unit_kinds), None)
        if rater is None and level == levels[-1]:
            rater = final
        raters[level.key] = None if rater == rated else rater
    return raters


def final_rater(levels: list[RatingLevel], on: date) -> Unit | None:
    """Return the one unit that rates for the municipality as a whole; None when there are none or several."""
    units = list(Unit.objects.on(on).filter(kind__in=levels[-1].unit_kinds)[:2])
    return units[0] if len(units) == 1 else None


def audience_about(*things: Goal | Indicator) -> Audience:
    """Return who may know of what is said about things: the whole organisation, unless one is kept to fewer."""
    return max([Audience.INTERNAL, *(Audience(thing.node.audience) for thing in things)], key=_NARROWER.index)


def readers_about(*things: Goal | Indicator) -> tuple[User, ...]:
    """Return the persons named as readers of all of the things that are kept to named persons."""
    named = [thing.node.pk for thing in things if thing.node.audience == Audience.NAMED]
    if not named:
        return ()
    people: dict[int, list[User]] = {}
    for reader in Reader.objects.filter(node__in=named).select_related("user"):
        people.setdefault(reader.user_id, []).append(reader.user)
    return tuple(rows[0] for rows in people.values() if len(rows) == len(set(named)))
