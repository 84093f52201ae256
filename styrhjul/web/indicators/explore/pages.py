"""Explore: any national indicator, anywhere, over time, beside others, on a map and as a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from styrhjul.engine.analysis.step import StepEvidence
from styrhjul.engine.drawing.charts.spec import NARROW
from styrhjul.web.indicators.explore.asked import MOST_PLACES, VIEWS, Asked, read
from styrhjul.web.indicators.explore.charts import (
    Drawn,
    all_places,
    computed_source,
    on_the_map,
    over_time,
    raw_source,
    women_and_men,
)
from styrhjul.web.indicators.explore.forms import PlaceForm, YearForm
from styrhjul.web.indicators.explore.measured import conclusion, written
from styrhjul.web.indicators.explore.tables import Cell, Table, by_place, by_year, together
from styrhjul.web.indicators.patterns import pattern_rows, strongest_of
from styrhjul.web.ui.formats import MISSING, number
from styrhjul.web.ui.pages import Context, Page
from styrhjul.wheel.indicators import queries
from styrhjul.wheel.indicators.queries import explore
from styrhjul.wheel.indicators.queries.explore import ExploredLine, Standings

WIDE = 736
SUGGESTED = 12


class Exploration:
    """What is asked for, worked out as far as the view needs it."""

    def __init__(self, asked: Asked) -> None:
        self.asked, self.words = asked, written(asked.info)

    @cached_property
    def lines(self) -> list[ExploredLine]:
        """The places over time; women and men beside each other are those of the first place."""
        if self.asked.people == "KM":
            return [explore.explored_line(self.asked.info, place, sex)
                    for place in self.asked.places[:1] for sex in ("K", "M")]  # fmt: skip
        return [explore.explored_line(self.asked.info, place, self.asked.sex) for place in self.asked.places]

    @cached_property
    def found(self) -> Standings | None:
        """All municipalities in the year; None without values."""
        asked = self.asked
        if not asked.year:
            return None
        return explore.standings(asked.info, asked.year, asked.sex, self.words.measure.good)

    @cached_property
    def together(self) -> StepEvidence | None:
        """What moves together with the indicator, when the view asks."""
        if self.asked.view != "together" or not self.asked.year:
            return None
        return explore.moving_together(self.asked.info, self.words.measure)

    @property
    def drawn(self) -> Drawn | None:
        """The view's chart, if it has one."""
        if self.asked.view == "time" and self.asked.people == "KM" and self.lines:
            return women_and_men(self.asked, self.lines[0], self.lines[1], self.words)
        if self.asked.view == "time":
            return over_time(self.asked, self.lines, self.words)
        if self.found is None or self.asked.view in {"table", "together"}:
            return None
        draw = on_the_map if self.asked.view == "map" else all_places
        return draw(self.asked, self.found, self.words)

    @property
    def table(self) -> Table | None:
        """The view's numbers."""
        if self.together:
            return together(self.together)
        if self.asked.view in {"time", "table"}:
            return by_year(self.lines, self.asked)
        return by_place(self.asked, self.found) if self.found else None

    @property
    def table_source(self) -> str:
        """Where the numbers come from: raw ones from the national source, medians and places are our own."""
        if self.asked.view == "together":
            return computed_source()
        raw = self.asked.view in {"time", "table"} and not any(line.place.is_group for line in self.lines)
        return raw_source(self.asked) if raw else computed_source()

    @property
    def said(self) -> str:
        """What the numbers of the first place allow to be said."""
        if self.together:
            return self.together.sentence
        return conclusion(self.asked, self.lines[0], self.found) if self.lines and self.asked.people != "KM" else ""


@dataclass(frozen=True)
class Tab:
    """A view, or another choice among few: what it is called, where it leads and whether it is the one shown."""

    label: str
    href: str
    here: bool


