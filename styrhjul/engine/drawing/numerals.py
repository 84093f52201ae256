"""Numbers as text: decimals as told, in Swedish or English form."""

from __future__ import annotations

from styrhjul.engine.rounding import rounded

NO_BREAK = "\u00a0"
MINUS = "\u2212"


def numeral(value: float, decimals: int, language: str = "sv", unit: str = "") -> str:
    r"""Return a number as a reader writes it, with its unit if there is one.

    Examples
    --------
    >>> numeral(-12450.51, 1)
    '−12\xa0450,5'
    >>> numeral(80.6, 1, "en", "%")
    '80.6%'

    """
    digits = f"{rounded(value, decimals).copy_abs():,f}"
    negative = value < 0 and any(digit in "123456789" for digit in digits)
    if language == "sv":
        digits = digits.replace(",", NO_BREAK).replace(".", ",")
    gap = "" if language == "en" and unit == "%" else NO_BREAK
    return (MINUS if negative else "") + digits + (gap + unit if unit else "")
