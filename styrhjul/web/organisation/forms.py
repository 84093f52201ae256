"""What is asked about the organisation."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from styrhjul.base.organisation.models import Unit
from styrhjul.base.steering.queries import pack_in_force
from styrhjul.base.steering.words import word, word_for
from styrhjul.web.ui.forms import DayField, Form


class AsOf(Form):
    """The day that the tree is shown for."""

    datum = DayField(label=_("As of"), required=False)


def choices_of(units: list[Unit]) -> list[tuple[str, str]]:
    """Return units to choose among, each with its kind in the municipality's word."""
    kinds = pack_in_force().unit_kinds
    return [("", "–"), *((str(unit.pk), f"{unit.name} ({word_for(kinds, unit.kind)})") for unit in units)]


class UnitField(forms.TypedChoiceField):
    """A unit among those that the page offers."""

    def __init__(self, units: list[Unit], **kwargs: Any) -> None:
        by_key = {str(unit.pk): unit for unit in units}
        super().__init__(choices=choices_of(units), coerce=by_key.get, empty_value=None, **kwargs)


class AddUnitForm(Form):
    """A new unit."""

    name = forms.CharField(label=_("Name"), max_length=120)
    code = forms.CharField(
        label=_("Code"), max_length=40, help_text=_("Short and lasting, for example the one in the personnel system.")
    )
    kind = forms.ChoiceField(label=_("Kind"))
    starts = DayField(label=_("From"))
    area = forms.CharField(
        label=_("Statistical area"), max_length=20, required=False, help_text=_("The unit's code in open statistics.")
    )

    def __init__(self, *args: Any, parents: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(kind.key, word(kind.label)) for kind in pack_in_force().unit_kinds if kind.under]
        self.fields["kind"] = forms.ChoiceField(label=_("Kind"), choices=kinds)
        self.fields["parent"] = UnitField(parents, label=_("Stands under"))
        for name in ("kind", "parent"):
            self.fields[name].widget.attrs["class"] = "ds-input"
        self.order_fields(["name", "code", "kind", "parent", "starts", "area"])


class RenameForm(Form):
    """A unit's name and what it is in the statistics."""

    name = forms.CharField(label=_("Name"), max_length=120)
    area = forms.CharField(
        label=_("Statistical area"), max_length=20, required=False, help_text=_("The unit's code in open statistics.")
    )


class MoveForm(Form):
    """Where a unit is to stand, and from when."""

    on = DayField(label=_("From"))

    def __init__(self, *args: Any, parents: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"] = UnitField(parents, label=_("Is to stand under"))
        self.fields["to"].widget.attrs["class"] = "ds-input"
        self.order_fields(["to", "on"])


class CloseForm(Form):
    """From which day a unit is no more."""

    on = DayField(label=_("Ends on"), help_text=_("The first day on which it no longer exists."))


class ListForm(Form):
    """A list of units from outside."""

    file = forms.FileField(label=_("List (CSV or Excel)"), allow_empty_file=True)
    changes_from = DayField(
        label=_("Changes hold from"), help_text=_("Used for moves and for new units without a day of their own.")
    )


class PeopleListForm(Form):
    """A list of people from outside."""

    file = forms.FileField(label=_("List (CSV or Excel)"), allow_empty_file=True)
