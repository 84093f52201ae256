"""Limits on chosen years: the form, and what was laid as it looks with them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from styrhjul.engine.analysis.baseline import OnBaseline, kept_on_baseline, periods_to_choose
from styrhjul.engine.analysis.rebase import SEGMENT_NEEDS
from styrhjul.engine.analysis.sentences import phrase
from styrhjul.web.followup.forms import BaselineForm
from styrhjul.web.followup.kept import Json
from styrhjul.web.ui.formats import period
from styrhjul.wheel.followup.models import Analysis, Baseline
from styrhjul.wheel.followup.policies import baseline_of

TRIAL = 12
"""With fewer values than these the limits are provisional."""


@dataclass(frozen=True)
class BaselineShown:
    """What is said of the years that the limits rest on, and the form to choose others."""

    sentence: str
    latest: str
    by: str
    at: datetime | None
    form: Any
    href: str


def baseline_shown(analysis: Analysis, form: Any) -> BaselineShown | None:
    """Return what step 1 shows of it; None where there are too few values to choose among."""
    if len(periods_to_choose(_chart(analysis))) < SEGMENT_NEEDS:
        return None
    chosen = baseline_of(analysis)
    form = form or baseline_form(analysis, chosen)
    href = reverse("analysis-baseline", args=[analysis.pk])
    if chosen is None:
        return BaselineShown("", "", "", None, form, href)
    words = {"first": period(chosen.first), "last": period(chosen.last), "reason": chosen.reason.rstrip(".")}
    sentence = _("Mean and limits rest on %(first)s–%(last)s: %(reason)s") % words
    latest = _latest(kept_on_baseline(_chart(analysis), chosen.first, chosen.last))
    return BaselineShown(sentence, latest, chosen.by.name, chosen.at, form, href)


def _latest(result: OnBaseline | None) -> str:
    """Say where the latest value lies; a rule of several values in a row is told of in the table."""
    signal = result.chart.signals[-1] if result else ""
    if signal == "above":
        return _("The latest value then lies above the upper limit.")
    if signal == "below":
        return _("The latest value then lies below the lower limit.")
    return _("The latest value then lies within the limits.")


def baseline_form(analysis: Analysis, chosen: Baseline | None, **given: Any) -> BaselineForm:
    """Return the form, with the years that are chosen now."""
    initial = {"first": chosen.first, "last": chosen.last} if chosen else {}
    periods = periods_to_choose(_chart(analysis))
    return BaselineForm(periods=periods, auto_id="baseline_%s", **{"initial": initial, **given})


def on_chosen_years(found: Json, chosen: Baseline | None, language: str) -> Json:
    """Return what was laid with the limits of the chosen years: in the chart, and as remarks in the table."""
    result = kept_on_baseline(found["chart"], chosen.first, chosen.last) if chosen else None
    if result is None or chosen is None:
        return found
    chart = found["chart"]
    low = [value for value in chart["values"] if value is not None]
    limits = {
        "limits": True,
        "provisional": result.count < TRIAL,
        "mean": result.chart.mean,
        # What has never been below nil is not drawn below it; what counts as outside was decided before that.
        "lower": max(result.chart.lower, 0.0) if min(low) >= 0 else result.chart.lower,
        "upper": result.chart.upper,
        "baseline": [chosen.first, chosen.last],
        "signals": _signals(chart, result),
    }
    return {**found, "chart": {**chart, **limits}, "rows": _rows(found, limits["signals"], result, language)}


def _signals(chart: Json, result: OnBaseline) -> list[str]:
    before = list(chart["signals"][: result.since])
    after = [""] * (len(chart["periods"]) - result.since - len(result.chart.signals))
    return [*before, *result.chart.signals, *after]


def _rows(found: Json, signals: Any, result: OnBaseline, language: str) -> list[list[str]]:
    """Write the remarks of the present definition anew; the newest row stands first."""
    segments = found["chart"].get("segments") or []
    why = segments[-1]["why"] if len(segments) > 1 else ""
    rows = [list(row) for row in found["rows"]]
    for at in range(result.since, len(signals)):
        said = [phrase(language, f"mark_{signals[at]}")] if signals[at] else []  # type: ignore[arg-type]
        if at == result.since and why:
            said.append(phrase(language, "mark_break", why=why))  # type: ignore[arg-type]
        rows[len(rows) - 1 - at][2] = "; ".join(said)
    return rows


def _chart(analysis: Analysis) -> Json:
    chart: Json = analysis.evidence["earlier"]["chart"]
    return chart
