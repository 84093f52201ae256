"""What all forms share: controls in the look of the house, and numbers and days as people type them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import pretty_name
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from styrhjul.base.common.faults import Fault
from styrhjul.base.common.minutes import read_paragraph
from styrhjul.base.common.numbers import read_number
from styrhjul.engine.drawing.marks import draw_mark
from styrhjul.web.ui import formats


def dress(field: forms.Field) -> None:
    """Give a field's control its class; Django adds the ties to help and errors by itself."""
    widget = field.widget
    classes = str(widget.attrs.get("class", "")).split()
    if not isinstance(widget, forms.HiddenInput) and "ds-input" not in classes:
        widget.attrs["class"] = " ".join(["ds-input", *classes])


def say_what_is_required(name: str, field: forms.Field) -> None:
    """Name the field in the sentence about its being empty, unless it has a sentence of its own."""
    usual = forms.Field.default_error_messages["required"]
    if str(field.error_messages.get("required")) == str(usual):
        label = str(field.label or pretty_name(name))
        end = "" if label.endswith(("?", "!", ".", ":")) else "."
        field.error_messages["required"] = _("Fill in: %(label)s") % {"label": label + end}


def said_of(field: forms.Field, label: str, sentence: str) -> str:
    """Return what is wrong with a field, after its label only when the sentence does not name the field.

    What a field says when it is empty is written for that field; other sentences name it when they hold its words.
    """
    is_its_own = sentence == str(field.error_messages.get("required", "")) or isinstance(field, forms.BooleanField)
    named = set(_words(label)) <= set(_words(sentence))
    return sentence if is_its_own or named else f"{label}: {sentence}"


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


class Form(forms.Form):
    """A form in the look of the house; the browser leaves it to us to say what is wrong."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            dress(field)
            say_what_is_required(name, field)


class NumberField(forms.Field):
    """A number with comma or point, grouped or not, as typed or pasted."""

    widget = forms.TextInput

    def __init__(
        self, *, decimals: int = 0, least: Decimal | None = None, most: Decimal | None = None, **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        self.decimals, self.least, self.most = decimals, least, most
        self.widget.attrs.update({"inputmode": "decimal", "autocomplete": "off", "class": "num"})

    def prepare_value(self, value: Any) -> Any:
        """Write a stored number as people write it; what was typed stays as typed."""
        return formats.number(value, self.decimals) if isinstance(value, Decimal | float | int) else value

    def to_python(self, value: Any) -> Decimal | None:
        """Read what was typed."""
        if value in self.empty_values or not str(value).strip():
            return None
        try:
            return read_number(str(value))
        except Fault as fault:
            raise ValidationError(str(fault.sentence)) from fault

    def validate(self, value: Any) -> None:
        """Refuse what lies outside of what is possible."""
        super().validate(value)
        if value is None:
            return
        if self.least is not None and value < self.least:
            raise ValidationError(
                _("The number cannot be below %(least)s.") % {"least": formats.number(self.least, self.decimals)}
            )
        if self.most is not None and value > self.most:
            raise ValidationError(
                _("The number cannot be above %(most)s.") % {"most": formats.number(self.most, self.decimals)}
            )


class DayField(forms.DateField):
    """A day, written 2026-03-13."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
        kwargs.setdefault("input_formats", ["%Y-%m-%d"])
        super().__init__(**kwargs)


class LastDayField(DayField):
    """The last day of something, as people say it; kept as the first day on which it no longer goes on."""

    def prepare_value(self, value: Any) -> Any:
        """Show the day before the end; what was typed is shown as it was typed."""
        return value - timedelta(days=1) if isinstance(value, date) else value

    def clean(self, value: Any) -> date | None:
        """Return the day after the last one."""
        last = super().clean(value)
        return last + timedelta(days=1) if last else None


class TextField(forms.CharField):
    """A text of several lines; what is typed is kept in the browser until it has been saved.

    One that is `needed_in_the_end` can be left empty for now, but is not called optional.
    """

    needed_in_the_end = False

    def __init__(self, *, rows: int = 4, draft: str = "", **kwargs: Any) -> None:
        attrs: dict[str, Any] = {"rows": rows}
        if draft:
            attrs |= {
                "data-draft": draft,
                "data-draft-note": _("What you wrote before is back, but it is not saved yet."),
            }
        kwargs.setdefault("widget", forms.Textarea(attrs=attrs))
        kwargs.setdefault("strip", True)
        super().__init__(**kwargs)


class ParagraphField(forms.CharField):
    """The paragraph of the minutes: a number, kept as minutes write it, § 118."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Paragraph"))
        kwargs.setdefault("help_text", _("As in the minutes, for example § 118."))
        super().__init__(max_length=20, **kwargs)

    def clean(self, value: Any) -> str:
        """Refuse what holds no number."""
        try:
            return read_paragraph(str(super().clean(value)))
        except Fault as fault:
            raise ValidationError(str(fault.sentence)) from fault


class BaseVersion(forms.IntegerField):
    """Which version the person saw when they began, sent along unseen."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.HiddenInput, min_value=0, **kwargs)


class RatingChoice(forms.ChoiceField):
    """One colour of the scale: sign and word, and below what it means. Show it with `{% field … "rating" %}`."""

    widget = forms.RadioSelect

    def __init__(self, *, scale: Iterable[tuple[str, str, str, str]], **kwargs: Any) -> None:
        choices = [
            (key, format_html('<span class="status">{}{}</span> <span>{}</span>', draw_mark(sign, 15), word, means))
            for key, sign, word, means in scale
        ]
        super().__init__(choices=choices, **kwargs)
        dress(self)
