"""Years, terms, quarters and months: how they are counted, written and spoken of."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from styrhjul.engine.analysis.arrays import Integers

PATTERNS = (
    ("year", 1, re.compile(r"(\d{4})()")),
    ("month", 12, re.compile(r"(\d{4})-(0[1-9]|1[0-2])")),
    ("quarter", 4, re.compile(r"(\d{4})-?[KkQq]([1-4])")),
    ("tertial", 3, re.compile(r"(\d{4})-?[Tt]([1-3])")),
    ("term", 2, re.compile(r"(\d{4})-?([VvHh])[Tt]")),
)
PER_YEAR = {kind: number for kind, number, _ in PATTERNS}
LABELS = {"year": "{year}", "month": "{year}-{part:02}", "quarter": "{year}-K{part}", "tertial": "{year}-T{part}"}
MONTHS = {
    "sv": [
        "januari",
        "februari",
        "mars",
        "april",
        "maj",
        "juni",
        "juli",
        "augusti",
        "september",
        "oktober",
        "november",
        "december",
    ],
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
}
NAMES = {
    "sv": {"quarter": "kvartal {part} {year}", "tertial": "tertial {part} {year}"},
    "en": {"quarter": "quarter {part} of {year}", "tertial": "tertial {part} of {year}"},
}
TERMS = {"sv": ("vårterminen", "höstterminen"), "en": ("the spring term of", "the autumn term of")}
PER = {
    "sv": {"year": "per år", "month": "per månad", "quarter": "per kvartal", "tertial": "per tertial",
           "term": "per termin", "other": "per mätning"},
    "en": {"year": "a year", "month": "a month", "quarter": "a quarter", "tertial": "a tertial",
           "term": "a term", "other": "for each measurement"},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Calendar:
    """How the whole numbers of a line of periods are to be read; `labels` only when they follow no known pattern."""

    kind: str = "year"
    labels: tuple[str, ...] = ()

    def label(self, number: int) -> str:
        """Write a period as in tables: 2023, 2023-03, 2023-K1, 2023-T1, 2023-VT."""
        if self.kind == "other":
            return self.labels[number]
        year, part = self._parts(number)
        if self.kind == "term":
            return f"{year}-{'VH'[part - 1]}T"
        return LABELS[self.kind].format(year=year, part=part)

    def name(self, number: int, language: str) -> str:
        """Speak of a period in text: 2023, mars 2023."""
        if self.kind in ("year", "other"):
            return self.label(number)
        year, part = self._parts(number)
        if self.kind == "month":
            return f"{MONTHS[language][part - 1]} {year}"
        if self.kind == "term":
            return f"{TERMS[language][part - 1]} {year}"
        return NAMES[language][self.kind].format(year=year, part=part)

    def at(self, number: int, language: str) -> str:
        """Say when: år 2023, i mars 2023; in 2023."""
        word = "in" if language == "en" else {"year": "år", "month": "i"}.get(self.kind, "")
        return f"{word} {self.name(number, language)}".strip()

    def than(self, number: int, language: str) -> str:
        """Say when after "than": 2022, i mars 2023; in 2022."""
        if language == "sv" and self.kind == "year":
            return self.label(number)
        return self.at(number, language)

    def per(self, language: str) -> str:
        """Say for each: per år, per månad."""
        return PER[language][self.kind]

    def year(self, number: int) -> int | None:
        """Give the calendar year, None when it is not known."""
        return None if self.kind == "other" else self._parts(number)[0]

    def left(self, number: int, target_year: int | None) -> int:
        """Count the periods from one to the last of the target's year; 0 when not known or past."""
        if target_year is None or self.kind == "other":
            return 0
        return max((target_year + 1) * PER_YEAR[self.kind] - 1 - number, 0)

    def _parts(self, number: int) -> tuple[int, int]:
        year, part = divmod(number, PER_YEAR[self.kind])
        return year, part + 1


def read_periods(given: Sequence[int | str]) -> tuple[Integers, Calendar]:
    """Count periods on a line of whole numbers.

    Parameters
    ----------
    given : sequence of int or str
        All years (2023), months (2023-03), quarters (2023-K1), tertials (2023-T1) or terms (2023-VT); anything else is
        counted in the order given.

    Returns
    -------
    int64 (n,), Calendar

    Examples
    --------
    >>> numbers, calendar = read_periods(["2022-12", "2023-01"])
    >>> (numbers[1] - numbers[0]).item(), calendar.label(int(numbers[1])), calendar.at(int(numbers[1]), "sv")
    (1, '2023-01', 'i januari 2023')

    """
    texts = [str(period).strip() for period in given]
    for kind, per_year, pattern in PATTERNS:
        found = [pattern.fullmatch(text) for text in texts]
        if all(found):
            numbers = [int(hit[1]) * per_year + _part(hit[2]) for hit in found if hit]
            return np.array(numbers, dtype=np.int64), Calendar(kind)
    return np.arange(len(texts), dtype=np.int64), Calendar("other", tuple(texts))


def _part(text: str) -> int:
    if text.isdigit():
        return int(text) - 1
    return int(text.upper() == "H")
