"""Addresses of the tour."""

from __future__ import annotations

from django.urls import path

from styrhjul.web.tour import pages

urlpatterns = [path("rundtur/<int:number>/", pages.Tour.as_view(), name="tour")]
