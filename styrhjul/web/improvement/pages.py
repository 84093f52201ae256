"""Proposals: the list in order of weight, the proposal with its consequences, weights and decision, and what came."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy

from styrhjul.base.common import clock
from styrhjul.base.organisation.models import Unit
from styrhjul.base.thread.models import Node
from styrhjul.web.goals.trunk import margin_of
from styrhjul.web.improvement import forms
from styrhjul.web.improvement.shown import consequences_of
from styrhjul.web.ui.addresses import address_of
from styrhjul.web.ui.context import address
from styrhjul.web.ui.internal import Internal
from styrhjul.web.ui.narrowing import with_asked_unit
from styrhjul.web.ui.pages import Context, DetailPage, FormPage, ListPage, Target
from styrhjul.wheel.flows.next_year import decide_and_lay
from styrhjul.wheel.improvement import actions, permissions, queries
from styrhjul.wheel.improvement.models import ConsequenceFor, Proposal
from styrhjul.wheel.improvement.states import ProposalState

AREA = "proposal-list"


class ProposalList(Internal, ListPage):
    """The proposals, the weightiest first."""

    template = "improvement/proposal_list.html"
    area = AREA

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Show them, narrowed by unit and state."""
        units = with_asked_unit(queries.units_with_proposals(self.user), request, "enhet", self.user)
        form = forms.ProposalFilter(request.GET or None, units=units)
        chosen = form.cleaned_data if form.is_bound and form.is_valid() else {}
        page = Paginator(self.rows(chosen), self.page_size).get_page(request.GET.get("page"))
        context: Context = {
            "page": page,
            "rows": page.object_list,
            "count": page.paginator.count,
            "filter_form": form,
            "is_narrowed": any(chosen.values()),
            "can_propose": permissions.can_propose_anywhere(self.user),
            "assurances_href": address("assurance-list"),
        }
        return self.show(None, context, status=422 if form.errors else 200)

    def rows(self, chosen: Mapping[str, Any]) -> Any:
        """Return the proposals that fit what is chosen."""
        unit = get_object_or_404(Unit, pk=chosen["enhet"]) if chosen.get("enhet") else None
        return queries.proposals_found(self.user, unit=unit, state=chosen.get("lage") or "")


class ProposalNew(Internal, FormPage):
    """Propose a remedy because of something."""

    permission = staticmethod(permissions.can_propose_anywhere)
    form = forms.NewForm
    template = "improvement/proposal_new.html"
    area = AREA
    receipt = gettext_lazy("The proposal has been made.")

    def origin(self) -> Node | None:
        """Return what the address names as the cause; not found when the person may not know of it."""
        given = self.request.GET.get("ur", "")
        if not given:
            return None
        if not given.isdecimal():
            raise Http404
        return get_object_or_404(Node.objects.visible_to(self.user).select_related("unit"), pk=int(given))

    def arguments(self, thing: Any) -> Mapping[str, Any]:
        """Return the units at which the person proposes, and what a proposal may come from."""
        origin = self.origin()
        nodes = [origin] if origin else queries.possible_origins(self.user)
        units = forms.unit_choices(queries.units_to_propose_at(self.user))
        return {"units": units, "origins": forms.origin_choices(nodes)}

    def initial(self, thing: Any) -> Mapping[str, Any]:
        """Return the cause and its unit."""
        origin = self.origin()
        return {"ur": origin.pk, "unit": origin.unit_id} if origin else {}

    def action(self, thing: Any, data: dict[str, Any]) -> Target:
        """Propose it."""
        units = queries.units_to_propose_at(self.user)
        proposal = actions.propose(
            get_object_or_404(units, pk=data["unit"]),
            title=data["title"],
            description=data["description"],
            followed_up_by=data["followed_up_by"],
            origin=get_object_or_404(Node.objects.visible_to(self.user), pk=data["ur"]),
            consequences={key: data[key] for key in ConsequenceFor.values if data[key]},
            by=self.user,
        )
        return reverse("proposal-detail", args=[proposal.pk])

    def context(self, thing: Any) -> Context:
        """Return the cause, and what the proposal can concern."""
        origin = self.origin()
        return {
            "origin": origin,
            "origin_href": address_of(origin) if origin else "",
            "concerns": ConsequenceFor.values,
            "back": (address_of(origin) if origin else "") or reverse("proposal-list"),
        }


class ProposalDetail(Internal, DetailPage):
    """One proposal."""

    queryset = Proposal.objects
    template = "improvement/proposal_detail.html"
    name = "proposal"
    area = AREA

    def context(self, thing: Proposal) -> Context:
        """Return the whole page and what the person may do."""
        return proposal_page(self, thing)


