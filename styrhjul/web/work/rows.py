"""The rows of a month's check-in: what each asks, what has been answered, and how it was before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from babel.dates import format_date
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from styrhjul.base.organisation.models import Unit
from styrhjul.base.organisation.queries import accent, units_above
from styrhjul.engine.drawing.charts import Sparkline, draw_sparkline
from styrhjul.web.ui import formats
from styrhjul.wheel.indicators.models import Direction, Group, Indicator, Target, Value
from styrhjul.wheel.indicators.pictures import time_of
from styrhjul.wheel.indicators.queries import (
    Line,
    latest_points,
    newest_value,
    target_for,
    targets_of_many,
    values_in,
)
from styrhjul.wheel.plans import queries
from styrhjul.wheel.plans.models import Activity, CheckIn, Progress
from styrhjul.wheel.plans.states import ActivityState

COMMENT = "kommentar"
SHOWN_MONTHS = 13


@dataclass(frozen=True)
class Row:
    """What all rows share: what is asked, what has been answered, and how the last save went."""

    key: str
    title: str
    context: str
    href: str = ""
    answer: str = ""
    note: str = ""
    seen: str = ""
    shown: str = ""
    is_answered: bool = False
    saved_at: datetime | None = None
    error: str = ""
    waits: str = ""
    theirs: str = ""

    @property
    def fault_id(self) -> str:
        """Return the id of the place where it says what is wrong."""
        return f"{self.key}-fel"


@dataclass(frozen=True)
class ValueRow(Row):
    """The month's value of an indicator."""

    indicator: Indicator | None = None
    unit: str = ""
    spark: SafeString = field(default_factory=SafeString)
    before: str = ""
    before_value: str = ""
    grid: str = ""


@dataclass(frozen=True)
class ActivityRow(Row):
    """How an activity stands in the month."""

    activity: Activity | None = None
    choices: tuple[tuple[str, str], ...] = ()
    before_state: str = ""


@dataclass(frozen=True)
class Round:
    """A unit's month: its rows, and how far it has come."""

    unit: Unit
    month: str
    values: list[ValueRow]
    activities: list[ActivityRow]
    comment: Row
    check_in: CheckIn | None

    @property
    def rows(self) -> list[Row]:
        """Return every row."""
        return [*self.values, *self.activities, self.comment]

    @property
    def asked(self) -> list[Row]:
        """Return the rows that must be answered: all but the comment."""
        return [*self.values, *self.activities]

    @property
    def total(self) -> int:
        """How many answers the month asks for."""
        return len(self.asked)

    @property
    def done(self) -> int:
        """How many of them are given."""
        return sum(row.is_answered for row in self.asked)

    @property
    def left(self) -> int:
        """How many of them wait."""
        return self.total - self.done

    @property
    def can_keep(self) -> int:
        """How many activities that wait were answered the month before."""
        return sum(not row.is_answered and bool(row.before_state) for row in self.activities)


def month_word(month: str, *, year: bool = False) -> str:
    """Return a month as in running text: november, or november 2023."""
    return format_date(date.fromisoformat(f"{month}-01"), "LLLL y" if year else "LLLL", locale=formats.locale())


def round_of(unit: Unit, month: str) -> Round:
    """Return a unit's month as it stands."""
    check_in = queries.check_in_of(unit, month)
    return Round(unit, month, _values(unit, month), _activities(unit, month), _comment(check_in), check_in)


def _values(unit: Unit, month: str) -> list[ValueRow]:
    indicators = list(queries.monthly_indicators(unit))
    if not indicators:
        return []
    lines = latest_points(indicators, [unit])
    newest = newest_value()
    given = {
        value.indicator_id: value
        for value in values_in(indicators, [unit], [month], seen=newest)
        if value.group == Group.ALL
    }
    places = [unit, *units_above(unit)]
    targets = targets_of_many(indicators, places)
    empty = Line(Group.ALL, ())
    return [
        _value(
            one,
            unit,
            month,
            lines.get((one.pk, unit.pk), empty),
            given.get(one.pk),
            _target(one, places, targets, int(month[:4])),
            newest,
        )
        for one in indicators
    ]


def _target(
    indicator: Indicator, places: Iterable[Unit], targets: Mapping[tuple[int, int], list[Target]], year: int
) -> Target | None:
    found = (target_for(targets.get((indicator.pk, place.pk), []), year) for place in places)
    return next((target for target in found if target is not None), None)


