"""Lists of units and people from outside: what their columns are, and what a list would change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from styrhjul.base.common import trace
from styrhjul.base.common.faults import Fault
from styrhjul.base.common.sheets import Column, Row
from styrhjul.base.steering.queries import model_in_force, pack_in_force, pack_of
from styrhjul.base.steering.words import word
from styrhjul.engine.packs.schema import Entry

STARTS: Final = Column("starts", ("från", "from", "starts", "startar", "gäller från"))
ENDS: Final = Column("ends", ("till", "until", "ends", "upphör", "slutar"), required=False)
UNIT_COLUMNS: Final = (
    Column("code", ("kod", "code")),
    Column("name", ("namn", "name")),
    Column("kind", ("slag", "kind", "typ")),
    Column("parent_code", ("överordnad", "parent", "parent_code", "överordnad kod", "under")),
    STARTS,
    Column("area", ("statistikområde", "area", "område"), required=False),
    ENDS,
)
SHORT_COLUMNS: Final = tuple(replace(one, required=one.key in {"name", "kind"}) for one in UNIT_COLUMNS)
"""A list to begin with: what is left out is filled in."""
PEOPLE_COLUMNS: Final = (
    Column("email", ("e-post", "e-mail", "email", "epost", "e-postadress")),
    Column("name", ("namn", "name")),
    Column("role", ("roll", "role")),
    Column("unit_code", ("organisationsdel", "unit code", "unit", "enhet", "kod")),
    Column(STARTS.key, STARTS.heads, required=False),
    ENDS,
)


class What(models.TextChoices):
    """What a row would do."""

    NEW = "new", gettext_lazy("new")
    MOVED = "moved", gettext_lazy("moved")
    RENAMED = "renamed", gettext_lazy("renamed")
    AREA = "area", gettext_lazy("new statistical area")
    CLOSED = "closed", gettext_lazy("is closed")
    APPOINTED = "appointed", gettext_lazy("is given the role")
    ENDED = "ended", gettext_lazy("the role ends")
    UNCHANGED = "unchanged", gettext_lazy("unchanged")
    FAULTY = "faulty", gettext_lazy("faulty")


def _counted(what: What, count: int) -> str:
    words: dict[What, str] = {
        What.NEW: ngettext("%(count)s is new", "%(count)s are new", count),
        What.MOVED: ngettext("%(count)s is moved", "%(count)s are moved", count),
        What.RENAMED: ngettext("%(count)s is renamed", "%(count)s are renamed", count),
        What.AREA: ngettext("%(count)s has a new statistical area", "%(count)s have a new statistical area", count),
        What.CLOSED: ngettext("%(count)s is closed", "%(count)s are closed", count),
        What.APPOINTED: ngettext("%(count)s is given a role", "%(count)s are given a role", count),
        What.ENDED: ngettext("%(count)s role ends", "%(count)s roles end", count),
        What.UNCHANGED: ngettext("%(count)s is unchanged", "%(count)s are unchanged", count),
        What.FAULTY: ngettext("%(count)s row is faulty", "%(count)s rows are faulty", count),
    }
    return words[what] % {"count": count}


@dataclass(frozen=True)
class Change:
    """What one row would do, or why it cannot be taken."""

    row: int
    key: str
    name: str
    what: tuple[What, ...]
    says: str = ""

    @property
    def is_faulty(self) -> bool:
        """Tell whether the row cannot be taken."""
        return What.FAULTY in self.what

    @property
    def labels(self) -> list[str]:
        """Return what it does in words."""
        return [str(one.label) for one in self.what]


@dataclass(frozen=True)
class ImportPlan:
    """What a whole list would do."""

    changes: tuple[Change, ...]
    absent: int = 0

    @property
    def faulty(self) -> list[Change]:
        """Return the rows that cannot be taken."""
        return [change for change in self.changes if change.is_faulty]

    @property
    def changing(self) -> list[Change]:
        """Return the rows that change something."""
        return [one for one in self.changes if not one.is_faulty and one.what != (What.UNCHANGED,)]

    @property
    def counts(self) -> list[str]:
        """Return how many rows do what, in words."""
        counted = Counter(one for change in self.changes for one in change.what)
        return [_counted(one, counted[one]) for one in What if counted[one]]

    @property
    def digest(self) -> str:
        """Return what tells this plan from another, so that what is confirmed is what was seen."""
        return trace.sha256(trace.canonical([(c.row, c.key, c.name, c.what) for c in self.changes]))


def all_of(*checks: Callable[[], object]) -> None:
    """Make every check; one Fault says all that they found, each sentence once."""
    found: list[str] = []
    for check in checks:
        try:
            check()
        except Fault as fault:
            found.append(str(fault.sentence))
        except ValidationError as fault:
            found += fault.messages
    if found:
        raise Fault(" ".join(dict.fromkeys(found)))


def day_in(row: Row, key: str) -> date | None:
    """Return a day of a row; nothing when the cell is empty."""
    text = row[key].split(" ")[0]
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Fault(_("%(text)s is not a day. Write it as 2024-01-31.") % {"text": row[key][:40]}) from error


def unit_kind_in(row: Row) -> str:
    """Return the key of the kind of unit that a row names, by its key, the municipality's word or the model's."""
    found = kind_named(row["kind"])
    if found is None:
        raise Fault(_("The steering model has no kind of unit called %(kind)s.") % {"kind": row["kind"][:40] or "–"})
    return found


def kind_named(name: str) -> str | None:
    """Return the key of the kind of unit with a name; None when the model has none."""
    return _named(pack_in_force().unit_kinds, pack_of(model_in_force()).unit_kinds, name)


def role_in(row: Row) -> str:
    """Return the key of the role that a row names, by its key, the municipality's word or the model's."""
    found = _named(pack_in_force().roles, pack_of(model_in_force()).roles, row["role"])
    if found is None:
        raise Fault(_("The steering model has no role called %(role)s.") % {"role": row["role"][:40] or "–"})
    return found


def kinds_written() -> dict[str, str]:
    """Return how each kind of unit is written in a list: by its word, or by its key when two share a word."""
    return _written(pack_in_force().unit_kinds)


def roles_written() -> dict[str, str]:
    """Return how each role is written in a list."""
    return _written(pack_in_force().roles)


def _written(entries: Sequence[Entry]) -> dict[str, str]:
    words = {entry.key: word(entry.label) for entry in entries}
    shared = Counter(one.casefold() for one in words.values())
    return {key: one if shared[one.casefold()] == 1 else key for key, one in words.items()}


def _named(own: Sequence[Entry], models: Sequence[Entry], name: str) -> str | None:
    """Return the key of an entry by its key, the municipality's word or else the model's word."""
    wanted = name.casefold()
    names = ((one.key, {one.key, one.label.sv.casefold(), one.label.en.casefold()}) for one in (*own, *models))
    return next((key for key, called in names if wanted in called), None)


def parents_first(rows: list[Row]) -> list[Row]:
    """Return the rows so that a unit comes after the one it stands under, when both are in the list."""
    by_code = {row["code"]: row for row in reversed(rows)}
    ordered: list[Row] = []
    placed: set[int] = set()
    for row in rows:
        chain: list[Row] = []
        at: Row | None = row
        while at is not None and at.number not in placed and at not in chain:
            chain.append(at)
            at = by_code.get(at["parent_code"])
        placed.update(one.number for one in chain)
        ordered.extend(reversed(chain))
    return ordered
