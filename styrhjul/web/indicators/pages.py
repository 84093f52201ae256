"""The pages of indicators: the list with the national catalogue, one indicator, its targets, and evidence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from styrhjul.base.common import clock
from styrhjul.base.common.faults import Fault
from styrhjul.base.common.lists import CSV, as_csv
from styrhjul.base.organisation.models import Unit
from styrhjul.base.organisation.queries import posts_of, units_above
from styrhjul.web.indicators import forms
from styrhjul.web.indicators.charts import brief_of, shown
from styrhjul.web.indicators.for_goal import goal_asked, kept
from styrhjul.web.ui.internal import Internal
from styrhjul.web.ui.pages import Context, DetailPage, FormPage, ListPage, Target
from styrhjul.wheel.goals.actions import follow_by_new
from styrhjul.wheel.goals.queries import goals_of
from styrhjul.wheel.indicators import actions, permissions, queries
from styrhjul.wheel.indicators.models import Evidence, Group, Indicator, Source

YEARS_AHEAD = 5
SHOWN_VALUES = 60


def trail_to(indicator: Indicator | None = None) -> list[tuple[str, str]]:
    """Return the way to a page about an indicator."""
    first = (_("Indicators"), reverse("indicator-list"))
    return [first, (indicator.title, reverse("indicator-detail", args=[indicator.pk]))] if indicator else [first]


class IndicatorList(ListPage):
    """Our own indicators and, when one searches, the national ones that are not in use yet."""

    template = "indicators/indicator_list.html"
    fragment = "indicators/_indicator_rows.html"
    area = "goal-list"
    filter_form = forms.IndicatorFilter

    def rows(self, chosen: Mapping[str, Any]) -> Any:
        """Return the indicators that fit."""
        return queries.indicators_found(self.user, text=chosen.get("q") or "", source=chosen.get("source") or "")

    def show(self, thing: Any, context: Context | None = None, status: int = 200) -> HttpResponse:
        """Put beside each indicator its latest value and target, and the catalogue below."""
        context = dict(context or {})
        rows = list(context["rows"])
        lines = queries.lines_at_home(rows)
        targets = queries.targets_of_many(rows, {row.unit.pk: row.unit for row in rows}.values())
        context["briefs"] = [brief_of(one, lines.get(one.pk), targets.get((one.pk, one.unit.pk), [])) for one in rows]
        asked = self.request.GET.get("q", "")
        used = queries.national_ids_in_use(self.user) if asked else {}
        context["catalogue"] = [(one, used.get(one.national_id)) for one in queries.search_catalogue(asked, 25)]
        context["asked"] = asked
        context |= kept(goal_asked(self.request, self.user))
        context["can_add"] = permissions.can_add_indicators(self.user)
        context["can_enter"] = permissions.can_enter_any_values(self.user)
        return super().show(thing, context, status)


class IndicatorDetail(DetailPage):
    """One indicator: its charts, targets and values, and where it is used."""

    queryset = Indicator.objects
    template = "indicators/indicator_detail.html"
    name = "indicator"
    area = "goal-list"

    def context(self, thing: Indicator) -> Context:
        """Return the whole page at one unit, and what the person may do."""
        unit, words = place_asked(self.request, thing), queries.group_words(thing)
        targets = list(queries.targets_of(thing))
        here = [target for target in targets if target.unit_id == unit.pk]
        values = list(queries.values_of(thing)[: SHOWN_VALUES + 1]) if thing.source == Source.OWN else []
        counted = any(one.people is not None for one in values)
        hidden = queries.protected(queries.values_of(thing)) if counted else set()
        return {
            "shown": shown(thing, unit, here),
            "trail": trail_to(),
            "place": unit,
            "places": queries.units_with_values(thing) if thing.source == Source.OWN else [],
            "targets": [(one, words[Group(one.group)], forms.body_name(one.decided_by)) for one in targets],
            "values": [
                (one, words[Group(one.group)], (one.unit_id, one.period, one.group) in hidden)
                for one in values[:SHOWN_VALUES]
            ],
            "counted": counted,
            "has_more_values": len(values) > SHOWN_VALUES,
            "goals": goals_of(thing, self.user),
            "can_change": permissions.can_change_indicator(self.user, thing),
            "can_decide": permissions.can_decide_target(self.user, unit),
            "can_enter": permissions.can_enter_values(self.user, thing, unit),
        }


def place_asked(request: HttpRequest, indicator: Indicator) -> Unit:
    """Return the unit that the address asks for; else the indicator's own."""
    asked = request.GET.get("unit", "")
    return get_object_or_404(Unit, pk=int(asked)) if asked.isdecimal() else indicator.unit


