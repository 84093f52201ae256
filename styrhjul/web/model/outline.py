"""What people meet in two models: what they choose among in menus and lists, and the headings that they write under."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from styrhjul.base.steering.words import word
from styrhjul.engine.packs.schema import Entry, Occasion, Pack, PlanLevel

Words = tuple[tuple[str, str], ...]
"""Lines of a cell: what they are about, if they are about something, and what they say."""


@dataclass(frozen=True)
class Row:
    """One thing that people meet, as it is and as it becomes."""

    label: str | Promise
    before: Words
    after: Words


def outlined(before: Pack, after: Pack) -> list[Row]:
    """Return what people meet in both models, row by row."""
    return [
        Row(label, was, becomes) for (label, was), (_label, becomes) in zip(_rows(before), _rows(after), strict=True)
    ]


def _rows(pack: Pack) -> list[tuple[Promise, Words]]:
    parts = sorted(pack.wheel.parts, key=lambda part: part.order)
    return [
        (_("Wheel"), _row(parts)),
        (_("Goals"), _row(pack.goal_levels, " → ")),
        (_("Plans and their headings"), _written(pack.plan_levels)),
        (_("Reports and their headings"), _written(pack.occasions)),
        (_("Colours"), _row(pack.rating.scale)),
        (_("Kinds of units"), _row(pack.unit_kinds)),
        (_("Roles"), _row(pack.roles)),
    ]


def _row(entries: Iterable[Entry], between: str = ", ") -> Words:
    return (("", capfirst(between.join(word(one.label) for one in entries))),)


def _written(entries: Iterable[PlanLevel | Occasion]) -> Words:
    return tuple(
        (capfirst(word(one.label)), ", ".join(capfirst(word(each.label)) for each in one.sections)) for one in entries
    )
