"""Activities: added, changed and closed; what they lead to; and whether what was gained holds."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy

from styrhjul.base.common import clock
from styrhjul.base.common.models import User
from styrhjul.base.steering.queries import pack_in_force
from styrhjul.engine.packs.schema import Holds
from styrhjul.web.goals.trunk import margin_of
from styrhjul.web.plans import forms
from styrhjul.web.plans.effects import effect_charts
from styrhjul.web.plans.pages import AREA, OnePlan
from styrhjul.web.ui.addresses import address_of
from styrhjul.web.ui.context import address
from styrhjul.web.ui.internal import Internal
from styrhjul.web.ui.pages import Context, DetailPage, FormPage, ListPage, Target
from styrhjul.wheel.goals.models import Goal
from styrhjul.wheel.improvement import actions as improvement
from styrhjul.wheel.improvement.models import Assurance
from styrhjul.wheel.improvement.permissions import can_check_assurance
from styrhjul.wheel.improvement.queries import assurances_of, assured, decided_by, effect_as_json, effects_of, goals_of
from styrhjul.wheel.plans import actions, permissions, queries
from styrhjul.wheel.plans.models import Activity, Plan, PlanInput

CLOSING_MONTHS = 6


def _people_and_goals(plan: Plan, user: User, led_by: int | None = None) -> dict[str, Any]:
    return {"people": queries.people_near(plan.place, also=led_by), "goals": queries.goals_nearest_first(plan, user)}


def _chosen(data: dict[str, Any], user: User, plan: Plan, led_by: int | None = None) -> dict[str, Any]:
    """Return what the form said, with goals and leader as the things they are."""
    goals = Goal.objects.visible_to(user).in_bulk([int(pk) for pk in data.pop("goals")])
    owner = data.pop("owner")
    leader = get_object_or_404(queries.people_near(plan.place, also=led_by), pk=owner) if owner else None
    return {**data, "goals": list(goals.values()), "owner": leader}


class ActivityDetail(Internal, DetailPage):
    """One activity: what it is, how it goes, what it leads to and where it came from."""

    queryset = Activity.objects
    template = "plans/activity_detail.html"
    name = "activity"
    area = AREA

    def context(self, thing: Activity) -> Context:
        """Return everything about it, and what the person may do."""
        user = self.user
        assurances = list(assurances_of(thing, user))
        return {
            "goals": goals_of(thing, user),
            "progress": queries.progress_of(thing),
            "charts": effect_charts(thing, user),
            "thread": margin_of(thing.node, user),
            "assurances": [(one, list(one.checks.all()), can_check_assurance(user, one)) for one in assurances],
            "can_change": permissions.can_write_plan(user, thing.plan),
            "can_close": permissions.can_close_activity(user, thing),
            "is_draft": thing.plan.decision_id is None,
            "is_late": thing.closed_at is None and thing.ends is not None and thing.ends <= clock.today(),
            "thread_href": address("thread", thing.pk),
        }


class ActivityAdd(OnePlan):
    """Add an activity to a plan."""

    form = forms.ActivityForm
    heading = gettext_lazy("Add an activity")
    receipt = gettext_lazy("The activity has been added.")

    def arguments(self, thing: Plan) -> Mapping[str, Any]:
        """Return who may lead it, and the goals within reach."""
        return _people_and_goals(thing, self.user)

    def initial(self, thing: Plan) -> Mapping[str, Any]:
        """Return the first day of the plan's year, and the plan's goal when it has only one."""
        goals = list(queries.goals_taken_up(thing, self.user))
        return {"starts": date(thing.year, 1, 1), "goals": [str(goals[0].pk)] if len(goals) == 1 else []}

    def action(self, thing: Plan, data: dict[str, Any]) -> Target:
        """Add it."""
        actions.add_activity(thing, **_chosen(data, self.user, thing), by=self.user)
        return reverse("plan-detail", args=[thing.pk]) + "#aktiviteter"


class OneActivity(Internal, FormPage):
    """What all forms about one activity share."""

    queryset = Activity.objects
    template = "plans/plan_form.html"
    name = "activity"
    area = AREA
    heading = gettext_lazy("Change the activity")

    def context(self, thing: Activity) -> Context:
        """Return what the page is called and where one came from."""
        return {"heading": self.heading, "about": thing.title, "back": reverse("activity-detail", args=[thing.pk])}


def can_change_activity(user: User, activity: Activity) -> Any:
    """Whoever writes the plan, until it is adopted."""
    return permissions.can_write_plan(user, activity.plan)


class ActivityChange(OneActivity):
    """Change an activity of a plan that is not adopted."""

    permission = staticmethod(can_change_activity)
    form = forms.ChangeActivityForm
    receipt = gettext_lazy("The activity has been changed.")

    def arguments(self, thing: Activity) -> Mapping[str, Any]:
        """Return who may lead it, and the goals within reach."""
        return _people_and_goals(thing.plan, self.user, thing.owner_id)

    def initial(self, thing: Activity) -> Mapping[str, Any]:
        """Return the activity as it is."""
        said = {name: getattr(thing, name) for name in actions.CHANGEABLE if name != "owner"}
        goals = [str(goal.pk) for goal in goals_of(thing, self.user)]
        return {**said, "title": thing.title, "owner": thing.owner_id, "goals": goals, "seen": thing.stamp}

    def action(self, thing: Activity, data: dict[str, Any]) -> Target:
        """Change it."""
        seen = data.pop("seen") or None
        said = _chosen(data, self.user, thing.plan, thing.owner_id)
        title, goals = said.pop("title"), said.pop("goals")
        actions.change_activity(thing, title=title, goals=goals, changes=said, seen=seen, by=self.user)
        return reverse("activity-detail", args=[thing.pk])

    def show(self, thing: Activity, context: Context | None = None, status: int = 200) -> HttpResponse:
        """Lay what somebody else saved beside what was typed, so that the next save stands on both."""
        conflict = (context or {}).get("conflict")
        if context and conflict is not None:
            present, typed = conflict.current, context["form"].data.copy()
            typed["seen"] = present.stamp
            context["form"].data = typed
            context["mine"] = "\n".join(
                [typed.get("title", ""), typed.get("how", ""), typed.get("expected_effect", "")]
            )
            theirs = "\n".join([present.title, present.how, present.expected_effect])
            context["conflict"] = {"sentence": conflict.sentence, "current": theirs}
        return super().show(thing, context, status)


class ActivityClose(OneActivity):
    """Close an activity with its effect, set against the indicators' own series, and its assurance."""

    permission = staticmethod(permissions.can_close_activity)
    form = forms.CloseForm
    template = "plans/activity_close.html"
    heading = gettext_lazy("Close the activity")
    receipt = gettext_lazy("The activity is closed, and what it gave is secured.")

    def arguments(self, thing: Activity) -> Mapping[str, Any]:
        """Return who may answer for it, and whether the model has a place for leaps."""
        parts = pack_in_force().wheel.parts
        asks_leap = any(Holds.INNOVATIONS in part.holds for part in parts)
        return {"people": queries.people_near(thing.unit, also=thing.owner_id), "asks_leap": asks_leap}

    def initial(self, thing: Activity) -> Mapping[str, Any]:
        """Return whoever leads it, and half a year ahead."""
        today = clock.today()
        month = today.year * 12 + today.month - 1 + CLOSING_MONTHS
        return {
            "responsible": thing.owner_id or self.user.pk,
            "check_on": today.replace(month // 12, month % 12 + 1, 1),
        }

    def action(self, thing: Activity, data: dict[str, Any]) -> Target:
        """Close it, and keep the series as they stood."""
        responsible = get_object_or_404(
            queries.people_near(thing.unit, also=thing.owner_id), pk=data.pop("responsible")
        )
        before, leap = effect_as_json(effects_of(thing)), data.pop("leap", "") == "yes"
        improvement.close_activity(thing, **data, responsible=responsible, before=before, leap=leap, by=self.user)
        return reverse("activity-detail", args=[thing.pk])

    def context(self, thing: Activity) -> Context:
        """Return the series that the effect is set against."""
        return {**super().context(thing), "charts": effect_charts(thing, self.user)}


class AssuranceList(Internal, ListPage):
    """What has been made to last, the checks that are due first."""

    queryset = Assurance.objects
    template = "plans/assurance_list.html"
    area = AREA

    def rows(self, chosen: Mapping[str, Any]) -> Any:
        """Return those of the unit in the address, else all that the person may know of."""
        unit = self.request.GET.get("enhet", "")
        return assured(assurances_of(None, self.user, unit=int(unit) if unit.isdecimal() else None))


class AssuranceDetail(Internal, FormPage):
    """What was made permanent, and the check that it holds."""

    queryset = Assurance.objects
    form = forms.CheckForm
    template = "plans/assurance_detail.html"
    name = "assurance"
    area = AREA
    receipt = gettext_lazy("The check has been written down.")

    def post(self, request: Any, **kwargs: Any) -> Any:
        """Ask for the permission to check, which reading does not need."""
        can_check_assurance(self.user, self.thing()).require()
        return super().post(request, **kwargs)

    def action(self, thing: Assurance, data: dict[str, Any]) -> Target:
        """Write the check down; when it does not hold, the activity opens again."""
        improvement.check_assurance(thing, holds=data["holds"] == "yes", note=data["note"], by=self.user)
        return reverse("activity-detail", args=[thing.activity_id])

    def context(self, thing: Assurance) -> Context:
        """Return the checks so far, and whether the person may make one."""
        checks = thing.checks.select_related("by").order_by("-at", "-pk")
        return {"checks": checks, "can_check": can_check_assurance(self.user, thing)}


class OneInput(Internal, FormPage):
    """What both answers to an input share."""

    queryset = PlanInput.objects
    permission = staticmethod(permissions.can_answer_input)
    template = "plans/input_form.html"
    name = "given"
    area = AREA
    heading = gettext_lazy("Take into the plan")

    def plan(self, given: PlanInput) -> Plan:
        """Return the plan that the input is laid before; not found before it has been begun."""
        return get_object_or_404(queries.plans_found(self.user, unit=given.unit, years=[given.year]), place=given.unit)

    def context(self, thing: PlanInput) -> Context:
        """Return where the input came from, and where one came from."""
        back = reverse("plan-detail", args=[self.plan(thing).pk]) + "#underlag"
        return {"heading": self.heading, "back": back, "origin_href": address_of(thing.origin)}


class InputTake(OneInput):
    """Take an input into the plan as an activity."""

    form = forms.ActivityForm
    receipt = gettext_lazy("The input is now an activity of the plan.")

    def arguments(self, thing: PlanInput) -> Mapping[str, Any]:
        """Return who may lead it, and the goals within reach."""
        return _people_and_goals(self.plan(thing), self.user)

    def initial(self, thing: PlanInput) -> Mapping[str, Any]:
        """Return what the input already says, the first day of the plan's year, and the goals it came from."""
        first, _line, rest = thing.text.partition("\n")
        goals = [str(goal.pk) for goal in queries.goals_behind(thing, self.plan(thing), self.user)]
        proposal = decided_by(thing.origin, self.user)
        measured_by = proposal.followed_up_by if proposal else ""
        said = {"title": first.strip()[:200], "how": rest.strip(), "measured_by": measured_by}
        return {**said, "starts": date(thing.year, 1, 1), "goals": goals}

    def action(self, thing: PlanInput, data: dict[str, Any]) -> Target:
        """Take it in."""
        plan = self.plan(thing)
        actions.take_input(thing, plan=plan, **_chosen(data, self.user, plan), by=self.user)
        return reverse("plan-detail", args=[plan.pk]) + "#underlag"


class InputDecline(OneInput):
    """Decline an input with a reason."""

    form = forms.DeclineForm
    heading = gettext_lazy("Decline the input")
    receipt = gettext_lazy("The input has been declined.")

    def action(self, thing: PlanInput, data: dict[str, Any]) -> Target:
        """Decline it."""
        actions.decline_input(thing, reason=data["reason"], by=self.user)
        return reverse("plan-detail", args=[self.plan(thing).pk]) + "#underlag"
