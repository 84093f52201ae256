"""What is in use and would vanish with a new steering model."""

from __future__ import annotations

from dataclasses import dataclass

from styrhjul.base.steering.differences import Section, entries_of
from styrhjul.engine.packs.schema import Entry, Pack
from styrhjul.wheel.flows.uses import in_use


@dataclass(frozen=True)
class Vanishing:
    """An entry that things stand on and that the new model lacks."""

    section: Section
    entry: Entry
    count: int


def vanishing(old: Pack, new: Pack) -> list[Vanishing]:
    """Return what is in use under the old model and would have no word, right or place under the new."""
    before, after = entries_of(old), entries_of(new)
    return [
        Vanishing(section, before[section][key], tally.every)
        for section, counted in in_use().items()
        for key, tally in counted.items()
        if key in before[section] and key not in after[section]
    ]
