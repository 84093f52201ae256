"""Addresses of the organisation."""

from __future__ import annotations

from django.urls import path

from styrhjul.web.organisation import imports, pages

urlpatterns = [
    path("organisation/", pages.Tree.as_view(), name="organisation"),
    path("organisation/ny/", pages.AddUnit.as_view(), name="unit-add"),
    path("organisation/import/", imports.UnitList.as_view(), name="unit-import"),
    path("organisation/import/klart/", imports.TakeInUnits.as_view(), name="unit-import-confirm"),
    path("organisation/export/", pages.export, name="unit-export"),
    path("organisation/<int:pk>/", pages.UnitPage.as_view(), name="unit"),
    path("organisation/<int:pk>/namn/", pages.RenameUnit.as_view(), name="unit-rename"),
    path("organisation/<int:pk>/flytta/", pages.MoveUnit.as_view(), name="unit-move"),
    path("organisation/<int:pk>/stang/", pages.CloseUnit.as_view(), name="unit-close"),
]
