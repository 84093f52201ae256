"""The municipality's accent as a style sheet and its logo as a picture; everybody sees them, also before logging in."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import condition, require_GET

from styrhjul.base.organisation.queries import accent, logo_bytes, look
from styrhjul.engine.drawing.colour import shades_of
from styrhjul.web.ui.look import logo_version, theme_version

A_YEAR = 365 * 24 * 3600


def _kept(request: HttpRequest, response: HttpResponse, version: str) -> HttpResponse:
    """Let an address that names its version be kept for good; any other is asked about each time."""
    for_good = request.GET.get("v") == version
    response["Cache-Control"] = f"public, max-age={A_YEAR}, immutable" if for_good else "no-cache"
    return response


@login_not_required
@require_GET
@condition(etag_func=lambda request: f'"{theme_version()}"')
def theme(request: HttpRequest) -> HttpResponse:
    """Say the accent and its shades, which every page's style sheet asks for by name."""
    shades = shades_of(accent())._asdict()
    named = {"accent" if name == "accent" else f"accent-{name}": colour for name, colour in shades.items()}
    sheet = ":root{" + ";".join(f"--{name}:{colour}" for name, colour in named.items()) + "}\n"
    return _kept(request, HttpResponse(sheet, content_type="text/css; charset=utf-8"), theme_version())


@login_not_required
@require_GET
@condition(etag_func=lambda request: f'"{logo_version(look())}"')
def logo(request: HttpRequest) -> HttpResponse:
    """Hand out the logo as what it is, and as nothing else."""
    chosen = look()
    if chosen is None or chosen.logo is None:
        raise Http404
    picture = HttpResponse(logo_bytes(chosen.logo), content_type=chosen.logo.media_type)
    picture["X-Content-Type-Options"] = "nosniff"
    return _kept(request, picture, logo_version(chosen))
