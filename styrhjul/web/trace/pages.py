"""The log, for those who may read it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from styrhjul.base.common import clock, trace
from styrhjul.base.common.lists import CSV, as_csv
from styrhjul.base.common.queries import Line, as_line, trace_entries
from styrhjul.base.organisation.permissions import can_read_trace
from styrhjul.base.thread.queries import trace_read_by
from styrhjul.web.trace import forms
from styrhjul.web.trace.shown import shown
from styrhjul.web.ui.internal import Internal
from styrhjul.web.ui.pages import ListPage, Operation, Page

MOST_EXPORTED = 50_000


class TraceList(Internal, ListPage):
    """What has been written, the latest first."""

    template = "trace/trace.html"
    permission = staticmethod(can_read_trace)
    filter_form = forms.TraceFilter
    area = "trace"

    def rows(self, chosen: Mapping[str, Any]) -> Any:
        """Return the entries that were asked for."""
        return trace_read_by(self.person, trace_entries(**chosen))

    def show(self, thing: Any, context: dict[str, Any] | None = None, status: int = 200) -> Any:
        """Put the entries of this page into words."""
        rows = shown(list((context or {})["rows"]), self.person)
        return super().show(thing, {**(context or {}), "lines": rows, "asked": self.request.GET.urlencode()}, status)


class Verify(Internal, Operation):
    """Whether the log is whole: the chain is walked from end to end."""

    permission = staticmethod(can_read_trace)
    area = "trace"

    def action(self, thing: Any) -> HttpResponseBase:
        """Walk it and tell; nothing is written."""
        breaks = trace.verify(settings.ANCHORS_FILE)
        anchored = settings.ANCHORS_FILE.exists()
        context = {"breaks": breaks, "at": clock.now(), "anchored": anchored, "count": trace_entries().count()}
        return render(self.request, "trace/verified.html", context)


class Export(Internal, Page):
    """The log as a list."""

    permission = staticmethod(can_read_trace)

    def get(self, request: HttpRequest) -> HttpResponse:
        """Write the entries that were asked for; no cell is a formula."""
        self.permitted()
        form = forms.TraceFilter(request.GET)
        chosen = form.cleaned_data if form.is_valid() else {}
        head = [_("number"), _("when"), _("what"), _("about"), _("by"), _("detail")]
        entries = trace_read_by(self.person, trace_entries(**chosen))[:MOST_EXPORTED]
        content = as_csv([head, *(_cells(as_line(entry)) for entry in entries)])
        response = HttpResponse(content, content_type=CSV)
        response["Content-Disposition"] = f'attachment; filename="logg-{clock.today()}.csv"'
        return response


def _cells(line: Line) -> list[str]:
    detail = _("erased") if line.detail is None else json.dumps(line.detail, ensure_ascii=False)
    return [str(line.sequence), line.at.isoformat(timespec="seconds"), line.event, line.subject, line.by, detail]
