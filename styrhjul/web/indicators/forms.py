"""What is asked for when indicators are set, targets decided and values entered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from styrhjul.base.organisation.models import Unit
from styrhjul.base.steering.queries import pack_in_force
from styrhjul.base.steering.words import entry, word
from styrhjul.web.ui.forms import DayField, Form, NumberField, ParagraphField, TextField, dress
from styrhjul.wheel.indicators.actions import Aim
from styrhjul.wheel.indicators.models import Direction, Group, Indicator, Rhythm, Source, Status, Target
from styrhjul.wheel.indicators.queries import fields, group_words

Choices = list[tuple[str, Any]]


def capitalised(choices: Iterable[tuple[Any, Any]]) -> Choices:
    """Return choices whose words begin with a capital, as they stand alone."""
    return [(key, str(words).capitalize()) for key, words in choices]


def unit_choices(units: Iterable[Unit]) -> Choices:
    """Return units as choices."""
    return [(str(unit.pk), unit.name) for unit in units]


def body_name(unit: Unit) -> str:
    """Return what decides: an elected body by its kind too, where its name does not say it."""
    kind = entry(pack_in_force().unit_kinds, unit.kind)
    if kind is None or not kind.political or word(kind.label).casefold() in unit.name.casefold():
        return unit.name
    return f"{word(kind.label).capitalize()}, {unit.name}"


def body_choices(units: Iterable[Unit]) -> Choices:
    """Return those who can have decided as choices."""
    return [(str(unit.pk), body_name(unit)) for unit in units]


class IndicatorFilter(Form):
    """Which indicators the list shows."""

    q = forms.CharField(label=_("Search"), required=False, max_length=100)
    source = forms.ChoiceField(label=_("Source"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["source"].choices = [("", _("All sources")), *capitalised(Source.choices)]  # type: ignore[attr-defined]


class LibraryFilter(Form):
    """Which national indicators the library shows."""

    q = forms.CharField(label=_("Search"), required=False, max_length=100)
    field = forms.ChoiceField(label=_("Operating area"), required=False)
    which = forms.ChoiceField(
        label=_("Show"),
        required=False,
        choices=[("values", _("With values here")), ("all", _("The whole catalogue")), ("withdrawn", _("Withdrawn"))],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["field"].choices = [("", _("All operating areas")), *((one, one) for one in fields())]  # type: ignore[attr-defined]


class IndicatorForm(Form):
    """What is measured, and how."""

    title = forms.CharField(label=_("Name"), max_length=200)
    definition = TextField(
        label=_("Definition"),
        max_length=2000,
        rows=3,
        help_text=_("What is counted, and how: so that two people get the same."),
    )
    measure_unit = forms.CharField(
        label=_("Measure unit"), max_length=40, help_text=_("For example %, days or kronor.")
    )
    decimals = forms.IntegerField(label=_("Decimals"), min_value=0, max_value=4, initial=1)
    direction = forms.ChoiceField(
        label=_("Which way is good?"),
        widget=forms.RadioSelect,
        help_text=_("Without a direction nothing is called better or worse."),
    )
    rhythm = forms.ChoiceField(label=_("How often"), widget=forms.RadioSelect, initial=Rhythm.YEAR)
    by_sex = forms.BooleanField(label=_("Split into women and men"), required=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["direction"].choices = capitalised(Direction.choices)  # type: ignore[attr-defined]
        self.fields["rhythm"].choices = capitalised(Rhythm.choices)  # type: ignore[attr-defined]


class NewIndicatorForm(IndicatorForm):
    """A new indicator and the unit that it belongs to."""

    unit = forms.TypedChoiceField(label=_("Belongs to"), coerce=int)
    national_id = forms.CharField(widget=forms.HiddenInput, required=False)
    field_order = ("title", "unit", "definition", "measure_unit", "decimals", "direction", "rhythm", "by_sex")

    def __init__(self, *args: Any, units: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = units  # type: ignore[attr-defined]


class TargetForm(Form):
    """Targets in a grid of groups and years, and the decision behind them."""

    decided_by = forms.TypedChoiceField(label=_("Decided by"), coerce=int)
    decided_on = DayField(label=_("Decided on"))
    paragraph = ParagraphField(
        label=_("Paragraph of the minutes"),
        required=False,
        help_text=_("Needed when an elected body has decided."),
    )

    def __init__(
        self,
        *args: Any,
        indicator: Indicator,
        years: Sequence[int],
        standing: Mapping[tuple[str, int], Target],
        bodies: Choices,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["decided_by"].choices = bodies  # type: ignore[attr-defined]
        self.indicator, self.years, self.standing = indicator, years, standing
        self.groups = list(Group) if indicator.by_sex else [Group.ALL]
        self.words = group_words(indicator)
        for group in self.groups:
            for year in years:
                present = standing.get((group.value, year))
                words = {"group": self.words[group].capitalize(), "year": year}
                field = NumberField(
                    label=_("%(group)s %(year)s") % words,
                    decimals=_decimals(present, indicator),
                    required=False,
                    initial=present.value if present else None,
                )
                dress(field)
                self.fields[f"{group.value}-{year}"] = field

    def rows(self) -> list[tuple[str, list[forms.BoundField]]]:
        """Return the grid: a group's word and its fields."""
        return [
            (self.words[group].capitalize(), [self[f"{group.value}-{year}"] for year in self.years])
            for group in self.groups
        ]

    def aims(self) -> list[Aim]:
        """Return the targets that differ from those that stand."""
        found = []
        for group in self.groups:
            for year in self.years:
                value: Decimal | None = self.cleaned_data.get(f"{group.value}-{year}")
                present = self.standing.get((group.value, year))
                if value is not None and (present is None or present.value != value):
                    found.append(Aim(year, value, group))
        return found

    def clean(self) -> dict[str, Any]:
        """Refuse an emptied target: one that has been decided is replaced by another decision, never wiped out."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for (group, year), present in self.standing.items():
            name = f"{group}-{year}"
            if name in self.fields and name in cleaned and cleaned[name] is None and present is not None:
                self.add_error(name, _("A decided target is replaced by another, not removed."))
        return cleaned


def _decimals(target: Target | None, indicator: Indicator) -> int:
    """Return how many decimals a field needs, so that what stands in it is what was decided."""
    if target is None:
        return indicator.decimals
    exponent = target.value.normalize().as_tuple().exponent
    return max(indicator.decimals, -exponent if isinstance(exponent, int) else 0)


class GridForm(Form):
    """What is said of a whole block of values."""

    status = forms.ChoiceField(label=_("Status of the values"), initial=Status.FINAL)
    block = forms.CharField(
        label=_("Paste a block from a spreadsheet"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "One line for each row of the grid and one column for each period, or with names first and periods on top."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = [(Status.FINAL.value, _("final")), (Status.PRELIMINARY.value, _("preliminary"))]
        self.fields["status"].choices = capitalised(words)  # type: ignore[attr-defined]
