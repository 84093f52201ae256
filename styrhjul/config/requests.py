"""Around every request: an id in the log and in the answer, limits, and the headers that Django doesn't write."""

from __future__ import annotations

import json
import logging
import time
import uuid
from collections.abc import Callable
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Final

from django.contrib.auth import SESSION_KEY
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

request_id: ContextVar[str] = ContextVar("request_id", default="")
logger = logging.getLogger(__name__)
Respond = Callable[[HttpRequest], HttpResponseBase]
MOST_MEGABYTES: Final = 60
LOOK_AGAIN_AFTER: Final = 60
"""Seconds until a session is noted as used again."""
TRIES: Final = 3
GAVE_WAY: Final = frozenset({"40P01", "40001"})
"""PostgreSQL undid a transaction because two stood in each other's way."""
WAITED: Final = "57014"
"""It undid one that had waited in line for longer than a statement may take. Of a page that is only read, the same
code says that its question is too heavy: that one is not asked again."""
NOT_ALLOWED = ("camera", "display-capture", "geolocation", "microphone", "payment", "usb")


class JsonLines(logging.Formatter):
    """One log record, one line of JSON in UTC; a line break in a message can't forge a record."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as one line."""
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if request_id.get():
            line["request"] = request_id.get()
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


class RequestLog:
    """Outermost: gives each request its id and writes method, path, status and time; never bodies or queries."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, and log that it was answered."""
        mark = request_id.set(uuid.uuid4().hex)
        began = time.perf_counter()
        try:
            response = self.respond(request)
            response["X-Request-ID"] = request_id.get()
            level = logging.WARNING if response.status_code in {403, 429} else logging.DEBUG
            spent = (time.perf_counter() - began) * 1000
            logger.log(level, "%s %s %s %.0f ms", request.method, request.path, response.status_code, spent)
            return response
        finally:
            request_id.reset(mark)


class ResourceHeaders:
    """Keeps other sites from embedding our answers, and our pages from asking for devices."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer with the headers on."""
        response = self.respond(request)
        response.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.setdefault("Permissions-Policy", ", ".join(f"{name}=()" for name in NOT_ALLOWED))
        return response


class SizeLimit:
    """Refuses a request before any of it is read when it says that it is larger than whatever we take in."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, or say that it is too much."""
        size = request.META.get("CONTENT_LENGTH") or "0"
        if not size.isdecimal() or int(size) > MOST_MEGABYTES * 1024 * 1024:
            says = _("What was sent is too large: at most %(most)s MB.") % {"most": MOST_MEGABYTES}
            return HttpResponse(says, status=413, content_type="text/plain; charset=utf-8")
        return self.respond(request)


class SessionLife:
    """Lets the hour of a session count from its last request, noted at most once a minute.

    Noting every request would make each look at a page a write, in line behind those who write.
    """

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Note that the session is in use, and answer."""
        now = int(time.time())
        if SESSION_KEY in request.session and now - request.session.get("used", 0) >= LOOK_AGAIN_AFTER:
            request.session["used"] = now
        return self.respond(request)


class TryAgain:
    """Does a request once more when the database undid it because two writes stood in each other's way.

    Everything that a request writes lies in the transaction of one action, which is undone as a whole.
    """

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer."""
        return self.respond(request)

    def process_exception(self, request: HttpRequest, fault: Exception) -> HttpResponseBase | None:
        """Answer after all, or leave the fault as it is."""
        for _try in range(TRIES - 1):
            if not _gave_way(fault, request) or request.resolver_match is None:
                return None
            logger.warning("%s %s gave way to another write and is tried again", request.method, request.path)
            for files in request.FILES.lists():
                for file in files[1]:
                    file.seek(0)
            match = request.resolver_match
            try:
                response: HttpResponseBase = match.func(request, *match.args, **match.kwargs)
            except OperationalError as again:
                fault = again
            else:
                return response
        return None


def _gave_way(fault: Exception, request: HttpRequest) -> bool:
    state = getattr(fault.__cause__, "sqlstate", None) if isinstance(fault, OperationalError) else None
    return state in GAVE_WAY or (state == WAITED and request.method == "POST")
