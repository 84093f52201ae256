"""What is said of an indicator at the top of a page: outcome, target, development, place; and what is missing."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from styrhjul.engine.analysis.earlier import Finding
from styrhjul.web.ui.formats import MINUS, number, period
from styrhjul.web.ui.pieces import Fact
from styrhjul.wheel.indicators import comparisons
from styrhjul.wheel.indicators.comparisons import Development, Place
from styrhjul.wheel.indicators.models import Direction, Indicator, Rhythm, Source, Status, Target
from styrhjul.wheel.indicators.pictures import written
from styrhjul.wheel.indicators.queries import Line

WITH_DIRECTION = {Finding.RISES, Finding.FALLS}
FEW = {Finding.NOTHING, Finding.ONE_VALUE, Finding.CHANGE, Finding.SPREAD, Finding.TOO_FEW}


def facts_of(
    indicator: Indicator, line: Line, target: Target | None, place: Place | None, due: Target | None = None
) -> list[Fact]:
    """Return the facts at the top: outcome, next target, development and place among others.

    `due` is the target of the outcome's own year, which stands beside the outcome.
    """
    latest, before = line.latest, line.before
    facts = []
    if latest is None:
        facts.append(Fact(_("Outcome"), _("No value"), _("nobody has entered any yet")))
    else:
        notes = [_("preliminary")] if latest.status == Status.PRELIMINARY else []
        notes += [_beside(indicator, line, due)] if due is not None else []
        if before is not None:
            known = {"value": written(before.value, indicator), "period": period(before.period)}
            notes.append(_("%(period)s: %(value)s") % known)
        label = _("Outcome %(period)s") % {"period": period(latest.period)}
        facts.append(Fact(label, written(latest.value, indicator), "; ".join(notes)))
    facts.append(_target_fact(indicator, line, target))
    if latest is not None:
        facts.append(_development_fact(indicator, comparisons.development(indicator, line)))
    if place is not None:
        facts.append(_place_fact(place))
    return facts


def _target_fact(indicator: Indicator, line: Line, target: Target | None) -> Fact:
    if target is None:
        return Fact(_("Target"), _("None"), _("nobody has decided one"))
    is_next = line.latest is not None and target.year > line.latest.year
    label = (_("Next target, %(year)s") if is_next else _("Target %(year)s")) % {"year": target.year}
    return Fact(label, written(target.value, indicator), _distance(indicator, line, target))


def _beside(indicator: Indicator, line: Line, due: Target) -> str:
    """Return the target of the outcome's own year, and how far it is to it."""
    said = {"year": due.year, "value": written(due.value, indicator)}
    return ", ".join(filter(None, (_("target %(year)s: %(value)s") % said, _distance(indicator, line, due))))


def _distance(indicator: Indicator, line: Line, target: Target) -> str:
    far = comparisons.distance(indicator, line, target)
    if far is None:
        return ""
    size = {"size": comparisons.measure_of(indicator).size(far.difference)}
    if indicator.direction == Direction.NONE:
        return _("differs by %(size)s") % size
    return _("reached") if far.met else _("%(size)s left") % size


def _development_fact(indicator: Indicator, found: Development) -> Fact:
    """Return where the series is heading, in a word that the number of values allows."""
    earlier = found.earlier
    label = _("Development")
    if earlier.finding in FEW:
        note = ngettext("%(count)s measurement", "%(count)s measurements", earlier.n) % {"count": earlier.n}
        if earlier.broken_at is not None:
            note = _("%(note)s since the definition changed in %(year)s") % {"note": note, "year": earlier.broken_at}
        return Fact(label, _("Too few values"), note)
    if earlier.finding in WITH_DIRECTION:
        return Fact(label, _direction_word(indicator, earlier.finding), f"{_slope(indicator, found)}, {found.span}")
    words = {
        Finding.UNCHANGED: _("Unchanged"),
        Finding.STEPS: _("In steps"),
        Finding.TENDS_UP: _("Tends up"),
        Finding.TENDS_DOWN: _("Tends down"),
    }
    return Fact(label, words.get(earlier.finding, _("No sure direction")), found.span)


def _direction_word(indicator: Indicator, finding: Finding) -> str:
    rising = finding is Finding.RISES
    if indicator.direction == Direction.NONE:
        return _("Rises") if rising else _("Falls")
    return _("Better") if rising == (indicator.direction == Direction.HIGHER) else _("Worse")


def _slope(indicator: Indicator, found: Development) -> str:
    """Return how much the series moves from one period to the next, by Theil-Sen's slope."""
    slope = found.earlier.trend.slope if found.earlier.trend else 0.0
    each = _("%(size)s a month") if indicator.rhythm == Rhythm.MONTH else _("%(size)s a year")
    return (MINUS if slope < 0 else "+") + each % {"size": found.measure.slope(slope)}


def quarter_words(*, oriented: bool) -> tuple[str, str, str, str]:
    """Return what the quarters are called, the first first: best and worst only where a direction is good."""
    if oriented:
        return _("best quarter"), _("middle half"), _("middle half"), _("worst quarter")
    return _("highest quarter"), _("second highest quarter"), _("second lowest quarter"), _("lowest quarter")


def _place_fact(place: Place) -> Fact:
    value = _("%(rank)s of %(count)s") % {"rank": number(place.rank), "count": number(place.compared)}
    notes = [_("shared place")] if place.shared else []
    if place.quarter:
        notes.append(quarter_words(oriented=place.oriented)[place.quarter - 1])
    if not place.oriented:
        notes.append(_("1 is the highest value"))
    notes.append(having_of(place))
    return Fact(_("Among all municipalities %(period)s") % {"period": place.period}, value, ", ".join(notes))


def having_of(place: Place) -> str:
    """Say how many of all municipalities a place or a median rests on."""
    return having(place.compared, place.compared + place.missing)


def having(count: int, among: int) -> str:
    """Say how many municipalities have a value."""
    said = _("%(count)s of %(among)s municipalities have a value")
    return said % {"count": number(count), "among": number(among)}


def missing_of(line: Line) -> str:
    """Say in words that the newest value is missing, and why if anybody has said."""
    newest = line.points[-1] if line.points else None
    if newest is None:
        return _("There are no values yet.")
    if newest.value is None:
        because = newest.missing_because or _("the reason is not known")
        return _("The value for %(period)s is missing: %(because)s.") % {
            "period": period(newest.period),
            "because": because,
        }
    return ""


def source_of(indicator: Indicator, line: Line) -> str:
    """Return the source line of the raw values, with their year and status."""
    if indicator.source == Source.OWN:
        return _("Source: values entered in Styrhjulet.")
    latest = line.latest
    status = _("preliminary values") if latest and latest.status == Status.PRELIMINARY else _("final values")
    return _("Source: Kolada %(number)s, %(status)s.") % {"number": indicator.national_id, "status": status}
