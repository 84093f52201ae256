"""The organisation as a tree on a day, each unit's own page, and changing them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from styrhjul.base.common import clock
from styrhjul.base.common.lists import CSV, as_csv
from styrhjul.base.organisation import actions, permissions, policies, queries
from styrhjul.base.organisation.importing import UNIT_COLUMNS, kinds_written
from styrhjul.base.organisation.models import Unit
from styrhjul.base.steering.queries import pack_in_force
from styrhjul.base.steering.words import entry, word_for
from styrhjul.web.organisation import forms
from styrhjul.web.organisation.roles import as_held
from styrhjul.web.ui.internal import Internal, beside_the_field
from styrhjul.web.ui.pages import DetailPage, FormPage, ListPage
from styrhjul.wheel.flows.organisation import open_unit

# What belongs to a unit, where such a page exists; each page takes the unit in its query.
BELONGING: tuple[tuple[str, str, Promise], ...] = (
    ("goal-list", "unit", _("Goals")),
    ("plan-list", "enhet", _("Plans")),
    ("result-list", "enhet", _("Results")),
    ("report-list", "enhet", _("Reports")),
    ("proposal-list", "enhet", _("Proposals")),
    ("assurance-list", "enhet", _("Assurances")),
)


@dataclass
class Twig:
    """A unit with those below it, as the tree is drawn."""

    unit: Unit
    kind: str
    below: list[Twig] = field(default_factory=list)


def grown(day: date) -> list[Twig]:
    """Return the tree of a day."""
    kinds = pack_in_force(day).unit_kinds
    twigs: dict[int, Twig] = {}
    tops: list[Twig] = []
    for branch in queries.tree_on(day):
        twig = twigs[branch.unit.pk] = Twig(branch.unit, word_for(kinds, branch.unit.kind))
        (tops if branch.parent_id is None else twigs[branch.parent_id].below).append(twig)
    return tops


class Tree(Internal, ListPage):
    """The whole organisation on a day."""

    template = "organisation/tree.html"
    filter_form = forms.AsOf
    area = "organisation"

    def rows(self, chosen: Mapping[str, Any]) -> Any:
        """Return the top of the tree; what is below hangs on it."""
        self.day = chosen.get("datum") or clock.today()
        return grown(self.day)

    def context(self, thing: Any) -> Mapping[str, Any]:
        """Return the day and what may be done."""
        may = permissions.can_change_organisation(self.person)
        return {"day": self.day, "is_today": self.day == clock.today(), "may_change": may, "today": clock.today()}


class OfUnit(Internal):
    """A page about one unit."""

    area = "organisation"
    name = "unit"

    def thing(self) -> Unit:
        """Return the unit."""
        return get_object_or_404(queries.units_seen_by(self.person), pk=self.kwargs["pk"])

    def context(self, thing: Any) -> Mapping[str, Any]:
        """Return what the unit is called by the model, and the way to it."""
        kind = word_for(pack_in_force().unit_kinds, thing.kind)
        trail = [(_("Organisation"), reverse("organisation")), (thing.name, reverse("unit", args=[thing.pk]))]
        return {"kind": kind, "trail": trail}


class UnitPage(OfUnit, DetailPage):
    """One unit: where it stood when, who holds which role, what belongs to it."""

    template = "organisation/unit.html"

    def context(self, thing: Any) -> Mapping[str, Any]:
        """Return all of it."""
        today = clock.today()
        roles = as_held(queries.roles_at(thing))
        return {
            **super().context(thing),
            "trail": [(_("Organisation"), reverse("organisation"))],
            "placements": queries.placements_of(thing),
            "above": list(reversed(queries.units_above(thing))),
            "below": queries.standing_under(thing, today),
            "now": [role for role in roles if role.is_now],
            "other": [role for role in roles if not role.is_now],
            "belonging": _belonging(thing),
            "may_change": permissions.can_change_organisation(self.person),
            "may_close": permissions.can_change_organisation(self.person)
            & policies.may_be_closed(thing, max(today, thing.starts)),
            "today": today,
        }


def _belonging(unit: Unit) -> list[tuple[Promise, str]]:
    """Return the pages that list what belongs to a unit; those that do not exist are left out."""
    found = []
    for name, asked, label in BELONGING:
        try:
            found.append((label, f"{reverse(name)}?{asked}={unit.pk}"))
        except NoReverseMatch:
            continue
    return found


class AddUnit(Internal, FormPage):
    """A new unit under another."""

    template = "organisation/unit_add.html"
    permission = staticmethod(permissions.can_change_organisation)
    form = forms.AddUnitForm
    area = "organisation"
    receipt = _("The unit has been added.")

    def initial(self, thing: Any) -> Mapping[str, Any]:
        """Begin today, under the unit that one came from."""
        return {"starts": clock.today(), "parent": self.request.GET.get("under", "")}

    def arguments(self, thing: Any) -> Mapping[str, Any]:
        """Offer the units that something may stand under."""
        kinds = {above for kind in pack_in_force().unit_kinds for above in kind.under}
        return {"parents": [unit for unit in queries.units_from(clock.today()) if unit.kind in kinds]}

    def context(self, thing: Any) -> Mapping[str, Any]:
        """Return the way here."""
        return {"trail": [(_("Organisation"), reverse("organisation"))]}

    def action(self, thing: Any, data: dict[str, Any]) -> str:
        """Add it."""
        with beside_the_field("parent"):
            unit = open_unit(**data, by=self.person)
        return reverse("unit", args=[unit.pk])


class ChangeUnit(OfUnit, FormPage):
    """A form that changes a unit."""

    def permission(self, user: Any, _unit: Unit) -> Any:
        """Whoever may change the organisation."""
        return permissions.can_change_organisation(user)

    def done_at(self, unit: Unit) -> str:
        """Return the unit's own page."""
        return reverse("unit", args=[unit.pk])


