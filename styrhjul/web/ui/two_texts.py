"""Two who wrote the same text at the same time: both texts, and what is posted whichever is kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from styrhjul.base.common.faults import Conflict


@dataclass(frozen=True)
class TwoTexts:
    """What `ui/two_texts.html` shows: one's own text, the one that was saved meanwhile, and both together."""

    sentence: str
    mine: str
    current: str
    who: str
    version: int

    @property
    def both(self) -> str:
        """Return the two texts after each other, to be made into one."""
        return "\n\n".join(text for text in (self.mine, self.current) if text)


def two_texts(conflict: Conflict, mine: str) -> TwoTexts:
    """Return what was typed beside the version that somebody saved."""
    present: Any = conflict.current
    if present is None:
        return TwoTexts(str(conflict.sentence), mine, "", "", 0)
    return TwoTexts(str(conflict.sentence), mine, present.body, present.by.name if present.by else "", present.version)
