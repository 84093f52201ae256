"""What people type about a measure: a number, or a number with how many people are behind it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from django.utils.translation import gettext as _

from styrhjul.base.common.faults import Fault
from styrhjul.base.common.numbers import read_number

FINEST: Final = Decimal("0.0001")
MOST_PEOPLE: Final = 10_000_000
_OF: Final = re.compile(r"(?P<count>[0-9][0-9\s]*?)\s*(?:av|of|/)\s*(?P<people>[0-9][0-9\s]*)")
_BEHIND: Final = re.compile(r"(?P<value>.+?)\s*\(\s*(?:n\s*=\s*)?(?P<people>[0-9][0-9\s]*)\)")


@dataclass(frozen=True)
class Measured:
    """A number, and how many people are behind it when that is known."""

    value: Decimal
    people: int | None = None


def read_measured(text: str, *, is_share: bool) -> Measured:
    """Return what a text says: 82.9, or 82.9 (41) with the number of people, or for a share 34 of 41.

    Raises Fault when it is none of them, when more are counted than there are, or nobody is.
    """
    text = text.strip()
    if found := _OF.fullmatch(text):
        if not is_share:
            raise Fault(_("So many of so many is a share, and this is not measured in per cent."))
        count, people = _whole(found["count"]), _people(found["people"])
        if count > people:
            raise Fault(_("More cannot be counted than there are: write for example 34 of 41."))
        return Measured((Decimal(100 * count) / people).quantize(FINEST), people)
    if found := _BEHIND.fullmatch(text):
        return Measured(read_number(found["value"]), _people(found["people"]))
    return Measured(read_number(text))


def count_of(value: Decimal, people: int) -> int:
    """Return how many a share of people is.

    Examples
    --------
    >>> count_of(Decimal("82.9268"), 41)
    34

    """
    return int((value * people / 100).to_integral_value())


def _people(text: str) -> int:
    people = _whole(text)
    if not 0 < people <= MOST_PEOPLE:
        raise Fault(_("Write how many people are behind the number: at least one."))
    return people


def _whole(text: str) -> int:
    return int(re.sub(r"\s", "", text))
