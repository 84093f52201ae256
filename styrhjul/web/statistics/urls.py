"""The address of the state of the national statistics."""

from __future__ import annotations

from django.urls import path

from styrhjul.web.statistics.pages import State

urlpatterns = [path("statistik/", State.as_view(), name="statistics")]
