"""Numbers and dates as a reader writes them, in the active language."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal

from babel.dates import format_date, format_time
from babel.numbers import format_decimal
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from styrhjul.engine.rounding import rounded

MISSING = "–"
NO_BREAK = "\u00a0"
MINUS = "\u2212"
A_MEGABYTE = 1_000_000


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


def file_size(size: int) -> str:
    """Return the size of a file in the unit that makes it short: 245 kB."""
    return amount(size / 1e6, 1, "MB") if size >= A_MEGABYTE else amount(max(size / 1e3, 1), 0, "kB")


def date_long(value: date | None) -> str:
    """Return a day as in running text: 13 mars 2026."""
    return MISSING if value is None else _plain(value, "d MMMM y")


def date_short(value: date | None) -> str:
    """Return a day as in tables: 20 nov 2026."""
    return MISSING if value is None else _brief(value, "d MMM y")


def date_until(value: date | None) -> str:
    """Return the last day of something; what has none goes on until further notice."""
    return _("until further notice") if value is None else date_short(value)


def date_span(first: date, last: date | None) -> str:
    """Return from when to when something goes on: 16 jan – 20 dec 2026; från 16 jan 2026 when no end is known."""
    if last is None:
        return _("from %(when)s") % {"when": date_short(first)}
    begins = date_brief(first) if _day(first).year == _day(last).year else date_short(first)
    return f"{begins} – {date_short(last)}"


def period(said: str) -> str:
    """Return a year, or a month (2026-11), as people say it: november 2026."""
    return _plain(date.fromisoformat(f"{said}-01"), "LLLL y") if len(said) == len("2026-11") else said


def date_day(value: date | None) -> str:
    """Return day and month where the year is plain: 13 mars."""
    return MISSING if value is None else _plain(value, "d MMMM")


def date_brief(value: date | None) -> str:
    """Return day and month where there is little room: 13 mar."""
    return MISSING if value is None else _brief(value, "d MMM")


def weekday(value: date | None) -> str:
    """Return weekday, day and month: fredag 13 mars."""
    return MISSING if value is None else _plain(value, "EEEE d MMMM")


def clock_time(value: datetime | time | None) -> str:
    """Return a time of day: 14.32 in Swedish."""
    if value is None:
        return MISSING
    local = timezone.localtime(value) if isinstance(value, datetime) and timezone.is_aware(value) else value
    return format_time(local, "HH:mm" if locale().startswith("en") else "HH.mm", locale=locale())


def _plain(value: date, pattern: str) -> str:
    return str(format_date(_day(value), pattern, locale=locale())).replace(" ", NO_BREAK)


def _brief(value: date, pattern: str) -> str:
    return _plain(value, pattern).replace(".", "")


def _day(value: date) -> date:
    if isinstance(value, datetime):
        return timezone.localdate(value) if timezone.is_aware(value) else value.date()
    return value