def proposal_page(page: Internal, proposal: Proposal) -> Context:
    """Return what the proposal's page shows; its forms show the same page."""
    user = page.user
    weight = queries.weighed(proposal, user)
    own = weight.own
    weighing = {name: getattr(own, name) for name in ("effect", "effort", "urgency")} if own else {}
    return {
        "consequences": (consequences := consequences_of(proposal)),
        "is_described": any(row.body for row in consequences),
        "weight": weight,
        "weigh_form": forms.WeighForm(initial=weighing),
        "decide_form": forms.DecideForm(initial={"year": clock.today().year + 1}),
        "came": queries.what_came_of(proposal, user),
        "thread": margin_of(proposal.node, user),
        "thread_href": address("thread", proposal.pk),
        "is_open": proposal.state == ProposalState.OPEN,
        "can_change": permissions.can_change_proposal(user, proposal),
        "can_weigh": permissions.can_weigh_proposal(user, proposal),
        "can_decide": permissions.can_decide_proposal(user, proposal),
    }


class OneProposal(Internal, FormPage):
    """What all forms about one proposal share."""

    queryset = Proposal.objects
    permission = staticmethod(permissions.can_change_proposal)
    template = "improvement/proposal_form.html"
    name = "proposal"
    area = AREA
    heading = gettext_lazy("Change the proposal")

    def context(self, thing: Proposal) -> Context:
        """Return what the page is called and where one came from."""
        return {"heading": self.heading, "back": self.back(thing)}

    def back(self, thing: Proposal) -> str:
        """Return the proposal's page."""
        return reverse("proposal-detail", args=[thing.pk])


class ProposalChange(OneProposal):
    """Change what is proposed."""

    form = forms.ChangeForm
    receipt = gettext_lazy("The proposal has been changed.")

    def initial(self, thing: Proposal) -> Mapping[str, Any]:
        """Return the proposal as it is."""
        said = {name: getattr(thing, name) for name in ("title", "description", "followed_up_by")}
        return {**said, "seen": thing.stamp}

    def action(self, thing: Proposal, data: dict[str, Any]) -> Target:
        """Change it."""
        actions.change_proposal(thing, **{**data, "seen": data["seen"] or None}, by=self.user)
        return self.back(thing)

    def show(self, thing: Any, context: Context | None = None, status: int = 200) -> HttpResponse:
        """Lay what somebody else saved beside what was typed, so that the next save stands on both."""
        conflict = (context or {}).get("conflict")
        if context and conflict is not None:
            present, typed = conflict.current, context["form"].data.copy()
            typed["seen"] = present.stamp
            context["form"].data = typed
            context["form"].errors.clear()
            context["mine"] = "\n\n".join(typed.get(name, "") for name in ("title", "description", "followed_up_by"))
            theirs = "\n\n".join([present.title, present.description, present.followed_up_by])
            context["conflict"] = {"sentence": conflict.sentence, "current": theirs}
        return super().show(thing, context, status)


class ProposalConsequences(OneProposal):
    """Describe what the proposal would mean."""

    form = forms.ConsequenceForm
    heading = gettext_lazy("Describe the consequences")
    receipt = gettext_lazy("The consequences have been described.")

    def initial(self, thing: Proposal) -> Mapping[str, Any]:
        """Return what is said already."""
        return {row.concerns: row.body for row in consequences_of(thing)}

    def action(self, thing: Proposal, data: dict[str, Any]) -> Target:
        """Keep what has changed."""
        actions.describe_consequences(thing, consequences=data, by=self.user)
        return self.back(thing)


class OnPage(OneProposal):
    """A form that stands on the proposal's own page, and shows it again when something is wrong."""

    template = "improvement/proposal_detail.html"
    place: str = ""

    def context(self, thing: Proposal) -> Context:
        """Return the whole page."""
        return proposal_page(self, thing)

    def show(self, thing: Any, context: Context | None = None, status: int = 200) -> HttpResponse:
        """Show the form in its place on the page."""
        form = (context or {}).get("form")
        return super().show(thing, {**(context or {}), self.place: form, "wrong": form}, status)


class ProposalWeigh(OnPage):
    """Give one's own weight."""

    permission = staticmethod(permissions.can_weigh_proposal)
    form = forms.WeighForm
    place = "weigh_form"
    receipt = gettext_lazy("Your weight has been noted.")

    def action(self, thing: Proposal, data: dict[str, Any]) -> Target:
        """Weigh it."""
        actions.weigh(thing, **data, by=self.user)
        return self.back(thing) + "#vikt"


class ProposalDecide(OnPage):
    """Decide a proposal; a yes goes on to the planning."""

    permission = staticmethod(permissions.can_decide_proposal)
    form = forms.DecideForm
    place = "decide_form"
    receipt = gettext_lazy("The proposal is decided.")

    def initial(self, thing: Proposal) -> Mapping[str, Any]:
        """Return next year."""
        return {"year": clock.today().year + 1}

    def action(self, thing: Proposal, data: dict[str, Any]) -> Target:
        """Decide it."""
        accept = data["answer"] == "yes"
        decide_and_lay(thing, accept=accept, reason=data["reason"], year=data["year"], by=self.user)
        return self.back(thing) + "#beslut"
