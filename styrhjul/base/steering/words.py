"""The municipality's own words, in the language of the reader."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar, overload

from django.utils.translation import get_language

from styrhjul.base.common.memory import remembered
from styrhjul.base.steering.differences import entries_of
from styrhjul.base.steering.queries import every_pack
from styrhjul.engine.packs.schema import Entry, Label, Text

E = TypeVar("E", bound=Entry)


def word(label: Label | Text) -> str:
    """Return a pack's word in the active language; Swedish when there is no other."""
    return label.en if (get_language() or "sv").startswith("en") else label.sv


def entry(entries: Iterable[E], key: str) -> E | None:
    """Return the entry where a key stands, an earlier model's too; None when it has no place there."""
    among = list(entries)
    own = next((one for one in among if one.key == key), None)
    return own or next((one for one in among if key in one.keys), None)


def key_in(entries: Iterable[Entry], key: str) -> str:
    """Return the key of the entry where a key stands; the same key when it has no place there."""
    found = entry(entries, key)
    return found.key if found else key


def keys_in(entries: Iterable[Entry], key: str) -> tuple[str, ...]:
    """Return every key that stands where a key stands."""
    found = entry(entries, key)
    return found.keys if found else (key,)


@overload
def once(key: str) -> Entry | None: ...
@overload
def once(key: str, sort: type[E], /, *sorts: type[E]) -> E | None: ...
def once(key: str, *sorts: type[Entry]) -> Entry | None:
    """Return what a key last stood for, among entries of some sort; None when no model ever had it."""
    return remembered(("once", key, sorts), lambda: _last_entry(key, sorts))


def _last_entry(key: str, sorts: tuple[type[Entry], ...]) -> Entry | None:
    for pack in every_pack():
        for entries in entries_of(pack).values():
            if key in entries and (not sorts or isinstance(entries[key], sorts)):
                return entries[key]
    return None


def word_for(entries: Iterable[E], key: str) -> str:
    """Return the word of the entry where a key stands.

    What has no place keeps the word it had in an earlier model; a key that no model ever had is all there is to say.
    """
    among = list(entries)
    found: Entry | None = entry(among, key) or once(key, *{type(one) for one in among})
    return word(found.label) if found else key
