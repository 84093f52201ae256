"""What the municipality calls things itself, over the words of its steering model."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import asdict
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from styrhjul.base.common import clock, memory, trace
from styrhjul.base.common.faults import Conflict, Fault
from styrhjul.base.common.models import User
from styrhjul.base.organisation.permissions import can_install_models
from styrhjul.base.steering.models import OwnWords
from styrhjul.base.steering.own_words import WORDED, OwnWord, Words
from styrhjul.base.steering.queries import model_in_force, own_words_in_force, own_words_written, pack_of
from styrhjul.engine.packs.schema import Entry, GoalLevel

LONGEST: Final = 40


def field_of(section: str, key: str, *, plural: bool = False) -> str:
    """Return the name of the field where the word for an entry is written."""
    return f"{section}-{key}" + ("-plural" if plural else "")


def worded_entries() -> Iterator[tuple[str, Entry]]:
    """Yield each entry of the model in force that may be called something else, with its section."""
    pack = pack_of(model_in_force())
    for section in WORDED:
        for one in getattr(pack, section):
            yield section.value, one


@transaction.atomic
def write_own_words(words: Words, *, seen: int, by: User) -> OwnWords | None:
    """Write the whole list of own words, in force from today; the list before it still holds for the days before.

    `seen` is the key of the list when the person began, 0 for none. A word that is the model's own is left out.
    The same words again write nothing.
    """
    can_install_models(by).require()
    wanted = _checked(words)
    present = next(iter(own_words_written()), None)
    content = {section: {key: asdict(own) for key, own in held.items()} for section, held in wanted.items()}
    if content == (present.content if present else {}):
        return present
    if (present.pk if present else 0) != seen:
        raise Conflict(_("Somebody else has changed the words in the meantime. Look at them again."), current=present)
    before = own_words_in_force()
    written = OwnWords.objects.create(
        content=content, in_force_from=clock.today(), written_at=clock.now(), written_by=by
    )
    trace.record("words.written", "words", by=by, old=_flat(before), new=_flat(wanted))
    memory.forget()
    return written


def _checked(words: Words) -> dict[str, dict[str, OwnWord]]:
    """Return the words that differ from the model's; refuse what is no word, and one word for two things."""
    kept: dict[str, dict[str, OwnWord]] = {}
    said: dict[tuple[str, str], str] = {}
    for section, one in worded_entries():
        given = words.get(section, {}).get(one.key, OwnWord(""))
        own = OwnWord(_clean(given.word, section, one), _clean(given.plural, section, one, plural=True))
        if isinstance(one, GoalLevel) and own.word and not own.plural:
            raise Fault(_("Write what several of them are called, too."), field=field_of(section, one.key, plural=True))
        if own.word and own != _of_model(one):
            kept.setdefault(section, {})[one.key] = own
        place = (section, (own.word or one.label.sv).casefold())
        other = said.setdefault(place, one.key)
        if other != one.key:
            named = one.key if one.key in kept.get(section, {}) else other
            raise Fault(_("Two things cannot have the same word."), field=field_of(section, named))
    return kept


def _of_model(one: Entry) -> OwnWord:
    return OwnWord(one.label.sv, one.plural.sv if isinstance(one, GoalLevel) else "")


def _clean(text: str, section: str, one: Entry, *, plural: bool = False) -> str:
    flat = " ".join(unicodedata.normalize("NFC", text).split())
    if len(flat) > LONGEST or any(unicodedata.category(sign)[0] == "C" for sign in flat):
        words = {"most": LONGEST}
        field = field_of(section, one.key, plural=plural)
        raise Fault(_("Write a word of at most %(most)s characters.") % words, field=field)
    return flat


def _flat(words: Words) -> dict[str, str]:
    return {f"{section}.{key}": own.word for section, held in words.items() for key, own in held.items()}
