"""Proposing, weighing and deciding; closing an activity with its effect and its assurance."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Min, QuerySet
from django.utils.translation import gettext as _

from styrhjul.base.calendar.actions import fulfil_now
from styrhjul.base.common import clock, trace
from styrhjul.base.common.faults import Conflict, Fault
from styrhjul.base.common.models import User
from styrhjul.base.decisions.actions import decide
from styrhjul.base.decisions.models import Manner
from styrhjul.base.organisation.models import Unit
from styrhjul.base.thread.actions import make_node, tie
from styrhjul.base.thread.models import Audience, Kind, Node
from styrhjul.base.thread.queries import readers_of
from styrhjul.engine.packs.schema import Event
from styrhjul.wheel.improvement import permissions
from styrhjul.wheel.improvement.models import (
    Assurance,
    AssuranceCheck,
    Consequence,
    ConsequenceFor,
    Priority,
    Proposal,
)
from styrhjul.wheel.improvement.states import ProposalState
from styrhjul.wheel.plans.models import Activity
from styrhjul.wheel.plans.permissions import can_close_activity
from styrhjul.wheel.plans.states import ActivityState


@transaction.atomic
def propose(
    unit: Unit,
    *,
    title: str,
    description: str,
    followed_up_by: str,
    origin: Node,
    consequences: dict[str, str] | None = None,
    by: User,
) -> Proposal:
    """Make a proposal that keeps its origin; because of something that few may know of, it is theirs alone too."""
    permissions.can_propose(by, unit).require()
    node = make_node(Kind.PROPOSAL, title=title, unit=unit, **_known_like(origin), by=by)
    proposal = Proposal(node=node, description=description.strip(), followed_up_by=followed_up_by.strip())
    proposal.full_clean(exclude=["node"])
    proposal.save()
    tie(origin, node, why=_("proposed because of this"), by=by)
    trace.record("proposal.made", f"node:{node.pk}", by=by, origin=origin.pk, title=title)
    fulfil_now(Event.PROPOSAL_MADE, unit=unit, by=by)
    if consequences:
        describe_consequences(proposal, consequences=consequences, by=by)
    return proposal


def _known_like(origin: Node) -> dict[str, Any]:
    """Return who may know of what came of a thing: all inside, or the same named persons."""
    if origin.audience == Audience.NAMED:
        return {"audience": Audience.NAMED, "readers": readers_of(origin)}
    return {"audience": Audience.INTERNAL}


@transaction.atomic
def change_proposal(
    proposal: Proposal, *, title: str, description: str, followed_up_by: str, seen: str | None = None, by: User
) -> Proposal:
    """Change an undecided proposal.

    With `seen` (the proposal's `stamp` when the person began) a change that somebody else made since is a Conflict.
    """
    _take_hold(proposal)
    permissions.can_change_proposal(by, proposal).require()
    if seen is not None and seen != proposal.stamp:
        raise Conflict(_("Somebody changed the proposal at the same time."), current=proposal)
    old = {"title": proposal.title, "description": proposal.description, "followed_up_by": proposal.followed_up_by}
    proposal.node.title, proposal.description = title.strip(), description.strip()
    proposal.followed_up_by = followed_up_by.strip()
    proposal.node.full_clean()
    proposal.node.save(update_fields=["title"])
    proposal.full_clean(exclude=["node"])
    proposal.save(update_fields=["description", "followed_up_by"])
    trace.record("proposal.changed", f"node:{proposal.pk}", by=by, old=old)
    return proposal


@transaction.atomic
def describe_consequences(proposal: Proposal, *, consequences: dict[str, str], by: User) -> None:
    """Write what the proposal would mean for each that it concerns; an empty text takes the row away."""
    _take_hold(proposal)
    permissions.can_change_proposal(by, proposal).require()
    unknown = consequences.keys() - set(ConsequenceFor.values)
    if unknown:
        raise Fault(_("Unknown kind of consequence: %(kinds)s.") % {"kinds": ", ".join(sorted(unknown))})
    for concerns, body in consequences.items():
        if body.strip():
            Consequence.objects.update_or_create(proposal=proposal, concerns=concerns, defaults={"body": body.strip()})
        else:
            Consequence.objects.filter(proposal=proposal, concerns=concerns).delete()
    trace.record("proposal.consequences", f"node:{proposal.pk}", by=by, consequences=consequences)
    if not _still_open(proposal.unit).filter(consequences=None).exists():
        fulfil_now(Event.CONSEQUENCES_DESCRIBED, unit=proposal.unit, by=by)


@transaction.atomic
def weigh(proposal: Proposal, *, effect: int, effort: int, urgency: int, by: User) -> Priority:
    """Give one's own weight to a proposal; weighing again replaces one's earlier weight."""
    _take_hold(proposal)
    permissions.can_weigh_proposal(by, proposal).require()
    present = Priority.objects.filter(proposal=proposal, by=by).first()
    priority = present or Priority(proposal=proposal, by=by)
    priority.effect, priority.effort, priority.urgency, priority.at = effect, effort, urgency, clock.now()
    priority.full_clean()
    priority.save()
    trace.record("proposal.weighed", f"node:{proposal.pk}", by=by, effect=effect, effort=effort, urgency=urgency)
    if not _still_open(proposal.unit).filter(priorities=None).exists():
        fulfil_now(Event.PROPOSALS_WEIGHED, unit=proposal.unit, by=by)
    return priority


def _still_open(unit: Unit) -> QuerySet[Proposal]:
    return Proposal.objects.filter(node__unit=unit, state=ProposalState.OPEN)


@transaction.atomic
def decide_proposal(proposal: Proposal, *, accept: bool, reason: str, by: User) -> Proposal:
    """Decide a proposal, with a reason also when the answer is yes."""
    _take_hold(proposal)
    permissions.can_decide_proposal(by, proposal).require()
    if not reason.strip():
        raise Fault(_("Give the reason for the decision."), field="reason")
    verdict = ProposalState.ACCEPTED if accept else ProposalState.DECLINED
    yes, no = _("Yes to “%(title)s”"), _("No to “%(title)s”")
    decision = decide(
        proposal.node,
        title=((yes if accept else no) % {"title": proposal.title})[:200],
        manner=Manner.BY_MANAGER,
        body=proposal.unit,
        manager=by,
        decided_on=clock.today(),
        content=_proposal_content(proposal, verdict, reason.strip()),
        by=by,
    )
    proposal.state, proposal.decision, proposal.answer = verdict, decision, reason.strip()
    proposal.save(update_fields=["state", "decision", "answer"])
    if not _still_open(proposal.unit).exists():
        fulfil_now(Event.PROPOSAL_DECIDED, unit=proposal.unit, by=by)
    trace.record("proposal.decided", f"node:{proposal.pk}", by=by, verdict=verdict, reason=reason)
    return proposal


def _proposal_content(proposal: Proposal, verdict: ProposalState, reason: str) -> dict[str, Any]:
    """Return what is frozen when a proposal is decided: what it said, how it was weighed, and the answer."""
    return {
        "format": 1,
        "kind": "proposal",
        "title": proposal.title,
        "unit": proposal.unit.name,
        "description": proposal.description,
        "followed_up_by": proposal.followed_up_by,
        "consequences": {row.concerns: row.body for row in proposal.consequences.order_by("pk")},
        "priorities": [
            {"by": row.by.name, "effect": row.effect, "effort": row.effort, "urgency": row.urgency}
            for row in proposal.priorities.select_related("by").order_by("pk")
        ],
        "verdict": verdict.value,
        "reason": reason,
    }


def _take_hold(proposal: Proposal) -> None:
    """Read the proposal anew and hold it until the transaction ends, so that it is decided once and as it reads."""
    proposal.refresh_from_db(from_queryset=Proposal.objects.select_for_update())
    proposal.node.refresh_from_db()


@transaction.atomic
def close_activity(
    activity: Activity,
    *,
    effect: str,
    made_permanent: str,
    responsible: User,
    check_on: date,
    before: dict[str, Any],
    leap: bool = False,
    by: User,
) -> Assurance:
    """Close an activity for good: what came of it, what was made permanent, who answers for it, when it is checked.

    `before` is the indicators' series as they stood, against which the effect was set; `leap` says that whoever
    closes it judges it a lasting change of level rather than one step of several.
    """
    activity.refresh_from_db(from_queryset=Activity.objects.select_for_update())
    can_close_activity(by, activity).require()
    if not effect.strip():
        raise Fault(_("Say what came of the activity, also when it had no effect."), field="effect")
    if not made_permanent.strip():
        raise Fault(_("Say what was made permanent: a routine, a process, a document."), field="made_permanent")
    if check_on <= clock.today():
        raise Fault(_("The check must lie ahead."), field="check_on")
    activity.effect, activity.state = effect.strip(), ActivityState.DONE
    activity.closed_at, activity.closed_by = clock.now(), by
    activity.full_clean(exclude=["node"])
    activity.save(update_fields=["effect", "state", "closed_at", "closed_by"])
    title = (_("Assurance: %(title)s") % {"title": activity.title})[:200]
    node = make_node(Kind.ASSURANCE, title=title, unit=activity.unit, **_known_like(activity.node), by=by)
    assurance = Assurance(
        node=node,
        activity=activity,
        made_permanent=made_permanent.strip(),
        responsible=responsible,
        check_on=check_on,
        is_leap=leap,
        before=before,
    )
    assurance.full_clean(exclude=["node", "before"])  # without indicators there is nothing to keep
    assurance.save()
    tie(activity.node, node, why=_("made to last"), by=by)
    trace.record("activity.closed", f"node:{activity.pk}", by=by, effect=effect, assurance=node.pk, leap=leap)
    return assurance


@transaction.atomic
def check_assurance(assurance: Assurance, *, holds: bool, note: str, by: User) -> AssuranceCheck:
    """Say whether what was gained still holds; when it does not, the activity opens again."""
    assurance.refresh_from_db(from_queryset=Assurance.objects.select_for_update())
    permissions.can_check_assurance(by, assurance).require()
    if not note.strip():
        raise Fault(_("Say what you saw."), field="note")
    check = AssuranceCheck.objects.create(assurance=assurance, holds=holds, note=note.strip(), at=clock.now(), by=by)
    if not holds:
        activity = assurance.activity
        activity.state, activity.closed_at, activity.closed_by = ActivityState.GOING_ON, None, None
        activity.save(update_fields=["state", "closed_at", "closed_by"])
        trace.record("activity.reopened", f"node:{activity.pk}", by=by, assurance=assurance.pk)
    left = Assurance.objects.filter(node__unit=assurance.unit, checks=None).aggregate(next=Min("check_on"))
    fulfil_now(Event.ASSURANCE_CHECKED, unit=assurance.unit, due_before=left["next"], by=by)
    trace.record("assurance.checked", f"node:{assurance.pk}", by=by, holds=holds, note=note)
    return check
