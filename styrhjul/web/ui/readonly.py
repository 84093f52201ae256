"""Looking never writes: a request that only asks is given a database that only answers."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from typing import Any

from django.db import connections
from django.http import HttpRequest
from django.http.response import HttpResponseBase

READS = ("SELECT", "WITH", "SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT", "SET", "SHOW", "PRAGMA", "EXPLAIN")
ASKS = frozenset({"GET", "HEAD", "OPTIONS"})
WRITING_WORDS = frozenset({"INSERT", "UPDATE", "DELETE"})


class WriteOnReadError(RuntimeError):
    """A page that is only looked at tried to write."""


def refuse_writes(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: FBT001 - Django's own signature
    """Let reading statements through and raise on every other."""
    words = sql.lstrip(" \t\n(").upper().split()
    first = words[0] if words else ""
    hidden = first == "WITH" and not WRITING_WORDS.isdisjoint(words)  # WITH … INSERT is a write
    setting = first == "PRAGMA" and "=" in sql
    if first not in READS or hidden or setting:
        raise WriteOnReadError(f"a page that is only looked at tried to write: {sql[:120]}")
    return execute(sql, params, many, context)


class ReadOnlyGet:
    """Innermost middleware, so that sessions and what else surrounds a request may still write."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, with every database refusing to be written to if the request only asks."""
        if request.method not in ASKS:
            return self.get_response(request)
        with ExitStack() as stack:
            for connection in connections.all():
                stack.enter_context(connection.execute_wrapper(refuse_writes))
            return self.get_response(request)
