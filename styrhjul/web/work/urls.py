"""Addresses of one's own work and of the month's check-in."""

from __future__ import annotations

from django.urls import path

from styrhjul.web.work import pages

urlpatterns = [
    path("arbete/", pages.Work.as_view(), name="work"),
    path("arbete/<int:pk>/klar/", pages.DutyDone.as_view(), name="duty-done"),
    path("arbete/<int:pk>/angra/", pages.DutyUndone.as_view(), name="duty-undone"),
    path("arbete/avstamning/<int:unit>/<str:month>/", pages.CheckIn.as_view(), name="check-in"),
]
