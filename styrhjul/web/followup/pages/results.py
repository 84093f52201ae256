"""How all goals go, and how all boards are rated."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from styrhjul.base.organisation.models import Unit
from styrhjul.base.steering.queries import pack_of_year
from styrhjul.base.steering.words import entry, word
from styrhjul.base.thread.models import Kind
from styrhjul.web.followup.forms import MapFilter, ResultFilter
from styrhjul.web.followup.heat import MapAsked, heat_view
from styrhjul.web.followup.pages.ratings import OutcomeRow, outcome_row
from styrhjul.web.followup.rated import RatedUnit, rated_units
from styrhjul.web.followup.shown import about, occasion_words, rate_address
from styrhjul.web.ui.addresses import address
from styrhjul.web.ui.internal import Internal
from styrhjul.web.ui.narrowing import with_asked_unit
from styrhjul.web.ui.pages import Context, Page
from styrhjul.wheel.flows.around_goals import GoalRatings, ratings_of_goals
from styrhjul.wheel.followup import permissions
from styrhjul.wheel.followup.queries.analyses import analyses_found
from styrhjul.wheel.followup.queries.heat import GOALS, HeatMap, heat_map, latest_occasion
from styrhjul.wheel.followup.queries.overview import analyses_to_rate, awaited_from, results_of
from styrhjul.wheel.goals.models import Goal
from styrhjul.wheel.goals.queries import goals_found, levels, units_with_goals

AREA = "result-list"
GOALS_ON_A_PAGE = 40
ANALYSES_SHOWN = 8
AWAITED_SHOWN = 12
YEAR_DIGITS = 4


@dataclass(frozen=True)
class Waiting:
    """Something that waits for the person's rating."""

    title: str
    note: str
    href: str


@dataclass(frozen=True)
class ResultRow:
    """A goal with its outcomes and its latest ratings."""

    goal: Goal
    href: str
    outcomes: Sequence[OutcomeRow]
    ratings: Sequence[RatedUnit]
    occasion: str


class ResultList(Internal, Page):
    """How all goals go, which analyses go on, and what waits for the person's rating."""

    template = "followup/result_list.html"
    area = AREA

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Show it all, narrowed by unit and level."""
        known = levels()
        measured = [(key, word(level.label).capitalize()) for key, level in known.items() if level.measured]
        units = with_asked_unit(units_with_goals(self.user), request, "enhet", self.user)
        form = ResultFilter(request.GET or None, units=units, levels=measured)
        chosen = form.cleaned_data if form.is_bound and form.is_valid() else {}
        goals = self.goals(chosen, measured)
        ratings = ratings_of_goals([goal.pk for goal in goals], self.user)
        page = Paginator(goals, GOALS_ON_A_PAGE).get_page(request.GET.get("page"))
        occasion, year = latest_occasion()
        found = heat_map(self.user, occasion=occasion, year=year, view=GOALS)
        analyses = list(analyses_found(self.user)[: ANALYSES_SHOWN + 1])
        context: Context = {
            "page": page,
            "rows": self.rows(list(page.object_list), ratings),
            "rated": sum(ratings.latest_round(goal.pk) != [] for goal in goals),
            "filter_form": form,
            "is_narrowed": any(chosen.values()),
            "waiting": self.waiting(found)[:AWAITED_SHOWN],
            "analyses": analyses[:ANALYSES_SHOWN],
            "has_more_analyses": len(analyses) > ANALYSES_SHOWN,
            "can_begin": permissions.can_begin_analyses(self.user),
        }
        return self.show(None, context, status=422 if form.errors else 200)

    def goals(self, chosen: Mapping[str, Any], measured: Sequence[tuple[str, str]]) -> Sequence[Goal]:
        """Return the measured goals in force, from the top level down."""
        unit = get_object_or_404(Unit, pk=chosen["enhet"]) if chosen.get("enhet") else None
        found = goals_found(self.user, unit=unit, level=chosen.get("niva") or "")
        order = {key: place for place, (key, _label) in enumerate(measured)}
        goals = [goal for goal in found if goal.level in order]
        return sorted(goals, key=lambda goal: (order[goal.level], goal.title, goal.pk))

    def rows(self, goals: Sequence[Goal], ratings: GoalRatings) -> list[ResultRow]:
        """Return each goal with its outcomes and ratings."""
        keys = [goal.pk for goal in goals]
        rated = rated_units(ratings, keys, self.user)
        return [
            ResultRow(
                one.goal,
                address(Kind.GOAL, one.goal.pk),
                [outcome_row(outcome) for outcome in one.outcomes],
                rated[one.goal.pk],
                _occasion(ratings, one.goal),
            )
            for one in results_of(goals, self.user)
        ]

    def waiting(self, found: HeatMap) -> list[Waiting]:
        """Return what waits for the person's rating: analyses going on, and cells of the map."""
        rows = [
            Waiting(
                f"{one.unit.name}: {one.goal.title}",
                _("in the analysis"),
                address(Kind.ANALYSIS, one.pk),
            )
            for one in analyses_to_rate(self.user)
        ]
        return rows + [
            Waiting(
                f"{one.thing.rated.name}: {about(one.thing)}",
                f"{one.level.label}, {occasion_words(one.thing.occasion, one.thing.year)}",
                rate_address(one.thing, one.level.level.key),
            )
            for one in awaited_from(self.user, found)
        ]


def _occasion(ratings: GoalRatings, goal: Goal) -> str:
    latest = ratings.latest_round(goal.pk)
    return occasion_words(latest[0].occasion, latest[0].year) if latest else ""


class RatingMap(Internal, Page):
    """The map of all boards' ratings on one occasion, as a picture and as a table."""

    template = "followup/rating_list.html"
    area = AREA

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Show the map."""
        latest, this_year = latest_occasion()
        asked = request.GET
        year = asked.get("ar", "")
        pack = pack_of_year(int(year) if year.isdecimal() and len(year) == YEAR_DIGITS else this_year)
        default = entry(pack.occasions, latest.key) or pack.occasions[-1]
        start = {"tillfalle": default.key, "ar": this_year, "vy": GOALS}
        given = {**start, **{name: value for name in start if (value := asked.get(name))}}
        form = MapFilter(given, occasions=pack.occasions, areas=pack.rating.matrix.focus_areas)
        cleaned = form.cleaned_data if form.is_valid() else {}
        chosen = {**start, **{name: value for name, value in cleaned.items() if value}}
        occasion = entry(pack.occasions, str(chosen["tillfalle"])) or default
        found = heat_map(self.user, occasion=occasion, year=int(str(chosen["ar"])), view=str(chosen["vy"]))
        view = MapAsked(
            level=asked.get("niva", ""),
            differing=bool(asked.get("skillnader")),
            opened=asked.get("ruta", ""),
            as_table=bool(asked.get("tabell")),
            query={name: str(value) for name, value in chosen.items()},
        )
        context: Context = {
            "map": found,
            "view": heat_view(found, view, self.user),
            "asked": view,
            "filter_form": form,
            "occasion": occasion_words(occasion.key, found.year),
        }
        return self.show(None, context, status=422 if form.errors else 200)
