"""Writes what axe found on every page into a file, when one is asked for: the accessibility statement reads it."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.functional.axe import SOURCE

ASKED = "AXE_REPORT"
OF_AXE = "axe: "


def write_down(pages: int, widths: list[int], faults: Mapping[str, list[str]]) -> None:
    """Write the file that AXE_REPORT names; without one, nothing."""
    if file := os.environ.get(ASKED):
        found = report(pages, widths, faults)
        Path(file).write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")


def report(pages: int, widths: list[int], faults: Mapping[str, list[str]]) -> dict[str, Any]:
    """Return how many pages were looked at, and on how many of them each rule was broken."""
    rules = {what.removeprefix(OF_AXE): where for what, where in faults.items() if what.startswith(OF_AXE)}
    return {
        "on": datetime.now(UTC).date().isoformat(),
        "tool": re.sub(r".*?axe v([\d.]+).*", r"axe \1", SOURCE.read_text(encoding="utf-8")[:200], flags=re.DOTALL),
        "pages": pages,
        "widths": widths,
        "faults": [{"rule": rule, "pages": len(_pages(where))} for rule, where in sorted(rules.items())],
    }


def _pages(where: list[str]) -> set[str]:
    """Return the pages: "goal-detail as politician, http://… at 320 px: …" at both widths is one."""
    return {one.split(" at ")[0] for one in where}
