"""What is asked for when results are analysed and rated."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from styrhjul.base.organisation.models import Unit
from styrhjul.base.steering.words import word
from styrhjul.engine.packs.schema import Colour, FocusArea, Occasion
from styrhjul.web.ui.forms import BaseVersion, DayField, Form, RatingChoice, TextField
from styrhjul.wheel.followup import policies
from styrhjul.wheel.followup.models import Expected
from styrhjul.wheel.goals.models import Goal
from styrhjul.wheel.indicators.models import Indicator

Choices = list[tuple[str, Any]]


def unit_choices(units: Iterable[Unit]) -> Choices:
    """Return units as choices."""
    return [(str(unit.pk), unit.name) for unit in units]


def occasion_choices(occasions: Iterable[Occasion]) -> Choices:
    """Return the report occasions of the model as choices."""
    return [(one.key, word(one.label).capitalize()) for one in occasions]


class StepForm(Form):
    """The text of one step, and the version that the person began from."""

    base = BaseVersion(required=False)
    body = TextField(rows=4, max_length=20000, required=False)

    def __init__(self, *args: Any, label: str, draft: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        body = self.fields["body"]
        body.label = label
        body.widget.attrs |= {
            "data-draft": draft,
            "data-draft-note": _("What you wrote before is back, but it is not saved yet."),
        }

    def clean_base(self) -> int:
        """Return the version; none given is none seen."""
        return self.cleaned_data.get("base") or 0


class CommentForm(Form):
    """A comment on a step."""

    body = TextField(label=_("Your comment"), rows=2, max_length=2000)


class EventForm(Form):
    """What happened, when, and what it was expected to lead to."""

    period = forms.CharField(
        label=_("When did it happen?"),
        max_length=10,
        help_text=_("A year, a month or a day: 2022, 2022-03 or 2022-03-14."),
        error_messages={"required": _("Write when it happened.")},
    )
    what = forms.CharField(
        label=_("What happened?"), max_length=200, error_messages={"required": _("Write what happened.")}
    )
    expected = forms.ChoiceField(
        label=_("How did you expect the result to change?"), choices=Expected.choices, widget=forms.RadioSelect
    )
    source = forms.CharField(label=_("Source"), max_length=300, required=False)
    link = forms.URLField(
        label=_("Link"),
        max_length=500,
        required=False,
        assume_scheme="https",
        error_messages={"invalid": _("Write the whole address, like https://www.example.org.")},
    )

    def clean_period(self) -> str:
        """Return the day, month or year; refused when it is none, or lies ahead."""
        period = str(self.cleaned_data["period"])
        if not (begun := policies.may_have_happened(period)):
            raise ValidationError(str(begun.ground))
        return period


class BaselineForm(Form):
    """The years that mean and limits are to rest on, and why."""

    first = forms.ChoiceField(label=_("From"), required=False)
    last = forms.ChoiceField(label=_("To"), required=False)
    reason = forms.CharField(label=_("Why these years?"), max_length=300)

    def __init__(self, *args: Any, periods: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("as the material was laid")), *((period, period) for period in periods)]
        for name in ("first", "last"):
            self.fields[name].choices = choices  # type: ignore[attr-defined]


class StrikeForm(Form):
    """Why an event does not belong on the time line."""

    reason = forms.CharField(
        label=_("Why is it struck?"), max_length=300, error_messages={"required": _("Write why it is struck.")}
    )


class TaskForm(Form):
    """What is missing, from whom, by when."""

    question = forms.CharField(label=_("What do you need to know?"), max_length=300)
    whom = forms.CharField(label=_("Whom do you ask?"), max_length=120)
    due = DayField(label=_("By when"))


class AnswerForm(Form):
    """What was found out."""

    answer = TextField(label=_("What did you find out?"), rows=3, max_length=2000)


class RatingForm(Form):
    """A colour with its reason."""

    reason = TextField(
        label=_("Reason"),
        rows=3,
        max_length=2000,
        help_text=_("Write so that somebody who was not there understands why."),
        error_messages={"required": _("Write the reason. A rating needs its reason.")},
    )

    def __init__(self, *args: Any, scale: Iterable[Colour], draft: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = [(one.key, one.sign.value, word(one.label).capitalize(), word(one.when)) for one in scale]
        self.fields["colour"] = RatingChoice(
            scale=rows, label=_("Colour"), error_messages={"required": _("Choose a colour.")}
        )
        self.order_fields(["colour", "reason"])
        if draft:
            self.fields["reason"].widget.attrs |= {
                "data-draft": draft,
                "data-draft-note": _("What you wrote before is back, but it is not saved yet."),
            }


class GoalChoice(Form):
    """Which goal is to be analysed."""

    mal = forms.ChoiceField(label=_("Goal"))

    def __init__(self, *args: Any, goals: Iterable[Goal], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(goal.pk), f"{goal.title} ({goal.unit.name})") for goal in goals]
        self.fields["mal"].choices = choices  # type: ignore[attr-defined]


class AnalysisForm(Form):
    """Which of the goal's indicators is analysed, at which unit, on which occasion."""

    indicator = forms.TypedChoiceField(label=_("Indicator"), coerce=int)
    unit = forms.TypedChoiceField(label=_("Unit"), coerce=int)
    occasion = forms.ChoiceField(label=_("Occasion"))
    year = forms.IntegerField(label=_("Year"), min_value=1990, max_value=2100)

    def __init__(
        self,
        *args: Any,
        indicators: Sequence[Indicator],
        units: Sequence[Unit],
        occasions: Iterable[Occasion],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["indicator"].choices = [(str(one.pk), one.title) for one in indicators]  # type: ignore[attr-defined]
        self.fields["unit"].choices = unit_choices(units)  # type: ignore[attr-defined]
        self.fields["occasion"].choices = occasion_choices(occasions)  # type: ignore[attr-defined]


class ResultFilter(Form):
    """Which goals the overview shows."""

    enhet = forms.TypedChoiceField(label=_("Unit"), required=False, coerce=int, empty_value=None)
    niva = forms.ChoiceField(label=_("Level"), required=False)

    def __init__(self, *args: Any, units: Iterable[Unit], levels: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["enhet"].choices = [("", _("All units")), *unit_choices(units)]  # type: ignore[attr-defined]
        self.fields["niva"].choices = [("", _("All levels")), *levels]  # type: ignore[attr-defined]


class MapFilter(Form):
    """Which occasion the map shows, and in what respect."""

    tillfalle = forms.ChoiceField(label=_("Occasion"), required=False)
    ar = forms.IntegerField(label=_("Year"), required=False, min_value=1990, max_value=2100)
    vy = forms.ChoiceField(label=_("In respect of"), required=False)

    def __init__(self, *args: Any, occasions: Iterable[Occasion], areas: Iterable[FocusArea], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        views: Choices = [("goals", _("Goals")), ("matrix", _("The rating matrix"))]
        views += [(area.key, word(area.label).capitalize()) for area in areas]
        self.fields["tillfalle"].choices = occasion_choices(occasions)  # type: ignore[attr-defined]
        self.fields["vy"].choices = views  # type: ignore[attr-defined]
