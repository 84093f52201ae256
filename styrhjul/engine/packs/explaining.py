"""Say what the schema found wrong in words for whoever writes the pack."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

from styrhjul.engine.packs import schema
from styrhjul.engine.packs.faults import Fault, FaultCode, Path
from styrhjul.engine.packs.merge import Merged

FIELDS = sorted(
    {
        name
        for form in vars(schema).values()
        if isinstance(form, type) and issubclass(form, schema.Form)
        for name in form.model_fields
    }
)

_TYPES = {
    "string_type": ("should be text", "write text, in quotes if it looks like a number"),
    "int_type": ("should be a whole number", "write digits without quotes"),
    "int_from_float": ("should be a whole number", "write digits without quotes"),
    "bool_type": ("should be true or false", "write true or false without quotes"),
    "list_type": ("should be a list", "write one item per line, each beginning with `- `"),
    "dict_type": ("should hold keys", "write `key: value` lines, indented"),
    "model_type": ("should hold keys", "write `key: value` lines, indented"),
    "model_attributes_type": ("should hold keys", "write `key: value` lines, indented"),
}

_PATTERNS = {
    "#": (FaultCode.COLOUR, "is not a colour", 'write it as "#1a2b3c", in quotes'),
    "[a-z]": (FaultCode.NOT_A_KEY, "is not a key", "use a–z, digits and _, beginning with a letter, at most 40"),
    r"\d": (FaultCode.NOT_A_KEY, "is not a version", 'write a year or date, such as "2014-09", in quotes'),
}


def schema_faults(error: ValidationError, merged: Merged) -> Iterator[Fault]:
    """Yield one fault for each thing the schema didn't accept."""
    for found in error.errors(include_url=False):
        path: Path = tuple(part for part in found["loc"] if part != "[key]")
        code, message, mend = _words(found["type"], path, found.get("ctx", {}), found.get("input"), found["msg"])
        yield merged.fault(path, message, mend, code)


def _words(kind: str, path: Path, limits: dict[str, Any], value: object, said: str) -> tuple[FaultCode, str, str]:
    if kind == "missing":
        return FaultCode.MISSING, "is missing", f"add `{path[-1]}:` here"
    if kind == "extra_forbidden":
        return FaultCode.UNKNOWN, "is not a key that a pack has here", _nearest(str(path[-1]))
    if kind in _TYPES:
        return FaultCode.WRONG_TYPE, *_TYPES[kind]
    if kind == "string_pattern_mismatch":
        code, message, mend = next(
            words for start, words in _PATTERNS.items() if limits["pattern"][1:].startswith(start)
        )
        return code, f"`{str(value)[:40]}` {message}", mend
    if kind in ("enum", "literal_error"):
        return FaultCode.CHOICE, f"`{str(value)[:40]}` is not among the choices", f"write {limits['expected']}"
    return _limit_words(kind, limits, said)


def _limit_words(kind: str, limits: dict[str, Any], said: str) -> tuple[FaultCode, str, str]:
    if kind == "string_too_short":
        return FaultCode.EMPTY, "is empty", "write the text"
    if kind == "string_too_long":
        return FaultCode.LENGTH, "is too long", f"use at most {limits['max_length']} characters"
    if kind == "too_short":
        return FaultCode.COUNT, "has too few items", f"write at least {limits['min_length']}"
    if kind == "too_long":
        return FaultCode.COUNT, "has too many items", f"write at most {limits['max_length']}"
    if kind.startswith(("greater_than", "less_than")):
        return FaultCode.RANGE, "is out of range", said.removeprefix("Input ").replace("should be", "write a number")
    return FaultCode.OTHER, said, "see the schema of a pack"


def _nearest(name: str) -> str:
    near = difflib.get_close_matches(name[:60], FIELDS, n=1)
    return f"write `{near[0]}`, or remove the line" if near else "remove the line"
