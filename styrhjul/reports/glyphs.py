"""What the fonts can write. An archive PDF may hold no missing glyph, so anything else is spelt out instead."""

from __future__ import annotations

import functools
import struct
import unicodedata
from pathlib import Path
from typing import TypeVar

FONTS = Path(__file__).parent / "fonts"
INVISIBLE = {"Cc", "Cf", "Cs", "Mn", "Me"}

Tree = TypeVar("Tree")


@functools.cache
def written_by_all_fonts() -> frozenset[int]:
    """Return the code points that every one of our fonts can write."""
    return frozenset.intersection(*(frozenset(code_points(path.read_bytes())) for path in sorted(FONTS.glob("*.ttf"))))


def code_points(font: bytes) -> set[int]:
    """Return the code points in a TrueType font's character map (formats 4 and 12, the two that fonts use)."""
    (tables,) = struct.unpack_from(">H", font, 4)
    places = {font[at : at + 4]: struct.unpack_from(">I", font, at + 8)[0] for at in range(12, 12 + 16 * tables, 16)}
    start = places[b"cmap"]
    (count,) = struct.unpack_from(">H", font, start + 2)
    found: set[int] = set()
    for at in range(start + 4, start + 4 + 8 * count, 8):
        offset = start + struct.unpack_from(">I", font, at + 4)[0]
        (form,) = struct.unpack_from(">H", font, offset)
        if form == 4:
            found |= _format_4(font, offset)
        elif form == 12:
            found |= _format_12(font, offset)
    return found


def _format_4(font: bytes, offset: int) -> set[int]:
    (doubled,) = struct.unpack_from(">H", font, offset + 6)
    count = doubled // 2
    ends = struct.unpack_from(f">{count}H", font, offset + 14)
    starts = struct.unpack_from(f">{count}H", font, offset + 16 + doubled)
    return {code for first, last in zip(starts, ends, strict=True) for code in range(first, last + 1) if code != 0xFFFF}


def _format_12(font: bytes, offset: int) -> set[int]:
    (count,) = struct.unpack_from(">I", font, offset + 12)
    groups = (struct.unpack_from(">II", font, offset + 16 + 12 * at) for at in range(count))
    return {code for first, last in groups for code in range(first, last + 1)}


def printable(text: str) -> str:
    """Return the text in letters the fonts have: composed, without control characters, the rest by its Unicode name.

    >>> printable("klart ☃")
    'klart [snowman]'
    """
    known = written_by_all_fonts()
    return "".join(
        letter if letter == "\n" or ord(letter) in known else _spelt(letter)
        for letter in unicodedata.normalize("NFC", text.replace("\t", " "))
    )


def _spelt(letter: str) -> str:
    if unicodedata.category(letter) in INVISIBLE:
        return ""
    return f"[{unicodedata.name(letter, f'U+{ord(letter):04X}').lower()}]"


def printable_tree(tree: Tree) -> Tree:
    """Return the same JSON tree with every text made printable; keys stay."""
    if isinstance(tree, str):
        return printable(tree)  # type: ignore[return-value]  # a str for a str
    if isinstance(tree, dict):
        return {key: printable_tree(value) for key, value in tree.items()}  # type: ignore[return-value]
    if isinstance(tree, list | tuple):
        return [printable_tree(value) for value in tree]  # type: ignore[return-value]
    return tree
