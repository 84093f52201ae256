"""What belongs to a part of the wheel: how many there are, the latest few, and the way to all."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from styrhjul.base.common import clock
from styrhjul.base.common.models import User
from styrhjul.base.steering.queries import pack_in_force
from styrhjul.base.steering.words import entry, word, word_for
from styrhjul.engine.packs.schema import Holds, Part
from styrhjul.web.home.levels import levels_of
from styrhjul.web.home.says import date_near
from styrhjul.web.home.scope import ALL, ME, Scope
from styrhjul.web.ui.addresses import address_of
from styrhjul.web.ui.context import address
from styrhjul.wheel.flows.around_goals import ratings_of_goals
from styrhjul.wheel.flows.held import held_at
from styrhjul.wheel.improvement.queries import Assured
from styrhjul.wheel.plans.states import ActivityState

FEW, SEVERAL = 3, 8


@dataclass(frozen=True)
class Thing:
    """One thing that belongs to the part; `sign` and `said` are a rating, `late` what somebody waits for."""

    title: str
    href: str
    note: str = ""
    sign: str = ""
    said: str = ""
    late: str = ""


@dataclass(frozen=True)
class Held:
    """One kind of thing that belongs to the part."""

    label: str | Promise
    href: str
    count: int
    things: list[Thing]

    @property
    def more(self) -> bool:
        """Tell whether there are more than are shown."""
        return self.count > len(self.things)


@dataclass(frozen=True)
class Kind:
    """How one kind is called, where all of them are listed, and what narrows that list to a unit."""

    label: Promise
    page: str
    unit: str = ""


KINDS: dict[Holds, Kind] = {
    Holds.GOALS: Kind(gettext_lazy("Goals"), "goal-list", "unit"),
    Holds.INDICATORS: Kind(gettext_lazy("Indicators"), "indicator-list"),
    Holds.PLANS: Kind(gettext_lazy("Plans"), "plan-list", "enhet"),
    Holds.ACTIVITIES: Kind(gettext_lazy("Activities going on"), "plan-list", "enhet"),
    Holds.INPUTS: Kind(gettext_lazy("Inputs that wait for an answer"), "plan-list", "enhet"),
    Holds.ANALYSES: Kind(gettext_lazy("Analyses"), "analysis-list"),
    Holds.RATINGS: Kind(gettext_lazy("Ratings"), "rating-list"),
    Holds.REPORTS: Kind(gettext_lazy("Reports"), "report-list", "enhet"),
    Holds.PROPOSALS: Kind(gettext_lazy("Proposals"), "proposal-list", "enhet"),
    Holds.ASSURANCES: Kind(gettext_lazy("What has been made to last"), "assurance-list", "enhet"),
    Holds.IMPROVEMENTS: Kind(gettext_lazy("Improvements of the year"), "assurance-list", "enhet"),
    Holds.INNOVATIONS: Kind(gettext_lazy("Leaps to a new level"), "assurance-list", "enhet"),
}


def held_by(part: Part, scope: Scope) -> list[Held]:
    """Return the kinds of things that the model places in a part, those of the view counted; the list leads on."""
    most = FEW if len(part.holds) > 1 else SEVERAL
    return [_held(kind, scope, most) for kind in part.holds]


def _held(kind: Holds, scope: Scope, most: int) -> Held:
    about, rows = KINDS[kind], held_at(scope.place, kind)
    shown = list(rows[:most])
    count = rows.count() if shown else 0
    where = address(about.page)
    if where and about.unit and scope.key not in {ME, ALL} and scope.unit:
        where += f"?{about.unit}={scope.unit.pk}"
    return Held(about.label, where, count, list(SHOWN[kind](shown, scope.user)) if shown else [])


def _goals(rows: list[Any], user: User) -> Iterable[Thing]:
    ratings = ratings_of_goals([row.pk for row in rows], user)
    levels = pack_in_force().goal_levels
    for row in rows:
        colour = ratings.colour(row.pk)
        note = f"{capfirst(word_for(levels, row.level))} · {row.unit.name}"
        sign, said = (colour.sign.value, capfirst(word(colour.label))) if colour else ("", "")
        yield Thing(row.title, address_of(row.node), note, sign, said)


def _ratings(rows: list[Any], user: User) -> Iterable[Thing]:
    for row in rows:
        colour = entry(pack_in_force().rating.scale, row.colour)
        sign, said = (colour.sign.value, capfirst(word(colour.label))) if colour else ("", "")
        yield Thing(row.title, address_of(row.node), row.rated.name, sign, said)


def _activities(rows: list[Any], user: User) -> Iterable[Thing]:
    for row in rows:
        until = _("until %(day)s") % {"day": date_near(row.last_day)} if row.last_day else ""
        is_out = row.closed_at is None and row.ends is not None and row.ends <= clock.today()
        late = _("its time is out") if is_out else _("delayed") if row.state == ActivityState.DELAYED else ""
        yield Thing(row.title, address_of(row.node), " · ".join(filter(None, (row.unit.name, until))), late=late)


def _stated(rows: list[Any], user: User) -> Iterable[Thing]:
    for row in rows:
        unit = "" if row.unit.name in row.title else row.unit.name  # plans and reports are named after theirs
        note = " · ".join(filter(None, (unit, str(row.get_state_display()))))
        yield Thing(row.title, address_of(row.node), note)


def _plain(rows: list[Any], user: User) -> Iterable[Thing]:
    for row in rows:
        yield Thing(row.title, address_of(row.node), row.unit.name)


def _inputs(rows: list[Any], user: User) -> Iterable[Thing]:
    for row in rows:
        where = address("plan-list")
        note = _("%(unit)s, to the plan for %(year)s") % {"unit": row.unit.name, "year": row.year}
        first = row.text.strip().split("\n")[0]
        yield Thing(first[:120], f"{where}?enhet={row.unit_id}&ar={row.year}" if where else "", note)


def _assurances(rows: list[Any], user: User) -> Iterable[Thing]:
    for row in rows:
        one = Assured(row, max(row.checks.all(), key=lambda check: check.pk, default=None))
        late = one.state_word if one.days_late else ""
        note = row.unit.name if late else f"{row.unit.name} · {one.state_word}"
        yield Thing(row.activity.title, address_of(row.node), note, late=late)


def _gains(rows: list[Any], user: User) -> Iterable[Thing]:
    """Return improvements with the level of an indicator before and after, as they stood when the activity closed."""
    levels = levels_of(rows, user)
    for row in rows:
        note = f"{row.unit.name} · {date_near(row.node.made_at)}"
        yield Thing(
            row.activity.title, address_of(row.node), " · ".join(filter(None, (note, str(levels[row.pk] or ""))))
        )


SHOWN: dict[Holds, Callable[[list[Any], User], Iterable[Thing]]] = {
    Holds.GOALS: _goals,
    Holds.INDICATORS: _plain,
    Holds.PLANS: _stated,
    Holds.ACTIVITIES: _activities,
    Holds.INPUTS: _inputs,
    Holds.ANALYSES: _stated,
    Holds.RATINGS: _ratings,
    Holds.REPORTS: _stated,
    Holds.PROPOSALS: _stated,
    Holds.ASSURANCES: _assurances,
    Holds.IMPROVEMENTS: _gains,
    Holds.INNOVATIONS: _gains,
}