class Explore(Page):
    """One indicator as the address says; without one, a search for it."""

    template = "indicators/explore.html"
    area = "result-list"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        """Show it, or lead to the address with the place that has been added."""
        found = read(request)
        if found.asked is None:
            return self.show(None, self.start())
        form = PlaceForm(request.GET if "add" in request.GET else None, among=explore.explorable(found.asked.info))
        if form.is_bound and form.is_valid():
            return self._added(found.asked, form.cleaned_data["add"])
        for note in found.notes:
            messages.info(request, note)
        return self._shown(found.asked, form)

    def start(self) -> Context:
        """Return what is offered before an indicator is chosen: those that a text fits, or those in use."""
        text = self.request.GET.get("q", "").strip()
        hits = queries.library(text, "", "values")[:SUGGESTED] if text else ()
        used = [
            info for number in queries.national_ids_in_use(self.user) if (info := queries.national_indicator(number))
        ]
        return {"q": text, "hits": hits, "used": sorted(used, key=lambda info: info.title), "trail": _trail()}

    def _added(self, asked: Asked, place: explore.Explored) -> HttpResponseBase:
        if len(asked.places) >= MOST_PLACES and place not in asked.places:
            messages.info(
                self.request, _("At most %(count)s places can be compared at a time.") % {"count": MOST_PLACES}
            )
            return redirect(asked.address())
        return redirect(asked.address(places=tuple(dict.fromkeys((*asked.places, place)))))

    def _shown(self, asked: Asked, form: PlaceForm) -> HttpResponse:
        exploration = Exploration(asked)
        drawn, table = exploration.drawn, exploration.table
        rows = _read_aloud(table, exploration) if table else []
        names = {place.name for place in asked.places}
        context = {
            "asked": asked,
            "info": asked.info,
            "form": form,
            "year_form": YearForm(initial={"year": asked.year, "over": asked.over}, asked=asked),
            "removable": [(place.name, asked.without(place)) for place in asked.places],
            "near": [(one.label, asked.with_place(one.key)) for one in form.near],
            "tabs": [Tab(str(_label(view)), asked.address(view=view), view == asked.view) for view in VIEWS],
            "people": _people(asked),
            "colours": _colours(asked, exploration),
            "drawn": drawn,
            "wide": _safe(drawn, WIDE),
            "narrow": _safe(drawn, NARROW),
            "columns": table.columns if table else (),
            "rows": rows,
            "chosen": [row for row in rows if row[0] in names] if asked.view in {"places", "map"} else [],
            "numeric": table.numeric if table else (),
            "table_source": exploration.table_source,
            "said": exploration.said,
            "files": [(ending.upper(), asked.file(ending)) for ending in _endings(asked)],
            "patterns": pattern_rows(exploration.together.as_dict()) if exploration.together else [],
            "strongest": strongest_of(exploration.together.as_dict()) if exploration.together else "",
            "kin": exploration.together.chart["kin"] if exploration.together else [],
            "used": queries.national_ids_in_use(self.user).get(asked.info.id),
            "trail": [*_trail(), (_("Explore"), reverse("explore"))],
        }
        return self.show(None, context, status=422 if form.errors else 200)

    def context(self, thing: Any) -> Context:
        """Return nothing more."""
        return {}


def _endings(asked: Asked) -> Sequence[str]:
    return ("csv", "xlsx") if asked.view in {"table", "together"} else ("csv", "xlsx", "svg", "png")


def _label(view: str) -> str:
    return {
        "time": _("Over time"),
        "places": _("All municipalities"),
        "map": _("Map"),
        "table": _("Table"),
        "together": _("Moves together"),
    }[view]


def _people(asked: Asked) -> list[Tab]:
    if not asked.info.divided_by_sex or asked.view == "together":
        return []
    words = queries.words_of_groups(young=queries.is_field_of_the_young(asked.info))
    everybody, women, men = words.values()
    labels = {"T": everybody.capitalize(), "K": women.capitalize(), "M": men.capitalize()}
    if asked.view in {"time", "table"}:
        labels["KM"] = _("%(women)s and %(men)s") % {"women": women.capitalize(), "men": men}
    return [Tab(label, asked.address(people=people), people == asked.people) for people, label in labels.items()]


def _colours(asked: Asked, exploration: Exploration) -> list[Tab]:
    """Return the choice between greys and the national colours, where a direction lets somebody be called best."""
    if asked.view not in {"map", "places"} or exploration.words.measure.good == "none":
        return []
    return [
        Tab(_("Quarters in grey"), asked.address(colours=""), not asked.national),
        Tab(_("The national three colours"), asked.address(colours="national"), asked.national),
    ]


def _read_aloud(table: Table, exploration: Exploration) -> list[list[str]]:
    decimals = exploration.words.measure.decimals
    return [
        [
            _cell(value, decimals, sign=at in table.signed) if at in table.measured else _plain(value)
            for at, value in enumerate(row)
        ]
        for row in table.rows
    ]


def _cell(value: Cell, decimals: int, *, sign: bool) -> str:
    return value if isinstance(value, str) else number(value, decimals, sign=sign)


def _plain(value: Cell) -> str:
    """Return what is not measured as it is: a name, a year, a place."""
    return MISSING if value is None else str(value)


def _safe(drawn: Drawn | None, width: float) -> SafeString:
    return mark_safe(drawn.at(width)) if drawn else SafeString("")  # noqa: S308  (the engine escapes every text)


def _trail() -> list[tuple[str, str]]:
    return [(_("Results"), reverse("result-list"))]
