"""Slips to make in the text of a pack."""

from __future__ import annotations


def replaced_after(text: str, anchor: str, old: str, new: str) -> str:
    """Return the text with the first `old` after an anchor replaced."""
    at = text.index(old, text.index(anchor))
    return text[:at] + new + text[at + len(old) :]
