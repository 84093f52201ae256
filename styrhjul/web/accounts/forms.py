"""What is asked about accounts and roles."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from styrhjul.base.common.models import User
from styrhjul.base.organisation.models import Unit
from styrhjul.base.steering.queries import pack_in_force
from styrhjul.base.steering.words import word
from styrhjul.web.organisation.forms import UnitField
from styrhjul.web.ui.forms import DayField, Form, dress, say_what_is_required
from styrhjul.web.ui.naming import NameField, named
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
    """Who, what and where, each written as it is called; addresses give the keys."""

    def __init__(self, *args: Any, people: Iterable[User], units: Iterable[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        among = {
            "person": (_("Who"), named((user.pk, user.name, user.email, user) for user in people)),
            "right": (_("May"), named((right.value, str(words), "", right) for right, words in RIGHT_WORDS.items())),
            "unit": (_("At"), named((unit.pk, unit.name, unit.code, unit) for unit in units)),
        }
        for name, (label, things) in among.items():
            field = NameField(things, label=label)
            field.widget.attrs["list"] = f"{name}-names"
            say_what_is_required(name, field)
            dress(field)
            self.fields[name] = field
