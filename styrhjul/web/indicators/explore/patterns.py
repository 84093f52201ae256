"""What goes together among all pairs of national indicators: ordered once, shown with how far the search has come."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from styrhjul.web.ui.forms import Form
from styrhjul.web.ui.internal import Internal
from styrhjul.web.ui.pages import Context, Page
from styrhjul.wheel.indicators import actions, permissions
from styrhjul.wheel.indicators.queries import patterns

ON_A_PAGE = 50
STEPS = {
    "wait": gettext_lazy("Waiting for its turn"),
    "read": gettext_lazy("Reading the statistics"),
    "rank": gettext_lazy("Ranking the municipalities"),
    "between": gettext_lazy("Comparing levels"),
    "within": gettext_lazy("Comparing changes"),
    "choose": gettext_lazy("Choosing the strongest"),
    "test": gettext_lazy("Testing the strongest"),
    "sort": gettext_lazy("Sorting"),
}
KINDS = {
    "robust": gettext_lazy("level and change"),
    "between": gettext_lazy("level only"),
    "within": gettext_lazy("change only"),
}


class PatternFilter(Form):
    """Which pairs to show."""

    q = forms.CharField(label=gettext_lazy("Search"), required=False, max_length=100)
    kind = forms.ChoiceField(
        label=gettext_lazy("Goes together in"), required=False, choices=[("", gettext_lazy("all")), *KINDS.items()]
    )


class Patterns(Internal, Page):
    """All pairs that go together, robust ones first; or how far the search has come; or the way to begin it."""

    template = "indicators/patterns.html"
    fragment = "indicators/_patterns.html"
    permission = staticmethod(permissions.can_search_patterns)
    area = "result-list"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Show it."""
        self.permitted()
        form = PatternFilter(request.GET or None)
        chosen = form.cleaned_data if form.is_bound and form.is_valid() else {}
        found = patterns.pattern_list(chosen.get("q") or "", chosen.get("kind") or "")
        context = {"filter_form": form, "found": found, **(self.listed(found) if found else self.under_way())}
        return self.show(None, context, status=422 if form.errors else 200)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        """Order the search."""
        self.permitted()
        actions.order_search(by=self.person)
        return redirect("explore-patterns")

    def listed(self, found: patterns.PatternList) -> Context:
        """Return a page of the pairs."""
        page = Paginator(found.pairs, ON_A_PAGE).get_page(self.request.GET.get("page"))
        return {"page": page, "rows": [(pair, KINDS[pair.kind]) for pair in page.object_list]}

    def under_way(self) -> Context:
        """Return how far a search has come."""
        search = patterns.search_under_way()
        if search is None:
            return {}
        return {
            "search": search,
            "percent": round(100 * search.done),
            "step": STEPS.get(search.what, ""),
            "has_died": not search.is_alive,
        }

    def context(self, thing: Any) -> Context:
        """Return the trail."""
        return {"trail": [(_("Results"), reverse("result-list")), (_("Explore"), reverse("explore"))]}
