"""What is asked about steering models."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from django import forms
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from styrhjul.base.steering.words import word
from styrhjul.engine.packs.positions import MOST_BYTES
from styrhjul.web.ui.forms import DayField, Form, dress
from styrhjul.wheel.flows.moving import INSIDE, Moves, Moving

NOWHERE: Final = ""


class StartForm(Form):
    """What the text of a new version begins as: a file, or a model that there is."""

    file = forms.FileField(label=gettext_lazy("Steering model (YAML)"), required=False, allow_empty_file=True)
    start = forms.ChoiceField(label=gettext_lazy("Model to begin with"), required=False, widget=forms.RadioSelect)

    def __init__(self, *args: Any, starts: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["start"].choices = list(starts)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Demand one of them, beside the field that was meant."""
        cleaned: dict[str, Any] = super().clean() or {}
        if not (self.errors or cleaned.get("file") or cleaned.get("start")):
            asked = "start" if "fran" in self.data else "file"
            says = _("Choose a model to begin with.") if asked == "start" else _("Choose the file with the model.")
            self.add_error(asked, says)
        return cleaned


class TextForm(Form):
    """The text of a draft, and the mark of the one that the person saw."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    text = forms.CharField(
        label=gettext_lazy("The model as YAML"),
        help_text=gettext_lazy(
            'Beside version you write a year, a month or a day, in quotes: "2024", "2024-09" or "2024-09-15". '
            'For one more the same day you add a number: "2024-09-15.2".'
        ),
        max_length=MOST_BYTES,
        strip=False,
        required=False,
        widget=forms.Textarea(
            attrs={"rows": 30, "spellcheck": "false", "class": "code-area", "autocomplete": "off", "lang": "sv"}
        ),
    )


class InstallForm(Form):
    """From when a version is in force, and where the keys that it lacks go."""

    seen = forms.CharField(widget=forms.HiddenInput)
    in_force_from = DayField(
        label=gettext_lazy("In force from"),
        help_text=gettext_lazy("Today or later. Until that day everything is as it is."),
    )

    def __init__(self, *args: Any, asked: Sequence[Moving], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = asked
        self.again: list[str] = []
        for one in asked:
            self.fields[one.field] = self._field(one)
        if self.is_bound:
            self.data = self._with_suggestions()

    @staticmethod
    def _field(one: Moving) -> forms.ChoiceField:
        field = forms.ChoiceField(label=capfirst(word(one.label)), required=False, initial=one.to)
        field.choices = [(NOWHERE, _("Stays as it is, without a place")), *choices_of(one)]
        dress(field)
        return field

    def _with_suggestions(self) -> Any:
        """Return what was sent; a question that was not asked then, or whose choices are others now, is asked again."""
        data = QueryDict(mutable=True)
        data.update(dict(self.data.items()))
        for one in self.asked:
            known = {key for key, _label in choices_of(one)} | {NOWHERE}
            if data.get(one.field) not in known:
                data[one.field] = one.to
                self.again.append(one.field)
        return data

    def clean(self) -> dict[str, Any]:
        """Say which questions are new or have changed, and put the answers together as `moves`."""
        cleaned: dict[str, Any] = super().clean() or {}
        moves: Moves = {}
        for one in self.asked:
            moves.setdefault(one.section.value, {})[one.key] = cleaned.get(one.field, NOWHERE)
        for name in self.again:
            self.add_error(name, _("Look at this one again: what it may go to has changed."))
        return {**cleaned, "moves": moves}


def choices_of(one: Moving) -> list[tuple[str, str]]:
    """Return where a key may go, each with its word."""
    inside = one.section in INSIDE
    return [(one.path_of(choice) if inside else choice.key, capfirst(word(choice.label))) for choice in one.choices]


def chosen_in(data: Mapping[str, Any]) -> Moves:
    """Return where keys were sent, by section."""
    chosen: Moves = {}
    for name in data:
        section, colon, key = name.partition(":")
        if colon:
            chosen.setdefault(section, {})[key] = str(data[name])
    return chosen
