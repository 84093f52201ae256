"""Numbers as they are written in Swedish and English text."""

from dataclasses import dataclass
from decimal import Decimal
from math import isfinite, isnan
from typing import Literal

from styrhjul.engine.analysis.arrays import Good
from styrhjul.engine.analysis.periods import Calendar
from styrhjul.engine.rounding import rounded

Language = Literal["sv", "en"]
SPACE, MINUS = "\u00a0", "\u2212"
YEARS = Calendar()
POINTS = {"sv": "procentenheter", "en": "percentage points"}


def written(value: float | Decimal, decimals: int, language: Language) -> str:
    """Write a number: no-break space or comma between thousands, comma or point before decimals, a real minus sign.

    Parameters
    ----------
    value : float or Decimal
        Rounded half away from zero. NaN is written as a dash.
    decimals : int
        How many.
    language : "sv" or "en"
        Which way of writing.

    Returns
    -------
    str

    Examples
    --------
    >>> written(-12450.52, 1, "sv") == "\u221212\u00a0450,5"
    True
    >>> written(12450.52, 1, "en"), written(-0.04, 1, "sv"), written(float("nan"), 1, "sv")
    ('12,450.5', '0,0', '–')

    """
    if isnan(value):
        return "–"
    text = f"{rounded(value, decimals).copy_abs():,f}" if isfinite(value) else "∞"
    if language == "sv":
        text = text.replace(",", SPACE).replace(".", ",")
    negative = value < 0 and any(digit in "123456789" for digit in text)
    return f"{MINUS}{text}" if negative else text


@dataclass(frozen=True, slots=True)
class Measure:
    """How an indicator's values and periods are written, and which way is good."""

    language: Language
    decimals: int = 1
    unit: str = ""
    good: Good = "none"
    calendar: Calendar = YEARS

    def value(self, value: float) -> str:
        """Write a value with its unit."""
        return self._with(written(value, self.decimals, self.language), self.unit)

    def size(self, difference: float, *, more: int = 0) -> str:
        """Write the size of a difference, without sign; a difference of shares is in percentage points."""
        unit = POINTS[self.language] if self.unit == "%" else self.unit
        return self._with(written(abs(difference), self.decimals + more, self.language), unit)

    def slope(self, slope: float) -> str:
        """Write the size of a change for each period: one decimal more than the value, or as many as make it seen."""
        if abs(slope) >= 100:
            return self.size(slope)
        more = next((more for more in (1, 2, 3) if _shows(slope, self.decimals + more)), 1)
        return self.size(slope, more=more)

    def change(self, difference: float) -> str:
        """Write a difference with its sign."""
        sign = MINUS if difference < 0 else "+"
        return f"{sign}{self.size(difference)}" if self.is_seen(difference) else self.size(0.0)

    def is_seen(self, difference: float) -> bool:
        """Say whether a difference shows at all with these decimals."""
        return _shows(difference, self.decimals)

    def name(self, period: int) -> str:
        """Speak of a period."""
        return self.calendar.name(period, self.language)

    def at(self, period: int) -> str:
        """Say when."""
        return self.calendar.at(period, self.language)

    def _with(self, number: str, unit: str) -> str:
        return f"{number}{SPACE}{unit}" if unit else number


def _shows(difference: float, decimals: int) -> bool:
    return isfinite(difference) and rounded(difference, decimals) != 0
