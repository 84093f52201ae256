"""Which part of the log to show."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from styrhjul.base.common.queries import events_in_trace
from styrhjul.web.trace.words import event_words
from styrhjul.web.ui.forms import DayField, Form, dress


class TraceFilter(Form):
    """What, about what, by whom and when."""

    subject = forms.CharField(label=_("About"), max_length=80, required=False)
    person = forms.CharField(label=_("By whom"), max_length=100, required=False)
    since = DayField(label=_("From"), required=False)
    until = DayField(label=_("To and including"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = sorted(((event, event_words(event)) for event in events_in_trace()), key=lambda pair: pair[1])
        self.fields["event"] = forms.ChoiceField(label=_("What"), choices=[("", _("all")), *choices], required=False)
        dress(self.fields["event"])
        self.order_fields(["event", "subject", "person", "since", "until"])
