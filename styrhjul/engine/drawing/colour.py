"""Colours: the fixed tokens, mixing, contrast, and the rules for labels, outlines and accents."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

INK = "#13212C"
INK_2 = "#43525E"
FRAME = "#7A8792"
LINE = "#D5DBE0"
SURFACE = "#F1F4F6"
ACCENT = "#0B4F71"
THREAD = "#9C2B23"
WHITE = "#FFFFFF"
BLACK = "#000000"
UNLIT = "#C4CCD3"
MEDIAN = "#8C99A4"
MIDDLE_HALF = "#E4E9ED"
PLACE = "#71808C"
SERIES = ("#0B4F71", "#D27B22", "#69421C", "#8240C8", "#11A48F")
WOMEN, MEN, MEN_TEXT = "#7A3E9D", "#B86200", "#9A5200"
DARK, MIDDLE, PALE, PALEST = "#2F5269", "#527389", "#9DB3C1", "#C9D5DD"

LABEL_CONTRAST = 4.5
OUTLINE_CONTRAST = 3.2
HEX = re.compile(r"#[0-9A-Fa-f]{6}")
NEUTRALS = {1: (MIDDLE,), 2: (PALEST, DARK), 3: (DARK, MIDDLE, PALEST)}


def mix(colour: str, other: str, share: float) -> str:
    """Return a colour moved toward another; share 0 is the first, 1 the second.

    Examples
    --------
    >>> mix("#000000", "#FFFFFF", 0.5)
    '#808080'

    """
    pairs = zip(_channels(colour), _channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in pairs)


def contrast(first: str, second: str) -> float:
    """Return the contrast ratio of two colours, from 1 to 21 (WCAG 2.2)."""
    light, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@lru_cache(maxsize=512)
def label_on(fill: str) -> str:
    """Return the text colour on a fill: white if it reads, else ink if it reads, else black."""
    return next((text for text in (WHITE, INK) if contrast(text, fill) >= LABEL_CONTRAST), BLACK)


@lru_cache(maxsize=512)
def edge_of(fill: str) -> str:
    """Return the outline of a fill: moved toward ink until it shows on white, and 12 % more."""
    steps = (mix(fill, INK, step / 50) for step in range(51))
    return mix(next(edge for edge in steps if contrast(edge, WHITE) >= OUTLINE_CONTRAST), INK, 0.12)


def tint_of(fill: str) -> str:
    """Return the pale form of a fill that stands for what is not done."""
    return mix(fill, WHITE, 0.82)


def accent_from(colour: str) -> str:
    """Return a municipality's accent: its own if it reads on white, else darkened by 4 % at a time."""
    steps = (mix(colour, INK, step / 25) for step in range(26))
    return next(step for step in steps if contrast(step, WHITE) >= LABEL_CONTRAST)


class Shades(NamedTuple):
    """An accent, darker where the pointer is on it and where it is pressed, and as a pale ground."""

    accent: str
    hover: str
    active: str
    tint: str


def shades_of(accent: str) -> Shades:
    """Return the shades that pages use of an accent that reads on white; the darker ones read on the tint, too."""
    return Shades(accent, mix(accent, BLACK, 0.25), mix(accent, BLACK, 0.47), mix(accent, WHITE, 0.9))


def neutral(place: int, count: int) -> str:
    """Return the colour of a part that the model gives none, so that neighbours differ.

    Parameters
    ----------
    place
        The part's place among its like, from 0.
    count
        How many there are.

    """
    row = NEUTRALS.get(count, (PALEST, MIDDLE, PALE, DARK))
    closes_on_itself = count > 4 and count % 4 == 1 and place == count - 1
    return PALE if closes_on_itself else row[place % len(row)]


def _channels(colour: str) -> tuple[int, int, int]:
    if not HEX.fullmatch(colour):
        raise ValueError(f"A colour is written #RRGGBB, not {colour!r}")
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(channel / 255) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
