"""Reports: the list with what is missing, the workshop, and every step from draft to decided."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from styrhjul.base.common import clock
from styrhjul.base.common.faults import Conflict, Fault
from styrhjul.base.common.models import User
from styrhjul.base.organisation.models import Unit
from styrhjul.base.steering.queries import pack_in_force, pack_of_year
from styrhjul.base.steering.words import entry, word_for
from styrhjul.engine.packs.schema import Occasion
from styrhjul.reports.actions import decide_and_archive
from styrhjul.web.reports import forms
from styrhjul.web.reports.shown import Part, document_of, gathered_in, outline_of, part_of, parts_of, record_of
from styrhjul.web.ui.context import address
from styrhjul.web.ui.internal import Internal
from styrhjul.web.ui.narrowing import with_asked_unit, with_asked_year
from styrhjul.web.ui.pages import Context, DetailPage, FormPage, ListPage, Operation, Target, wants_fragment
from styrhjul.web.ui.two_texts import two_texts
from styrhjul.wheel.followup import actions, permissions, policies
from styrhjul.wheel.followup.models import Report
from styrhjul.wheel.followup.queries import report_lists as lists
from styrhjul.wheel.followup.states import ReportState

AREA = "report-list"
YEAR_DIGITS = 4


class ReportList(Internal, ListPage):
    """The reports by unit, occasion, year and state, and who has not handed in."""

    template = "reports/report_list.html"
    area = AREA

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Show them."""
        occasions = self.occasions()
        form = forms.ReportFilter(
            request.GET or None,
            units=with_asked_unit(lists.units_with_reports(self.user), request, "enhet", self.user),
            occasions=occasions,
            years=with_asked_year(lists.years_of_reports(self.user), request, "ar"),
        )
        chosen = form.cleaned_data if form.is_bound and form.is_valid() else {}
        page = Paginator(self.rows(chosen), self.page_size).get_page(request.GET.get("page"))
        context: Context = {
            "page": page,
            "rows": [(report, occasion_word(report).capitalize()) for report in page.object_list],
            "count": page.paginator.count,
            "filter_form": form,
            "is_narrowed": any(chosen.values()),
            "missing": self.missing(chosen),
        }
        return self.show(None, context, status=422 if form.errors else 200)

    def occasions(self) -> list[Occasion]:
        """Return the occasions of today's model, and those of the year asked for that are called something else."""
        today, asked = pack_in_force().occasions, self.request.GET.get("ar", "")
        if not (asked.isdecimal() and len(asked) == YEAR_DIGITS):
            return today
        return [*today, *(one for one in pack_of_year(int(asked)).occasions if entry(today, one.key) is None)]

    def rows(self, chosen: Mapping[str, Any]) -> Any:
        """Return the reports that fit what is chosen."""
        return lists.reports_found(
            self.user,
            unit=_unit(chosen),
            occasion=chosen.get("tillfalle") or "",
            year=chosen.get("ar"),
            state=chosen.get("lage") or "",
        )

    def missing(self, chosen: Mapping[str, Any]) -> list[Context]:
        """Return what has not been handed in: of the year that is chosen, else of what was due lately."""
        if chosen.get("lage"):
            return []
        unit, occasion, year = _unit(chosen), chosen.get("tillfalle") or "", chosen.get("ar")
        found = (
            lists.missing_reports(self.user, [year], unit=unit, occasion=occasion)
            if year
            else lists.missing_lately(self.user, unit=unit, occasion=occasion)
        )
        return [{"row": one, "can_start": self._can_start(one)} for one in found]

    def _can_start(self, missing: lists.MissingReport) -> Any:
        return permissions.can_start_report(self.user, missing.unit, missing.occasion.key, missing.year)


def occasion_word(report: Report) -> str:
    """Return what a report's occasion is called in the model that the report follows."""
    return word_for(policies.pack_behind_report(report).occasions, report.occasion)


def _unit(chosen: Mapping[str, Any]) -> Unit | None:
    return get_object_or_404(Unit, pk=chosen["enhet"]) if chosen.get("enhet") else None


class ReportStart(Internal, Operation):
    """Begin a report."""

    receipt = gettext_lazy("The report has been begun.")

    def action(self, thing: Any) -> Target:
        """Begin it, and go to it."""
        form = forms.StartForm(self.request.POST)
        if not form.is_valid():
            raise Fault(_("Choose unit, occasion and year of the report."))
        unit = get_object_or_404(Unit, pk=form.cleaned_data["unit"])
        said = {"occasion": form.cleaned_data["occasion"], "year": form.cleaned_data["year"]}
        report = actions.start_report(unit, **said, by=self.user)
        return reverse("report-detail", args=[report.pk])


class ReportDetail(Internal, DetailPage):
    """The workshop: who has written what, the texts in place, and what is gathered from the follow-up."""

    queryset = Report.objects
    template = "reports/report_detail.html"
    name = "report"
    area = AREA

    def context(self, thing: Report) -> Context:
        """Return all of it."""
        return page_of(thing, self.user)


