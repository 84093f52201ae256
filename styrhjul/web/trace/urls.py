"""Addresses of the log."""

from __future__ import annotations

from django.urls import path

from styrhjul.web.trace import pages

urlpatterns = [
    path("logg/", pages.TraceList.as_view(), name="trace"),
    path("logg/kontroll/", pages.Verify.as_view(), name="trace-verify"),
    path("logg/logg.csv", pages.Export.as_view(), name="trace-export"),
]
