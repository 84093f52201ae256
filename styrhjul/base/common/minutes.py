"""How a paragraph of the minutes is written."""

from __future__ import annotations

import re
from typing import Final

from django.utils.translation import gettext_lazy as _

from styrhjul.base.common.faults import Fault

PARAGRAPH: Final = re.compile(r"(?:§+|[Pp]aragraf)?\s*(\d{1,4}(?:\s?[a-z])?)")


def read_paragraph(said: str) -> str:
    """Return a paragraph as minutes write it, § 118; nothing stays nothing. Raises Fault on what holds no number."""
    said = said.strip()
    if not said:
        return ""
    found = PARAGRAPH.fullmatch(said)
    if found is None:
        raise Fault(_("Write the number of the paragraph, for example § 118."), field="paragraph")
    return f"§ {found[1]}"
