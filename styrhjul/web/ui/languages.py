"""Choosing the language of the interface, for this browser and until something else is chosen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, cast

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language, get_language_info
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

SameSite = Literal["Lax", "Strict", "None", False]


@dataclass(frozen=True)
class Language:
    """A language that the interface can be read in, with its own name for itself."""

    code: str
    name: str


def others() -> list[Language]:
    """Return the languages that the reader can change to."""
    present = (get_language() or settings.LANGUAGE_CODE)[:2]
    codes = [code for code, _label in settings.LANGUAGES if code != present]
    names = {code: str(get_language_info(code)["name_local"]) for code in codes}
    return [Language(code, name[:1].upper() + name[1:]) for code, name in names.items()]


@login_not_required
@csrf_exempt  # a token would keep public pages from being cached, and nothing but the language can be changed here
@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Remember the chosen language in this browser, and go back to the page."""
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure()):
        back = reverse("public-goals")
    response = redirect(back)
    chosen = request.POST.get("language", "")
    if chosen in dict(settings.LANGUAGES):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            chosen,
            max_age=settings.LANGUAGE_COOKIE_AGE,
            secure=settings.LANGUAGE_COOKIE_SECURE,
            httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
            samesite=cast("SameSite", settings.LANGUAGE_COOKIE_SAMESITE),
        )
    return response
