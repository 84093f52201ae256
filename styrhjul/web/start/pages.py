"""The first run: the list of steps, and each step in which one thing is decided."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from styrhjul.base.organisation import permissions
from styrhjul.base.organisation.actions import mark_step
from styrhjul.base.organisation.queries import look
from styrhjul.base.steering.queries import model_in_force
from styrhjul.engine.packs.schema import PlanLevel
from styrhjul.web.settings.pages import LookAsked, NameAsked, WordsAsked
from styrhjul.web.settings.shown import accent_shown
from styrhjul.web.start import forms
from styrhjul.web.start.first_plans import FirstPlan, first_plans, writing_roles
from styrhjul.web.start.models_shown import models_shown
from styrhjul.web.start.steps import OneStep, Step, after, steps_shown
from styrhjul.web.ui.internal import Internal, beside_the_field
from styrhjul.web.ui.pages import Operation, Page
from styrhjul.wheel.flows.beginning import choose_model, put_steps_aside, start_first_plan, unnamed
from styrhjul.wheel.plans.permissions import can_start_plan


class Steps(Internal, Page):
    """All steps and how they stand."""

    template = "start/steps.html"
    permission = staticmethod(permissions.can_change_organisation)
    area = "start"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Show them."""
        self.permitted()
        shown = steps_shown()
        still_open = [one for one in shown if one.taken.is_open]
        done = sum(one.taken.is_done for one in shown)
        context = {"steps": shown, "open": still_open, "done": done, "count": len(shown)}
        return self.show(None, {**context, "may_invite": bool(permissions.can_manage_accounts(self.person))})


class Skip(Internal, Operation):
    """Put a step aside and go on with the next."""

    permission = staticmethod(permissions.can_change_organisation)

    def action(self, thing: Any) -> str:
        """Do it."""
        if self.kwargs["step"] not in Step.values:
            raise Http404
        step = Step(self.kwargs["step"])
        mark_step(step, done=False, by=self.person)
        return after(step)


class PutAside(Internal, Operation):
    """Put all that is left aside, so that nobody is reminded."""

    permission = staticmethod(permissions.can_change_organisation)
    receipt = _("Put aside. You find the steps under Administration, Getting started.")

    def action(self, thing: Any) -> str:
        """Do it."""
        put_steps_aside(by=self.person)
        return reverse("home")


class Municipality(OneStep, NameAsked):
    """The name and the statistics."""

    step = Step.MUNICIPALITY
    template = "start/municipality.html"

    def initial(self, thing: Any) -> Mapping[str, Any]:
        """Begin with the name there is; with nothing, as long as nobody has given one."""
        given = super().initial(thing)
        return {**given, "name": "" if given.get("name") == unnamed() else given.get("name", "")}

    def action(self, thing: Any, data: dict[str, Any]) -> str:
        """Save them."""
        self.save_name(data)
        return self.taken()


class Look(OneStep, LookAsked):
    """Colour and logo."""

    step = Step.LOOK
    template = "start/look.html"

    def action(self, thing: Any, data: dict[str, Any]) -> str:
        """Save them; a colour that was darkened is shown beside the one that was given before one goes on."""
        before = look()
        self.save_look(data)
        on = self.taken()
        shown = accent_shown(data["accent"])
        is_news = before is None or before.accent != data["accent"]
        if not (shown and shown.is_darkened and is_news):
            return on
        self.receipt = _("Your colour is saved. See how it is used before you go on.")
        return self.request.path + "#farg"


class Model(OneStep):
    """The steering model, among those that are shipped."""

    step = Step.MODEL
    template = "start/model.html"
    permission = staticmethod(permissions.can_install_models)
    form = forms.ModelForm

    def arguments(self, thing: Any) -> Mapping[str, Any]:
        """Offer the shipped models."""
        return {"packs": [(one.key, one.label) for one in models_shown()]}

    def initial(self, thing: Any) -> Mapping[str, Any]:
        """Begin with the one in force."""
        return {"pack": model_in_force().key}

    def show(self, thing: Any, context: dict[str, Any] | None = None, status: int = 200) -> HttpResponse:
        """Put each choice beside what it is."""
        given = context or {}
        cards = list(zip(given["form"]["pack"], models_shown(), strict=True))
        return super().show(thing, {**given, "cards": cards}, status)

    def action(self, thing: Any, data: dict[str, Any]) -> str:
        """Let it come into force."""
        choose_model(key=data["pack"], by=self.person)
        return after(self.step)


class Words(OneStep, WordsAsked):
    """The municipality's own words."""

    step = Step.WORDS
    template = "start/words.html"

    def action(self, thing: Any, data: dict[str, Any]) -> str:
        """Save them."""
        self.save_words(data)
        return self.taken()


class Plan(OneStep):
    """The first plan of the coming year."""

    step = Step.PLAN
    template = "start/plan.html"
    permission = staticmethod(permissions.can_manage_accounts)
    form = forms.PlanForm
    receipt = _("The plan has been begun.")

    def arguments(self, thing: Any) -> Mapping[str, Any]:
        """Offer the plans, and the roles that write them unless one writes plans already."""
        plans = first_plans()
        writes = any(can_start_plan(self.person, plan.unit, plan.level.key) for plan in plans)
        return {"plans": plans, "roles": [] if writes else writing_roles()}

    def initial(self, thing: Any) -> Mapping[str, Any]:
        """Begin with the plan of the whole municipality, and the role with the fewest rights."""
        plans, roles = first_plans(), writing_roles()
        return {"plan": plans[0].key if plans else "", "role": roles[0].key if roles else ""}

    def context(self, thing: Any) -> Mapping[str, Any]:
        """Return whether there is any plan to begin with, and what the first one asks for."""
        plans = first_plans()
        return {**super().context(thing), "plans": plans, "example": _sections(plans[0].level) if plans else []}

    def action(self, thing: Any, data: dict[str, Any]) -> str:
        """Begin it, and go there."""
        chosen: FirstPlan = next(plan for plan in first_plans() if plan.key == data["plan"])
        with beside_the_field("plan"):
            plan = start_first_plan(
                chosen.unit, level=chosen.level.key, year=chosen.year, role=data.get("role", ""), by=self.person
            )
        return reverse("plan-detail", args=[plan.pk])


def _sections(level: PlanLevel) -> list[str]:
    return [capfirst(section.label.sv) for section in level.sections]
