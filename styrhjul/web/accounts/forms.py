"""What is asked about accounts and roles."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from styrhjul.base.common.models import User
from styrhjul.base.organisation.models import Unit
from styrhjul.base.steering.queries import pack_in_force
from styrhjul.base.steering.words import word
from styrhjul.engine.packs.schema import Right
from styrhjul.web.organisation.forms import UnitField
from styrhjul.web.ui.forms import DayField, Form, dress
from styrhjul.web.ui.rights import RIGHT_WORDS


class SearchForm(Form):
    """Which accounts to list."""

    q = forms.CharField(label=_("Name or e-mail"), max_length=100, required=False)
    state = forms.ChoiceField(
        label=_("Accounts"),
        choices=[("open", _("open accounts")), ("closed", _("closed accounts")), ("", _("all"))],
        required=False,
        initial="open",
    )


class OpenForm(Form):
    """A new account."""

    name = forms.CharField(label=_("Name"), max_length=120)
    email = forms.EmailField(label=_("E-mail"), help_text=_("This is what one logs in with."))


class NameForm(Form):
    """The name of an account."""

    name = forms.CharField(label=_("Name"), max_length=120)


class AppointForm(Form):
    """A role at a unit for some time."""

    starts = DayField(label=_("From"))
    ends = DayField(label=_("Ends on"), required=False, help_text=_("The first day on which the role no longer holds."))

    def __init__(self, *args: Any, units: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles = [("", "–"), *((role.key, word(role.label).capitalize()) for role in pack_in_force().roles)]
        self.fields["role"] = forms.ChoiceField(label=_("Role"), choices=roles)
        self.fields["unit"] = UnitField(units, label=_("At"))
        dress(self.fields["role"])
        dress(self.fields["unit"])
        self.order_fields(["role", "unit", "starts", "ends"])


class EndForm(Form):
    """When a role ends."""

    on = DayField(label=_("Ends on"), help_text=_("The first day on which the role no longer holds."))


class SureForm(Form):
    """Nothing is asked but to be sure."""


class ExplainForm(Form):
    """Who, where and what."""

    def __init__(self, *args: Any, people: list[User], units: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        by_key = {str(user.pk): user for user in people}
        choices = [("", "–"), *((key, user.name) for key, user in by_key.items())]
        self.fields["person"] = forms.TypedChoiceField(label=_("Who"), choices=choices, coerce=by_key.get)
        self.fields["right"] = forms.TypedChoiceField(
            label=_("May"), choices=[(right.value, words) for right, words in RIGHT_WORDS.items()], coerce=Right
        )
        self.fields["unit"] = UnitField(units, label=_("At"))
        for field in self.fields.values():
            dress(field)
