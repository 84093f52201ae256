"""The step of the organisation: a list that is pasted or uploaded, or only the boards, line by line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from styrhjul.base.common import clock
from styrhjul.base.common.faults import Fault
from styrhjul.base.common.sheets import Row, read
from styrhjul.base.organisation import permissions
from styrhjul.base.organisation.importing import SHORT_COLUMNS, ImportPlan, kind_named
from styrhjul.base.organisation.queries import municipality, tree_on
from styrhjul.base.organisation.short_lists import boards_in, filled_in, kinds_of_boards
from styrhjul.base.steering.queries import pack_in_force
from styrhjul.base.steering.words import word, word_for
from styrhjul.web.organisation.imports import ConfirmPage, Units
from styrhjul.web.start import forms
from styrhjul.web.start.steps import OneStep, Step, after
from styrhjul.wheel.flows.organisation import take_in_units


def example() -> dict[str, Any]:
    """Return a few rows as they may be pasted, in the words of the model."""
    heads = [column.head for column in SHORT_COLUMNS]
    board, below = _("The school board"), _("The school administration")
    kinds = pack_in_force().unit_kinds
    usual = kinds_of_boards()[0]
    office = next((kind for kind in kinds if usual.key in kind.under and not kind.political), usual)
    top = municipality()
    rows = [[board, word(usual.label), top.name if top else ""], [below, word(office.label), board]]
    return {"heads": heads[1:4], "rows": rows, "more": ", ".join([heads[0], *heads[4:]])}


TYPED = ("names", "kind", "pasted")


class Lists(Units):
    """Where the step's lists are looked through and taken in."""

    salt, upload, confirm = "start-units", "start-organisation", "start-organisation-confirm"
    preview_template = "start/organisation_preview.html"

    def beside(self, rows: Sequence[Row], plan: ImportPlan) -> Mapping[str, Any]:
        """Return each row with the word of its kind, and what was typed, to be changed before it is taken in."""
        kinds = pack_in_force().unit_kinds
        said = {change.row: change for change in plan.changes}
        typed = {name: self.request.POST[name] for name in TYPED if self.request.POST.get(name)}
        return {
            "shown": [(said[row.number], word_for(kinds, kind_named(row["kind"]) or row["kind"])) for row in rows],
            "typed": typed,
            "again": self.request.path,
            "trail": [(_("Getting started"), reverse("start")), (_("Organisation"), reverse(self.upload))],
        }


class Organisation(Lists, OneStep):
    """Both ways to begin on one page."""

    step = Step.ORGANISATION
    template = "start/organisation.html"
    permission = staticmethod(permissions.can_change_organisation)
    form: Any = forms.ListForm

    def context(self, thing: Any) -> Mapping[str, Any]:
        """Return the form of the other way, and what there is already."""
        return {
            **super().context(thing),
            "list_form": forms.ListForm(),
            "boards_form": forms.BoardsForm(kinds=kinds_of_boards(), auto_id="boards_%s"),
            "example": example(),
            "present": len(tree_on(clock.today())) - 1,
        }

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        """Look at what was typed, or show it again to be changed."""
        if "change" not in request.POST:
            return super().post(request, **kwargs)
        thing = self.permitted()
        form = self.form(initial={name: request.POST.get(name, "") for name in TYPED}, **self.arguments(thing))
        return self.show(thing, {"form": form})

    def rows(self, data: Mapping[str, Any]) -> list[Row]:
        """Return the rows of the list."""
        if data.get("file"):
            return filled_in(read(data["file"].read(), SHORT_COLUMNS, name=data["file"].name))
        try:
            return filled_in(read(data["pasted"].encode(), SHORT_COLUMNS))
        except Fault as fault:
            raise Fault(fault.sentence, field="pasted") from fault

    def action(self, thing: Any, data: dict[str, Any]) -> HttpResponseBase:
        """Show what the list would change; with faulty rows show it again, to be mended where it was written."""
        rows = self.rows(data)
        plan = self.plan(rows, clock.today())
        if not plan.faulty:
            return self.preview(rows, clock.today())
        form = self.build(thing, data=self.request.POST, files=self.request.FILES)
        form.add_error(next(iter(form.fields)), _("Some rows have to be mended; they are listed here."))
        return self.show(thing, {"form": form, "plan": plan}, status=422)


class ListStep(Organisation):
    """A list that is pasted or uploaded."""

    def show(self, thing: Any, context: dict[str, Any] | None = None, status: int = 200) -> Any:
        """Put what was pasted where it stood."""
        given = context or {}
        return super().show(thing, {**given, "list_form": given["form"]}, status)


class BoardsStep(Organisation):
    """Only the boards."""

    form = forms.BoardsForm

    def arguments(self, thing: Any) -> Mapping[str, Any]:
        """Offer the kinds of elected bodies."""
        return {"kinds": kinds_of_boards(), "auto_id": "boards_%s"}

    def rows(self, data: Mapping[str, Any]) -> list[Row]:
        """Return a row for each line."""
        return boards_in(data["names"], data["kind"])

    def show(self, thing: Any, context: dict[str, Any] | None = None, status: int = 200) -> Any:
        """Put what was written where it stood."""
        given = context or {}
        return super().show(thing, {**given, "boards_form": given["form"]}, status)


class TakeIn(Lists, ConfirmPage):
    """Taking in what was looked through, and going on."""

    permission = staticmethod(permissions.can_change_organisation)
    area = "start"

    def take_in(self, rows: Sequence[Row], changes_from: date, seen: str) -> ImportPlan:
        """Do it, and make the new units' duties."""
        return take_in_units(rows, changes_from=changes_from, seen=seen, by=self.person)

    def where(self) -> str:
        """Return the next step."""
        return after(Step.ORGANISATION)
