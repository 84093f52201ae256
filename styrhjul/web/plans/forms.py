"""What is asked for when plans are found, written and decided."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from styrhjul.base.common import clock
from styrhjul.base.common.models import User
from styrhjul.base.organisation.models import Unit
from styrhjul.base.steering.queries import pack_in_force
from styrhjul.base.steering.words import word, word_for
from styrhjul.engine.packs.schema import PlanLevel
from styrhjul.web.ui.forms import BaseVersion, DayField, Form, LastDayField, NumberField, ParagraphField, TextField
from styrhjul.wheel.goals.models import Goal

ALL_YEARS = "alla"
HOLDS = [("yes", _("It holds")), ("no", _("It does not hold"))]
LEAP = [("no", _("No, one step of several")), ("yes", _("Yes, a leap"))]


def goal_choices(goals: Iterable[Goal]) -> list[tuple[str, str]]:
    """Return goals as choices, each with its level and unit."""
    levels = pack_in_force().goal_levels
    return [(str(goal.pk), f"{goal.title} ({word_for(levels, goal.level)}, {goal.unit.name})") for goal in goals]


def people_choices(people: Iterable[User]) -> list[tuple[str, str]]:
    """Return people as choices."""
    return [(str(person.pk), person.name) for person in people]


class PlanFilter(Form):
    """Which plans the list shows."""

    enhet = forms.TypedChoiceField(label=_("Unit"), required=False, coerce=int, empty_value=None)
    niva = forms.ChoiceField(label=_("Level"), required=False)
    ar = forms.ChoiceField(label=_("Year"), required=False)

    def __init__(
        self, *args: Any, units: Iterable[Unit], levels: Iterable[PlanLevel], years: Iterable[int], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        choices: dict[str, list[tuple[str, Any]]] = {
            "enhet": [("", _("All units")), *((str(unit.pk), unit.name) for unit in units)],
            "niva": [("", _("All levels")), *((level.key, capfirst(word(level.label))) for level in levels)],
            "ar": [("", _now()), (ALL_YEARS, _("All years")), *((str(year), str(year)) for year in years)],
        }
        for name, given in choices.items():
            self.fields[name].choices = given  # type: ignore[attr-defined]

    @staticmethod
    def years(chosen: Mapping[str, Any]) -> tuple[int, ...]:
        """Return the years that are asked for; none for all of them, and this one and the next unless said."""
        asked, this = chosen.get("ar") or "", clock.today().year
        if asked == ALL_YEARS:
            return ()
        return (int(asked),) if asked else (this, this + 1)

    def words_for_years(self, chosen: Mapping[str, Any]) -> str:
        """Return the years that are asked for as they are called in the form."""
        words = dict(self.fields["ar"].choices)  # type: ignore[attr-defined]
        said = str(words[chosen.get("ar") or ""])
        return said.lower()


def _now() -> str:
    this = clock.today().year
    return str(_("%(this)s and %(next)s") % {"this": this, "next": this + 1})


class StartForm(Form):
    """Which plan to begin."""

    unit = forms.IntegerField()
    level = forms.CharField(max_length=40)
    year = forms.IntegerField()


class TextForm(Form):
    """What stands under one question."""

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


class GoalsForm(Form):
    """Which goals the plan takes up."""

    goals = forms.MultipleChoiceField(label=_("Goals"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, goals: Iterable[Goal], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["goals"].choices = goal_choices(goals)  # type: ignore[attr-defined]


class ReturnForm(Form):
    """Why a plan is sent back."""

    reason = TextField(label=_("What needs more work?"), max_length=500, rows=3)


class AdoptForm(Form):
    """When a manager adopted the plan."""

    decided_on = DayField(label=_("Date of the decision"))


class AdoptPoliticallyForm(AdoptForm):
    """When and under which paragraph a body adopted the plan."""

    paragraph = ParagraphField()
    record_number = forms.CharField(label=_("Record number"), max_length=40, required=False)


class ActivityForm(Form):
    """An activity of a plan."""

    title = forms.CharField(label=_("What is to be done?"), max_length=200)
    how = TextField(label=_("How?"), max_length=4000, required=False, rows=3)
    owner = forms.TypedChoiceField(label=_("Who leads it?"), required=False, coerce=int, empty_value=None)
    starts = DayField(label=_("From"))
    ends = LastDayField(label=_("Last day"), required=False)
    expected_effect = forms.CharField(
        label=_("What should it lead to?"), max_length=500, help_text=_("What will be different for those we are for.")
    )
    measured_by = forms.CharField(
        label=_("How is the effect measured?"),
        max_length=500,
        required=False,
        help_text=_("If it is by an indicator of the goal: write its name, and its numbers are shown first."),
    )
    cost = NumberField(label=_("Cost, thousands of kronor"), decimals=1, least=Decimal(0), required=False)
    goals = forms.MultipleChoiceField(
        label=_("Goals that it works toward"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, people: Iterable[User], goals: Iterable[Goal], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].choices = [("", _("Not decided yet")), *people_choices(people)]  # type: ignore[attr-defined]
        self.fields["goals"].choices = goal_choices(goals)  # type: ignore[attr-defined]


class ChangeActivityForm(ActivityForm):
    """An activity as the person saw it, to be changed."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)


class CloseForm(Form):
    """What came of an activity, and how it is made to last."""

    effect = TextField(
        label=_("What came of it?"), max_length=2000, rows=4, help_text=_("Say so also when it had no effect.")
    )
    made_permanent = TextField(
        label=_("What was made permanent?"),
        max_length=2000,
        rows=3,
        help_text=_("The routine, the process or the document that now says how it is done."),
    )
    responsible = forms.TypedChoiceField(label=_("Who answers for it?"), coerce=int)
    check_on = DayField(label=_("When is it checked that it holds?"))
    leap = forms.ChoiceField(
        label=_("Was it a leap?"),
        choices=LEAP,
        initial="no",
        required=False,
        widget=forms.RadioSelect,
        help_text=_("A leap moves the level at once and for good. Most improvements are one step of several."),
    )

    def __init__(self, *args: Any, people: Iterable[User], asks_leap: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["responsible"].choices = people_choices(people)  # type: ignore[attr-defined]
        if not asks_leap:
            del self.fields["leap"]


class CheckForm(Form):
    """Whether what was gained still holds."""

    holds = forms.ChoiceField(label=_("Does it hold?"), choices=HOLDS, widget=forms.RadioSelect)
    note = TextField(label=_("What did you see?"), max_length=2000, rows=3)


class DeclineForm(Form):
    """Why an input is not taken into the plan."""

    reason = TextField(
        label=_("Why not?"), max_length=500, rows=3, error_messages={"required": _("Write why you decline it.")}
    )
