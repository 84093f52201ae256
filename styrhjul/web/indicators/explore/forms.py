"""What is asked on the page of exploration."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from styrhjul.web.indicators.explore.asked import Asked
from styrhjul.web.ui.forms import Form, dress, say_what_is_required
from styrhjul.web.ui.naming import Named, NameField, named
from styrhjul.wheel.indicators.queries import explore
from styrhjul.wheel.indicators.queries.explore import Explored


class PlaceForm(Form):
    """A place to compare with, written as it is called."""

    def __init__(self, *args: Any, among: Sequence[Explored], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = NameField(named((one.key, one.name, one.key, one) for one in among), label=_("Compare with"))
        field.widget.attrs["list"] = "add-names"
        say_what_is_required("add", field)
        dress(field)
        self.fields["add"] = field

    @property
    def near(self) -> list[Named]:
        """What may have been meant by what fits nothing."""
        field: NameField = self.fields["add"]  # type: ignore[assignment]
        return field.near


class YearForm(Form):
    """Which year, and how much of the country the map shows."""

    year = forms.TypedChoiceField(coerce=int)
    over = forms.ChoiceField(required=False)

    def __init__(self, *args: Any, asked: Asked, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        years = explore.years_of(asked.info, asked.sex) if asked.year else []
        self.fields["year"].label = _("Year")
        self.fields["year"].choices = [(year, year) for year in reversed(years)]  # type: ignore[attr-defined]
        self.fields["over"].label = _("Part of the country")
        self.fields["over"].choices = [("", _("The whole country")), *explore.counties()]  # type: ignore[attr-defined]
