"""The pages of goals: the tree, one goal, and what is asked for to set, change and tie it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from styrhjul.base.common import clock
from styrhjul.base.organisation.models import Unit
from styrhjul.base.steering.words import word
from styrhjul.engine.packs.schema import Colour
from styrhjul.web.goals import forms
from styrhjul.web.goals.shown import goal_page
from styrhjul.web.ui.formats import date_day
from styrhjul.web.ui.internal import Internal
from styrhjul.web.ui.narrowing import number_in, with_asked_unit
from styrhjul.web.ui.pages import Context, DetailPage, FormPage, ListPage, Operation, Target
from styrhjul.wheel.flows.around_goals import ratings_of_goals
from styrhjul.wheel.goals import actions, permissions, queries
from styrhjul.wheel.goals.actions import Serves
from styrhjul.wheel.goals.models import Goal
from styrhjul.wheel.goals.queries import Twig
from styrhjul.wheel.indicators.models import Indicator

DEEPEST, YEAR_DIGITS = 6, 4


@dataclass(frozen=True)
class Row:
    """A goal in the list: its place in the tree, the colour it got last, and from when it holds if not yet."""

    twig: Twig
    level: str
    indent: int
    colour: Colour | None
    coming: str = ""


class GoalList(ListPage):
    """The goals of the year as a tree, and where the thread is broken."""

    template = "goals/goal_list.html"
    fragment = "goals/_goal_rows.html"
    area = "goal-list"
    page_size = 200

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Show the tree of a year, this one unless another is asked for, narrowed by unit and level."""
        units = with_asked_unit(queries.units_with_goals(self.user, coming=True), request, "unit", self.user)
        asked, this_year = request.GET.copy(), clock.today().year
        said = str(asked.get("year") or this_year)
        asked["year"] = said
        year = int(said) if said.isdecimal() and len(said) == YEAR_DIGITS else this_year
        form = forms.GoalFilter(asked, units=units, levels=queries.levels(year).values())
        chosen = form.cleaned_data if form.is_valid() else {}
        goals = list(self.rows(chosen))
        ratings = ratings_of_goals([goal.pk for goal in goals], self.user)
        rows = [
            Row(
                twig,
                word(twig.level.label).capitalize() if twig.level else twig.goal.level,
                min(twig.depth, DEEPEST),
                ratings.colour(twig.goal.pk),
                _coming(twig.goal),
            )
            for twig in queries.goal_tree(goals, year)
        ]
        context: Context = {
            "rows": rows,
            "count": len(rows),
            "ends": queries.top_and_bottom(year),
            "filter_form": form,
            "is_narrowed": any(chosen.get(name) for name in ("unit", "level")) or chosen.get("year") != this_year,
            "orphans": queries.orphans(self.user),
            "can_add": permissions.can_add_goals(self.user),
        }
        return self.show(None, context, status=422 if form.errors else 200)

    def rows(self, chosen: Mapping[str, Any]) -> Any:
        """Return the goals that fit what is chosen."""
        unit = get_object_or_404(Unit, pk=chosen["unit"]) if chosen.get("unit") else None
        year = chosen.get("year") or clock.today().year
        ahead = year >= clock.today().year
        return queries.goals_found(self.user, unit=unit, level=chosen.get("level") or "", year=year, coming=ahead)


def _coming(goal: Goal) -> str:
    """Say from when a goal holds that does not hold yet: the year, or the day when that is this year."""
    today = clock.today()
    if goal.starts <= today:
        return ""
    return _("from %(when)s") % {"when": goal.starts.year if goal.starts.year > today.year else date_day(goal.starts)}


class GoalDetail(DetailPage):
    """One goal: its thread, facts, ratings, charts and activities."""

    queryset = Goal.objects
    template = "goals/goal_detail.html"
    name = "goal"
    area = "goal-list"

    def context(self, thing: Goal) -> Context:
        """Return the whole page and what the person may do."""
        page = goal_page(thing, self.user)
        return {
            "shown": page,
            "trail": page.trail,
            "analysis_href": page.analysis_href,
            "can_change": permissions.can_change_goal(self.user, thing),
        }


class GoalAdd(Internal, FormPage):
    """Set a goal."""

    permission = staticmethod(permissions.can_add_goals)
    form = forms.NewGoalForm
    template = "goals/goal_form.html"
    area = "goal-list"
    receipt = gettext_lazy("The goal has been set.")

    def arguments(self, thing: Any) -> Mapping[str, Any]:
        """Return the units, levels and goals above that the person can choose."""
        user, levels = self.user, queries.levels()
        units = list(queries.units_to_set_goals_at(user))
        kinds = {unit.kind for unit in units}
        return {
            "units": forms.unit_choices(units),
            "levels": forms.level_choices(level for level in levels.values() if kinds & set(level.unit_kinds)),
            "parents": forms.goal_choices(queries.all_possible_parents(user), levels),
        }

    def initial(self, thing: Any) -> Mapping[str, Any]:
        """Return what the address already says: the unit, and the goal it is to serve."""
        at, under = (number_in(self.request.GET, name) for name in ("unit", "under"))
        unit, level = queries.likely_place(self.user, at=at, under=under)
        asked = {"unit": unit, "level": level, "parent": under}
        starts = date(clock.today().year + 1, 1, 1)
        return {"starts": starts, **{name: value for name, value in asked.items() if value}}

    def action(self, thing: Any, data: dict[str, Any]) -> Target:
        """Set it, under the goal that was chosen."""
        user = self.user
        unit = get_object_or_404(queries.units_to_set_goals_at(user), pk=data["unit"])
        parents = []
        if data["parent"]:
            above = get_object_or_404(Goal.objects.visible_to(user), pk=data["parent"])
            parents.append(Serves(above, data["contribution"]))
        named = {name: data[name] for name in ("title", "level", "description", "starts", "ends")}
        goal = actions.add_goal(**named, unit=unit, parents=parents, by=user)
        return reverse("goal-detail", args=[goal.pk])

    def context(self, thing: Any) -> Context:
        """Return what the page is called."""
        return {"heading": _("Set a goal"), "back": reverse("goal-list"), "trail": [(_("Goals"), reverse("goal-list"))]}