class IndicatorAdd(Internal, FormPage):
    """Set an indicator, from scratch or from the national catalogue."""

    permission = staticmethod(permissions.can_add_indicators)
    form = forms.NewIndicatorForm
    template = "indicators/indicator_form.html"
    area = "goal-list"
    receipt = gettext_lazy("The indicator has been set.")

    def suggestion(self) -> queries.Suggestion | None:
        """Return what the statistics say of the indicator that the address names."""
        asked = self.request.POST.get("national_id") or self.request.GET.get("number") or ""
        return queries.suggested(asked) if asked else None

    def initial(self, thing: Any) -> Mapping[str, Any]:
        """Return what the statistics and our own choices say."""
        known = self.suggestion()
        fields = {**known.fields(), "national_id": known.national_id} if known else {}
        goal = goal_asked(self.request, self.user)
        own = goal.unit.pk if goal else next((post.unit_id for post in posts_of(self.user)), None)
        unit = self.request.GET.get("unit") or own
        return fields | ({"unit": unit} if unit else {})

    def arguments(self, thing: Any) -> Mapping[str, Any]:
        """Return the units at which the person sets indicators."""
        return {"units": forms.unit_choices(queries.units_setting(self.user))}

    def action(self, thing: Any, data: dict[str, Any]) -> Target:
        """Set it."""
        unit = get_object_or_404(queries.units_setting(self.user), pk=data.pop("unit"))
        data.pop("seen")
        goal = goal_asked(self.request, self.user)
        if goal is not None:
            follow_by_new(goal, unit=unit, **data, by=self.user)
            return reverse("goal-detail", args=[goal.pk])
        indicator = actions.add_indicator(unit=unit, **data, by=self.user)
        return reverse("indicator-detail", args=[indicator.pk])

    def context(self, thing: Any) -> Context:
        """Return what the page is called."""
        goal = goal_asked(self.request, self.user)
        back = reverse("goal-indicators", args=[goal.pk]) if goal else reverse("indicator-list")
        shared = {"heading": _("Set an indicator"), "back": back, "trail": trail_to(), "goal": goal}
        return {**shared, "suggestion": self.suggestion()}


class IndicatorChange(FormPage):
    """Change how an indicator is described."""

    queryset = Indicator.objects
    permission = staticmethod(permissions.can_change_indicator)
    form = forms.IndicatorForm
    template = "indicators/indicator_form.html"
    name = "indicator"
    area = "goal-list"
    receipt = gettext_lazy("The indicator has been changed.")

    def initial(self, thing: Indicator) -> Mapping[str, Any]:
        """Return the indicator as it is."""
        names = ("title", "definition", "measure_unit", "decimals", "direction", "rhythm", "by_sex")
        return {name: getattr(thing, name) for name in names} | {"seen": thing.stamp}

    def action(self, thing: Indicator, data: dict[str, Any]) -> Target:
        """Change it."""
        data["seen"] = data["seen"] or None
        actions.change_indicator(thing, **data, by=self.user)
        return reverse("indicator-detail", args=[thing.pk])

    def context(self, thing: Indicator) -> Context:
        """Return what the page is called and where one came from."""
        back = reverse("indicator-detail", args=[thing.pk])
        return {"heading": _("Change the indicator"), "back": back, "trail": trail_to(thing)}

    def show(self, thing: Any, context: Context | None = None, status: int = 200) -> HttpResponse:
        """Lay what somebody else saved beside what was typed, so that the next save stands on both."""
        conflict = (context or {}).get("conflict")
        if context and conflict is not None:
            typed = context["form"].data.copy()
            typed["seen"] = conflict.current.stamp
            context["form"].data = typed
            context["mine"] = typed.get("title", "")
        return super().show(thing, context, status)


