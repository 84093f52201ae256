"""Pages that are the same for everybody: kept for a moment, and made anew only when something has been written."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Callable
from functools import lru_cache, wraps
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language
from django.views.decorators.http import condition, require_safe

from styrhjul.base.common import clock
from styrhjul.base.common.queries import end_of_trace
from styrhjul.wheel.indicators.queries import statistics_build

T = TypeVar("T")
PACKAGE = Path(__file__).resolve().parents[2]
MADE_OF = {".py", ".html", ".mo", ".yaml", ".json"}
SECONDS = 60
MOST_KEPT = 64

_kept: OrderedDict[tuple[str, str], Any] = OrderedDict()
_lock = Lock()


def for_everybody(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponseBase]:
    """Open a page to everybody; a browser that has it already is told so while nothing has changed.

    Whoever is logged in has a name and a menu around the page, so for them nothing is kept.
    """

    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated:
            response: HttpResponseBase = view(request, *args, **kwargs)
            patch_cache_control(response, private=True, no_cache=True)
            return response
        response = condition(etag_func=lambda *_args, **_kwargs: f'"{fingerprint()}"')(view)(request, *args, **kwargs)
        patch_cache_control(response, public=True, max_age=SECONDS)
        return response

    return login_not_required(require_safe(shown))


def kept(name: str, make: Callable[[], T]) -> T:
    """Return what was made under a name since anything was written, else make it; the same for every reader."""
    key = (name, fingerprint())
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            found: T = _kept[key]
            return found
    made = make()
    with _lock:
        _kept[key] = made
        while len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)
    return made


def fingerprint() -> str:
    """Return a mark that changes with anything that a page for everybody can show."""
    parts = (end_of_trace(), statistics_build(), clock.today().isoformat(), get_language() or "", _made_from())
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]


@lru_cache(maxsize=1)
def _made_from() -> str:
    """Return when the program was last changed, so that an upgrade shows at once."""
    return str(max(path.stat().st_mtime_ns for path in PACKAGE.rglob("*") if path.suffix in MADE_OF))
