"""Entries of the log in words: what they are about by name, and what changed without keys and numbers of rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _

from styrhjul.base.common.models import TraceEntry, User
from styrhjul.base.common.queries import Line, as_line
from styrhjul.base.organisation.queries import people_with, units_with
from styrhjul.base.steering.differences import path_of
from styrhjul.base.steering.words import once, word, word_for
from styrhjul.base.thread.models import Node
from styrhjul.base.thread.queries import nodes_known
from styrhjul.engine.packs.schema import Section
from styrhjul.web.trace.values import key_words, model_named, plain
from styrhjul.web.trace.words import SUBJECT_WORDS, choice_words, event_words
from styrhjul.web.ui.addresses import address_of, kind_words, title_beside_kind
from styrhjul.wheel.flows.documents import levels_of

NODES: Final = {"node", "cause", "effect_node", "decision", "origin", "goal", "indicator", "plan", "assurance"}
UNITS: Final = {"unit", "rated", "decided_by"}
# Details that are one thing in some entries and another in others: by what the name of the event begins with.
NODES_IN: Final = {("goal.", "parent")}
UNITS_IN: Final = {("unit.", "parent"), ("unit.moved", "old"), ("unit.moved", "new")}
# Of use to a program only; the list that is downloaded has them.
UNSAID: Final = {"digest", "build", "through", "revision", "code", "told", "task"}


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
        self.nodes = nodes_known(_numbers("node", subjects) | _said(told, NODES, NODES_IN), reader)
        self.units = units_with(_numbers("unit", subjects) | _said(told, UNITS, UNITS_IN))
        self.users = people_with(_numbers("user", subjects))
        written = [line.subject.partition(":") for line in told if line.event in {"plan.written", "report.written"}]
        self.levels = levels_of(_numbers("node", written)) if written else {}

    def about(self, line: Line) -> tuple[str, str]:
        """Return what an entry is about and the address of its page."""
        kind, _colon, key = line.subject.partition(":")
        if kind == "node" and (node := self.nodes.get(_number(key))):
            return _node_said(node), address_of(node)
        if kind == "unit" and (unit := self.units.get(_number(key))):
            return unit.name, ""
        if kind == "user" and (user := self.users.get(_number(key))):
            return user.name, ""
        return _other_said(kind, key, line.detail or {}), ""

    def value(self, line: Line, name: str, value: Any) -> str:
        """Return a value of a detail as people say it."""
        if isinstance(value, list):
            return ", ".join(self.value(line, name, one) for one in value) or _("nothing")
        if isinstance(value, dict):
            return "; ".join(self._pair(line, name, key, one) for key, one in value.items() if one) or _("nothing")
        if value in (None, "", "None"):
            return _("nothing")
        if isinstance(value, bool) or value in ("True", "False"):
            return _("yes") if value in (True, "True") else _("no")
        return self._name(line, name, value) or self._key_in_document(line, name, value) or plain(name, value)

    def _pair(self, line: Line, name: str, key: str, value: Any) -> str:
        said = choice_words(name, key) or key_words(key)
        if name == "changed" and isinstance(value, list):
            return f"{said}: {' → '.join(self.value(line, key, one) for one in value)}"
        return f"{said}: {self.value(line, 'key' if name == 'moves' else name, value)}"

    def _name(self, line: Line, name: str, value: Any) -> str:
        if _is_among(line, name, NODES, NODES_IN):
            node = self.nodes.get(value)
            return "" if node is None else title_beside_kind(node) if name == node.kind else node.title
        return self.units[value].name if _is_among(line, name, UNITS, UNITS_IN) and value in self.units else ""

    def _key_in_document(self, line: Line, name: str, value: Any) -> str:
        """Return the heading or question of a plan or a report, as its own level calls it."""
        if name not in {"section", "question"} or line.detail is None:
            return ""
        level = self.levels.get(_number(line.subject.partition(":")[2]), "")
        section = once(path_of(level, str(line.detail.get("section", ""))), Section)
        if section is None:
            return ""
        return word(section.label) if name == "section" else word_for(section.questions, str(value))


def shown(entries: Sequence[TraceEntry], reader: User) -> list[Shown]:
    """Return entries as rows, for a reader; asks the database as often for many as for one."""
    lines = [as_line(entry) for entry in entries]
    names = Names(lines, reader)
    return [Shown(line, event_words(line.event), *names.about(line), _details(line, names)) for line in lines]


def _details(line: Line, names: Names) -> list[tuple[str, str]] | None:
    if line.detail is None:
        return None
    unsaid = UNSAID | ({"name"} if line.event.startswith("draft.") else set())
    unsaid |= {"key", "version"} if line.event.startswith("model.") else set()
    said = [(key, value) for key, value in line.detail.items() if key not in unsaid and value not in (None, "", [], {})]
    return [(key_words(key), names.value(line, key, value)) for key, value in said]


def _node_said(node: Node) -> str:
    """Return the kind and title of a thing, and the title alone when it begins with the kind."""
    title = title_beside_kind(node)
    begins = title.casefold().startswith(tuple(f"{word} " for word in kind_words(node.kind)))
    return title if begins else f"{node.get_kind_display()}: {title}"


def _other_said(kind: str, key: str, detail: Mapping[str, Any]) -> str:
    words = str(SUBJECT_WORDS.get(kind, kind))
    if kind == "draft" and detail.get("name"):
        return f"{words}: {detail['name']}"
    if kind == "model" and detail.get("key"):
        return f"{words}: {model_named(str(detail['key']), str(detail.get('version', '')))}"
    return f"{words} {key}" if kind == "year" else words


def _is_among(line: Line, name: str, always: set[str], sometimes: set[tuple[str, str]]) -> bool:
    return name in always or any(name == one and line.event.startswith(event) for event, one in sometimes)


def _numbers(kind: str, subjects: Iterable[tuple[str, str, str]]) -> set[int]:
    return {int(key) for found, _colon, key in subjects if found == kind and key.isdigit()}


def _number(key: str) -> int:
    return int(key) if key.isdigit() else 0


def _said(lines: Iterable[Line], always: set[str], sometimes: set[tuple[str, str]]) -> set[int]:
    return {
        value
        for line in lines
        for key, value in (line.detail or {}).items()
        if isinstance(value, int) and _is_among(line, key, always, sometimes)
    }
