"""Small multiples: the wheels of all units below one, what is late first, and the same as a list."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from operator import add

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from styrhjul.base.calendar.queries import Tally, count_by_unit, duties_of
from styrhjul.base.organisation.models import Unit
from styrhjul.base.organisation.queries import municipality
from styrhjul.base.steering.queries import pack_in_force
from styrhjul.base.steering.words import word_for
from styrhjul.web.home.pages import around, inside_scope, trail_of
from styrhjul.web.home.scope import ADMINISTRATION, ALL, ME, UNIT, WORDS, Scope
from styrhjul.web.home.wheel import WheelView, wheel_from
from styrhjul.wheel.flows.on_the_wheel import OnWheel, Place, on_the_wheel
from styrhjul.wheel.flows.wheels import Group, units_apart, units_by_body


@dataclass(frozen=True)
class OneWheel:
    """One of the wheels beside each other; `apart` leads to its units' own wheels when it is of several."""

    unit: Unit
    kind: str
    view: WheelView
    tally: Tally
    href: str
    apart: str = ""

    @property
    def name(self) -> str:
        """Return what the wheel is, for whoever only hears the link."""
        said = _("%(unit)s: %(done)s of %(total)s done") % {
            "unit": self.unit.name, "done": self.tally.done, "total": self.tally.total
        }  # fmt: skip
        return _("%(said)s, %(late)s late") % {"said": said, "late": self.late} if self.late else said

    @property
    def late(self) -> int:
        """How much is late in all."""
        return self.view.late


@require_GET
def wheels(request: HttpRequest) -> HttpResponse:
    """Show the wheels of the units below the one in the view; of the whole municipality one for each body."""
    scope = inside_scope(request)
    unit = municipality() if scope.key in {ME, ALL} or scope.unit is None else scope.unit
    by_body = unit is not None and unit == municipality()
    groups = (units_by_body(unit) if by_body else units_apart(unit)) if unit else []
    found = sorted(_wheels(groups, scope, by_body=by_body), key=lambda one: (-one.late, one.unit.name))
    context = {
        "unit": unit,
        "wheels": found,
        "late": sum(bool(one.late) for one in found),
        "sign": found[0].view.sign() if found else "",
        "trail": trail_of(scope),
        "views": [
            (label, scope.query(vy=key), key == scope.key) for key, label in WORDS if key in {UNIT, ADMINISTRATION, ALL}
        ],
    }
    return render(request, "home/wheels.html", around(scope) | context)


def _wheels(groups: list[Group], scope: Scope, *, by_body: bool) -> list[OneWheel]:
    """Return the wheels of those that have anything on them, by as many questions whatever their number."""
    every = [unit for group in groups for unit in group.members]
    tallies = count_by_unit(duties_of(every, scope.year, laps=scope.laps))
    lying = on_the_wheel(Place(scope.user, scope.year, every))
    kinds = pack_in_force().unit_kinds
    found = []
    for group in groups:
        parts = _together([tallies.get(unit.pk, {}) for unit in group.members])
        if parts:
            on = reduce(add, (lying[unit.pk] for unit in group.members if unit.pk in lying), OnWheel())
            several = by_body and len(group.members) > 1
            own = scope.of(group.unit, ADMINISTRATION if several else UNIT)
            found.append(
                OneWheel(
                    group.unit,
                    word_for(kinds, group.unit.kind),
                    wheel_from(own, parts, on),
                    reduce(add, parts.values(), Tally()),
                    reverse("home") + own.query(),
                    reverse("wheels") + own.query() if several else "",
                )
            )
    return found


def _together(tallies: list[dict[str, Tally]]) -> dict[str, Tally]:
    found: dict[str, Tally] = {}
    for one in tallies:
        for part, tally in one.items():
            found[part] = found.get(part, Tally()) + tally
    return found
