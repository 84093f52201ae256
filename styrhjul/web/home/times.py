"""When the parts of the wheel go on: in a calendar year, on the day of today, and in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from styrhjul.base.common import clock
from styrhjul.engine.packs.schema import Part, PartKind
from styrhjul.web.ui.formats import date_day

LAPS = range(-2, 4)


@dataclass(frozen=True, order=True)
class Lap:
    """One turn of a part: the plan year it is for, its first and its last day."""

    year: int
    starts: date
    ends: date


def laps_of(part: Part, year: int) -> list[Lap]:
    """Return the laps of a part that go on in some of a calendar year, those for the years around it too."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    found = [
        Lap(year + lap, span.starts.on(year + lap), span.ends.on(year + lap)) for span in part.spans for lap in LAPS
    ]
    return [lap for lap in found if lap.starts <= last and lap.ends >= first]


def spans_of(part: Part, year: int) -> list[tuple[date, date]]:
    """Return when a part goes on in a calendar year, laps of the years around included."""
    return [(lap.starts, lap.ends) for lap in laps_of(part, year)]


def laps_today(part: Part) -> list[Lap]:
    """Return the laps that go on today."""
    today = clock.today()
    return [lap for lap in laps_of(part, today.year) if lap.starts <= today <= lap.ends]


def current_phase(parts: Sequence[Part], year: int) -> str:
    """Return the phase of the day, the same in every view: of those that go on, the one that began last."""
    if year != clock.today().year:
        return ""
    begun = {
        part.key: max(lap.starts for lap in going)
        for part in parts
        if part.kind is PartKind.PHASE and (going := laps_today(part))
    }
    return max(begun, key=lambda key: begun[key], default="")


def lap_to_end(part: Part | None) -> Lap | None:
    """Return the lap of today that ends first."""
    return min(laps_today(part), key=lambda lap: lap.ends, default=None) if part else None


def laps_going_on(parts: Sequence[Part], year: int) -> dict[tuple[str, ...], int]:
    """Return the plan year that each phase goes on for today, by the phase's keys; nothing in another year's wheel."""
    if year != clock.today().year:
        return {}
    laps = {tuple(part.keys): lap_to_end(part) for part in parts if part.kind is PartKind.PHASE}
    return {keys: lap.year for keys, lap in laps.items() if lap}


def when_in(part: Part, year: int) -> str:
    """Return in words when a part goes on in a calendar year; nothing for one without a time of its own.

    What is for the year before or after says so; in the year that goes on, what is over is left out.
    """
    today = clock.today()
    laps = [lap for lap in laps_of(part, year) if year != today.year or lap.ends >= today] or laps_of(part, year)
    said = []
    for one in sorted({lap.year for lap in laps}, key=lambda one: (one != year, one)):
        words = _in_words(_stretches([lap for lap in laps if lap.year == one], year), year)
        said.append(words if one == year else _("for %(year)s: %(when)s") % {"year": one, "when": words})
    return capfirst("; ".join(said))


def _stretches(laps: Sequence[Lap], year: int) -> list[tuple[date, date]]:
    """Return the time of some laps within a year, what touches joined."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    found: list[tuple[date, date]] = []
    for starts, ends in sorted((max(lap.starts, first), min(lap.ends, last)) for lap in laps):
        if found and starts <= found[-1][1] + timedelta(days=1):
            found[-1] = (found[-1][0], max(ends, found[-1][1]))
        else:
            found.append((starts, ends))
    return found


def _in_words(stretches: Sequence[tuple[date, date]], year: int) -> str:
    first, last = date(year, 1, 1), date(year, 12, 31)
    if list(stretches) == [(first, last)]:
        return _("all year")
    return ", ".join(_stretch(starts, ends, first, last) for starts, ends in stretches)


def _stretch(starts: date, ends: date, first: date, last: date) -> str:
    if starts == first:
        return _("until %(day)s") % {"day": date_day(ends)}
    if ends == last:
        return _("from %(day)s") % {"day": date_day(starts)}
    return f"{date_day(starts)}–{date_day(ends)}"