class RenameUnit(ChangeUnit):
    """A unit's name and statistical area."""

    template = "organisation/unit_rename.html"
    form = forms.RenameForm
    receipt = _("Saved.")

    def initial(self, thing: Any) -> Mapping[str, Any]:
        """Begin with what is there."""
        return {"name": thing.name, "area": thing.area}

    def action(self, thing: Any, data: dict[str, Any]) -> str:
        """Change what differs."""
        if data["name"] != thing.name:
            actions.rename_unit(thing, name=data["name"], by=self.person)
        if data["area"] != thing.area:
            actions.set_area(thing, area=data["area"], by=self.person)
        return self.done_at(thing)


class MoveUnit(ChangeUnit):
    """Where a unit stands from a day on."""

    template = "organisation/unit_move.html"
    form = forms.MoveForm
    receipt = _("The unit has been moved. What was before that day stays as it was.")

    def initial(self, thing: Any) -> Mapping[str, Any]:
        """Begin today."""
        return {"on": clock.today()}

    def arguments(self, thing: Any) -> Mapping[str, Any]:
        """Offer the units that the model lets it stand under."""
        kind = entry(pack_in_force().unit_kinds, thing.kind)
        under = kind.under if kind else []
        return {"parents": [u for u in queries.units_from(clock.today()) if u.kind in under and u.pk != thing.pk]}

    def context(self, thing: Any) -> Mapping[str, Any]:
        """Return what goes along."""
        along = [unit for unit in queries.units_below(thing) if unit.pk != thing.pk]
        above = queries.units_above(thing)
        return {**super().context(thing), "along": along, "above": above[0] if above else None}

    def action(self, thing: Any, data: dict[str, Any]) -> str:
        """Move it."""
        if data["to"] is None:
            raise Http404
        with beside_the_field("on"):
            actions.move_unit(thing, to=data["to"], on=data["on"], by=self.person)
        return self.done_at(thing)


class CloseUnit(ChangeUnit):
    """The end of a unit."""

    template = "organisation/unit_close.html"
    form = forms.CloseForm
    receipt = _("The unit ends on the day you gave. What it has done stays.")

    def initial(self, thing: Any) -> Mapping[str, Any]:
        """Begin today."""
        return {"on": clock.today()}

    def context(self, thing: Any) -> Mapping[str, Any]:
        """Return whose roles end with it."""
        return {
            **super().context(thing),
            "roles": [held for held in as_held(queries.roles_at(thing)) if not held.is_over],
        }

    def action(self, thing: Any, data: dict[str, Any]) -> str:
        """Close it."""
        with beside_the_field("on"):
            actions.close_unit(thing, on=data["on"], by=self.person)
        return self.done_at(thing)


@require_GET
def export(request: HttpRequest) -> HttpResponse:
    """Write the organisation of today as a list that can be read in again."""
    if not permissions.is_appointed(request.user):  # type: ignore[arg-type]
        raise Http404
    day = clock.today()
    codes = {branch.unit.pk: branch.unit.code for branch in queries.tree_on(day)}
    rows, kinds = [[column.heads[0] for column in UNIT_COLUMNS]], kinds_written()
    for branch in queries.tree_on(day):
        unit, above = branch.unit, codes.get(branch.parent_id or 0, "")
        kind = kinds.get(unit.kind, unit.kind)
        rows.append([unit.code, unit.name, kind, above, str(unit.starts), unit.area, str(unit.ends or "")])
    response = HttpResponse(as_csv(rows), content_type=CSV)
    response["Content-Disposition"] = f'attachment; filename="organisation-{day}.csv"'
    return response
