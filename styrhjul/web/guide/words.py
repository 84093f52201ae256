"""The model's own words in a guide: {plan:unit_plan|enhetsplan} is what this municipality calls that plan."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from styrhjul.base.steering.words import entry
from styrhjul.engine.packs.schema import Entry, Pack

PLACE: Final = re.compile(r"\{(\w+):(\w+)\|([^{}|]+)\}")
SECTIONS: Final = {"plan": "plan_levels", "occasion": "occasions", "role": "roles", "kind": "unit_kinds"}


def in_own_words(text: str, pack: Pack | None) -> str:
    """Return a text with the pack's Swedish words in their places; the word beside stands where the pack has none."""

    def said(place: re.Match[str]) -> str:
        section, key, plain = place.groups()
        entries: Sequence[Entry] = getattr(pack, SECTIONS[section]) if pack else ()
        found = entry(entries, key)
        return found.label.sv if found else plain

    return PLACE.sub(said, text)
