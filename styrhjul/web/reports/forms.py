"""What is asked for when reports are found, written and decided."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from styrhjul.base.organisation.models import Unit
from styrhjul.base.steering.words import word
from styrhjul.engine.packs.schema import Occasion
from styrhjul.web.ui.forms import BaseVersion, DayField, Form, ParagraphField, TextField
from styrhjul.wheel.followup.states import ReportState


class ReportFilter(Form):
    """Which reports the list shows."""

    enhet = forms.TypedChoiceField(label=_("Unit"), required=False, coerce=int, empty_value=None)
    tillfalle = forms.ChoiceField(label=_("Occasion"), required=False)
    ar = forms.TypedChoiceField(label=_("Year"), required=False, coerce=int, empty_value=None)
    lage = forms.ChoiceField(label=_("State"), required=False)

    def __init__(
        self, *args: Any, units: Iterable[Unit], occasions: Iterable[Occasion], years: Iterable[int], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        choices: dict[str, list[tuple[str, Any]]] = {
            "enhet": [("", _("All units")), *((str(unit.pk), unit.name) for unit in units)],
            "tillfalle": [("", _("All occasions")), *((one.key, word(one.label).capitalize()) for one in occasions)],
            "ar": [("", _("All years")), *((str(year), str(year)) for year in years)],
            "lage": [("", _("All states")), *((state.value, str(state.label).capitalize()) for state in ReportState)],
        }
        for name, given in choices.items():
            self.fields[name].choices = given  # type: ignore[attr-defined]


class StartForm(Form):
    """Which report to begin."""

    unit = forms.IntegerField()
    occasion = forms.CharField(max_length=40)
    year = forms.IntegerField(min_value=2000, max_value=2100)


class TextForm(Form):
    """What stands in one section."""

    base = BaseVersion()
    body = TextField(label=_("Text"), required=False, max_length=20000, rows=8)

    def __init__(
        self, *args: Any, draft: str, label: str, help_text: str = "", needed: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        body = self.fields["body"]
        body.label, body.help_text = label, help_text
        body.needed_in_the_end = needed  # type: ignore[attr-defined]  # a TextField
        body.widget.attrs.update({"data-draft": draft, "autofocus": True})


class ReturnForm(Form):
    """Why a report is sent back."""

    reason = TextField(label=_("What needs more work?"), max_length=500, rows=3)


class DecideForm(Form):
    """When and under which paragraph the body decided."""

    decided_on = DayField(label=_("Date of the decision"))
    paragraph = ParagraphField()
    record_number = forms.CharField(label=_("Record number"), max_length=40, required=False)
    year_goes_on = forms.BooleanField(
        label=_("I know that the year has not ended, and that its last months will not be in the report."),
        error_messages={"required": _("Confirm that you know that the year has not ended.")},
    )

    def __init__(self, *args: Any, is_early: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_early:
            del self.fields["year_goes_on"]
