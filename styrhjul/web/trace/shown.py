"""Entries of the log in words: what they are about by name, and what changed without keys and numbers of rows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext as _

from styrhjul.base.common.models import TraceEntry, User
from styrhjul.base.common.queries import Line, as_line
from styrhjul.base.organisation.queries import people_with, units_with
from styrhjul.base.steering.words import once, word
from styrhjul.base.thread.queries import nodes_known
from styrhjul.web.trace.words import DETAIL_WORDS, choice_words, event_words
from styrhjul.web.ui.addresses import address_of
from styrhjul.web.ui.formats import date_day

NODES: Final = {"node", "cause", "effect_node", "decision", "origin", "goal", "indicator", "plan", "assurance"}
UNITS: Final = {"unit", "parent", "rated", "decided_by"}
# Keys of the steering model: what they stood for is said instead.
KEYS: Final = {"level", "occasion", "role", "section", "question", "step", "colour", "kind", "key", "keys", "aspect"}
# Of use to a program only; the list that is downloaded has them.
UNSAID: Final = {"digest", "build", "through", "revision", "code"}
DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True)
class Shown:
    """One entry as a row: its subject with the way there, and what changed as pairs of word and value."""

    line: Line
    what: str
    about: str
    href: str
    details: list[tuple[str, str]] | None


class Names:
    """The names of everything that some entries speak of, fetched together; what the reader may not know has none."""

    def __init__(self, lines: Iterable[Line], reader: User) -> None:
        told = list(lines)
        subjects = [line.subject.partition(":") for line in told]
        details = [line.detail or {} for line in told]
        nodes = _numbers("node", subjects) | _said(details, NODES)
        units = _numbers("unit", subjects) | _said(details, UNITS)
        self.nodes = nodes_known(nodes, reader)
        self.units = units_with(units)
        self.users = people_with(_numbers("user", subjects))

    def about(self, subject: str) -> tuple[str, str]:
        """Return what a subject is called and the address of its page."""
        kind, _colon, key = subject.partition(":")
        if kind == "node" and (node := self.nodes.get(_number(key))):
            return f"{node.get_kind_display()}: {node.title}", address_of(node)
        if kind == "unit" and (unit := self.units.get(_number(key))):
            return unit.name, ""
        if kind == "user" and (user := self.users.get(_number(key))):
            return user.name, ""
        return f"{DETAIL_WORDS.get(kind, kind)} {key}", ""

    def value(self, name: str, value: Any) -> str:
        """Return a value of a detail as people say it."""
        if isinstance(value, list):
            return ", ".join(self.value(name, one) for one in value) or _("nothing")
        if isinstance(value, dict):
            return "; ".join(f"{choice_words(name, key) or _key(key)}: {one}" for key, one in value.items()) or _(
                "nothing"
            )
        if value in (None, ""):
            return _("nothing")
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        return self._name(name, value) or _plain(name, value)

    def _name(self, name: str, value: Any) -> str:
        if name in NODES:
            return self.nodes[value].title if value in self.nodes else ""
        return self.units[value].name if name in UNITS and value in self.units else ""


def shown(entries: Sequence[TraceEntry], reader: User) -> list[Shown]:
    """Return entries as rows, for a reader; asks the database as often for many as for one."""
    lines = [as_line(entry) for entry in entries]
    names = Names(lines, reader)
    return [Shown(line, event_words(line.event), *names.about(line.subject), _details(line, names)) for line in lines]


def _details(line: Line, names: Names) -> list[tuple[str, str]] | None:
    if line.detail is None:
        return None
    said = [(key, value) for key, value in line.detail.items() if key not in UNSAID and value not in (None, "", [], {})]
    return [(_key(key), names.value(key, value)) for key, value in said]


def _key(key: str) -> str:
    return str(DETAIL_WORDS.get(key, "")) or _key_of_model(key)


def _key_of_model(key: str) -> str:
    found = once(key)
    return word(found.label) if found else key.replace("_", " ")


def _plain(name: str, value: Any) -> str:
    text = str(value)
    if chosen := choice_words(name, text):
        return chosen
    if name in KEYS:
        return _key_of_model(text)
    return date_day(date.fromisoformat(text)) if DAY.fullmatch(text) else text


def _numbers(kind: str, subjects: Iterable[tuple[str, str, str]]) -> set[int]:
    return {int(key) for found, _colon, key in subjects if found == kind and key.isdigit()}


def _number(key: str) -> int:
    return int(key) if key.isdigit() else 0


def _said(details: Iterable[Mapping[str, Any]], names: set[str]) -> set[int]:
    return {value for detail in details for key, value in detail.items() if key in names and isinstance(value, int)}