def page_of(report: Report, user: User) -> Context:
    """Return outline, texts, the document's own chapters, and what one may do."""
    document, parts = document_of(report), parts_of(report)
    is_draft = report.decision is None
    gathered = gathered_in(document, is_draft=is_draft)
    return {
        "document": document,
        "parts": parts if is_draft else [],
        "outline": outline_of(parts if is_draft else [], gathered, document.language),
        "gathered": gathered,
        "record": record_of(report),
        "written": sum(bool(part.body) for part in parts),
        "count": len(parts),
        "is_draft": is_draft,
        "is_sent": report.state == ReportState.SENT,
        "unplaced": lists.texts_without_place(report),
        "can_write": permissions.can_write_report(user, report),
        "can_send": permissions.can_send_report(user, report),
        "can_return": permissions.can_return_report(user, report),
        "can_decide": permissions.can_decide_report(user, report),
        "thread_href": address("thread", report.pk),
    }


class ReportRead(Internal, DetailPage):
    """The report as a page, from the same content as the file."""

    queryset = Report.objects
    template = "reports/report_read.html"
    name = "report"
    area = AREA

    def context(self, thing: Report) -> Context:
        """Return the document, and what is kept of the decision."""
        return {"document": document_of(thing), "record": record_of(thing), "thread_href": address("thread", thing.pk)}


class OneReport(Internal, FormPage):
    """What all forms about one report share."""

    queryset = Report.objects
    permission = staticmethod(permissions.can_write_report)
    template = "reports/report_form.html"
    name = "report"
    area = AREA
    heading = gettext_lazy("Write in the report")

    def context(self, thing: Report) -> Context:
        """Return what the page is called and where one came from."""
        return {"heading": self.heading, "back": reverse("report-detail", args=[thing.pk])}


class ReportText(OneReport):
    """What stands in one section, written in its place."""

    form = forms.TextForm
    template = "reports/report_text.html"
    fragment = "reports/_saved_part.html"

    def part(self, thing: Report) -> Part:
        """Return the section with its present version."""
        found = part_of(thing, self.kwargs["section"])
        if found is None:
            raise Http404
        return found

    def initial(self, thing: Report) -> Mapping[str, Any]:
        """Return the text that stands."""
        part = self.part(thing)
        return {"base": part.version, "body": part.body}

    def arguments(self, thing: Report) -> Mapping[str, Any]:
        """Return what the section asks, and the name under which the browser keeps what is typed."""
        part = self.part(thing)
        draft = f"report-{thing.pk}-{part.key}-{self.user.pk}"
        asked = {"label": part.label, "help_text": " ".join(part.questions), "needed": part.required}
        return {"draft": draft, **asked}

    def action(self, thing: Report, data: dict[str, Any]) -> Target:
        """Write it."""
        part = self.part(thing)
        actions.write_report_text(thing, section=part.key, body=data["body"], base=data["base"], by=self.user)
        return None if wants_fragment(self.request) else f"{reverse('report-detail', args=[thing.pk])}#{part.anchor}"

    def done(self, thing: Report, target: Target) -> HttpResponseBase:
        """Show the text as it now stands, in its place."""
        if target is not None:
            return super().done(thing, target)
        report = self.thing()
        return self.show(report, {**page_of(report, self.user), "form": None, "saved_at": clock.now()})

    def show(self, thing: Report, context: Context | None = None, status: int = 200) -> HttpResponse:
        """Lay what somebody else saved beside what was typed, so that the next save stands on both."""
        conflict = (context or {}).get("conflict")
        if context and isinstance(conflict, Conflict):
            context["conflict"] = two_texts(conflict, context["form"].data.get("body", ""))
            context["form"].errors.clear()
        return super().show(thing, context, status)

    def context(self, thing: Report) -> Context:
        """Return the section."""
        return {
            **super().context(thing),
            "part": self.part(thing),
            "can_write": permissions.can_write_report(self.user, thing),
        }


class ReportSend(Internal, Operation):
    """Send a report to the body that decides on it."""

    queryset = Report.objects
    permission = staticmethod(permissions.can_send_report)
    receipt = gettext_lazy("The report has been sent.")

    def action(self, thing: Report) -> Target:
        """Send it."""
        actions.send_report(thing, by=self.user)
        return reverse("report-detail", args=[thing.pk])


class ReportReturn(OneReport):
    """Send a report back for more work."""

    permission = staticmethod(permissions.can_return_report)
    form = forms.ReturnForm
    heading = gettext_lazy("Send the report back")
    receipt = gettext_lazy("The report is a draft again.")

    def action(self, thing: Report, data: dict[str, Any]) -> Target:
        """Send it back."""
        actions.return_report(thing, reason=data["reason"], by=self.user)
        return reverse("report-detail", args=[thing.pk])


class ReportDecide(OneReport):
    """Record the body's decision on a report."""

    permission = staticmethod(permissions.can_decide_report)
    form = forms.DecideForm
    template = "reports/report_decide.html"
    heading = gettext_lazy("Record the decision")
    receipt = gettext_lazy("The report is decided and frozen. The file is being made.")

    def initial(self, thing: Report) -> Mapping[str, Any]:
        """Return today."""
        return {"decided_on": clock.today()}

    def arguments(self, thing: Report) -> Mapping[str, Any]:
        """Return whether the report is of a year that goes on."""
        return {"is_early": policies.is_before_its_end(thing)}

    def context(self, thing: Report) -> Context:
        """Return what to warn of."""
        return {**super().context(thing), "is_early": policies.is_before_its_end(thing)}

    def action(self, thing: Report, data: dict[str, Any]) -> Target:
        """Freeze it as it reads now, and order the file."""
        data.pop("year_goes_on", None)
        decide_and_archive(thing, **data, by=self.user)
        return reverse("report-detail", args=[thing.pk])
