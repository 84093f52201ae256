"""Addresses of the municipality's name, look and words."""

from __future__ import annotations

from django.urls import path

from styrhjul.web.settings import files, pages

urlpatterns = [
    path("installningar/utseende/", pages.NameAndLook.as_view(), name="look"),
    path("installningar/utseende/farg/", pages.AccentTried.as_view(), name="look-accent"),
    path("installningar/ord/", pages.OwnWords.as_view(), name="own-words"),
    path("tema.css", files.theme, name="theme"),
    path("logotyp", files.logo, name="logo"),
]
