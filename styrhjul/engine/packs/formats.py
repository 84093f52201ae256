"""Bring a pack that was written in an earlier format to the present one.

An installed pack is kept as it was, for good. When the form of packs changes so that an earlier one would no
longer be accepted, its number is raised and one step is added here.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, Final

from styrhjul.engine.packs.schema import Pack
from styrhjul.engine.packs.spots import order, spots

CURRENT: Final = 2

Content = dict[str, Any]


def read_stored(content: str) -> Pack:
    """Return an installed pack, from the JSON it was stored as, whatever format it was stored in."""
    raw: Content = json.loads(content)
    return Pack.model_validate_json(json.dumps(upgrade(raw, raw["format"])))


def upgrade(raw: Content, written_in: object) -> Content:
    """Return the content of a pack in the present format; `raw` stays as it is.

    Content of a format that isn't known is returned unchanged, so that the check says what is wrong with it.

    Examples
    --------
    >>> upgrade({"format": 1, "key": "mine"}, 1)
    {'format': 2, 'key': 'mine'}

    """
    known = isinstance(written_in, int) and not isinstance(written_in, bool)
    number = written_in if known else CURRENT
    while number in STEPS:
        raw, number = {**STEPS[number](raw), "format": number + 1}, number + 1
    return raw


def _to_2(raw: Content) -> Content:
    """Place what the calendar asks for in a part of the wheel: earlier calendars stood beside it."""
    if not isinstance(raw.get("calendar"), list):
        return raw
    return {**raw, "calendar": [_placed(entry, raw) for entry in raw["calendar"]]}


def _placed(entry: object, raw: Content) -> object:
    if not isinstance(entry, dict) or "part" in entry:
        return entry
    part = _part_of(entry, raw)
    return {**entry, "part": part} if part else entry


def _part_of(entry: Content, raw: Content) -> object:
    """Return the phase that goes on when the entry is due; the first phase, or part, when none does."""
    due = order(entry.get("due"))
    parts = [part for _path, part in spots(raw, "wheel.parts.*") if isinstance(part, dict)]
    phases = [part for part in parts if part.get("kind") == "phase"]
    going_on = [part for part in phases if due and _goes_on(part, due)]
    return next((part.get("key") for part in [*going_on, *phases, *parts]), None)


def _goes_on(part: Content, due: tuple[int, int, int]) -> bool:
    spans = [span for _path, span in spots(part, "spans.*") if isinstance(span, dict)]
    for span in spans:
        starts, ends = order(span.get("starts")), order(span.get("ends"))
        if starts and ends and starts <= due <= ends:
            return True
    return False


STEPS: Final[dict[int, Callable[[Content], Content]]] = {1: _to_2}
