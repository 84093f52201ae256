"""Values of the log's details in words: keys by what the model calls them, days, months and numbers as people write."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from styrhjul.base.steering.queries import every_pack
from styrhjul.base.steering.words import once, word
from styrhjul.web.trace.words import DETAIL_WORDS, choice_words
from styrhjul.web.ui.formats import date_long, number, period

# Keys of the steering model: what they stood for is said instead.
KEYS: Final = {"level", "occasion", "role", "section", "question", "step", "colour", "kind", "key", "keys", "aspect"}
NUMBERS: Final = {"value", "before"}
DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
MONTHS: Final = re.compile(r"\d{4}-\d\d(, \d{4}-\d\d)*")
MEDIA: Final = {"application/pdf": "PDF", "text/html": "HTML", "application/json": "JSON"}


def model_named(key: str, version: str) -> str:
    """Return the name and version of a steering model."""
    found = next((pack for pack in every_pack() if pack.key == key), None)
    return f"{word(found.label) if found else key} {version}".strip()


def key_words(key: str) -> str:
    """Return what a detail is called, or what a key of the model stands for."""
    return str(DETAIL_WORDS.get(key, "")) or _key_of_model(key)


def plain(name: str, value: Any) -> str:
    """Return a value that is neither a thing nor a list of values."""
    text = str(value)
    if chosen := choice_words(name, text):
        return chosen
    if name in KEYS:
        return _key_of_model(text)
    if name in NUMBERS:
        return _number_said(text)
    if DAY.fullmatch(text):
        return date_long(date.fromisoformat(text))
    return ", ".join(period(one) for one in text.split(", ")) if MONTHS.fullmatch(text) else MEDIA.get(text, text)


def _key_of_model(key: str) -> str:
    found = once(key) or once(key.partition(".")[2])
    return word(found.label) if found else key.replace("_", " ")


def _number_said(text: str) -> str:
    try:
        given = Decimal(text).normalize()
    except InvalidOperation:
        return text
    return number(given, max(0, -int(given.as_tuple().exponent)))
