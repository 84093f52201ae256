"""What stands under the questions of a plan, written in its place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from styrhjul.base.common import clock
from styrhjul.base.common.faults import Conflict
from styrhjul.web.plans import forms
from styrhjul.web.plans.document import question_of
from styrhjul.web.plans.pages import OnePlan, page_of
from styrhjul.web.ui.pages import Context, Target, wants_fragment
from styrhjul.web.ui.two_texts import two_texts
from styrhjul.wheel.plans import actions
from styrhjul.wheel.plans.models import Plan


class PlanText(OnePlan):
    """What stands under one question, written in its place."""

    form = forms.TextForm
    template = "plans/plan_text.html"
    fragment = "plans/_saved_question.html"

    def question(self, thing: Plan) -> Any:
        """Return the question with its present version."""
        found = question_of(thing, self.kwargs["section"], self.kwargs["question"], self.user)
        if found is None:
            raise Http404
        return found

    def initial(self, thing: Plan) -> Mapping[str, Any]:
        """Return the text that stands; with last year's below it when that is asked for."""
        question, version = self.question(thing)
        takes_over = "forra" in self.request.GET
        return {"base": version, "body": _joined(question.body, question.last_year) if takes_over else question.body}

    def arguments(self, thing: Plan) -> Mapping[str, Any]:
        """Return what the question asks, and the name under which the browser keeps what is typed."""
        question, _version = self.question(thing)
        draft = f"plan-{thing.pk}-{question.section}-{question.key}-{self.user.pk}"
        return {"draft": draft, "label": question.label, "help_text": question.help, "needed": question.needed}

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        """Write it; or lay last year's text in the form, where nothing is saved until the person says so."""
        if request.POST.get("gor") != "forra":
            return super().post(request, **kwargs)
        thing = self.permitted()
        question, _version = self.question(thing)
        form = self.build(thing)
        typed = request.POST.get("body", "").strip()
        form.initial |= {"base": request.POST.get("base", ""), "body": _joined(typed, question.last_year)}
        return self.show(thing, {"form": form})

    def action(self, thing: Plan, data: dict[str, Any]) -> Target:
        """Write it."""
        question, _version = self.question(thing)
        actions.write_text(
            thing, section=question.section, question=question.key, body=data["body"], base=data["base"], by=self.user
        )
        return None if wants_fragment(self.request) else reverse("plan-detail", args=[thing.pk]) + "#" + question.anchor

    def done(self, thing: Plan, target: Target) -> HttpResponseBase:
        """Show the text as it now stands, in its place."""
        if target is not None:
            return super().done(thing, target)
        plan = self.thing()
        return self.show(plan, {**page_of(plan, self.user), "form": None, "saved_at": clock.now()})

    def show(self, thing: Plan, context: Context | None = None, status: int = 200) -> HttpResponse:
        """Lay what somebody else saved beside what was typed, so that the next save stands on both."""
        conflict = (context or {}).get("conflict")
        if context and isinstance(conflict, Conflict):
            context["conflict"] = two_texts(conflict, context["form"].data.get("body", ""))
            context["form"].errors.clear()
        return super().show(thing, context, status)

    def context(self, thing: Plan) -> Context:
        """Return the question."""
        question, _version = self.question(thing)
        heading = _("Write in the plan")
        return {**super().context(thing), "heading": heading, "question": question, "can_write": True}


def _joined(text: str, last_year: str) -> str:
    """Return a text with last year's below it, once."""
    return text if last_year in text else f"{text}\n\n{last_year}".strip()
