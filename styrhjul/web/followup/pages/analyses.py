"""The pages of analyses: begin one, climb it together, conclude it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from styrhjul.base.steering.queries import pack_in_force, pack_of_year
from styrhjul.base.steering.words import entry, word
from styrhjul.engine.packs.schema import Occasion, Step, StepPart
from styrhjul.web.followup.forms import AnalysisForm, AnswerForm, CommentForm, GoalChoice, TaskForm
from styrhjul.web.followup.ladder import Sent, ladder_page, rating_form, step_form
from styrhjul.web.followup.shown import occasion_words
from styrhjul.web.ui.internal import Internal
from styrhjul.web.ui.pages import Context, DetailPage, FormPage, ListPage, Operation, Page, Target, go_on
from styrhjul.web.ui.two_texts import two_texts
from styrhjul.wheel.flows.next_year import conclude_and_lay
from styrhjul.wheel.followup import actions, permissions, policies
from styrhjul.wheel.followup.models import Analysis, AnalysisTask
from styrhjul.wheel.followup.queries.analyses import analyses_found, goals_to_analyse, units_to_analyse_at
from styrhjul.wheel.followup.queries.heat import latest_occasion
from styrhjul.wheel.goals.models import Goal
from styrhjul.wheel.goals.queries import indicators_of
from styrhjul.wheel.indicators.models import Indicator

AREA = "result-list"


class AnalysisList(Internal, ListPage):
    """All analyses that the person may know of."""

    template = "followup/analysis_list.html"
    area = AREA

    def rows(self, chosen: Mapping[str, Any]) -> Any:
        """Return those going on first."""
        return analyses_found(self.user)

    def context(self, thing: Any) -> Context:
        """Return whether the person may begin one."""
        return {"can_begin": permissions.can_begin_analyses(self.user)}


class AnalysisBegin(Internal, FormPage):
    """Begin an analysis: first the goal, then indicator, unit and occasion."""

    permission = staticmethod(permissions.can_begin_analyses)
    template = "followup/analysis_form.html"
    area = AREA
    name = "goal"
    receipt = _("The analysis has begun, and the material of the first steps is locked.")

    def thing(self) -> Goal | None:
        """Return the goal that the address names."""
        named = self.request.GET.get("mal", "")
        if not named:
            return None
        if not named.isdecimal():
            raise Http404
        goal: Goal = get_object_or_404(Goal.objects.visible_to(self.user), pk=int(named))
        return goal

    def build(self, thing: Goal | None, **given: Any) -> Any:
        """Ask for the goal, or for the rest once the goal is known."""
        if thing is None:
            return GoalChoice(goals=goals_to_analyse(self.user), **given)
        units = list(units_to_analyse_at(self.user))
        occasion, year = latest_occasion()
        start = {"unit": thing.unit.pk if thing.unit in units else None, "occasion": occasion.key, "year": year}
        start |= {name: self.request.GET[asked] for name, asked in ASKED.items() if asked in self.request.GET}
        return AnalysisForm(
            initial=start,
            indicators=indicators_of(thing, self.user),
            units=units,
            occasions=_occasions(year),
            **given,
        )

    def action(self, thing: Goal | None, data: dict[str, Any]) -> Target:
        """Begin it, or go on with the goal that was chosen."""
        if thing is None:
            return f"{reverse('analysis-new')}?mal={data['mal']}"
        unit = next(one for one in units_to_analyse_at(self.user) if one.pk == data["unit"])
        indicator = get_object_or_404(Indicator.objects.visible_to(self.user), pk=data["indicator"])
        analysis = actions.begin_analysis(
            thing, indicator=indicator, unit=unit, occasion=data["occasion"], year=data["year"], by=self.user
        )
        return reverse("analysis-detail", args=[analysis.pk])

    def done(self, thing: Any, target: Target) -> HttpResponseBase:
        """Say that it has begun only when it has."""
        return super().done(thing, target) if thing is not None else go_on(self.request, target)


def _occasions(year: int) -> list[Occasion]:
    """Return the occasions of today's model, and those of a year before it that are called something else."""
    today = pack_in_force().occasions
    return [*today, *(one for one in pack_of_year(year).occasions if entry(today, one.key) is None)]


ASKED: Mapping[str, str] = {"unit": "enhet", "occasion": "tillfalle", "year": "ar", "indicator": "indikator"}


class Ladder(Page):
    """The open page of an analysis, whichever of its forms was sent."""

    queryset = Analysis.objects
    template = "followup/analysis_detail.html"
    name = "analysis"
    area = AREA

    def place(self) -> tuple[str, ...]:
        """Return which place of the page the form belongs to."""
        return ()

    def step(self, analysis: Analysis) -> Step:
        """Return the step that the address names."""
        found = entry(policies.pack_behind_analysis(analysis).ladder.steps, self.kwargs["step"])
        if found is None:
            raise Http404
        return found

    def show(self, thing: Any, context: Context | None = None, status: int = 200) -> HttpResponse:
        """Show the whole page, with the form that came back in its place."""
        form, conflict = (context or {}).get("form"), (context or {}).get("conflict")
        shown = None
        if conflict is not None and form is not None:
            shown = two_texts(conflict, form.data.get("body", ""))
        bound = form if form is not None and form.is_bound else None
        page = ladder_page(thing, self.user, Sent(self.place(), bound, shown))
        given = {"page": page, "occasion": occasion_words(thing.occasion, thing.year), "sent": bound}
        return super().show(thing, given, status)


