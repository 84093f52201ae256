"""Addresses of indicators, their targets and values, and of evidence."""

from __future__ import annotations

from django.urls import path

from styrhjul.web.indicators import library, pages, value_grid
from styrhjul.web.indicators.explore.files import as_file
from styrhjul.web.indicators.explore.new_signals import Signals
from styrhjul.web.indicators.explore.pages import Explore
from styrhjul.web.indicators.explore.patterns import Patterns

urlpatterns = [
    path("indikatorer/", pages.IndicatorList.as_view(), name="indicator-list"),
    path("indikatorer/ny/", pages.IndicatorAdd.as_view(), name="indicator-add"),
    path("indikatorer/varden/", value_grid.ValueGrid.as_view(), name="value-grid"),
    path("indikatorer/nationella/", library.Library.as_view(), name="library"),
    path("indikatorer/nationella/<slug:number>/", library.NationalIndicator.as_view(), name="library-indicator"),
    path("indikatorer/utforska/", Explore.as_view(), name="explore"),
    path("indikatorer/utforska/samband/", Patterns.as_view(), name="explore-patterns"),
    path("indikatorer/utforska/nytt/", Signals.as_view(), name="explore-signals"),
    path("indikatorer/utforska/fil.<slug:ending>", as_file, name="explore-file"),
    path("indikatorer/underlag/<int:pk>/", pages.EvidenceDetail.as_view(), name="evidence-detail"),
    path("indikatorer/<int:pk>/", pages.IndicatorDetail.as_view(), name="indicator-detail"),
    path("indikatorer/<int:pk>/andra/", pages.IndicatorChange.as_view(), name="indicator-change"),
    path("indikatorer/<int:pk>/malvarden/", pages.TargetGrid.as_view(), name="target-grid"),
    path("indikatorer/<int:pk>/varden.csv", pages.IndicatorValues.as_view(), name="indicator-values"),
]
