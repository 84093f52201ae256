"""The start page with the wheel, and a page for each of its parts."""

from __future__ import annotations

from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from styrhjul.base.calendar.queries import label_of, next_duties
from styrhjul.base.common import clock
from styrhjul.base.common.models import User
from styrhjul.base.organisation.permissions import is_appointed
from styrhjul.base.steering.queries import pack_during
from styrhjul.base.steering.words import entry, once, word, word_for
from styrhjul.engine.packs.schema import Holds, Part
from styrhjul.web.goals.thread import level_words
from styrhjul.web.home.deciding import to_decide
from styrhjul.web.home.duties import rows_of, stages_of
from styrhjul.web.home.holds import held_by
from styrhjul.web.home.levels import levels_of
from styrhjul.web.home.scope import WORDS, YEARS_AHEAD, YEARS_BACK, Scope, scope_of
from styrhjul.web.home.wheel import wheel_of
from styrhjul.web.start.steps import reminder_for
from styrhjul.wheel.flows.held import held_at
from styrhjul.wheel.flows.on_the_wheel import vision_in
from styrhjul.wheel.improvement.permissions import can_propose_anywhere

NOW, LATER, SECURED = 3, 3, 3


def inside_scope(request: HttpRequest) -> Scope:
    """Return the view that the address asks for; whoever holds no role finds no page."""
    if not is_appointed(cast("User", request.user)):
        raise Http404
    return scope_of(request)


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Show the wheel of a scope, what is to be done now, and the same parts as a list.

    Whoever holds no role comes to what is public: duties are for those inside.
    """
    if not is_appointed(cast("User", request.user)):
        return redirect("public-goals")
    scope = scope_of(request)
    duties = scope.duties_ahead()
    now = rows_of(next_duties(duties, NOW), scope.user)
    shown = {row.duty.pk for row in now}
    later = duties.open().due_from(clock.today()).order_by("due", "pk")[: NOW + LATER]
    context = {
        "wheel": wheel_of(scope),
        "now": now,
        "later": [(duty.due, label_of(duty)) for duty in later if duty.pk not in shown][:LATER],
        "today": clock.today(),
        "deciding": to_decide(scope),
        "several": scope.has_several_units,
        "reminder": reminder_for(scope.user),
        "may_propose": can_propose_anywhere(scope.user),
    }
    return render(request, "home/home.html", context | _secured(scope) | around(scope))


def _secured(scope: Scope) -> dict[str, Any]:
    """Return the latest that was made to last at the unit and those below it, and how many there are."""
    rows = held_at(scope.place_below, Holds.ASSURANCES).order_by("-node__made_at", "-pk")
    latest = list(rows[:SECURED])
    levels = levels_of(latest, scope.user)
    count = rows.count() if latest else 0
    return {"secured": [(one, levels[one.pk]) for one in latest], "secured_count": count}


def around(scope: Scope) -> dict[str, Any]:
    """Return what every page of the wheel shows around its own content."""
    pack, year = pack_during(scope.year), clock.today().year
    return {
        "scope": scope,
        "kind": word_for(pack.unit_kinds, scope.unit.kind) if scope.unit else "",
        "under": scope.above[0] if scope.above else None,
        "model": pack,
        "views": [(label, scope.query(vy=key), key == scope.key) for key, label in WORDS],
        "year_before": scope.query(ar=scope.year - 1) if scope.year > year - YEARS_BACK else "",
        "year_after": scope.query(ar=scope.year + 1) if scope.year < year + YEARS_AHEAD else "",
    }


def trail_of(scope: Scope) -> list[tuple[str, str]]:
    """Return the way back to the wheel."""
    return [(_("The wheel"), reverse("home") + scope.query())]


@require_GET
def part(request: HttpRequest, key: str) -> HttpResponse:
    """Show one part of the wheel: its guidance, its to-dos as real work, and the things that belong there.

    A part that the model of another year has leads to the wheel of this one.
    """
    scope = inside_scope(request)
    pack = pack_during(scope.year)
    found = entry(pack.wheel.parts, key)
    if found is None:
        if once(key, Part) is None:
            raise Http404
        return redirect(reverse("home") + scope.query())
    wheel = wheel_of(scope)
    duties = rows_of(scope.duties().in_parts(*found.keys).order_by("due", "unit__name", "pk"), scope.user)
    vision = vision_in(scope.place) if Holds.GOALS in found.holds else None
    context = {
        "part": found,
        "title": capfirst(word(found.label)),
        "row": next(row for row in wheel.rows if row.key == found.key),
        "duties": duties,
        "stages": stages_of(duties),
        "asks": bool(duties) or any(one.part in found.keys for one in pack.calendar) or bool(found.todos),
        "holds": held_by(found, scope),
        "owner": word_for(pack.roles, found.owner_role) if found.owner_role else "",
        "vision": vision,
        "vision_word": level_words(vision) if vision else "",
        "trail": trail_of(scope),
        "mini": wheel.sign(found.key),
    }
    return render(request, "home/part.html", context | around(scope))


@require_GET
def without_part(request: HttpRequest) -> HttpResponse:
    """Show the duties of a year that have no part in its model: they were asked for by a model before it."""
    scope = inside_scope(request)
    wheel = wheel_of(scope)
    keys = [key for part in pack_during(scope.year).wheel.parts for key in part.keys]
    duties = rows_of(scope.duties().outside_parts(*keys).order_by("due", "unit__name", "pk"), scope.user)
    context = {
        "tally": wheel.without,
        "duties": duties,
        "stages": stages_of(duties),
        "trail": trail_of(scope),
        "mini": wheel.sign(),
    }
    return render(request, "home/without_part.html", context | around(scope))
