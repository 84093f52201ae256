"""The page where values are entered: one indicator at many units, or one unit's many indicators."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from styrhjul.base.organisation.models import Unit
from styrhjul.base.organisation.queries import posts_of
from styrhjul.web.indicators import forms
from styrhjul.web.indicators.grid import MOST_ROWS, Grid, make_grid, periods_until
from styrhjul.web.indicators.pages import trail_to
from styrhjul.web.ui.internal import Internal
from styrhjul.web.ui.pages import Page
from styrhjul.wheel.indicators import actions, permissions, queries
from styrhjul.wheel.indicators.actions import CellFaults
from styrhjul.wheel.indicators.models import Indicator, Rhythm


class ValueGrid(Internal, Page):
    """Enter values in a grid; a whole block is taken or none of it."""

    permission = staticmethod(permissions.can_enter_any_values)
    template = "indicators/value_grid.html"
    area = "goal-list"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Show the grid as it is."""
        self.permitted()
        return self.show_grid(self.grid(queries.newest_value()), forms.GridForm())

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        """Lay a pasted block in the grid to look at, or take what is in it."""
        self.permitted()
        form = forms.GridForm(request.POST)
        seen = request.POST.get("seen", "")
        grid = self.grid(int(seen) if seen.isdecimal() else 0).filled(request.POST)
        if not form.is_valid():
            return self.show_grid(grid, form, status=422)
        if form.cleaned_data["block"].strip() and request.POST.get("do") == "paste":
            return self.show_grid(grid.pasted(form.cleaned_data["block"]), forms.GridForm(initial=form.cleaned_data))
        try:
            made = actions.enter_block(grid.entries(form.cleaned_data["status"]), seen=grid.seen, by=self.user)
        except CellFaults as faults:
            return self.show_grid(grid.faulted(faults.cells), form, status=422, sentence=str(faults.sentence))
        said = ngettext("%(count)s value has been saved.", "%(count)s values have been saved.", len(made))
        messages.success(request, said % {"count": len(made)} if made else _("Nothing had been changed."))
        return redirect(request.get_full_path())

    def asked_indicator(self) -> Indicator | None:
        """Return the indicator that the address asks for."""
        asked = self.request.GET.get("indicator", "")
        if not asked.isdecimal():
            return None
        found: Indicator = get_object_or_404(Indicator.objects.visible_to(self.user), pk=int(asked))
        return found

    def asked_unit(self) -> Unit | None:
        """Return the unit that the address asks for; else the first at which the person has values to enter."""
        asked = self.request.GET.get("unit", "")
        units = queries.units_entering(self.user)
        if asked.isdecimal():
            found: Unit = get_object_or_404(units, pk=int(asked))
            return found
        own = {post.unit_id for post in posts_of(self.user)}
        measured = queries.with_indicators(units)
        return min(units, key=lambda unit: (unit.pk not in measured, unit.pk not in own, unit.name), default=None)

    def grid(self, seen: int) -> Grid:
        """Return the grid that the address asks for."""
        self.indicator, self.unit = self.asked_indicator(), None
        until = self.request.GET.get("until", "")
        if self.indicator is not None:
            self.rhythm = self.indicator.rhythm
            pairs = [(self.indicator, unit) for unit in queries.units_to_enter(self.indicator, self.user)[:MOST_ROWS]]
        else:
            self.unit = self.asked_unit()
            self.rhythm = Rhythm.MONTH if self.request.GET.get("rhythm") == Rhythm.MONTH else Rhythm.YEAR
            found = queries.indicators_at(self.unit, self.user, self.rhythm) if self.unit else []
            pairs = [(indicator, self.unit) for indicator in found[:MOST_ROWS] if self.unit]
        return make_grid(pairs, periods_until(self.rhythm, until), self.user, seen=seen, by_unit=bool(self.unit))

    def show_grid(self, grid: Grid, form: forms.GridForm, status: int = 200, sentence: str = "") -> HttpResponse:
        """Render the grid with its choices of unit and rhythm."""
        context = {
            "trail": trail_to(self.indicator),
            "grid": grid,
            "form": form,
            "sentence": sentence,
            "indicator": self.indicator,
            "place": self.unit,
            "rhythm": self.rhythm,
            "rhythms": [(key, str(words).capitalize()) for key, words in Rhythm.choices],
            "units": queries.units_entering(self.user),
            "earlier": grid.periods[0],
            "is_pasted": bool(grid.unplaced) or any(c.text != c.before for r in grid.rows for c in r.cells),
        }
        return self.show(None, context, status)
