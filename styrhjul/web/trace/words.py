"""What each event of the log means."""

from __future__ import annotations

from typing import Final

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from styrhjul.base.decisions.models import Manner
from styrhjul.base.thread.models import Audience
from styrhjul.wheel.followup.states import AnalysisState, ReportState
from styrhjul.wheel.improvement.models import ConsequenceFor
from styrhjul.wheel.improvement.states import ProposalState
from styrhjul.wheel.indicators.models import Direction, Group, Rhythm, Status
from styrhjul.wheel.plans.states import ActivityState, InputState, PlanState

EVENT_WORDS: Final[dict[str, Promise]] = {
    "account.closed": _("account closed"),
    "account.link_made": _("link for a password made"),
    "account.opened": _("account opened"),
    "account.renamed": _("account renamed"),
    "activity.added": _("activity added"),
    "activity.changed": _("activity changed"),
    "activity.closed": _("activity closed"),
    "activity.progress": _("activity checked in"),
    "activity.reopened": _("activity opened again"),
    "analysis.begun": _("analysis begun"),
    "analysis.commented": _("analysis commented"),
    "analysis.concluded": _("analysis concluded"),
    "analysis.task_added": _("question to look into added"),
    "analysis.task_answered": _("question to look into answered"),
    "analysis.written": _("step of an analysis written"),
    "assurance.begun": _("assurance begun"),
    "assurance.checked": _("assurance checked"),
    "check_in.commented": _("check-in commented"),
    "check_in.complete": _("check-in complete"),
    "decision.recorded": _("decision recorded"),
    "draft.begun": _("draft of a model begun"),
    "draft.discarded": _("draft of a model thrown away"),
    "draft.restored": _("draft of a model taken up again"),
    "draft.saved": _("draft of a model saved"),
    "duties.made": _("duties made"),
    "duty.done": _("duty done"),
    "duty.fulfilled": _("duty done by the work itself"),
    "duty.undone": _("duty marked as not done"),
    "event.added": _("event laid on a time line"),
    "event.laid": _("event of another analysis laid on a time line"),
    "event.struck": _("event struck from a time line"),
    "evidence.taken": _("evidence taken"),
    "file.archived": _("file archived"),
    "goal.added": _("goal added"),
    "goal.changed": _("goal changed"),
    "goal.ended": _("goal ended"),
    "goal.indicator_connected": _("indicator tied to a goal"),
    "goal.indicator_disconnected": _("indicator untied from a goal"),
    "goal.parent_added": _("goal placed under another"),
    "goal.parent_removed": _("goal no longer under another"),
    "indicator.added": _("indicator added"),
    "indicator.changed": _("indicator changed"),
    "input.answered": _("plan input answered"),
    "input.laid": _("plan input laid"),
    "link.tied": _("tied to the red thread"),
    "link.withdrawn": _("untied from the red thread"),
    "look.changed": _("look changed"),
    "model.installed": _("steering model installed"),
    "model.taken_back": _("steering model taken back"),
    "node.opened": _("opened to others"),
    "organisation.imported": _("list of units taken in"),
    "people.imported": _("list of people taken in"),
    "plan.adopted": _("plan adopted"),
    "plan.closed": _("plan closed"),
    "plan.goal_left": _("goal left out of a plan"),
    "plan.goal_taken_up": _("goal taken up in a plan"),
    "plan.returned": _("plan handed back"),
    "plan.sent": _("plan handed over"),
    "plan.started": _("plan begun"),
    "plan.written": _("section of a plan written"),
    "proposal.changed": _("proposal changed"),
    "proposal.consequences": _("consequences of a proposal written"),
    "proposal.decided": _("proposal decided"),
    "proposal.made": _("proposal made"),
    "proposal.weighed": _("proposal weighed"),
    "rating.given": _("rating given"),
    "report.decided": _("report decided"),
    "report.returned": _("report handed back"),
    "report.sent": _("report handed over"),
    "report.started": _("report begun"),
    "report.written": _("section of a report written"),
    "role.ended": _("role ended"),
    "role.given": _("role given"),
    "role.taken_back": _("role taken back"),
    "start_code.made": _("start code made"),
    "start_code.used": _("start code used"),
    "start_step.marked": _("step of the first run marked"),
    "target.decided": _("target decided"),
    "trace.erased": _("details erased"),
    "unit.added": _("unit added"),
    "unit.area_set": _("statistical area of a unit changed"),
    "unit.closed": _("unit closed"),
    "unit.moved": _("unit moved"),
    "unit.renamed": _("unit renamed"),
    "patterns.ordered": _("search for patterns ordered"),
    "value.entered": _("value entered"),
    "words.written": _("own words written"),
}

# What the details of an entry are called.
DETAIL_WORDS: Final[dict[str, Promise]] = {
    "accept": _("accepted"),
    "area": _("statistical area"),
    "aspect": _("aspect"),
    "assurance": _("assurance"),
    "because": _("because"),
    "before": _("before"),
    "by_sex": _("split by sex"),
    "cause": _("comes from"),
    "changed": _("changed"),
    "colour": _("colour"),
    "consequences": _("consequences"),
    "contribution": _("contribution"),
    "decided_by": _("decided by"),
    "decided_on": _("decided on"),
    "decimals": _("decimals"),
    "decision": _("decision"),
    "definition": _("definition"),
    "direction": _("direction"),
    "effect": _("effect"),
    "effort": _("effort"),
    "email": _("e-mail"),
    "ends": _("to"),
    "erased": _("erased"),
    "gone": _("gone"),
    "goal": _("goal"),
    "ground": _("ground"),
    "group": _("group"),
    "in_force_from": _("in force from"),
    "indicator": _("indicator"),
    "key": _("what"),
    "keys": _("what"),
    "kind": _("kind"),
    "level": _("level"),
    "manner": _("how"),
    "measure_unit": _("measure unit"),
    "media_type": _("kind of file"),
    "month": _("month"),
    "name": _("name"),
    "national": _("national indicator"),
    "new": _("new"),
    "occasion": _("occasion"),
    "old": _("before"),
    "on": _("day"),
    "origin": _("comes from"),
    "paragraph": _("paragraph"),
    "parent": _("under"),
    "period": _("period"),
    "plan": _("plan"),
    "question": _("question"),
    "rated": _("rated"),
    "reason": _("reason"),
    "record_number": _("record number"),
    "rhythm": _("how often"),
    "role": _("role"),
    "section": _("section"),
    "sha256": _("checksum"),
    "starts": _("from"),
    "state": _("state"),
    "status": _("status"),
    "step": _("step"),
    "task": _("question"),
    "title": _("title"),
    "unit": _("unit"),
    "urgency": _("urgency"),
    "value": _("value"),
    "version": _("version"),
    "why": _("why"),
    "year": _("year"),
}
# Details whose values are choices of ours.
CHOICES: Final[dict[str, tuple[type[TextChoices], ...]]] = {
    "state": (ActivityState, PlanState, ReportState, AnalysisState, ProposalState, InputState),
    "direction": (Direction,),
    "group": (Group,),
    "rhythm": (Rhythm,),
    "status": (Status,),
    "manner": (Manner,),
    "old": (Audience,),
    "new": (Audience,),
    "consequences": (ConsequenceFor,),
}


def choice_words(name: str, value: str) -> str:
    """Return the word for a choice of ours; nothing when the detail holds something else."""
    for choices in CHOICES.get(name, ()):
        if value in choices.values:
            return str(choices(value).label)
    return ""


def event_words(event: str) -> str:
    """Return what an event means; its own name when it has no words yet."""
    return str(EVENT_WORDS.get(event, event))
