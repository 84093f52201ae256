"""The wheel to print and to take along: a poster, a drawing and a picture."""

from __future__ import annotations

from hashlib import sha256

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.http import parse_etags, quote_etag
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from styrhjul.reports.picture import PNG, draw_png
from styrhjul.web.home.pages import around, inside_scope, trail_of
from styrhjul.web.home.scope import Scope
from styrhjul.web.home.wheel import wheel_of

SVG = "image/svg+xml"


@require_GET
def poster(request: HttpRequest) -> HttpResponse:
    """Show the wheel as a page that prints as one sheet of A3, with its parts and dates in words."""
    scope = inside_scope(request)
    wheel = wheel_of(scope)
    context = {
        "wheel": wheel,
        "milestones": wheel.drawing.milestones,
        "sign": wheel.sign(),
        "trail": trail_of(scope),
    }
    return render(request, "home/poster.html", context | around(scope))


@require_GET
def large(request: HttpRequest) -> HttpResponse:
    """Show the wheel alone in full width; where there is little room it scrolls inside its frame."""
    scope = inside_scope(request)
    wheel = wheel_of(scope)
    context = {"wheel": wheel, "sign": wheel.sign(), "trail": trail_of(scope)}
    return render(request, "home/large.html", context | around(scope))


@require_GET
def as_svg(request: HttpRequest) -> HttpResponseBase:
    """Hand out the wheel as a drawing that carries its own title and description."""
    scope = inside_scope(request)
    drawn = wheel_of(scope).drawing_alone
    return _file(request, scope, "svg", SVG, drawn.encode(), drawn)


@require_GET
def as_png(request: HttpRequest) -> HttpResponseBase:
    """Hand out the wheel as a picture that carries its description."""
    scope = inside_scope(request)
    view = wheel_of(scope)
    drawn = view.drawing_alone
    mark = _mark(drawn)
    if mark in parse_etags(request.headers.get("If-None-Match", "")):
        return _file(request, scope, "png", PNG, b"", drawn)
    picture = draw_png(drawn, title=view.drawing.name, description=view.drawing.description)
    return _file(request, scope, "png", PNG, picture, drawn)


def _mark(drawn: str) -> str:
    return quote_etag(sha256(drawn.encode()).hexdigest())


def _file(request: HttpRequest, scope: Scope, ending: str, kind: str, content: bytes, drawn: str) -> HttpResponseBase:
    """Return a file; whoever has the same drawing already is told so."""
    mark = _mark(drawn)
    response: HttpResponseBase
    if mark in parse_etags(request.headers.get("If-None-Match", "")):
        response = HttpResponseNotModified()
    else:
        name = slugify(f"{_('wheel')}-{scope.year}-{scope.title}")
        response = HttpResponse(content, content_type=kind)
        response["Content-Disposition"] = f'inline; filename="{name}.{ending}"'
    response["ETag"] = mark
    response["Cache-Control"] = "private, no-cache"
    return response
