"""What one request has already looked up, so that it is asked for once."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar, cast

from django.http import HttpRequest
from django.http.response import HttpResponseBase

T = TypeVar("T")
_memory: ContextVar[dict[Hashable, Any] | None] = ContextVar("memory", default=None)


def remembered(key: Hashable, make: Callable[[], T]) -> T:
    """Return what is remembered under `key` in this request, else make it; outside a request always make it."""
    memory = _memory.get()
    if memory is None:
        return make()
    if key not in memory:
        memory[key] = make()
    return cast("T", memory[key])


def forget() -> None:
    """Empty the memory of this request, after a write that it could contradict."""
    memory = _memory.get()
    if memory is not None:
        memory.clear()


@contextmanager
def remembering() -> Iterator[None]:
    """Keep one memory for what is done inside."""
    token = _memory.set({})
    try:
        yield
    finally:
        _memory.reset(token)


class RequestMemory:
    """Middleware: an empty memory for each request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer with a memory of its own, and drop it afterwards."""
        with remembering():
            return self.get_response(request)
