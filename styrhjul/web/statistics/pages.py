"""The state of the national statistics: what is loaded, from where and when."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.dateparse import parse_datetime

from styrhjul.base.organisation.permissions import can_install_models
from styrhjul.engine.store import Store, StoreError
from styrhjul.web.ui.internal import Internal
from styrhjul.web.ui.pages import Page


class State(Internal, Page):
    """What the store holds."""

    template = "statistics/state.html"
    permission = staticmethod(can_install_models)
    area = "statistics"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Show it, or that there is nothing yet."""
        self.permitted()
        try:
            build = Store(settings.STATISTICS_DIR).status()
        except StoreError:
            return self.show(None, {"build": None})
        return self.show(None, {"build": build, "built_at": parse_datetime(build.built_at)})
