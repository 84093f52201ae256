"""Find places in the raw content of a pack, also when parts of it are of the wrong form."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from styrhjul.engine.packs.faults import Path


def spots(content: object, pattern: str) -> Iterator[tuple[Path, Any]]:
    """Yield path and value of everything that fits a pattern; `*` is any item of a list.

    Examples
    --------
    >>> list(spots({"roles": [{"key": "employee"}, "broken"]}, "roles.*.key"))
    [(('roles', 0, 'key'), 'employee')]

    """
    yield from _walk(content, pattern.split("."), ())


def _walk(value: object, steps: list[str], path: Path) -> Iterator[tuple[Path, Any]]:
    if not steps:
        yield path, value
        return
    step, rest = steps[0], steps[1:]
    if step == "*" and isinstance(value, list):
        for index, item in enumerate(value):
            yield from _walk(item, rest, (*path, index))
    elif isinstance(value, dict) and step in value:
        yield from _walk(value[step], rest, (*path, step))


def words(content: object, pattern: str) -> Iterator[tuple[Path, str]]:
    """Yield path and value of everything that fits a pattern and is text."""
    for path, value in spots(content, pattern):
        if isinstance(value, str):
            yield path, value


def order(day: object) -> tuple[int, int, int] | None:
    """Return year, month and day of a raw day, to compare by; None when it is no day."""
    if not isinstance(day, dict):
        return None
    year, month, number = day.get("year", 0), day.get("month"), day.get("day")
    if isinstance(year, int) and isinstance(month, int) and isinstance(number, int):
        return year, month, number
    return None