class TargetGrid(FormPage):
    """Decide the targets of an indicator at a unit, for some years."""

    queryset = Indicator.objects
    form = forms.TargetForm
    template = "indicators/target_grid.html"
    name = "indicator"
    area = "goal-list"
    receipt = gettext_lazy("The targets have been decided.")

    def permitted(self) -> Any:
        """Return the indicator once it is known that the person decides targets at the unit."""
        thing = self.thing()
        permissions.can_decide_target(self.user, place_asked(self.request, thing)).require()
        return thing

    def arguments(self, thing: Indicator) -> Mapping[str, Any]:
        """Return the years, what stands, and who can have decided."""
        unit = place_asked(self.request, thing)
        first = clock.today().year
        return {
            "indicator": thing,
            "years": range(first, first + YEARS_AHEAD),
            "standing": {(one.group, one.year): one for one in queries.targets_of(thing, unit)},
            "bodies": forms.body_choices([unit, *units_above(unit)]),
        }

    def initial(self, thing: Indicator) -> Mapping[str, Any]:
        """Return today as the day of the decision."""
        return {"decided_on": clock.today()}

    def action(self, thing: Indicator, data: dict[str, Any]) -> Target:
        """Write the targets that were changed."""
        unit = place_asked(self.request, thing)
        body = next((one for one in [unit, *units_above(unit)] if one.pk == data["decided_by"]), unit)
        if not self.aims:
            raise Fault(_("No target has been changed."))
        decision: dict[str, Any] = {"decided_on": data["decided_on"], "paragraph": data["paragraph"]}
        actions.decide_targets(thing, unit, self.aims, decided_by=body, **decision, by=self.user)
        return f"{reverse('indicator-detail', args=[thing.pk])}?unit={unit.pk}"

    def build(self, thing: Indicator, **given: Any) -> Any:
        """Return the form, and keep it so that its changed targets can be asked for."""
        self.asked = super().build(thing, **given)
        return self.asked

    @property
    def aims(self) -> list[actions.Aim]:
        """Return the targets that were changed in the form."""
        found: list[actions.Aim] = self.asked.aims()
        return found

    def context(self, thing: Indicator) -> Context:
        """Return the unit, the years and where one came from."""
        unit = place_asked(self.request, thing)
        first = clock.today().year
        return {
            "trail": trail_to(thing),
            "place": unit,
            "years": range(first, first + YEARS_AHEAD),
            "places": queries.units_aiming(thing, self.user),
            "back": f"{reverse('indicator-detail', args=[thing.pk])}?unit={unit.pk}",
        }


class EvidenceDetail(DetailPage):
    """One number as it was when somebody used it, and what it is now."""

    queryset = Evidence.objects
    template = "indicators/evidence_detail.html"
    name = "evidence"
    area = "goal-list"

    def context(self, thing: Evidence) -> Context:
        """Return the number as it stands today."""
        indicator = get_object_or_404(Indicator.objects.visible_to(self.user), pk=thing.indicator_id)
        group = queries.group_words(indicator)[Group(thing.group)]
        now = queries.point(indicator, thing.place or indicator.unit, thing.period, Group(thing.group))
        changed = now.value != thing.value
        return {
            "trail": trail_to(indicator),
            "indicator": indicator,
            "now": now,
            "has_changed": changed,
            "group": group,
        }


class IndicatorValues(DetailPage):
    """The values as a file for a spreadsheet."""

    queryset = Indicator.objects

    def show(self, thing: Indicator, context: Context | None = None, status: int = 200) -> HttpResponse:
        """Write semicolons and decimal commas, which Swedish spreadsheets open without asking."""
        unit = place_asked(self.request, thing)
        head = [_("Period"), _("Group"), _("Value"), _("Status"), _("Why it is missing"), _("Source")]
        words = queries.group_words(thing)
        rows = [
            [point.period, words[group], point.value, point.status, point.missing_because, point.source]
            for group, line in queries.lines(thing, unit).items()
            for point in line.points
        ]
        response = HttpResponse(as_csv([head, *rows]), content_type=CSV)
        response["Content-Disposition"] = f'attachment; filename="indikator-{thing.pk}.csv"'
        return response
