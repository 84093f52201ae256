"""On what ground a thing stands in the model: the municipality's own description, or what we assume."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from styrhjul.engine.packs.schema import (
    Basis,
    Entry,
    FocusArea,
    Method,
    Occasion,
    Part,
    PlanLevel,
    Principle,
    Role,
    Task,
)


def still_assumed(entry: Entry) -> list[str]:
    """Return what is assumed of a thing that the description itself speaks of."""
    if entry.basis is Basis.ASSUMED:
        return []
    return list(_assumed(entry))


def _assumed(entry: Entry) -> Iterator[str]:
    if isinstance(entry, Task | PlanLevel | Occasion) and entry.days_basis is Basis.ASSUMED:
        yield _("when")
    if isinstance(entry, Task | PlanLevel) and entry.who_basis is Basis.ASSUMED:
        yield _("who")
    if isinstance(entry, Role) and entry.rights and entry.rights_basis is Basis.ASSUMED:
        yield _("the rights")
    if isinstance(entry, Part):
        yield from _assumed_of_part(entry)
    if isinstance(entry, Principle | Method) and entry.parts and entry.parts_basis is Basis.ASSUMED:
        yield _("the place on the wheel")
    if isinstance(entry, FocusArea) and entry.crosses_basis is Basis.ASSUMED:
        yield _("the crosses")


def _assumed_of_part(part: Part) -> Iterator[str]:
    if any(span.basis is Basis.ASSUMED for span in part.spans):
        yield _("when")
    if part.owner_role:
        yield _("who answers for it")
    if part.colour:
        yield _("the shade of the colour") if part.colour_basis is Basis.SEED else _("the colour")
