"""The effect of an activity set against the indicators' own series."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import cast

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from styrhjul.base.common.models import User
from styrhjul.engine.analysis.arrays import Good
from styrhjul.engine.analysis.numbers import Measure
from styrhjul.engine.analysis.periods import read_periods
from styrhjul.engine.analysis.sentences import phrase
from styrhjul.engine.analysis.sentences_around import say_around
from styrhjul.engine.drawing.charts import LineChart, draw_line
from styrhjul.engine.drawing.charts.line import Event
from styrhjul.engine.drawing.charts.spec import NARROW
from styrhjul.web.ui.formats import number
from styrhjul.wheel.improvement.queries import Effect, effects_of
from styrhjul.wheel.indicators.pictures import Picture, line_picture, time_of, written
from styrhjul.wheel.plans.models import Activity

WIDE = 552


@dataclass(frozen=True)
class EffectChart:
    """One indicator before and after the activity began."""

    title: str
    href: str
    conclusion: str
    said: str
    note: str
    wide: SafeString
    narrow: SafeString
    source: str
    columns: list[str]
    rows: list[list[str]]


def effect_charts(activity: Activity, user: User) -> list[EffectChart]:
    """Return a chart for each indicator of the activity's goals that has values."""
    return [chart for effect in effects_of(activity, user) if (chart := _chart(activity, effect)) is not None]


def _chart(activity: Activity, effect: Effect) -> EffectChart | None:
    picture = line_picture(effect.indicator, activity.unit, target=effect.target, line=effect.line)
    if picture is None:
        return None
    begins = Event(time_of(effect.began), _("the activity begins"))
    spec = replace(cast("LineChart", picture.spec), events=(begins,))
    return EffectChart(
        effect.indicator.title,
        reverse("indicator-detail", args=[effect.indicator.pk]),
        _conclusion(effect),
        _said(effect),
        picture.axis_note or "",
        _safe(draw_line(spec, width=WIDE)),
        _safe(draw_line(spec, width=NARROW)),
        picture.source,
        picture.columns,
        _rows(picture, effect.indicator.decimals),
    )


def _conclusion(effect: Effect) -> str:
    """Say what the numbers were before and after; never that one caused the other."""
    before, after = (written(value, effect.indicator) for value in (effect.before, effect.after))
    if effect.before is None and effect.after is None:
        return _("There is no value yet.")
    if effect.after is None:
        return _("%(before)s before the activity began; there is no value after that yet.") % {"before": before}
    if effect.before is None:
        return _("%(after)s now; there is no value from before the activity began.") % {"after": after}
    return _("%(before)s before the activity began, %(after)s now.") % {"before": before, "after": after}


def _said(effect: Effect) -> str:
    """Say the levels before and after as the time line of an analysis does; nothing where there are none to compare."""
    if not effect.around.n_before or not effect.around.n_after:
        return ""
    indicator = effect.indicator
    measure = Measure(
        "en" if (get_language() or "sv").startswith("en") else "sv",
        indicator.decimals,
        indicator.measure_unit,
        cast("Good", indicator.direction),
        read_periods(effect.periods)[1],
    )
    return f"{say_around(effect.around, measure, 'better')} {phrase(measure.language, 'coincides')}"


def _rows(picture: Picture, decimals: int) -> list[list[str]]:
    return [[cell if isinstance(cell, str) else number(cell, decimals) for cell in row] for row in picture.rows]


def _safe(drawn: str) -> SafeString:
    return mark_safe(drawn)  # noqa: S308 - the engine escapes every text in a drawing
