"""Drawings of a document on a page."""

from __future__ import annotations

import re

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from styrhjul.reports import drawings
from styrhjul.reports.blocks import Cell, Chart, Column, Row

register = template.Library()
DIGEST = re.compile(r"[0-9a-f]{40,}")
GROUP = 8


@register.simple_tag
def drawing(chart: Chart) -> SafeString:
    """Draw a chart; the drawing escapes what it writes."""
    return mark_safe(drawings.chart(chart.drawing, chart.spec, "screen"))  # noqa: S308


@register.filter
def beside(row: Row, columns: tuple[Column, ...]) -> list[tuple[Cell, Column]]:
    """Return every cell of a row beside its column."""
    return list(zip(row.cells, columns, strict=True))


@register.filter
def breakable(text: str) -> SafeString:
    """Let a checksum go over several lines where there is no room; copied, it is still one word."""

    def grouped(found: re.Match[str]) -> str:
        digest = found[0]
        return "<wbr>".join(digest[at : at + GROUP] for at in range(0, len(digest), GROUP))

    return mark_safe(DIGEST.sub(grouped, conditional_escape(text)))  # noqa: S308 - escaped before
