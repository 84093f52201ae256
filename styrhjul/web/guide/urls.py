"""Addresses of help."""

from django.urls import path

from styrhjul.web.guide import pages

urlpatterns = [
    path("hjalp/", pages.help_page, name="help"),
    path("hjalp/<slug:role>/", pages.guide, name="guide"),
]
