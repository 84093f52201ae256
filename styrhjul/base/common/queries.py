"""Reading the trace."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.db.models import QuerySet

from styrhjul.base.common.models import TraceEntry, TraceHead

NOT_SHOWN: Final = {"by", "salt"}


@dataclass(frozen=True)
class Line:
    """One entry as it is read: what, about what, when, by whom, and what changed; an erased detail is None."""

    sequence: int
    at: datetime
    event: str
    subject: str
    by: str
    detail: dict[str, Any] | None


def trace_entries(
    *, event: str = "", subject: str = "", person: str = "", since: date | None = None, until: date | None = None
) -> QuerySet[TraceEntry]:
    """Return the entries that fit, the latest first; `until` is the last day that counts."""
    found = TraceEntry.objects.select_related("detail__by").order_by("-sequence")
    if event:
        found = found.filter(event=event)
    if subject:
        found = found.filter(subject=subject)
    if person:
        found = found.filter(detail__by__name__icontains=person)
    if since:
        found = found.filter(at__date__gte=since)
    return found.filter(at__date__lte=until) if until else found


def as_line(entry: TraceEntry) -> Line:
    """Return an entry as it is read."""
    detail = getattr(entry, "detail", None)
    content = None
    if detail is not None:
        content = {key: value for key, value in json.loads(detail.content).items() if key not in NOT_SHOWN}
    by = detail.by.name if detail is not None and detail.by is not None else ""
    return Line(entry.sequence, entry.at, entry.event, entry.subject, by, content)


def end_of_trace() -> str:
    """Return the chain value of the last entry, which changes with every write; nothing before the first."""
    return TraceHead.objects.values_list("chain", flat=True).first() or ""


def events_in_trace() -> list[str]:
    """Return the events that the trace holds."""
    return sorted(TraceEntry.objects.order_by().values_list("event", flat=True).distinct())
