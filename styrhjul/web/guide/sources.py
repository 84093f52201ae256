"""The guides as they are written: one Markdown file per role, with a head that says whom it is for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import yaml

from styrhjul.engine.packs.loader import load
from styrhjul.engine.packs.schema import Role

CONTENT: Final = Path(__file__).parent / "content"
SIZES: Final = Path(__file__).parent / "pictures.yaml"
RESIDENT: Final = "resident"
"""Residents hold no role in any steering model, but have a guide too."""
EVERYBODY: Final = "everybody"
"""What is the same for all stands once, on the page that lists the guides."""
PLAINEST: Final = "employee"
_HEAD = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)


@dataclass(frozen=True)
class Source:
    """A guide: the key of the role it is written for, the other roles that read it, and its text."""

    key: str
    title: str
    summary: str
    order: int
    also: tuple[str, ...]
    text: str


@lru_cache(maxsize=1)
def guides() -> dict[str, Source]:
    """Return every guide by its key, in the order in which they are listed."""
    found = [_read(path) for path in CONTENT.glob("*.md") if path.stem != EVERYBODY]
    return {one.key: one for one in sorted(found, key=lambda one: one.order)}


@lru_cache(maxsize=1)
def for_everybody() -> str:
    """Return the text that stands under the list of guides."""
    return (CONTENT / f"{EVERYBODY}.md").read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def picture_sizes() -> dict[str, tuple[int, int]]:
    """Return width and height of every picture, as shown: so that the page stands still while they arrive."""
    sizes: dict[str, list[int]] = yaml.safe_load(SIZES.read_text(encoding="utf-8")) or {}
    return {name: (width, height) for name, (width, height) in sizes.items()}


def guide_for(role: Role) -> Source:
    """Return the guide that a role reads: its own, else one that names it, else the one whose rights are most alike."""
    named = {key: one for one in guides().values() for key in (*one.also, one.key)}
    return named.get(role.key) or guides()[_most_alike(role)]


def _most_alike(role: Role) -> str:
    """Return the key of the common role that a municipality's own role shares most with, counted both ways."""
    asked = set(role.rights.items())
    shares = {
        common.key: len(asked & set(common.rights.items())) / len(asked | set(common.rights.items()))
        for common in load("common").roles
        if common.key in guides() and common.rights
    }
    best = max(shares, key=lambda key: shares[key])
    return best if shares[best] else PLAINEST


def _read(path: Path) -> Source:
    written = path.read_text(encoding="utf-8")
    head = _HEAD.match(written)
    if head is None:
        raise ValueError(f"{path.name} begins without a head")
    said: dict[str, Any] = yaml.safe_load(head[1])
    return Source(
        key=path.stem,
        title=said["title"],
        summary=said["summary"],
        order=said["order"],
        also=tuple(said.get("also", ())),
        text=written[head.end() :],
    )
