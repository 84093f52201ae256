"""Whose wheel is shown: my own duties, a unit, its administration or the whole municipality."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import cast

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from styrhjul.base.calendar.models import DutyQuerySet
from styrhjul.base.calendar.queries import duties_of
from styrhjul.base.common import clock
from styrhjul.base.common.models import User
from styrhjul.base.organisation.models import Unit
from styrhjul.base.organisation.queries import (
    municipality,
    nearest_of_kind,
    posts_of,
    units_above,
    units_below,
    units_seen_by,
)
from styrhjul.base.steering.queries import kinds_that_steer, pack_during, pack_in_force
from styrhjul.web.home.times import laps_going_on
from styrhjul.wheel.flows.on_the_wheel import Place

ME, UNIT, ADMINISTRATION, ALL = "jag", "enhet", "forvaltning", "kommun"
WORDS: tuple[tuple[str, Promise], ...] = (
    (ME, _("Me")),
    (UNIT, _("Own unit")),
    (ADMINISTRATION, _("Own administration")),
    (ALL, _("Municipality")),
)
YEARS_BACK, YEARS_AHEAD = 1, 1
LONGEST_KEY = 9


@dataclass(frozen=True)
class Scope:
    """A view of the wheel: whose and which year. `chosen` is a unit that the address names instead of one's own."""

    key: str
    year: int
    unit: Unit | None
    above: tuple[Unit, ...]
    user: User
    chosen: Unit | None = None

    @property
    def title(self) -> str:
        """Return whose wheel it is."""
        return self.user.name if self.is_own or self.unit is None else self.unit.name

    @property
    def is_own(self) -> bool:
        """Tell whether it is a person's own."""
        return self.key == ME

    @property
    def units(self) -> QuerySet[Unit] | Iterable[Unit]:
        """Return the units of the view."""
        if self.unit is None:
            return []
        return [self.unit] if self.key == UNIT else units_below(self.unit)

    @property
    def has_several_units(self) -> bool:
        """Tell whether other units stand under the one whose wheel it is."""
        return self.unit is not None and not self.is_own and len(units_below(self.unit)[:2]) > 1

    @property
    def place(self) -> Place:
        """Return whose goals, activities and improvements lie on the wheel."""
        return Place(self.user, self.year, self.units, own=self.is_own)

    @property
    def place_below(self) -> Place:
        """Return the same with the units below, where a unit's own wheel has only its own."""
        return replace(self.place, units=units_below(self.unit) if self.unit else [])

    @property
    def laps(self) -> dict[tuple[str, ...], int]:
        """Return the plan year that each phase goes on for, where it is today's wheel."""
        return laps_going_on(pack_during(self.year).wheel.parts, self.year)

    def duties(self) -> DutyQuerySet:
        """Return the duties of the scope: every count and list starts here."""
        if self.is_own or self.unit is None:
            return duties_of(None, self.year, user=self.user, laps=self.laps)
        return duties_of(self.units, self.year, laps=self.laps)

    def duties_ahead(self) -> DutyQuerySet:
        """Return the duties of the scope's year, and of the next one too while it goes on."""
        ahead = 1 if self.year == clock.today().year else 0
        if self.is_own or self.unit is None:
            return duties_of(None, self.year, user=self.user, ahead=ahead)
        return duties_of(self.units, self.year, ahead=ahead)

    def milestones(self) -> DutyQuerySet:
        """Return the dated points that matter to the scope: the calendar of the unit and of those above it."""
        units = [*([self.unit] if self.unit else []), *self.above]
        return duties_of(units, self.year)

    def query(self, **changed: str | int) -> str:
        """Return the address of the same view with something changed."""
        words = {"vy": self.key, "ar": self.year} | ({"enhet": self.chosen.pk} if self.chosen else {}) | changed
        return "?" + "&".join(f"{name}={value}" for name, value in words.items())

    def of(self, unit: Unit, key: str = UNIT) -> Scope:
        """Return the same year of another unit."""
        return replace(self, key=key, unit=unit, above=(), chosen=unit)


def scope_of(request: HttpRequest) -> Scope:
    """Read the scope from the address; what is not said is the person's own unit and the year of today."""
    user = cast("User", request.user)
    this_year = clock.today().year
    given = request.GET.get("ar", "")
    year = int(given) if given.isdigit() else this_year
    year = min(max(year, this_year - YEARS_BACK), this_year + YEARS_AHEAD)
    post = posts_of(user).first()
    chosen = _chosen(request, user)
    unit = chosen or (post.unit if post else None)
    key = request.GET.get("vy", "")
    key = key if key in dict(WORDS) else UNIT
    if key == ALL or unit is None:
        return Scope(key if unit else ALL, year, municipality(), (), user, chosen)
    if key == ADMINISTRATION:
        unit = nearest_of_kind(unit, kinds_that_steer(pack_in_force())) or unit
    return Scope(key, year, unit, tuple(units_above(unit)), user, chosen)


def _chosen(request: HttpRequest, user: User) -> Unit | None:
    """Return the unit that the address names, if there is such a unit; whoever is inside sees every unit's wheel."""
    asked = request.GET.get("enhet", "")
    pk = int(asked) if asked.isdecimal() and len(asked) <= LONGEST_KEY else 0
    return units_seen_by(user).in_bulk([pk]).get(pk) if pk else None
