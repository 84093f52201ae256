"""The choice of language, the icon, and in the demonstration the gallery."""

from __future__ import annotations

from django.conf import settings
from django.urls import URLPattern, path

from styrhjul.web.ui.gallery import gallery
from styrhjul.web.ui.icon import favicon
from styrhjul.web.ui.languages import choose_language

urlpatterns: list[URLPattern] = [
    path("sprak/", choose_language, name="language"),
    path("favicon.ico", favicon, name="favicon"),
]
if settings.DEMO:
    urlpatterns.append(path("ui/", gallery, name="gallery"))