def at_step(analysis: Analysis, step: str) -> str:
    """Return the address of a step."""
    keys = [one.key for one in policies.pack_behind_analysis(analysis).ladder.steps]
    anchor = f"#steg-{keys.index(step) + 1}" if step in keys else ""
    return reverse("analysis-detail", args=[analysis.pk]) + anchor


def at_part(analysis: Analysis, part: StepPart) -> str:
    """Return the address of the step with a part of its own."""
    steps = policies.pack_behind_analysis(analysis).ladder.steps
    found = next((one.key for one in steps if one.part == part), "")
    return at_step(analysis, found)


class AnalysisDetail(Ladder, DetailPage):
    """An analysis."""


class AnalysisWrite(Ladder, FormPage):
    """Write in one step."""

    permission = staticmethod(permissions.can_write_analysis)
    receipt = _("Saved.")

    def place(self) -> tuple[str, ...]:
        """Return the step's own text."""
        return "text", self.kwargs["step"]

    def build(self, thing: Analysis, **given: Any) -> Any:
        """Return the form; nothing is filled in before it is sent, the page does that."""
        step = self.step(thing)
        if step.evidence is not None:
            raise Http404
        return step_form(thing, step.key, word(step.label).capitalize(), None, self.user, **given) if given else None

    def action(self, thing: Analysis, data: dict[str, Any]) -> Target:
        """Keep the text as a version of its own."""
        step = self.kwargs["step"]
        actions.write_step(thing, step=step, body=data["body"], base=data["base"], by=self.user)
        return at_step(thing, step)


class AnalysisComment(Ladder, FormPage):
    """Say something about a step."""

    permission = staticmethod(permissions.can_write_analysis)

    def place(self) -> tuple[str, ...]:
        """Return the comments of the step."""
        return "comment", self.kwargs["step"]

    def build(self, thing: Analysis, **given: Any) -> Any:
        """Return the form of a comment."""
        return CommentForm(auto_id=f"comment_{self.step(thing).key}_%s", **given)

    def action(self, thing: Analysis, data: dict[str, Any]) -> Target:
        """Keep the comment."""
        actions.add_comment(thing, step=self.kwargs["step"], body=data["body"], by=self.user)
        return at_step(thing, self.kwargs["step"])


class AnalysisAsk(Ladder, FormPage):
    """Note what is missing and whom to ask."""

    permission = staticmethod(permissions.can_write_analysis)

    def place(self) -> tuple[str, ...]:
        """Return the list of questions."""
        return ("task",)

    def build(self, thing: Analysis, **given: Any) -> Any:
        """Return the form of a question."""
        return TaskForm(auto_id="task_%s", **given)

    def action(self, thing: Analysis, data: dict[str, Any]) -> Target:
        """Keep the question."""
        actions.add_task(thing, question=data["question"], whom=data["whom"], due=data["due"], by=self.user)
        return at_part(thing, StepPart.TASKS)


class AnalysisAnswer(Ladder, FormPage):
    """Write what was found out."""

    permission = staticmethod(permissions.can_write_analysis)

    def place(self) -> tuple[str, ...]:
        """Return the question's own row."""
        return "answer", str(self.kwargs["task"])

    def build(self, thing: Analysis, **given: Any) -> Any:
        """Return the form of an answer."""
        get_object_or_404(AnalysisTask, pk=self.kwargs["task"], analysis=thing)
        return AnswerForm(auto_id=f"answer_{self.kwargs['task']}_%s", **given)

    def action(self, thing: Analysis, data: dict[str, Any]) -> Target:
        """Keep the answer."""
        task = get_object_or_404(AnalysisTask, pk=self.kwargs["task"], analysis=thing)
        actions.answer_task(task, answer=data["answer"], by=self.user)
        return at_part(thing, StepPart.TASKS)


def _can_rate_itself(user: Any, analysis: Analysis) -> Any:
    own = policies.rating_levels(analysis.year)[0].key
    return permissions.can_rate(user, analysis.unit, own, analysis.year)


class AnalysisRate(Ladder, FormPage):
    """Rate the result in the analysis itself."""

    permission = staticmethod(_can_rate_itself)
    receipt = _("The rating is given.")

    def place(self) -> tuple[str, ...]:
        """Return the rating's own place."""
        return ("rating",)

    def build(self, thing: Analysis, **given: Any) -> Any:
        """Return the form of the rating."""
        return rating_form(thing, self.user, **given)

    def action(self, thing: Analysis, data: dict[str, Any]) -> Target:
        """Give the rating from the unit's own perspective."""
        actions.rate(
            thing.unit,
            level=policies.rating_levels(thing.year)[0].key,
            occasion=thing.occasion,
            year=thing.year,
            colour=data["colour"],
            reason=data["reason"],
            goal=thing.goal,
            analysis=thing,
            by=self.user,
        )
        return at_part(thing, StepPart.RATING)


class AnalysisConclude(Operation):
    """Stand by the conclusion and lay it before next year's planning."""

    queryset = Analysis.objects
    permission = staticmethod(permissions.can_conclude_analysis)
    area = AREA
    receipt = _("The analysis is concluded, and its conclusion lies before next year's planning.")

    def action(self, thing: Analysis) -> Target:
        """Conclude it."""
        conclude_and_lay(thing, by=self.user)
        return reverse("analysis-detail", args=[thing.pk])
