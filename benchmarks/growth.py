"""Ten times the data: nine copies of everything that a municipality gets more of with size and time.

Schools and homes are copied beside each other, with people, goals, plans, numbers and reports of their own, and
stand under the boards that there are. What belongs to the boards themselves is copied into other years. The rows
go straight into the tables: it would take hours by the actions, and only their number matters here.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import connection, models, transaction

from styrhjul.base.common import trace
from styrhjul.base.common.models import TraceDetail, TraceEntry, TraceHead
from styrhjul.base.organisation import ancestry
from styrhjul.base.organisation.models import Ancestry, Unit
from styrhjul.base.steering.models import SteeringModel

TIMES = 10
FAR = 10_000_000  # between the keys of two copies
YEARS = 5  # between a board's copies, so that no year has two of the same plan
COPIED_KINDS = ("unit", "department")
OURS = (
    "common",
    "organisation",
    "thread",
    "decisions",
    "calendar",
    "indicators",
    "goals",
    "plans",
    "followup",
    "improvement",
)
LEFT_ALONE = {Ancestry, SteeringModel, TraceEntry, TraceDetail, TraceHead}


class Copy:
    """One more of everything."""

    def __init__(self, number: int, shared_units: set[int]) -> None:
        self.number = number
        self.shared_units = shared_units

    def key(self, model: type[models.Model], value: Any) -> Any:
        """Return what a row's key is in this copy; what all copies share keeps its own."""
        if value is None or model in LEFT_ALONE or (model is Unit and value in self.shared_units):
            return value
        return value + self.number * FAR

    def row(self, original: models.Model) -> models.Model:
        """Return the copy of a row."""
        model = type(original)
        values: dict[str, Any] = {}
        for field in model._meta.concrete_fields:
            value = getattr(original, field.attname)
            if isinstance(field, models.ForeignKey):
                value = self.key(_target(field), value)
            elif field.primary_key:
                value = self.key(model, value)
            elif field.unique and isinstance(field, models.CharField):
                value = f"{self.number}-{value}"[: field.max_length]
            values[field.attname] = value
        if {
            values.get("place_id"),
            values.get("unit_id"),
            values.get("rated_id"),
        } & self.shared_units and "year" in values:
            values["year"] -= self.number * YEARS
        return model(**values)


def _target(field: Any) -> type[models.Model]:
    """Return the model whose rows a key names in the end: a goal's key is its node's."""
    target = field.related_model
    while isinstance(target._meta.pk, models.OneToOneField):
        target = target._meta.pk.related_model
    return target


def _copied() -> Iterator[type[models.Model]]:
    for label in OURS:
        yield from (model for model in apps.get_app_config(label).get_models() if model not in LEFT_ALONE)


def _rows(model: type[models.Model], shared: set[int]) -> list[models.Model]:
    """Return what is copied of a model: units by kind, and what a board can have only one of not at all."""
    rows = list(model._default_manager.all())
    if model is Unit:
        return [row for row in rows if row.pk not in shared]
    names = {field.attname for field in model._meta.concrete_fields}
    once = model.__name__ in {"Placement", "Duty", "CheckIn"}
    return [row for row in rows if not (once and "unit_id" in names and row.unit_id in shared)]


@transaction.atomic
def grow() -> dict[str, int]:
    """Copy nine times; return how many rows there are now, by model."""
    shared = set(Unit.objects.exclude(kind__in=COPIED_KINDS).values_list("pk", flat=True))
    models_copied = list(_copied())
    originals = {model: _rows(model, shared) for model in models_copied}
    with connection.constraint_checks_disabled():
        for number in range(1, TIMES):
            copy = Copy(number, shared)
            for model in models_copied:
                model._default_manager.bulk_create([copy.row(row) for row in originals[model]], batch_size=500)
    ancestry.rebuild()
    _lengthen_trace()
    connection.check_constraints()
    return {model._meta.label: model._default_manager.count() for model in [*models_copied, TraceEntry]}


def _lengthen_trace() -> None:
    """Let the trace have ten times as many entries, in one chain."""
    entries, head = list(TraceEntry.objects.select_related("detail")), TraceHead.objects.get()
    before, sequence = head.chain, head.sequence
    new: list[TraceEntry] = []
    details: list[TraceDetail] = []
    for _copy in range(1, TIMES):
        for old in entries:
            sequence += 1
            before = trace.link(
                before, sequence=sequence, at=old.at, event=old.event, subject=old.subject, digest=old.digest
            )
            new.append(
                TraceEntry(
                    sequence=sequence, at=old.at, event=old.event, subject=old.subject, digest=old.digest, chain=before
                )
            )
            details.append(TraceDetail(entry_id=sequence, by_id=old.detail.by_id, content=old.detail.content))
    TraceEntry.objects.bulk_create(new, batch_size=500)
    TraceDetail.objects.bulk_create(details, batch_size=500)
    with connection.cursor() as cursor:  # the head moves one step at a time
        steps = [[before]] * (sequence - head.sequence)
        cursor.executemany("UPDATE common_tracehead SET sequence = sequence + 1, chain = %s", steps)
