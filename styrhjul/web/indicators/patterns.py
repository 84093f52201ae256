"""What moves together with a result, as rows of a table with the strength as a bar."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from styrhjul.engine.drawing.charts import CovariationBar, draw_covariation

ROBUST = "robust"


@dataclass(frozen=True)
class PatternRow:
    """Something that moves together with the result: which, the strength as a bar, the rest in words."""

    indicator: str
    cells: Sequence[str]
    bar: SafeString


def pattern_rows(found: Mapping[str, Any]) -> list[PatternRow]:
    """Return the rows of the step that looks for patterns, as the engine laid it or as it was kept."""
    bars = found["chart"].get("bars", [])
    reach = max((abs(bar["between"]) for bar in bars if bar["between"] is not None), default=1.0)
    return [
        PatternRow(bar["indicator"], row, _bar(bar["between"], reach, weak=bar["kind"] != ROBUST, title=row[0]))
        for row, bar in zip(found["rows"], bars, strict=True)
    ]


def strongest_of(found: Mapping[str, Any]) -> str:
    """Say that only the strongest are shown; nothing when all are."""
    shown, all_found = len(found["rows"]), found["numbers"]["robust"] + found["numbers"]["loose"]
    if shown >= all_found:
        return ""
    return _("The %(shown)s strongest of %(count)s.") % {"shown": shown, "count": all_found}


def _bar(value: float | None, reach: float, *, weak: bool, title: str) -> SafeString:
    spec = CovariationBar(value, weak, max(0.5, math.ceil(reach * 10) / 10), title)
    return mark_safe(draw_covariation(spec))  # noqa: S308 - the engine escapes every text that it draws
