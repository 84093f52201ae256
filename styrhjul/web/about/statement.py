"""How accessible the service is, as far as is known: what was assessed, by whom, what was found and what is left."""

from __future__ import annotations

import json
from datetime import date
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, Literal

import yaml
from django.conf import settings
from pydantic import BaseModel, ConfigDict

from styrhjul.engine.packs.schema import Text

OURS: Final = Path(__file__).with_name("accessibility.yaml")
FOUND: Final = Path(__file__).with_name("axe.json")


class _Known(BaseModel):
    """Anything in the files: unknown keys are faults, and nothing changes after loading."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Issue(_Known):
    """Something that does not meet the requirements."""

    key: str
    criteria: list[str]
    what: Text
    why: Text
    instead: Text | None = None


class Exempt(_Known):
    """Content that the municipality need not make accessible, and why."""

    what: Text
    why: Text


class Fault(_Known):
    """A rule of the automatic test that some pages broke, and on how many of them."""

    rule: str
    pages: int


class AutomaticTest(_Known):
    """What the automatic test of every kind of page found, the last time it was run."""

    on: date
    tool: str
    pages: int
    widths: list[int]
    faults: list[Fault]


class Conformance(StrEnum):
    """How well the service meets the law, in the law's own three steps."""

    FULL = "full"
    PARTIAL = "partial"
    NONE = "none"


class Statement(_Known):
    """What is known, as it is written down."""

    assessed: date
    updated: date
    method: Literal["own", "others"]
    keyboard: bool
    by_people: bool
    conformance: Conformance | None = None
    """Written only when whoever assessed it has come to something else than the faults that are listed say."""
    issues: list[Issue]
    undue_burden: list[Exempt]
    not_covered: list[Exempt]


def statement() -> Statement:
    """Return what is known: what the municipality has written down, else what we have."""
    return _statement(settings.ACCESSIBILITY_FILE or OURS)


@lru_cache(maxsize=2)
def _statement(file: Path) -> Statement:
    return Statement.model_validate(yaml.safe_load(file.read_text(encoding="utf-8")))


@lru_cache(maxsize=1)
def automatic_test() -> AutomaticTest:
    """Return what the automatic test found."""
    content: dict[str, Any] = json.loads(FOUND.read_text(encoding="utf-8"))
    return AutomaticTest.model_validate(content)


def conformance(known: Statement, test: AutomaticTest) -> Conformance:
    """Return how well the service meets the law: fully only when nothing at all is known to be missing."""
    if known.conformance is not None:
        return known.conformance
    return Conformance.PARTIAL if known.issues or test.faults else Conformance.FULL
