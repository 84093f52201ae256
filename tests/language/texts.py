"""Every Swedish text that people read and that we have written, with the place where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel

from styrhjul.engine.analysis.phrases import SWEDISH
from styrhjul.engine.packs.loader import load, shipped_keys
from styrhjul.engine.packs.schema import Label, Text
from tools import messages

PACKAGE = Path(__file__).resolve().parents[2] / "styrhjul"
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|{\w*}")
STANDS_FOR = "något"
TOLD = {
    "title",
    "description",
    "effect",
    "measured",
    "mission",
    "definition",
    "note",
    "reason",
    "permanent",
    "text",
    "body",
}
"""Keys of the demonstration's content whose values are Swedish sentences; the rest are names, days and numbers."""


@dataclass(frozen=True)
class Said:
    """One text: where it stands, and what it says, a placeholder as a word."""

    place: str
    text: str


@cache
def catalogue() -> tuple[Said, ...]:
    """Return the texts of the interface."""
    entries = [entry for entry in messages.catalogue() if not entry.obsolete]
    texts = ((entry.msgid, text) for entry in entries for text in [entry.msgstr, *entry.msgstr_plural.values()])
    return tuple(Said(f"catalogue: {msgid[:60]}", plain(text)) for msgid, text in texts if text)


@cache
def packs() -> tuple[Said, ...]:
    """Return the texts of the steering models; what comes from a model's own description is not ours to word."""
    return tuple(one for key in shipped_keys() for one in _of_form(load(key), f"pack {key}"))


@cache
def phrases() -> tuple[Said, ...]:
    """Return what the engine says of numbers."""
    return tuple(Said(f"phrase {key}", plain(text)) for key, text in SWEDISH.items())


@cache
def statement() -> tuple[Said, ...]:
    """Return what the accessibility statement says of known faults."""
    return tuple(_swedish(_yaml(PACKAGE / "web/about/accessibility.yaml"), "accessibility.yaml"))


@cache
def demonstration() -> tuple[Said, ...]:
    """Return what the demonstration's people have written."""
    files = sorted((PACKAGE / "demo/content").rglob("*.yaml"))
    return tuple(one for file in files for one in _told(_yaml(file), file.name))


@cache
def guides() -> tuple[Said, ...]:
    """Return the paragraphs of the guides."""
    files = sorted((PACKAGE / "web/guide/content").glob("*.md"))
    return tuple(one for file in files for one in _paragraphs(file))


def everything() -> tuple[Said, ...]:
    """Return all of it."""
    return catalogue() + packs() + phrases() + statement() + demonstration() + guides()


def plain(text: str) -> str:
    """Return a text with words in place of its placeholders, on one line."""
    said = re.sub(r"\s+", " ", PLACEHOLDER.sub(STANDS_FOR, text)).strip()
    return re.sub(rf"(^|[.!?] ){STANDS_FOR}", rf"\1{STANDS_FOR.capitalize()}", said)


def _of_form(form: object, place: str) -> Iterator[Said]:
    if isinstance(form, Label | Text):
        yield Said(place, plain(form.sv))
    elif isinstance(form, BaseModel):
        here = f"{place}.{form.key}" if hasattr(form, "key") and not place.endswith(form.key) else place
        for name in type(form).model_fields:
            yield from _of_form(getattr(form, name), here)
    elif isinstance(form, list):
        for item in form:
            yield from _of_form(item, place)


def _yaml(file: Path) -> Any:
    return yaml.safe_load(file.read_text(encoding="utf-8"))


def _swedish(content: Any, place: str) -> Iterator[Said]:
    """Yield the Swedish side of everything that is said in two languages."""
    if isinstance(content, dict):
        if isinstance(content.get("sv"), str):
            yield Said(place, plain(content["sv"]))
        for value in content.values():
            yield from _swedish(value, place)
    elif isinstance(content, list):
        for value in content:
            yield from _swedish(value, place)


def _told(content: Any, place: str, key: str = "") -> Iterator[Said]:
    if isinstance(content, dict):
        for name, value in content.items():
            yield from _told(value, place, str(name))
    elif isinstance(content, list):
        for value in content:
            yield from _told(value, place, key)
    elif isinstance(content, str) and (key in TOLD or content.rstrip().endswith((".", "?", "!"))):
        yield Said(f"{place}: {key}", plain(content))


def _paragraphs(file: Path) -> Iterator[Said]:
    body = file.read_text(encoding="utf-8").split("---", 2)[-1]
    body = re.sub(r"!\[([^\]]*)\]\([^)\"]*\"?([^)\"]*)\"?\)", r"\1\n\n\2", body)
    body = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", body).replace("**", "")
    for block in re.split(r"\n\s*\n|\n(?=\s*(?:[-*]|\d+\.)\s)|\n(?=#)", body):
        if text := plain(re.sub(r"^\s*(?:#+|[-*]|\d+\.)\s*", "", block)):
            yield Said(f"guide {file.stem}", text)
