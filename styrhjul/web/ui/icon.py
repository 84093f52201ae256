"""The icon that browsers ask for at the root when what they show is no page of ours, such as a file."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.views.decorators.http import require_safe


@login_not_required
@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """Lead to the icon that the pages name themselves."""
    return redirect(static("wheel.svg"))
