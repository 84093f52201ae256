"""Addresses of reports."""

from __future__ import annotations

from django.urls import path

from styrhjul.web.reports import files, pages

urlpatterns = [
    path("rapporter/", pages.ReportList.as_view(), name="report-list"),
    path("rapporter/ny/", pages.ReportStart.as_view(), name="report-start"),
    path("rapporter/<int:pk>/", pages.ReportDetail.as_view(), name="report-detail"),
    path("rapporter/<int:pk>/las/", pages.ReportRead.as_view(), name="report-read"),
    path("rapporter/<int:pk>/pdf/", files.report_file, name="report-file"),
    path("rapporter/<int:pk>/text/<str:section>/", pages.ReportText.as_view(), name="report-text"),
    path("rapporter/<int:pk>/lamna/", pages.ReportSend.as_view(), name="report-send"),
    path("rapporter/<int:pk>/tillbaka/", pages.ReportReturn.as_view(), name="report-return"),
    path("rapporter/<int:pk>/besluta/", pages.ReportDecide.as_view(), name="report-decide"),
]
