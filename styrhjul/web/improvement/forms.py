"""What is asked for when remedies are proposed, weighed and decided."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from styrhjul.base.organisation.models import Unit
from styrhjul.base.thread.models import Kind, Node
from styrhjul.web.ui.addresses import title_beside_kind
from styrhjul.web.ui.forms import Form, TextField
from styrhjul.wheel.improvement.models import ConsequenceFor
from styrhjul.wheel.improvement.states import ProposalState

LEAST, MOST = 1, 5
SCALE = [(str(step), str(step)) for step in range(LEAST, MOST + 1)]
ANSWERS = [("yes", _("Yes")), ("no", _("No"))]


def unit_choices(units: Iterable[Unit]) -> list[tuple[str, str]]:
    """Return units as choices."""
    return [(str(unit.pk), unit.name) for unit in units]


def origin_choices(nodes: Sequence[Node]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return things on the red thread as choices, by what they are."""
    by_kind: dict[str, list[tuple[str, str]]] = {}
    for node in nodes:
        kind = str(Kind(node.kind).label).capitalize()
        by_kind.setdefault(kind, []).append((str(node.pk), f"{title_beside_kind(node)} ({node.unit.name})"))
    return list(by_kind.items())


class ProposalFilter(Form):
    """Which proposals the list shows."""

    enhet = forms.TypedChoiceField(label=_("Unit"), required=False, coerce=int, empty_value=None)
    lage = forms.ChoiceField(label=_("State"), required=False)
    ar = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, units: Iterable[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        states = [(state.value, str(state.label).capitalize()) for state in ProposalState]
        self.fields["enhet"].choices = [("", _("All units")), *unit_choices(units)]  # type: ignore[attr-defined]
        self.fields["lage"].choices = [("", _("All states")), *states]  # type: ignore[attr-defined]


class ProposalForm(Form):
    """What is proposed."""

    title = forms.CharField(
        label=_("What should be done?"),
        max_length=200,
        help_text=_("In one sentence that others understand."),
        error_messages={"required": _("Write what should be done.")},
    )
    description = TextField(
        label=_("Describe the proposal"),
        max_length=4000,
        rows=4,
        help_text=_("What is to be done, by whom and how."),
        error_messages={"required": _("Describe the proposal.")},
    )
    followed_up_by = forms.CharField(
        label=_("How will you know whether it helped?"),
        max_length=500,
        help_text=_("Indicator or other sign."),
        error_messages={"required": _("Write how you will know whether it helped.")},
    )


class ChangeForm(ProposalForm):
    """What is proposed, with the mark of what the person saw when they began."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)


class ConsequenceForm(Form):
    """What a proposal would mean for each that it concerns."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for concern in ConsequenceFor:
            label = str(concern.label).capitalize()
            self.fields[concern.value] = TextField(label=label, required=False, max_length=2000, rows=2)
            self.fields[concern.value].widget.attrs["class"] = "ds-input"


class NewForm(ProposalForm, ConsequenceForm):
    """A new proposal: where it comes from, what it is, and what it would mean."""

    ur = forms.TypedChoiceField(
        label=_("Because of"), coerce=int, help_text=_("What made you think of it. The proposal keeps the tie.")
    )
    unit = forms.TypedChoiceField(label=_("Proposed at"), coerce=int)

    def __init__(
        self, *args: Any, units: Sequence[tuple[str, str]], origins: Sequence[tuple[str, Any]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ur"].choices = [("", _("Choose …")), *origins]  # type: ignore[attr-defined]
        self.fields["unit"].choices = units  # type: ignore[attr-defined]
        asked = ("ur", "unit", "title", "description", "followed_up_by", *ConsequenceFor.values)
        self.order_fields(list(asked))


def scale_field(label: Any, help_text: Any) -> forms.TypedChoiceField:
    """Return a field for a step from 1 to 5."""
    return forms.TypedChoiceField(label=label, help_text=help_text, choices=SCALE, coerce=int, widget=forms.RadioSelect)


class WeighForm(Form):
    """How one person weighs a proposal."""

    effect = scale_field(_("Effect"), _("1 hardly any, 5 very large"))
    effort = scale_field(_("Effort"), _("1 small, 5 very large"))
    urgency = scale_field(_("Urgency"), _("1 can wait, 5 cannot wait"))


class DecideForm(Form):
    """The answer to a proposal."""

    answer = forms.ChoiceField(label=_("Your answer"), choices=ANSWERS, widget=forms.RadioSelect)
    reason = TextField(label=_("Reason"), max_length=2000, rows=3)
    year = forms.IntegerField(
        label=_("Laid before the planning of"), required=False, help_text=_("Only for a yes: the year of the plan.")
    )
