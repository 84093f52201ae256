"""What is asked about the municipality's name, look and words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.utils.translation import gettext_lazy as _

from styrhjul.base.common.faults import Fault
from styrhjul.base.organisation.logos import MOST_BYTES, Picture, read_accent, read_logo
from styrhjul.base.steering.own_words import OwnWord, Words
from styrhjul.engine.drawing.colour import ACCENT
from styrhjul.engine.packs.schema import GoalLevel
from styrhjul.engine.store import StoreError
from styrhjul.reports.covers import can_be_printed
from styrhjul.web.ui.forms import BaseVersion, Form, dress
from styrhjul.wheel.flows.words import LONGEST, field_of, worded_entries
from styrhjul.wheel.indicators.queries import reader

G = TypeVar("G")
R = TypeVar("R")


def municipalities() -> list[tuple[str, str]]:
    """Return the municipalities of the national statistics, by name; none where no statistics are loaded."""
    try:
        areas = reader().areas("K")
    except StoreError:
        return []
    return [(area.id, area.name) for area in sorted(areas, key=lambda area: area.name.casefold())]


class NameForm(Form):
    """What the municipality is called, and which one it is in the statistics."""

    name = forms.CharField(label=_("The municipality's name"), max_length=120, help_text=_("As on your letters."))
    area = forms.ChoiceField(
        label=_("The municipality in the national statistics"),
        required=False,
        help_text=_("Then its numbers are fetched from Kolada's open values."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = municipalities()
        present = str(self.initial.get("area") or "")
        unknown = [(present, present)] if present and present not in dict(known) else []
        self.fields["area"].choices = [("", _("Not chosen")), *known, *unknown]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Take the municipality that the name names, when none is chosen."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("name") and not data.get("area"):
            said = data["name"].casefold().removesuffix(" kommun").removesuffix(" stad").removesuffix("s")
            found = [key for key, name in municipalities() if name.casefold().removesuffix("s") == said]
            data["area"] = found[0] if found else ""
        return data


class LookForm(Form):
    """Colour and logo."""

    accent = forms.CharField(
        label=_("Your colour"),
        max_length=20,
        required=False,
        help_text=_("For links and buttons, as in your graphic profile: #0B4F71. Empty gives our own blue."),
    )
    logo = forms.FileField(
        label=_("Logo"),
        required=False,
        allow_empty_file=True,
        help_text=_("SVG or PNG, at most 200 kB. A wide one is shown best. It stands in the header and on reports."),
    )

    def __init__(self, *args: Any, preview: str = "", has_logo: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if has_logo:
            self.fields["without_logo"] = forms.BooleanField(label=_("Take the logo away"), required=False)
            dress(self.fields["without_logo"])
        self.fields["logo"].widget.attrs["accept"] = ".svg,.png"
        self.fields["accent"].widget.attrs |= {
            "autocomplete": "off",
            "spellcheck": "false",
            "data-colour": _("Choose the colour from a picture"),
            "data-colour-own": ACCENT,
            "hx-get": preview,
            "hx-trigger": "input changed delay:300ms",
            "hx-target": "#accent-shown",
            "hx-swap": "outerHTML",
        }

    def clean_accent(self) -> str:
        """Return the colour as it is kept."""
        return _told(read_accent, self.cleaned_data["accent"])

    def clean_logo(self) -> Picture | None:
        """Return a logo that can be shown and printed."""
        given: File[bytes] | None = self.cleaned_data["logo"]
        if given is None:
            return None
        picture = _told(read_logo, given.read(MOST_BYTES + 1))
        if not can_be_printed(picture):
            raise ValidationError(_("The logo cannot be printed. Export it again as SVG or PNG."))
        return picture


def _told(read: Callable[[G], R], given: G) -> R:
    """Read what was given, and say beside the field why it cannot be read."""
    try:
        return read(given)
    except Fault as fault:
        raise ValidationError(str(fault.sentence)) from fault


class NameAndLookForm(LookForm, NameForm):
    """All that makes the pages the municipality's own."""

    field_order = ("name", "area", "accent", "logo", "without_logo")


class WordsForm(Form):
    """The municipality's word for each entry of its model that may have one."""

    seen = BaseVersion()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for section, one in worded_entries():
            self._ask(field_of(section, one.key), _("Your word for “%(word)s”") % {"word": one.label.sv})
            if isinstance(one, GoalLevel):
                words = {"word": one.plural.sv}
                self._ask(field_of(section, one.key, plural=True), _("Your word for several: “%(word)s”") % words)

    def _ask(self, name: str, label: str) -> None:
        self.fields[name] = forms.CharField(label=label, max_length=LONGEST, required=False)
        self.fields[name].widget.attrs |= {"autocomplete": "off"}
        dress(self.fields[name])

    @staticmethod
    def initial_of(words: Words) -> dict[str, str]:
        """Return what the fields hold when some words are in force."""
        held: dict[str, str] = {}
        for section, entries in words.items():
            for key, own in entries.items():
                held[field_of(section, key)] = own.word
                held[field_of(section, key, plural=True)] = own.plural
        return held

    @staticmethod
    def words_in(data: Mapping[str, Any]) -> Words:
        """Return the words that were written."""
        found: dict[str, dict[str, OwnWord]] = {}
        for section, one in worded_entries():
            word, plural = (data.get(field_of(section, one.key, plural=several), "") or "" for several in (False, True))
            found.setdefault(section, {})[one.key] = OwnWord(word, plural)
        return found
