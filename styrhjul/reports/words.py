"""Numbers and dates as they are written in running text and tables, in the language of the report."""

from __future__ import annotations

from datetime import date

from babel.dates import format_date
from babel.numbers import format_decimal

from styrhjul.engine.rounding import rounded

ABSENT = "–"
NO_BREAK = "\u00a0"
MONTH_LETTERS = 3


def number(value: float | None, decimals: int, language: str) -> str:
    """Write a number with its decimals, thousands apart and a real minus; a dash when it is missing.

    Rounded half away from zero, as statistics are published.
    """
    if value is None:
        return ABSENT
    exact = rounded(value, decimals)
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    written = str(format_decimal(abs(exact), format=pattern, locale=_locale(language)))
    return ("−" if exact < 0 else "") + written.replace("\u202f", NO_BREAK)


def day(iso: str, language: str) -> str:
    """Write a date in text, never broken over lines: 13 mars 2026."""
    written = format_date(date.fromisoformat(iso[:10]), format="d MMMM y", locale=_locale(language))
    return str(written).replace(" ", NO_BREAK)


def short_day(iso: str, language: str) -> str:
    """Write a date in a table, never broken over lines: 13 mar 2026."""
    when = date.fromisoformat(iso[:10])
    month = str(format_date(when, format="MMM", locale=_locale(language)))[:MONTH_LETTERS]
    return NO_BREAK.join((str(when.day), month, str(when.year)))


def _locale(language: str) -> str:
    return {"en": "en_GB"}.get(language, "sv_SE")


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a text: blank lines divide, and the lines of each stand as they were written."""
    lines = [" ".join(line.split()) for line in text.replace("\r\n", "\n").split("\n")]
    return [part.strip("\n") for part in "\n".join(lines).split("\n\n") if part.strip("\n")]


def capital(text: str) -> str:
    """Return a text with its first letter as a capital and the rest as written."""
    return text[:1].upper() + text[1:]


def sentence(text: str) -> str:
    """Return a text that ends as a sentence does."""
    return text if text.endswith((".", "?", "!")) else f"{text}."


def first_sentence(text: str) -> str:
    """Return the text up to and with its first full stop, question mark or exclamation mark before a space."""
    for at, sign in enumerate(text[:-1]):
        if sign in ".?!" and text[at + 1].isspace() and text[at + 2 : at + 3].isupper():
            return text[: at + 1]
    return text
