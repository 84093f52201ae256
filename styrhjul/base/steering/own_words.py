"""What a municipality calls things itself, over the words of its steering model."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from styrhjul.base.steering.differences import Section
from styrhjul.engine.packs.schema import Entry, GoalLevel, Pack

WORDED: Final = (Section.UNIT_KINDS, Section.GOAL_LEVELS, Section.PLAN_LEVELS, Section.OCCASIONS, Section.ROLES)
"""The sections whose entries may be called something else; each is named as in the pack."""


@dataclass(frozen=True)
class OwnWord:
    """What an entry is called in Swedish, and several of it where the model has a word for that."""

    word: str
    plural: str = ""


Words = Mapping[str, Mapping[str, OwnWord]]
"""Own words by section and key."""


def as_words(content: Mapping[str, Mapping[str, Mapping[str, str]]]) -> Words:
    """Return own words from the JSON that they are kept as."""
    return {section: {key: OwnWord(**own) for key, own in entries.items()} for section, entries in content.items()}


def with_own_words(pack: Pack, words: Words) -> Pack:
    """Return a pack whose entries are called what the municipality calls them; words for what it lacks are passed over.

    The English words stay as they are: own words are Swedish.
    """
    changed = {
        section.value: [_called(one, words[section].get(one.key)) for one in getattr(pack, section)]
        for section in WORDED
        if section in words
    }
    return pack.model_copy(update=changed)


def _called(one: Entry, own: OwnWord | None) -> Entry:
    if own is None:
        return one
    said: dict[str, Any] = {"label": one.label.model_copy(update={"sv": own.word})}
    if isinstance(one, GoalLevel):
        said["plural"] = one.plural.model_copy(update={"sv": own.plural or own.word})
    return one.model_copy(update=said)
