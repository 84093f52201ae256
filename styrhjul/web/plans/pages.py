"""Plans: the list with what is missing, the plan as a document, and every step from draft to adopted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from styrhjul.base.common import clock
from styrhjul.base.common.faults import Fault
from styrhjul.base.common.models import User
from styrhjul.base.organisation.models import Unit
from styrhjul.base.organisation.queries import posts_of, units_seen_by
from styrhjul.base.steering.queries import pack_in_force
from styrhjul.base.steering.words import word, word_for
from styrhjul.engine.packs.schema import Adoption
from styrhjul.web.plans import forms
from styrhjul.web.plans.document import document_of, made_by
from styrhjul.web.ui.context import address
from styrhjul.web.ui.internal import Internal
from styrhjul.web.ui.narrowing import with_asked_year
from styrhjul.web.ui.pages import Context, DetailPage, FormPage, ListPage, Operation, Target
from styrhjul.wheel.goals.models import Goal
from styrhjul.wheel.plans import actions, permissions, policies, queries
from styrhjul.wheel.plans.models import Plan
from styrhjul.wheel.plans.states import InputState, PlanState

AREA = "goal-list"


class PlanList(Internal, ListPage):
    """The plans, by unit, level and year, and those that nobody has begun."""

    template = "plans/plan_list.html"
    area = AREA

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Show them."""
        form = forms.PlanFilter(
            request.GET or None,
            units=units_seen_by(self.user),
            levels=pack_in_force().plan_levels,
            years=with_asked_year(queries.plan_years(self.user), request, "ar"),
        )
        chosen = form.cleaned_data if form.is_bound and form.is_valid() else {}
        rows = [(plan, capfirst(level_word(plan))) for plan in self.rows(chosen)]
        context: Context = {
            "rows": rows,
            "count": len(rows),
            "filter_form": form,
            "is_narrowed": any(chosen.values()),
            "missing": self.missing(chosen),
            "years": form.words_for_years(chosen),
        }
        return self.show(None, context, status=422 if form.errors else 200)

    def rows(self, chosen: Mapping[str, Any]) -> Any:
        """Return the plans that fit what is chosen, those of the person's own units first."""
        years, level = forms.PlanFilter.years(chosen), chosen.get("niva") or ""
        found = queries.plans_found(self.user, unit=_unit(chosen), level=level, years=years)
        own = {post.unit_id for post in posts_of(self.user)}
        return sorted(found, key=lambda plan: plan.place_id not in own)

    def missing(self, chosen: Mapping[str, Any]) -> list[queries.Missing]:
        """Return what nobody has begun of the years that are chosen; of all years, of this one and the next."""
        this = clock.today().year
        years = forms.PlanFilter.years(chosen) or (this, this + 1)
        unit, level = _unit(chosen), chosen.get("niva") or ""
        return [one for year in years for one in queries.missing_plans(self.user, year, unit=unit, level=level)]


def level_word(plan: Plan) -> str:
    """Return what a plan's level is called in the model that the plan follows."""
    return word_for(policies.pack_behind(plan).plan_levels, plan.level)


def _unit(chosen: Mapping[str, Any]) -> Unit | None:
    return get_object_or_404(Unit, pk=chosen["enhet"]) if chosen.get("enhet") else None


class PlanStart(Internal, Operation):
    """Begin a plan."""

    receipt = gettext_lazy("The plan has been begun.")

    def action(self, thing: Any) -> Target:
        """Begin it, and go to it."""
        form = forms.StartForm(self.request.POST)
        if not form.is_valid():
            raise Fault(_("Choose unit, level and year of the plan."))
        unit = get_object_or_404(Unit, pk=form.cleaned_data["unit"])
        said = {"level": form.cleaned_data["level"], "year": form.cleaned_data["year"]}
        plan = actions.start_plan(unit, **said, by=self.user)
        return reverse("plan-detail", args=[plan.pk])


class PlanDetail(Internal, DetailPage):
    """A plan as a document, with what one may do."""

    queryset = Plan.objects
    template = "plans/plan_detail.html"
    name = "plan"
    area = AREA

    def context(self, thing: Plan) -> Context:
        """Return all of it."""
        return page_of(thing, self.user)


