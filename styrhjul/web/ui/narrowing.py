"""What a list can be narrowed by: what it holds, and what the address asks for even when it holds nothing of that."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from styrhjul.base.common.models import User
from styrhjul.base.organisation.models import Unit
from styrhjul.base.organisation.queries import units_seen_by

LONGEST_KEY: Final = 18
"""So many digits every database takes as a key."""


def number_in(asked: Mapping[str, str], name: str) -> int | None:
    """Return the key that an address says by a name; None when it says none."""
    said = asked.get(name, "")
    return int(said) if said.isdecimal() and len(said) <= LONGEST_KEY else None


def with_asked_unit(units: Iterable[Unit], request: HttpRequest, name: str, user: User) -> list[Unit]:
    """Return the units with the one that the address asks for; a unit that the person may not see is not found."""
    found, asked = list(units), request.GET.get(name, "")
    if asked.isdecimal() and int(asked) not in {unit.pk for unit in found}:
        found.append(get_object_or_404(units_seen_by(user), pk=int(asked)))
    return found


def with_asked_year(years: Iterable[int], request: HttpRequest, name: str) -> list[int]:
    """Return the years with the one that the address asks for, the latest first when they were so."""
    found, asked = list(years), request.GET.get(name, "")
    if asked.isdecimal() and len(asked) == len("2023") and int(asked) not in found:
        found = sorted([*found, int(asked)], reverse=True)
    return found
