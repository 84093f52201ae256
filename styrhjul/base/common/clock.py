"""The municipality's clock: real time, or the day on which a demonstration stands."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, time

from django.conf import settings
from django.utils import timezone

_set: ContextVar[datetime | None] = ContextVar("clock", default=None)


def now() -> datetime:
    """Return the present moment, aware, on the municipality's clock."""
    if (moment := _set.get()) is not None:
        return moment
    real = timezone.localtime()
    stands_on: date | None = settings.CLOCK_STANDS_ON
    return real if stands_on is None else datetime.combine(stands_on, real.time(), tzinfo=real.tzinfo)


def today() -> date:
    """Return the present day on the municipality's clock."""
    return timezone.localdate(now())


@contextmanager
def standing_at(day: date, at: time = time(9, 0)) -> Iterator[None]:
    """Let the clock stand at one moment, for what is done inside (tests and the building of the demo)."""
    moment = datetime.combine(day, at, tzinfo=timezone.get_default_timezone())
    token = _set.set(moment)
    try:
        yield
    finally:
        _set.reset(token)
