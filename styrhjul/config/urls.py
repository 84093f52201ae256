"""Every address: the accounts' and the web's."""

from __future__ import annotations

from pathlib import Path

from django.urls import include, path

from styrhjul.config import health

_WEB = Path(__file__).resolve().parents[1] / "web"

urlpatterns = [
    path("healthz", health.alive, name="health-alive"),
    path("readyz", health.ready, name="health-ready"),
    path("konto/", include("styrhjul.config.account_urls")),
    *(path("", include(f"styrhjul.web.{area.parent.name}.urls")) for area in sorted(_WEB.glob("*/urls.py"))),
]
