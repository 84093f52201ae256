"""Addresses of what the service says of itself."""

from django.urls import path

from styrhjul.web.about import pages

urlpatterns = [
    path("tillganglighet/", pages.accessibility, name="accessibility"),
    path("personuppgifter/", pages.privacy, name="privacy"),
]
