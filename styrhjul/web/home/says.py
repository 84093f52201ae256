"""What each part of the wheel says of itself: its to-dos, or what lies there, in numbers and words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from styrhjul.base.calendar.queries import Tally
from styrhjul.base.common import clock
from styrhjul.base.steering.queries import pack_during
from styrhjul.base.steering.words import word
from styrhjul.engine.packs.schema import Holds, Part, PartKind
from styrhjul.web.home.times import when_in
from styrhjul.web.ui.formats import date_brief, date_long
from styrhjul.web.ui.pieces import Sum
from styrhjul.wheel.flows.on_the_wheel import NOT_RATED, OnWheel


@dataclass(frozen=True)
class Says:
    """What a part says: in the drawing and in the list.

    `count` is what lies there ("23 aktiviteter pågår"), empty for a part that only has to-dos; `late` is how many
    late things there are of that, beside late to-dos, and `late_note` says it in words.
    """

    tally: Tally
    count: str = ""
    short: str = ""
    done: int = 0
    late: int = 0
    late_note: str = ""
    sums: tuple[Sum, ...] = ()
    when: str = ""

    @property
    def progress(self) -> str:
        """The to-dos in words: 3 av 8."""
        tally = self.tally
        return _("%(done)s of %(total)s") % {"done": tally.done, "total": tally.total} if tally.total else ""

    @property
    def all_late(self) -> int:
        """How much is late in all."""
        return self.late + self.tally.late


def says_of(part: Part, tally: Tally, on: OnWheel, year: int) -> Says:
    """Return what a part says: a base plate counts goals, a ring activities, a wedge what holds, an arrow gains."""
    if part.kind is PartKind.BASE and Holds.GOALS in part.holds:
        return _plate(part, tally, on, year)
    if part.kind is PartKind.RING and Holds.ACTIVITIES in part.holds:
        return _ring(part, tally, on, year)
    if part.kind is PartKind.WEDGE:
        return _wedge(part, tally, on, year)
    if part.kind is PartKind.ARROW:
        return _leap(part, tally, on, year) if Holds.INNOVATIONS in part.holds else _steady(part, tally, on, year)
    return Says(tally, when=when_in(part, year), late_note=count_late(tally.late))


def count_late(count: int) -> str:
    """Return how many are late, in words."""
    return ngettext("%(count)s late", "%(count)s late", count) % {"count": count}


def _plate(part: Part, tally: Tally, on: OnWheel, year: int) -> Says:
    count = on.goals.total()
    said = ngettext("%(count)s goal", "%(count)s goals", count) % {"count": count}
    scale = pack_during(year).rating.scale
    sums = [Sum(colour.sign.value, capfirst(word(colour.label)), on.goals[colour.key]) for colour in scale]
    rest = count - sum(one.count for one in sums)
    if rest:
        sums.append(Sum(NOT_RATED, _("without a rating"), rest))
    when = when_in(part, year) or _next_rating(year)
    return Says(tally, said, said, late_note=count_late(tally.late), sums=tuple(sums), when=when)


def _next_rating(year: int) -> str:
    """Return the day by which goals are rated next, while the year goes on."""
    today = clock.today()
    days = [one.due.on(plan) for one in pack_during(year).occasions for plan in (year - 1, year)]
    day = min((day for day in days if day >= max(today, date(year, 1, 1))), default=None)
    return _("Rated by %(day)s") % {"day": date_near(day)} if day and year >= today.year else ""


def _ring(part: Part, tally: Tally, on: OnWheel, year: int) -> Says:
    counted = {"count": on.activities}
    if year == clock.today().year:
        said = ngettext("%(count)s activity going on", "%(count)s activities going on", on.activities) % counted
    else:
        said = ngettext("%(count)s activity", "%(count)s activities", on.activities) % counted
    late = on.activities_late
    return Says(tally, said, said, late=late, late_note=count_late(late + tally.late), when=when_in(part, year))


def _wedge(part: Part, tally: Tally, on: OnWheel, year: int) -> Says:
    counted = {"count": on.secured}
    said = ngettext("%(count)s secured improvement", "%(count)s secured improvements", on.secured) % counted
    overdue = {"count": on.checks_late}
    late = ngettext("%(count)s effect check late", "%(count)s effect checks late", on.checks_late) % overdue
    return Says(tally, said, said, on.secured, on.checks_late, late, when=_next_check(on) or when_in(part, year))


def _next_check(on: OnWheel) -> str:
    """Return when something that was secured is looked at next, or what that waits for."""
    if on.next_check:
        return _("Next check %(day)s") % {"day": date_near(on.next_check)}
    return _("No check ahead") if on.secured else _("When something is secured")


def _steady(part: Part, tally: Tally, on: OnWheel, year: int) -> Says:
    counted = {"count": on.improved, "year": year}
    if year == clock.today().year:
        said = ngettext("%(count)s improvement this year", "%(count)s improvements this year", on.improved) % counted
        short = _("%(count)s this year") % counted
    else:
        said = ngettext("%(count)s improvement in %(year)s", "%(count)s improvements in %(year)s", on.improved)
        said, short = said % counted, _("%(count)s in %(year)s") % counted
    return Says(tally, said, short, on.improved, late_note=count_late(tally.late), when=when_in(part, year))


def _leap(part: Part, tally: Tally, on: OnWheel, year: int) -> Says:
    said = ngettext("%(count)s leap", "%(count)s leaps", on.leaps) % {"count": on.leaps}
    when = _("Latest leap %(day)s") % {"day": date_long(on.latest_leap)} if on.latest_leap else when_in(part, year)
    return Says(tally, said, said, on.leaps, late_note=count_late(tally.late), when=when or _("At any time"))


def date_near(day: date | None) -> str:
    """Return a day shortly, with its year when that is not this one."""
    if day is None or day.year == clock.today().year:
        return date_brief(day)
    return f"{date_brief(day)} {day.year}"
