"""What is asked in the first run."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from styrhjul.base.common.models import User
from styrhjul.base.steering.words import word
from styrhjul.engine.packs.schema import Role, UnitKind
from styrhjul.web.start.first_plans import FirstPlan
from styrhjul.web.ui.forms import Form, TextField, dress


class CodeForm(Form):
    """The start code, and who comes in by it."""

    code = forms.CharField(
        label=_("Start code"),
        max_length=40,
        help_text=_("It stands in the window where the system was started: four groups of four characters."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )
    name = forms.CharField(label=_("Your name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("This is what one logs in with."),
        widget=forms.EmailInput(attrs={"autocomplete": "username"}),
    )
    password = forms.CharField(
        label=_("Choose a password"),
        strip=False,
        help_text=_("At least twelve characters. A few words in a row are both safer and easier to remember."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, Any]:
        """Refuse a password that is easy to guess."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("password"):
            try:
                validate_password(data["password"], User(email=data.get("email", ""), name=data.get("name", "")))
            except ValidationError as fault:
                self.add_error("password", fault)
        return data


class ModelForm(Form):
    """Which of the shipped models to begin with."""

    pack = forms.ChoiceField(label=_("Steering model"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, packs: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["pack"].choices = list(packs)  # type: ignore[attr-defined]


class ListForm(Form):
    """The organisation as a list: pasted, or as a file."""

    pasted = TextField(
        label=_("Paste from Excel"),
        rows=7,
        required=False,
        help_text=_("With the heads on the first row. Name and kind are enough; the rest may be left out."),
    )
    file = forms.FileField(label=_("Or choose a file (CSV or Excel)"), required=False, allow_empty_file=True)

    def clean(self) -> dict[str, Any]:
        """Demand one of the two."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if not (data.get("pasted") or data.get("file")):
            self.add_error("pasted", _("Paste the list, or choose a file."))
        return data


class BoardsForm(Form):
    """Only the boards, a line for each."""

    names = TextField(label=_("One on each line"), rows=7)

    def __init__(self, *args: Any, kinds: Sequence[UnitKind], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(kind.key, capfirst(word(kind.label))) for kind in kinds]
        self.fields["kind"] = forms.ChoiceField(
            label=_("They are"),
            choices=choices,
            help_text=_("A line that names another kind of unit itself, such as the executive board, becomes that."),
        )
        dress(self.fields["kind"])


class PlanForm(Form):
    """Which plan to begin with, and by which role one writes it."""

    plan = forms.ChoiceField(label=_("Plan"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, plans: Sequence[FirstPlan], roles: Sequence[Role], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["plan"].choices = [(plan.key, plan.label) for plan in plans]  # type: ignore[attr-defined]
        if roles:
            self.fields["role"] = forms.ChoiceField(
                label=_("You write it as"),
                choices=[(role.key, capfirst(word(role.label))) for role in roles],
                help_text=_("You are given this role where the plan is made. It can be ended, and others be given it."),
            )
            dress(self.fields["role"])
