"""Numbers and dates as a reader writes them, in the active language."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal

from babel.dates import format_date, format_time
from babel.numbers import format_decimal
from django.utils import timezone
from django.utils.translation import get_language

from styrhjul.engine.rounding import rounded

MISSING = "–"
NO_BREAK = "\u00a0"
MINUS = "\u2212"


def locale() -> str:
    """Return Babel's name of the active language; Swedish when there is no other."""
    return "en_GB" if (get_language() or "sv").startswith("en") else "sv_SE"


def number(value: float | Decimal | None, decimals: int = 0, *, sign: bool = False) -> str:
    """Return a number with the language's own signs; a missing one is a dash, never zero.

    Rounded half away from zero, as statistics are published. `sign` puts a plus before what is above zero.
    """
    if value is None or value != value:  # NaN alone differs from itself
        return MISSING
    exact = rounded(value, decimals)
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    written = format_decimal(abs(exact), format=pattern, locale=locale()).replace("\u202f", NO_BREAK)
    before = MINUS if exact < 0 else "+" if sign and exact > 0 else ""
    return before + written


def amount(value: float | Decimal | None, decimals: int = 0, unit: str = "") -> str:
    """Return a number with its unit, which never lands alone on the next line."""
    written = number(value, decimals)
    return written if written == MISSING or not unit else written + NO_BREAK + unit.replace(" ", NO_BREAK)


def date_long(value: date | None) -> str:
    """Return a day as in running text: 13 mars 2026."""
    return MISSING if value is None else format_date(_day(value), "d MMMM y", locale=locale()).replace(" ", NO_BREAK)


def date_short(value: date | None) -> str:
    """Return a day as in tables: 2026-03-13."""
    return MISSING if value is None else _day(value).isoformat()


def date_day(value: date | None) -> str:
    """Return day and month where the year is plain: 13 mars."""
    return MISSING if value is None else format_date(_day(value), "d MMMM", locale=locale()).replace(" ", NO_BREAK)


def date_brief(value: date | None) -> str:
    """Return day and month where there is little room: 13 mar."""
    if value is None:
        return MISSING
    return format_date(_day(value), "d MMM", locale=locale()).replace(".", "").replace(" ", NO_BREAK)


def weekday(value: date | None) -> str:
    """Return weekday, day and month: fredag 13 mars."""
    return MISSING if value is None else format_date(_day(value), "EEEE d MMMM", locale=locale()).replace(" ", NO_BREAK)


def clock_time(value: datetime | time | None) -> str:
    """Return a time of day: 14.32 in Swedish."""
    if value is None:
        return MISSING
    local = timezone.localtime(value) if isinstance(value, datetime) and timezone.is_aware(value) else value
    return format_time(local, "HH:mm" if locale().startswith("en") else "HH.mm", locale=locale())


def _day(value: date) -> date:
    if isinstance(value, datetime):
        return timezone.localdate(value) if timezone.is_aware(value) else value.date()
    return value