def page_of(plan: Plan, user: User) -> Context:
    """Return the document, what was laid before it, advice, and the permits."""
    can_write = permissions.can_write_plan(user, plan)
    is_draft = plan.decision is None
    inputs = list(queries.inbox(plan.place, plan.year, user))
    unanswered = sum(one.state == InputState.OPEN for one in inputs)
    return {
        "document": document_of(plan, user),
        "inputs": inputs,
        "unanswered": unanswered,
        "is_waiting": is_draft and unanswered > 0,
        "advice": queries.advice_before_sending(plan) if plan.state == PlanState.DRAFT and can_write else [],
        "before": queries.plan_before(plan, user),
        "is_draft": is_draft,
        "is_sent": plan.state == PlanState.SENT,
        "made_by": made_by(plan),
        "can_write": can_write,
        "can_send": permissions.can_send_plan(user, plan),
        "can_return": permissions.can_return_plan(user, plan),
        "can_adopt": permissions.can_adopt_plan(user, plan),
        "thread_href": address("thread", plan.pk),
    }


def _is_by_manager(plan: Plan) -> bool:
    found = policies.level_of(plan)
    return found is not None and found.adopted is Adoption.BY_MANAGER


class OnePlan(Internal, FormPage):
    """What all forms about one plan share."""

    queryset = Plan.objects
    permission = staticmethod(permissions.can_write_plan)
    template = "plans/plan_form.html"
    name = "plan"
    area = AREA
    heading = gettext_lazy("Change the plan")

    def context(self, thing: Plan) -> Context:
        """Return what the page is called and where one came from."""
        return {"heading": self.heading, "back": reverse("plan-detail", args=[thing.pk])}


class PlanGoals(OnePlan):
    """Which goals the plan takes up."""

    form = forms.GoalsForm
    heading = gettext_lazy("Goals that the plan takes up")
    receipt = gettext_lazy("The goals of the plan have been changed.")

    def arguments(self, thing: Plan) -> Mapping[str, Any]:
        """Return the goals within reach."""
        return {"goals": queries.goals_within_reach(thing, self.user)}

    def initial(self, thing: Plan) -> Mapping[str, Any]:
        """Return those taken up already."""
        return {"goals": [str(goal.pk) for goal in queries.goals_taken_up(thing, self.user)]}

    def action(self, thing: Plan, data: dict[str, Any]) -> Target:
        """Take up those that are new, leave those that are gone."""
        wanted = Goal.objects.visible_to(self.user).in_bulk([int(pk) for pk in data["goals"]])
        actions.choose_goals(thing, goals=wanted.values(), by=self.user)
        return reverse("plan-detail", args=[thing.pk]) + "#mal"


class PlanSend(Internal, Operation):
    """Send a plan to whoever adopts it."""

    queryset = Plan.objects
    permission = staticmethod(permissions.can_send_plan)
    receipt = gettext_lazy("The plan has been sent.")

    def action(self, thing: Plan) -> Target:
        """Send it."""
        actions.send_plan(thing, by=self.user)
        return reverse("plan-detail", args=[thing.pk])


class PlanReturn(OnePlan):
    """Send a plan back for more work."""

    permission = staticmethod(permissions.can_return_plan)
    form = forms.ReturnForm
    heading = gettext_lazy("Send the plan back")
    receipt = gettext_lazy("The plan is a draft again.")

    def action(self, thing: Plan, data: dict[str, Any]) -> Target:
        """Send it back."""
        actions.return_plan(thing, reason=data["reason"], by=self.user)
        return reverse("plan-detail", args=[thing.pk])


class PlanAdopt(OnePlan):
    """Adopt a plan as its level says."""

    permission = staticmethod(permissions.can_adopt_plan)
    form = forms.AdoptForm
    template = "plans/plan_adopt.html"
    heading = gettext_lazy("Adopt the plan")
    receipt = gettext_lazy("The plan is adopted and frozen.")

    def build(self, thing: Plan, **given: Any) -> Any:
        """Return the form that the level's way of adopting asks for."""
        form = forms.AdoptForm if _is_by_manager(thing) else forms.AdoptPoliticallyForm
        return form(initial=dict(self.initial(thing)), **given)

    def initial(self, thing: Plan) -> Mapping[str, Any]:
        """Return today."""
        return {"decided_on": clock.today()}

    def action(self, thing: Plan, data: dict[str, Any]) -> Target:
        """Adopt it."""
        actions.adopt_plan(thing, **data, by=self.user)
        return reverse("plan-detail", args=[thing.pk])

    def context(self, thing: Plan) -> Context:
        """Return who adopts, and what it will mean."""
        level, kinds = queries.level_of(thing), policies.pack_behind(thing).unit_kinds
        body = "" if _is_by_manager(thing) else word_for(kinds, level.adopted_by)
        return {**super().context(thing), "level": word(level.label), "body": body}
