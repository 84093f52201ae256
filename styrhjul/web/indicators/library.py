"""The library of national indicators: search and browse all of them, and one with what it has been at home."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from styrhjul.base.organisation.queries import municipality
from styrhjul.engine.store import IndicatorInfo
from styrhjul.web.indicators.for_goal import carried, goal_asked, kept, query_to
from styrhjul.web.indicators.forms import LibraryFilter
from styrhjul.web.ui.pages import Context, DetailPage, ListPage
from styrhjul.wheel.indicators import permissions, queries
from styrhjul.wheel.indicators.models import Direction

AREA = "goal-list"
KINDS = {
    "steering": gettext_lazy("a result to work for"),
    "cost": gettext_lazy("a cost"),
    "context": gettext_lazy("a condition"),
}


class Library(ListPage):
    """Every national indicator, narrowed by words, field and whether there are values."""

    template = "indicators/library.html"
    area = AREA
    filter_form = LibraryFilter
    page_size = 25

    def rows(self, chosen: Mapping[str, Any]) -> Any:
        """Return those that fit, best first."""
        return queries.library(chosen.get("q") or "", chosen.get("field") or "", chosen.get("which") or "values")

    def context(self, thing: Any) -> Context:
        """Return which of them are followed already, and the goal that one is looked for."""
        goal = goal_asked(self.request, self.user)
        return {"used": queries.national_ids_in_use(self.user), "trail": _trail(), **kept(goal)}


class NationalIndicator(DetailPage):
    """One national indicator: what it measures, how its direction was decided, and its values at home."""

    template = "indicators/library_indicator.html"
    area = AREA
    name = "info"

    def thing(self) -> IndicatorInfo:
        """Return it, if the catalogue has it."""
        found = queries.national_indicator(self.kwargs["number"])
        if found is None:
            raise Http404
        return found

    def context(self, thing: IndicatorInfo) -> Context:
        """Return its values, the words of our choices, and what the person may do with it."""
        goal, can_add = goal_asked(self.request, self.user), permissions.can_add_indicators(self.user)
        suggestion = queries.suggestion_of(thing)
        groups, rows = queries.years_at_home(thing)
        words = queries.words_of_groups(young=queries.is_field_of_the_young(thing))
        curated = thing.curated
        return {
            "groups": [words[group] for group in groups],
            "rows": rows,
            "place": municipality(),
            "decimals": suggestion.decimals,
            "unit": suggestion.measure_unit,
            "kind": KINDS[curated.kind] if curated else "",
            "direction": Direction(curated.direction).label if curated else "",
            "decided": suggestion.decided,
            "by_sex": suggestion.by_sex,
            "changes": queries.changes_of(thing),
            "computed": queries.computed_from(thing),
            "kin": (kin := queries.kin_of(thing)),
            "kin_count": sum(len(one.indicators) for one in kin),
            "used": queries.national_ids_in_use(self.user).get(thing.id),
            "can_add": can_add and thing.has_values,
            "other_href": query_to("library", field=thing.operating_area, **carried(goal)),
            "own_href": query_to("indicator-add", **carried(goal)) if can_add else "",
            **kept(goal),
            "trail": [*_trail(), (_("Library"), reverse("library"))],
        }


def _trail() -> list[tuple[str, str]]:
    return [(_("Indicators"), reverse("indicator-list"))]