class OneGoal(FormPage):
    """What all forms about one goal share."""

    queryset = Goal.objects
    permission = staticmethod(permissions.can_change_goal)
    template = "goals/goal_form.html"
    name = "goal"
    area = "goal-list"
    heading = gettext_lazy("Change the goal")

    def context(self, thing: Goal) -> Context:
        """Return what the page is called and where one came from."""
        here = reverse("goal-detail", args=[thing.pk])
        return {
            "heading": self.heading,
            "back": here,
            "trail": [(_("Goals"), reverse("goal-list")), (thing.title, here)],
        }


class GoalChange(OneGoal):
    """Change what a goal says and when it holds."""

    form = forms.ChangeGoalForm
    receipt = gettext_lazy("The goal has been changed.")

    def initial(self, thing: Goal) -> Mapping[str, Any]:
        """Return the goal as it is."""
        return {
            "title": thing.title,
            "description": thing.description,
            "starts": thing.starts,
            "ends": thing.ends,
            "seen": thing.stamp,
        }

    def action(self, thing: Goal, data: dict[str, Any]) -> Target:
        """Change it."""
        data["seen"] = data["seen"] or None
        actions.change_goal(thing, **data, by=self.user)
        return reverse("goal-detail", args=[thing.pk])

    def show(self, thing: Any, context: Context | None = None, status: int = 200) -> HttpResponse:
        """Lay what somebody else saved beside what was typed, so that the next save stands on both."""
        conflict = (context or {}).get("conflict")
        if context and conflict is not None:
            typed = context["form"].data.copy()
            typed["seen"] = conflict.current.stamp
            context["form"].data = typed
            context["mine"] = typed.get("title", "")
        return super().show(thing, context, status)


class GoalEnd(OneGoal):
    """Let a goal end."""

    form = forms.EndGoalForm
    heading = gettext_lazy("End the goal")
    receipt = gettext_lazy("The goal has been ended.")

    def initial(self, thing: Goal) -> Mapping[str, Any]:
        """Return the turn of the year."""
        return {"on": date(clock.today().year + 1, 1, 1)}

    def action(self, thing: Goal, data: dict[str, Any]) -> Target:
        """End it."""
        actions.end_goal(thing, on=data["on"], by=self.user)
        return reverse("goal-detail", args=[thing.pk])


class GoalParents(OneGoal):
    """The goals above, and one more."""

    form = forms.ParentForm
    template = "goals/goal_parents.html"
    receipt = gettext_lazy("The goal now serves one more above.")

    def arguments(self, thing: Goal) -> Mapping[str, Any]:
        """Return the goals that it may serve besides those it serves."""
        return {"goals": queries.possible_parents(thing, thing.level, self.user)}

    def action(self, thing: Goal, data: dict[str, Any]) -> Target:
        """Tie it."""
        above = get_object_or_404(Goal.objects.visible_to(self.user), pk=data["parent"])
        actions.add_parent(thing, above, contribution=data["contribution"], by=self.user)
        return reverse("goal-parents", args=[thing.pk])

    def context(self, thing: Goal) -> Context:
        """Return the goals above as they are."""
        return {**super().context(thing), "parents": queries.parents_of(thing, self.user)}


class GoalParentRemove(Operation):
    """Let a goal no longer serve one above."""

    queryset = Goal.objects
    permission = staticmethod(permissions.can_change_goal)
    receipt = gettext_lazy("The goal no longer serves it.")

    def action(self, thing: Goal) -> Target:
        """Untie it."""
        above = get_object_or_404(Goal.objects.visible_to(self.user), pk=self.kwargs["parent"])
        actions.remove_parent(thing, above, by=self.user)
        return reverse("goal-parents", args=[thing.pk])


class GoalIndicators(OneGoal):
    """The indicators that follow a goal, and one more."""

    form = forms.ConnectForm
    template = "goals/goal_indicators.html"
    receipt = gettext_lazy("The goal is now followed by one more indicator.")

    def arguments(self, thing: Goal) -> Mapping[str, Any]:
        """Return the indicators that do not follow it yet."""
        return {"indicators": queries.possible_indicators(thing, self.user)}

    def action(self, thing: Goal, data: dict[str, Any]) -> Target:
        """Connect it."""
        chosen = get_object_or_404(Indicator.objects.visible_to(self.user), pk=data["indicator"])
        actions.connect_indicator(thing, chosen, by=self.user)
        return reverse("goal-detail", args=[thing.pk])

    def context(self, thing: Goal) -> Context:
        """Return the indicators as they are."""
        return {**super().context(thing), "indicators": queries.indicators_of(thing, self.user)}


class GoalIndicatorRemove(Operation):
    """Let a goal no longer be followed by an indicator."""

    queryset = Goal.objects
    permission = staticmethod(permissions.can_change_goal)
    receipt = gettext_lazy("The goal is no longer followed by it.")

    def action(self, thing: Goal) -> Target:
        """Disconnect it."""
        chosen = get_object_or_404(Indicator.objects.visible_to(self.user), pk=self.kwargs["indicator"])
        actions.disconnect_indicator(thing, chosen, by=self.user)
        return reverse("goal-indicators", args=[thing.pk])
