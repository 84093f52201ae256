"""What is new in the municipality, among all national indicators at once."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from styrhjul.engine.analysis.sentences import phrase
from styrhjul.web.indicators.explore.measured import written
from styrhjul.web.ui.forms import Form
from styrhjul.web.ui.internal import Internal
from styrhjul.web.ui.pages import Context, Page
from styrhjul.wheel.indicators.queries.new_signals import SignalFound, signal_list

ON_A_PAGE = 50
MEANINGS = {
    "worse": gettext_lazy("for the worse"),
    "better": gettext_lazy("for the better"),
    "none": gettext_lazy("without direction"),
}


class SignalFilter(Form):
    """Which signals to show."""

    q = forms.CharField(label=gettext_lazy("Search"), required=False, max_length=100)
    means = forms.ChoiceField(
        label=gettext_lazy("Has changed"), required=False, choices=[("", gettext_lazy("all")), *MEANINGS.items()]
    )


class Signals(Internal, Page):
    """The indicators whose latest value chance does not explain, with how many are to be expected by chance alone."""

    template = "indicators/signals.html"
    area = "result-list"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Show it."""
        form = SignalFilter(request.GET or None)
        chosen = form.cleaned_data if form.is_bound and form.is_valid() else {}
        signals = signal_list()
        context: Context = {"filter_form": form, "signals": signals}
        if signals:
            fitting = signals.fitting(chosen.get("q") or "", chosen.get("means") or "")
            page = Paginator(fitting, ON_A_PAGE).get_page(request.GET.get("page"))
            context |= {"page": page, "rows": [self.row(one) for one in page.object_list]}
            context["expected"] = round(signals.expected)
        return self.show(None, context, status=422 if form.errors else 200)

    @staticmethod
    def row(one: SignalFound) -> dict[str, Any]:
        """Return how a signal is told."""
        how = written(one.info)
        value = how.number(one.value) + ("\u00a0" + how.measure.unit if how.measure.unit else "")
        return {
            "info": one.info,
            "period": one.period,
            "value": value,
            "says": phrase(how.measure.language, f"mark_{one.signal}"),
            "means": MEANINGS[one.means or "none"],
        }

    def context(self, thing: Any) -> Context:
        """Return the trail."""
        return {"trail": [(_("Results"), reverse("result-list")), (_("Explore"), reverse("explore"))]}
