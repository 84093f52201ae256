"""What happened while a result came about: events and activities on its time line, with the level before and after."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final, cast

from django.db.models import Q
from django.utils.translation import get_language

from styrhjul.base.common import clock
from styrhjul.base.common.memory import remembered
from styrhjul.base.common.models import User
from styrhjul.base.organisation.models import Ancestry
from styrhjul.base.thread.models import Kind
from styrhjul.base.thread.queries import Direction, walk
from styrhjul.engine.analysis.around import Around, compare_around
from styrhjul.engine.analysis.numbers import Language, Measure
from styrhjul.engine.analysis.periods import read_periods
from styrhjul.engine.analysis.sentences_around import Expected as Way
from styrhjul.engine.analysis.sentences_around import say_around
from styrhjul.wheel.followup import policies
from styrhjul.wheel.followup.models import Analysis, Event, EventUse, Expected
from styrhjul.wheel.followup.states import AnalysisState
from styrhjul.wheel.indicators.queries import years_in_value_of
from styrhjul.wheel.plans.models import Activity
from styrhjul.wheel.plans.states import ActivityState, PlanState

MOST_ACTIVITIES: Final = 12
EVENT, ACTIVITY = "event", "activity"
BEGUN = (ActivityState.GOING_ON, ActivityState.DELAYED, ActivityState.DONE)


@dataclass(frozen=True)
class Influence:
    """Something on the time line: an event or an activity, and what the engine says of the level around it.

    `begins` and `ends` are a day, a month or a year; `ends` is empty for an event and for what is still going on.
    """

    kind: str
    pk: int
    what: str
    begins: str
    ends: str
    state: str
    unit: str
    expected: str
    hoped_for: str
    sentence: str
    numbers: Mapping[str, Any]


@dataclass(frozen=True)
class TimeLine:
    """What lies on the time line of a result until a day, in order of time, and how many activities are left out."""

    found: tuple[Influence, ...]
    left_out: int
    until: str
    language: str

    def as_json(self) -> dict[str, Any]:
        """Return it as plain JSON, to be kept with the analysis."""
        return asdict(self)


def time_line(analysis: Analysis, user: User) -> TimeLine:
    """Return what lies on the time line: as it was kept when the analysis was concluded, else as it is now."""
    if analysis.state == AnalysisState.CONCLUDED:
        return _kept(analysis.influences)
    on_it = [one for one in _used(analysis, user) if one.belongs]  # type: ignore[attr-defined]  # annotated
    return _time_line(analysis, on_it, _activities(analysis, user))


def _used(analysis: Analysis, user: User) -> list[Event]:
    """Return the events on the time line and those struck from it that a person may know of, asked for once."""
    key = ("events used", analysis.pk, user.pk)
    return remembered(key, lambda: list(policies.events_used(analysis).visible_to(user)))


def time_line_to_keep(analysis: Analysis, user: User) -> TimeLine:
    """Return what is kept when a person concludes the analysis: of the activities, those that all may know of."""
    known = [one for one in _activities(analysis, user) if one.node.audience in policies.OPEN]
    return _time_line(analysis, policies.events_on(analysis).select_related("by"), known)


def _kept(kept: Mapping[str, Any] | None) -> TimeLine:
    if kept is None:
        return TimeLine((), 0, "", "")
    found = tuple(Influence(**one) for one in kept["found"])
    return TimeLine(found, kept["left_out"], kept["until"], kept["language"])


def _time_line(analysis: Analysis, events: Iterable[Event], activities: list[Activity]) -> TimeLine:
    series, near = _Series.of(analysis), activities[:MOST_ACTIVITIES]
    found = [_event(one, series) for one in events] + [_activity(one, series) for one in near]
    found.sort(key=lambda one: (one.begins, one.kind, one.pk))
    return TimeLine(tuple(found), len(activities) - len(near), clock.today().isoformat(), series.measure.language)


@dataclass(frozen=True)
class _Series:
    """The series that the analysis stands on, as it was laid before the first step."""

    periods: list[str]
    values: list[float]
    breaks: list[int]
    span: int
    measure: Measure

    @classmethod
    def of(cls, analysis: Analysis) -> _Series:
        content = analysis.evidence
        chart = content["earlier"]["chart"]
        periods = [str(period) for period in chart["periods"]]
        language: Language = "en" if (get_language() or "sv").startswith("en") else "sv"
        calendar = read_periods(periods)[1]
        return cls(
            periods,
            [float("nan") if value is None else value for value in chart["values"]],
            [part["begins"] for part in chart.get("segments") or [] if part.get("begins") is not None],
            years_in_value_of(analysis.indicator),
            Measure(language, content["decimals"], content["unit"], content["direction"], calendar),
        )

    def around(self, when: str) -> Around:
        return compare_around(self.periods, self.values, when, span=self.span, breaks=self.breaks)


def _event(event: Event, series: _Series) -> Influence:
    expected = Expected(event.expected)
    said = _said(series, event.period, expected)
    return Influence(EVENT, event.pk, event.what, event.period, "", "", "", expected.value, "", **said)


def _activity(activity: Activity, series: _Series) -> Influence:
    done, last = activity.state == ActivityState.DONE, activity.last_day
    closed = activity.closed_at.date() if activity.closed_at else last
    ends = min(closed, last) if closed and last else closed or last
    return Influence(
        ACTIVITY,
        activity.pk,
        activity.title,
        activity.starts.isoformat(),
        ends.isoformat() if done and ends else "",
        str(ActivityState(activity.state).label),
        activity.unit.name,
        Expected.BETTER.value,
        activity.expected_effect,
        **_said(series, activity.starts.isoformat(), Expected.BETTER),
    )


def _said(series: _Series, when: str, expected: Expected) -> dict[str, Any]:
    found = series.around(when)
    numbers = {
        "finding": found.finding.value,
        "n_before": found.n_before,
        "n_after": found.n_after,
        "before": found.before if found.n_before else None,
        "after": found.after if found.n_after else None,
    }
    way = cast("Way", expected.value)
    return {"sentence": say_around(found, series.measure, way), "numbers": numbers}


def _activities(analysis: Analysis, user: User) -> list[Activity]:
    """Return the activities that have begun, toward the goal or goals that serve it, the nearest in front.

    Those of the unit, and of the units that have stood below it or above it.
    """
    knots = walk(analysis.goal.node, Direction.WHAT_CAME_OF_IT, user, (Kind.GOAL, Kind.ACTIVITY))
    near = {knot.node.pk: place for place, knot in enumerate(knots) if knot.node.kind == Kind.ACTIVITY}
    at = analysis.node.unit_id
    below = Ancestry.objects.filter(ancestor=at).values("descendant")
    above = Ancestry.objects.filter(descendant=at).values("ancestor")
    begun = Activity.objects.visible_to(user).filter(
        Q(node__unit__in=below) | Q(node__unit__in=above),
        pk__in=near,
        plan__state__in=[PlanState.ADOPTED, PlanState.CLOSED],
        state__in=BEGUN,
        starts__lte=clock.today(),
    )
    return sorted(begun.order_by("starts", "pk"), key=lambda one: near[one.pk])


@dataclass(frozen=True)
class Struck:
    """An event that was struck, by whom and why."""

    event: Event
    use: EventUse


def struck_events(analysis: Analysis, user: User) -> list[Struck]:
    """Return the events that have been struck from the time line, the latest last."""
    events = {one.pk: one for one in _used(analysis, user) if not one.belongs}  # type: ignore[attr-defined]
    if not events:
        return []
    uses = analysis.event_uses.filter(event__in=events).select_related("by").order_by("pk")
    last = {use.event_id: use for use in uses}
    return [Struck(events[use.event_id], use) for use in sorted(last.values(), key=lambda use: use.pk)]


def events_offered(analysis: Analysis, user: User) -> list[Event]:
    """Return the events of other analyses of the same result that nobody has spoken of here."""
    return list(policies.events_of_result(analysis).visible_to(user).order_by("period", "pk"))


def events_told(analysis: Analysis, user: User, keys: Iterable[int]) -> dict[int, Event]:
    """Return events with who told of them, by their keys; of a concluded analysis also those struck elsewhere since."""
    wanted = set(keys)
    found = {one.pk: one for one in _used(analysis, user) if one.pk in wanted}
    left = wanted - found.keys()
    return found | (Event.objects.select_related("by").in_bulk(left) if left else {})
