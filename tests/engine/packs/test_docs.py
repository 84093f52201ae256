"""The page on how to write a pack says what holds."""

from __future__ import annotations

import re
from pathlib import Path

from styrhjul.engine.packs.explaining import FIELDS
from styrhjul.engine.packs.loader import load, load_bytes
from styrhjul.engine.packs.rules import ABOUT
from styrhjul.engine.packs.schema import Event

PAGE = (Path(__file__).parents[3] / "docs" / "packs.md").read_text(encoding="utf-8")


def test_the_example_is_a_pack():
    example = re.search(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    assert example
    pack = load_bytes("example.yaml", example[1].encode())
    assert pack.wheel.parts[0].todos[0].fulfilled_by is Event.GOAL_SET
    assert pack.roles == load("common").roles


def test_every_event_stands_there_with_what_it_may_be_about():
    said: dict[str, set[str]] = {}
    for events, _when, about in re.findall(r"^\| (`[^|]*) \| ([^|]*) \|([^|]*)\|$", PAGE, re.MULTILINE):
        for event in re.findall(r"`(\w+)`", events):
            said[event] = set(re.findall(r"`(\w+)`", about))
    assert said == {event.value: ABOUT.get(event.value, set()) for event in Event}


def test_every_own_ground_is_named():
    assert [name for name in FIELDS if name.endswith("_basis") and f"`{name}`" not in PAGE] == []
