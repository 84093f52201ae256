"""The way to each stop of the tour: the thing on which it is best seen by the person who asks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from styrhjul.base.common.models import User
from styrhjul.web.ui.internal import Internal
from styrhjul.web.ui.pages import Page
from styrhjul.web.ui.tour import ASKED, stop_at
from styrhjul.wheel.flows.touring import analysis_to_see, goal_to_see, plan_to_see

THINGS: Final[dict[str, Callable[[User], int | None]]] = {
    "goal-detail": goal_to_see,
    "analysis-detail": analysis_to_see,
    "plan-detail": plan_to_see,
}


class Tour(Internal, Page):
    """Sends on to the page of a stop; only the demonstration has a tour."""

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        """Answer in the demonstration."""
        if not settings.DEMO:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, number: int) -> HttpResponse:
        """Find the page of the stop, for this person."""
        here = stop_at(str(number))
        if here is None:
            raise Http404
        return redirect(f"{_where(here.stop.page, self.person)}?{ASKED}={number}")


def _where(page: str, user: User) -> str:
    """Return the page of a stop: the thing that it is best seen on, else the list of such things."""
    if page not in THINGS:
        return reverse(page)
    thing = THINGS[page](user)
    return reverse(page, args=[thing]) if thing else reverse(page.replace("-detail", "-list"))