def _value(
    indicator: Indicator, unit: Unit, month: str, line: Line, given: Value | None, target: Target | None, newest: int
) -> ValueRow:
    known = [point for point in line.points if point.value is not None]
    earlier = next((point for point in reversed(known) if point.period < month), None)
    points = tuple((time_of(p.period), float(p.value)) for p in known if p.period <= month and p.value is not None)
    spark = Sparkline(points[-SHOWN_MONTHS:], float(target.value) if target else None, accent=accent())
    return ValueRow(
        key=f"varde-{indicator.pk}",
        title=indicator.title,
        context=f"{month_word(month).capitalize()} · {_target_words(indicator, target)}",
        href=reverse("indicator-detail", args=[indicator.pk]),
        answer=_typed(given, indicator) if given else "",
        note=given.note if given else "",
        seen=str(newest),
        shown=_said(given, indicator) if given else "",
        is_answered=given is not None,
        indicator=indicator,
        unit=indicator.measure_unit,
        spark=mark_safe(draw_sparkline(spark)) if points else SafeString(),  # noqa: S308 - the engine escapes its texts
        before=_("in %(month)s") % {"month": month_word(earlier.period)} if earlier else "",
        before_value=formats.amount(earlier.value, indicator.decimals, indicator.measure_unit) if earlier else "",
        grid=f"{reverse('value-grid')}?indicator={indicator.pk}&until={month}",
    )


def places_of(value: Decimal | None, indicator: Indicator) -> int:
    """Return how many decimals a value is shown with: the indicator's, or more when it was given more finely."""
    exponent = value.normalize().as_tuple().exponent if value is not None else 0
    return max(indicator.decimals, -exponent if isinstance(exponent, int) else 0)


def _typed(value: Value, indicator: Indicator) -> str:
    if value.value is None:
        return f"- {value.missing_because}"
    people = f" ({value.people})" if value.people is not None else ""
    return formats.number(value.value, places_of(value.value, indicator)) + people


def _said(value: Value, indicator: Indicator) -> str:
    if value.value is None:
        return _("missing: %(why)s") % {"why": value.missing_because}
    return formats.amount(value.value, places_of(value.value, indicator), indicator.measure_unit)


def _target_words(indicator: Indicator, target: Target | None) -> str:
    if target is None:
        return _("no target")
    value = formats.amount(target.value, indicator.decimals, indicator.measure_unit)
    words = {Direction.LOWER: _("target at most %(value)s"), Direction.HIGHER: _("target at least %(value)s")}
    return words.get(Direction(indicator.direction), _("target %(value)s")) % {"value": value}


def _activities(unit: Unit, month: str) -> list[ActivityRow]:
    found = [one for one in queries.activities_in_month(unit, month) if one.closed_at is None]
    earlier = queries.month_before(month)
    said, before = queries.said_in(found, month), queries.said_in(found, earlier)
    return [_activity(one, said.get(one.pk), before.get(one.pk), earlier) for one in found]


def _activity(activity: Activity, said: Progress | None, before: Progress | None, earlier: str) -> ActivityRow:
    parts = [_("Activity")]
    if activity.last_day:
        parts.append(_("until %(day)s") % {"day": formats.date_short(activity.last_day)})
    if before:
        state = str(before.get_state_display()).capitalize()
        parts.append(_("in %(month)s: %(state)s") % {"month": month_word(earlier), "state": state})
    return ActivityRow(
        key=f"aktivitet-{activity.pk}",
        title=activity.title,
        context=" · ".join(parts),
        href=reverse("activity-detail", args=[activity.pk]),
        answer=said.state if said else "",
        note=said.note if said else "",
        seen=str(said.pk if said else 0),
        shown=str(said.get_state_display()).capitalize() if said else "",
        is_answered=said is not None,
        activity=activity,
        choices=tuple((state.value, str(state.label).capitalize()) for state in ActivityState),
        before_state=before.state if before else "",
    )


def _comment(check_in: CheckIn | None) -> Row:
    text = check_in.comment if check_in else ""
    return Row(
        key=COMMENT,
        title=_("The month's comment"),
        context=_("Read by whoever leads the unit above. A sentence or two is enough, if you want."),
        answer=text,
        seen=text,
        shown=text,
        is_answered=bool(text),
    )
