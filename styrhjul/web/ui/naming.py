"""A field in which one writes what something is called, instead of looking for it in a list of hundreds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

MOST_NEAR, ALIKE = 5, 0.6


@dataclass(frozen=True)
class Named:
    """Something that may be meant: its key in addresses, what it is called, and what else it may be called."""

    key: str
    label: str
    thing: Any
    names: tuple[str, ...]


def named(things: Iterable[tuple[object, str, str, Any]]) -> list[Named]:
    """Return things as they may be written, each given as key, name, what tells it from its namesakes, and itself.

    What only one is called is enough; namesakes are told apart in the suggestions too.
    """
    rows = list(things)
    called = Counter(folded(name) for _key, name, _telling, _thing in rows)
    found = []
    for key, name, telling, thing in rows:
        label = name if called[folded(name)] == 1 else f"{name} ({telling})"
        names = dict.fromkeys(folded(one) for one in (label, name, telling) if one)
        found.append(Named(str(key), label, thing, tuple(names)))
    return found


def folded(text: str) -> str:
    """Return a text as it is compared: without regard to case and spaces."""
    return " ".join(text.split()).casefold()


def meant(typed: str, among: Sequence[Named]) -> list[Named]:
    """Return what a text names: one when it is a whole name or a beginning that only one has, else all that fit."""
    said = folded(typed)
    whole = [one for one in among if said in one.names]
    return whole or [one for one in among if any(name.startswith(said) for name in one.names)]


def nearest(typed: str, among: Sequence[Named]) -> list[Named]:
    """Return those whose name holds the text or a word like it, the likest first."""
    said = folded(typed)
    by_text: dict[str, list[Named]] = {}
    for one in among:
        for text in {part for name in one.names for part in (name, *name.split())}:
            by_text.setdefault(text, []).append(one)
    alike = get_close_matches(said, by_text, n=MOST_NEAR, cutoff=ALIKE)
    found = [one for one in among if any(said in name for name in one.names)]
    found += [one for text in alike for one in by_text[text]]
    return list({one.key: one for one in found}.values())


class NameField(forms.Field):
    """Something that is named in writing; addresses give its key. `near` holds what to choose among after a miss."""

    widget = forms.TextInput

    def __init__(self, among: Sequence[Named], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.among, self.near = among, list[Named]()
        self.by_key = {one.key: one for one in among}
        self.widget.attrs["autocomplete"] = "off"

    def prepare_value(self, value: Any) -> Any:
        """Write what a key stands for; what was typed stays as typed."""
        known = self.by_key.get(str(value))
        return known.label if known else value

    def clean(self, value: Any) -> Any:
        """Return the one thing that is meant; otherwise say so, and keep the nearest."""
        typed = str(value or "").strip()
        self.validate(typed)
        known = self.by_key.get(typed)
        found = [known] if known else meant(typed, self.among)
        if len(found) == 1:
            return found[0].thing
        self.near = (found or nearest(typed, self.among))[:MOST_NEAR]
        if found:
            says = _("Several fit “%(typed)s”. Choose one of them, or write more.")
        elif self.near:
            says = _("Nothing fits “%(typed)s”. Choose one of those that are most like it, or write something else.")
        else:
            says = _("Nothing fits “%(typed)s”. Choose among the suggestions in the field.")
        raise ValidationError(says % {"typed": typed})
