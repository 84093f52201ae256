"""The file of a report: the archived bytes once it is decided, until then a draft made on the spot."""

from __future__ import annotations

from typing import cast

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.http import parse_etags, quote_etag
from django.utils.text import slugify
from django.views.decorators.http import require_GET

from styrhjul.base.common.models import User
from styrhjul.base.decisions.models import ArchivedFile
from styrhjul.base.decisions.queries import path_of
from styrhjul.base.organisation.permissions import is_appointed
from styrhjul.reports.pdf import render as typeset
from styrhjul.reports.tasks import PDF
from styrhjul.web.reports.shown import content_of, record_of
from styrhjul.wheel.followup.models import Report


@require_GET
def report_file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Hand out the file of a report; a decided one that is not made yet is said to be on its way."""
    user = cast("User", request.user)
    if not is_appointed(user):
        raise Http404
    request.area = "report-list"  # type: ignore[attr-defined]  # read by the menu
    report = get_object_or_404(Report.objects.visible_to(user), pk=pk)
    record = record_of(report)
    if record is None:
        return _draft(report)
    if record.file is None:
        return render(request, "reports/report_waiting.html", {"report": report, "record": record}, status=202)
    return _archived(request, report, record.file)


def _draft(report: Report) -> HttpResponse:
    response = HttpResponse(typeset(content_of(report)), content_type=PDF)
    response["Content-Disposition"] = f'attachment; filename="{_name(report)}-utkast.pdf"'
    response["Cache-Control"] = "no-store"
    return response


def _archived(request: HttpRequest, report: Report, file: ArchivedFile) -> HttpResponseBase:
    """Return the archived bytes; whoever has them already is told so."""
    mark = quote_etag(file.sha256)
    response: HttpResponseBase
    if mark in parse_etags(request.headers.get("If-None-Match", "")):
        response = HttpResponseNotModified()
    else:
        content = path_of(file).open("rb")
        response = FileResponse(content, content_type=PDF, filename=f"{_name(report)}.pdf", as_attachment=True)
    response["ETag"] = mark
    response["Cache-Control"] = "private, no-cache"
    return response


def _name(report: Report) -> str:
    return slugify(report.title) or "rapport"
