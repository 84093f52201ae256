"""Lists from outside: uploaded, looked through, and then taken in whole.

Between the two steps the rows lie in a signed field of the page: nothing is kept in the process, and
what is taken in is what was looked at.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, ClassVar

from django.core import signing
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from styrhjul.base.common import clock
from styrhjul.base.common.faults import Conflict, Fault
from styrhjul.base.common.sheets import Column, Row, read
from styrhjul.base.organisation import actions, permissions
from styrhjul.base.organisation.importing import PEOPLE_COLUMNS, UNIT_COLUMNS, ImportPlan, kinds_written, roles_written
from styrhjul.web.organisation import forms
from styrhjul.web.ui.internal import Internal
from styrhjul.web.ui.pages import FormPage, Operation, go_on
from styrhjul.wheel.flows.organisation import take_in_units

KEPT_FOR = timedelta(hours=1)


class List(Internal):
    """What lists of units and of people have in common on their two pages."""

    columns: Sequence[Column] = ()
    chosen: str = ""
    salt: str = ""
    confirm: str = ""
    upload: str = ""
    preview_template: str = "organisation/import_preview.html"

    def plan(self, rows: Sequence[Row], changes_from: date) -> ImportPlan:
        """Return what the list would change."""
        raise NotImplementedError

    def choices(self) -> Iterable[str]:
        """Return what may be written in the column where one chooses."""
        return ()

    def beside(self, rows: Sequence[Row], plan: ImportPlan) -> Mapping[str, Any]:
        """Return what else the preview shows."""
        return {}

    def preview(
        self, rows: Sequence[Row], changes_from: date, *, fault: Fault | None = None, status: int = 200
    ) -> HttpResponse:
        """Show what the list would change, with the rows signed into the page."""
        plan = self.plan(rows, changes_from)
        kept = {
            "by": self.person.pk,
            "rows": [[row.number, row.cells] for row in rows],
            "from": changes_from.isoformat(),
            "seen": plan.digest,
        }
        context = {
            "plan": plan,
            "kept": signing.dumps(kept, salt=self.salt, compress=True),
            "confirm": reverse(self.confirm),
            "upload": reverse(self.upload),
            "fault": fault,
            "people": self.columns is PEOPLE_COLUMNS,
            **self.beside(rows, plan),
        }
        return render(self.request, self.preview_template, context, status=422 if plan.faulty else status)

    def unpacked(self) -> tuple[list[Row], date, str]:
        """Return the rows that were looked at; a field that is old, changed or another's is a fault."""
        try:
            kept = signing.loads(self.request.POST.get("kept", ""), salt=self.salt, max_age=KEPT_FOR)
        except signing.BadSignature:
            kept = {}
        if kept.get("by") != self.person.pk:
            raise Fault(_("The preview is more than an hour old or not yours. Upload the list again."))
        rows = [Row(number, cells) for number, cells in kept["rows"]]
        return rows, date.fromisoformat(kept["from"]), kept["seen"]


class Units(List):
    """The list of units."""

    columns, chosen = UNIT_COLUMNS, "kind"
    salt, upload, confirm = "unit-import", "unit-import", "unit-import-confirm"

    def plan(self, rows: Sequence[Row], changes_from: date) -> ImportPlan:
        """Return what the list would change."""
        return actions.plan_units(rows, changes_from=changes_from, by=self.person)

    def choices(self) -> Iterable[str]:
        """Return the kinds of units."""
        return kinds_written().values()


class People(List):
    """The list of people."""

    columns, chosen = PEOPLE_COLUMNS, "role"
    salt, upload, confirm = "people-import", "people-import", "people-import-confirm"

    def plan(self, rows: Sequence[Row], changes_from: date) -> ImportPlan:
        """Return what the list would change."""
        return actions.plan_people(rows, by=self.person)

    def choices(self) -> Iterable[str]:
        """Return the roles."""
        return roles_written().values()


class UploadPage(List, FormPage):
    """The upload of a list."""

    def initial(self, thing: Any) -> Mapping[str, Any]:
        """Begin today."""
        return {"changes_from": clock.today()}

    def context(self, thing: Any) -> Mapping[str, Any]:
        """Return which columns the list has, and what may be written in the one where one chooses."""
        return {"columns": self.columns, "chosen": self.chosen, "choices": self.choices()}

    def action(self, thing: Any, data: dict[str, Any]) -> HttpResponseBase:
        """Read the list and show what it would change; nothing is written."""
        rows = read(data["file"].read(), self.columns, name=data["file"].name)
        return self.preview(rows, data.get("changes_from") or clock.today())


class ConfirmPage(List, Operation):
    """Taking in a list that has been looked through."""

    def take_in(self, rows: Sequence[Row], changes_from: date, seen: str) -> ImportPlan:
        """Do it."""
        raise NotImplementedError

    done_at: ClassVar[str] = ""

    def where(self) -> str:
        """Return where to go afterwards."""
        return reverse(self.done_at)

    def action(self, thing: Any) -> HttpResponseBase:
        """Take it in, or show the list again with what stands in the way."""
        rows, changes_from, seen = self.unpacked()
        try:
            plan = self.take_in(rows, changes_from, seen)
        except Conflict as conflict:
            return self.preview(rows, changes_from, fault=conflict, status=412)
        except Fault as fault:
            return self.preview(rows, changes_from, fault=fault, status=422)
        count = len(plan.changing)
        said = ngettext("%(count)s row has been taken in.", "%(count)s rows have been taken in.", count)
        return go_on(self.request, self.where(), said % {"count": count})


class UnitList(Units, UploadPage):
    """Upload of a list of units."""

    template = "organisation/import.html"
    permission = staticmethod(permissions.can_change_organisation)
    form = forms.ListForm
    area = "organisation"


class TakeInUnits(Units, ConfirmPage):
    """Taking in units."""

    permission = staticmethod(permissions.can_change_organisation)
    area = done_at = "organisation"

    def take_in(self, rows: Sequence[Row], changes_from: date, seen: str) -> ImportPlan:
        """Do it, and make the new units' duties."""
        return take_in_units(rows, changes_from=changes_from, seen=seen, by=self.person)


class PeopleList(People, UploadPage):
    """Upload of a list of people."""

    template = "accounts/import.html"
    permission = staticmethod(permissions.can_manage_accounts)
    form = forms.PeopleListForm
    area = "account-list"


class TakeInPeople(People, ConfirmPage):
    """Taking in people."""

    permission = staticmethod(permissions.can_manage_accounts)
    area = done_at = "account-list"

    def take_in(self, rows: Sequence[Row], changes_from: date, seen: str) -> ImportPlan:
        """Do it."""
        return actions.import_people(rows, seen=seen, by=self.person)
