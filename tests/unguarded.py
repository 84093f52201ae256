"""The database without the guard of the trace, as whoever owns it could make it."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from contextlib import contextmanager

from django.db.backends.base.base import BaseDatabaseWrapper

_guard = importlib.import_module("styrhjul.base.common.migrations.0002_append_only_trace")


@contextmanager
def unguarded(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Take the triggers away, and put them up again at the end unless the caller's transaction is rolled back."""
    with connection.cursor() as cursor:
        for statement in _guard.take_down(connection.vendor):
            cursor.execute(statement)
    yield
    if connection.needs_rollback:
        return
    with connection.cursor() as cursor:
        for statement in _guard.put_up(connection.vendor):
            cursor.execute(statement)
