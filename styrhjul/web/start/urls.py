"""Addresses of the first run."""

from __future__ import annotations

from django.urls import path

from styrhjul.web.start import organisation, pages
from styrhjul.web.start.code import code

urlpatterns = [
    path("start/", pages.Steps.as_view(), name="start"),
    path("start/kod/", code, name="start-code"),
    path("start/kommunen/", pages.Municipality.as_view(), name="start-municipality"),
    path("start/utseende/", pages.Look.as_view(), name="start-look"),
    path("start/styrmodell/", pages.Model.as_view(), name="start-model"),
    path("start/organisation/", organisation.ListStep.as_view(), name="start-organisation"),
    path("start/organisation/namnder/", organisation.BoardsStep.as_view(), name="start-boards"),
    path("start/organisation/klart/", organisation.TakeIn.as_view(), name="start-organisation-confirm"),
    path("start/ord/", pages.Words.as_view(), name="start-words"),
    path("start/plan/", pages.Plan.as_view(), name="start-plan"),
    path("start/undan/", pages.PutAside.as_view(), name="start-put-aside"),
    path("start/<slug:step>/hoppa-over/", pages.Skip.as_view(), name="start-skip"),
]
