"""What is asked for when goals are set, changed and tied."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from styrhjul.base.organisation.models import Unit
from styrhjul.base.steering.words import word
from styrhjul.engine.packs.schema import GoalLevel
from styrhjul.web.ui.forms import DayField, Form, LastDayField, TextField
from styrhjul.wheel.goals.models import Goal
from styrhjul.wheel.goals.policies import level_known
from styrhjul.wheel.indicators.models import Indicator

Choices = list[tuple[str, Any]]
CONTRIBUTION_HELP = _("A few words about how this goal helps the one above to be reached.")


def level_choices(levels: Iterable[GoalLevel]) -> Choices:
    """Return levels of the model as choices."""
    return [(level.key, word(level.label).capitalize()) for level in levels]


def unit_choices(units: Iterable[Unit]) -> Choices:
    """Return units as choices."""
    return [(str(unit.pk), unit.name) for unit in units]


def goal_choices(by_level: Mapping[str, Sequence[Goal]], levels: Mapping[str, GoalLevel]) -> Choices:
    """Return goals as choices, grouped by level from the top down."""
    return [
        (word(level.plural).capitalize(), [(str(one.pk), _named(one, level)) for one in by_level[key]])
        for key, level in levels.items()
        if by_level.get(key)
    ]


def _named(goal: Goal, level: GoalLevel | None) -> str:
    """Return a goal with what one tells it from others by: its level and whose it is."""
    return f"{goal.title} ({', '.join(filter(None, (word(level.label) if level else '', goal.unit.name)))})"


class GoalFilter(Form):
    """Which goals the list shows."""

    unit = forms.TypedChoiceField(label=_("Unit"), required=False, coerce=int, empty_value=None)
    level = forms.ChoiceField(label=_("Level"), required=False)
    year = forms.IntegerField(label=_("Year"), required=False, min_value=1990, max_value=2100)

    def __init__(self, *args: Any, units: Iterable[Unit], levels: Iterable[GoalLevel], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = [("", _("All units")), *unit_choices(units)]  # type: ignore[attr-defined]
        self.fields["level"].choices = [("", _("All levels")), *level_choices(levels)]  # type: ignore[attr-defined]


class GoalForm(Form):
    """A goal's own content."""

    title = forms.CharField(
        label=_("The goal"),
        max_length=200,
        help_text=_("What is to be reached, in one sentence."),
        error_messages={"required": _("Write the goal.")},
    )
    description = TextField(label=_("What it means"), required=False, max_length=4000, rows=3)
    starts = DayField(label=_("Holds from"))
    ends = LastDayField(label=_("Last day"), required=False)


class NewGoalForm(GoalForm):
    """A new goal: its content, where it is set, and what it serves."""

    unit = forms.TypedChoiceField(label=_("Set at"), coerce=int)
    level = forms.ChoiceField(label=_("Level"))
    parent = forms.TypedChoiceField(
        label=_("Serves the goal above"),
        required=False,
        coerce=int,
        empty_value=None,
        help_text=_("More goals above can be added afterwards."),
    )
    contribution = forms.CharField(
        label=_("How it contributes"), required=False, max_length=300, help_text=CONTRIBUTION_HELP
    )
    field_order = ("title", "unit", "level", "parent", "contribution", "description", "starts", "ends")

    def __init__(self, *args: Any, units: Choices, levels: Choices, parents: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = units  # type: ignore[attr-defined]
        self.fields["level"].choices = levels  # type: ignore[attr-defined]
        self.fields["parent"].choices = [("", _("None")), *parents]  # type: ignore[attr-defined]


class ChangeGoalForm(GoalForm):
    """A goal's content, with the mark of what the person saw when they began."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)


class EndGoalForm(Form):
    """When a goal ends."""

    on = DayField(label=_("Ends on"), help_text=_("The first day on which it no longer holds."))


class ParentForm(Form):
    """A further goal above."""

    parent = forms.TypedChoiceField(label=_("Serves the goal above"), coerce=int)
    contribution = forms.CharField(
        label=_("How it contributes"), required=False, max_length=300, help_text=CONTRIBUTION_HELP
    )

    def __init__(self, *args: Any, goals: Iterable[Goal], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(one.pk), _named(one, level_known(one))) for one in goals]
        self.fields["parent"].choices = choices  # type: ignore[attr-defined]


class ConnectForm(Form):
    """An indicator by which the goal is followed."""

    indicator = forms.TypedChoiceField(label=_("Indicator"), coerce=int)

    def __init__(self, *args: Any, indicators: Iterable[Indicator], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(one.pk), f"{one.title} ({one.unit.name})") for one in indicators]
        self.fields["indicator"].choices = choices  # type: ignore[attr-defined]
