"""The analyses that a report tells of: the unit's own of the year, of its goals and of those right above and below."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django.db.models import Prefetch, Q
from django.utils.translation import gettext as _

from styrhjul.base.thread.models import Audience
from styrhjul.wheel.followup import content
from styrhjul.wheel.followup.models import Analysis, Report, StepText
from styrhjul.wheel.followup.policies import conclusion_of
from styrhjul.wheel.followup.states import AnalysisState
from styrhjul.wheel.goals.models import Goal

OPEN = (Audience.PUBLIC, Audience.INTERNAL)


def analyses_of(report: Report, goals: Sequence[Goal]) -> list[Analysis]:
    """Return the analyses of the year of some goals, and those that the unit has concluded of other goals."""
    own = Q(node__unit=report.place_id, state=AnalysisState.CONCLUDED, node__audience__in=OPEN)
    rows = Analysis.objects.filter(Q(goal__in=goals) | own, year=report.year).select_related("node", "goal__node")
    texts = Prefetch("texts", StepText.objects.select_related("by"))
    return list(rows.prefetch_related(texts, "goal__parents").order_by("concluded_at", "pk"))


def analyses_told(
    report: Report, goals: Sequence[Goal], analyses: Iterable[Analysis], below: Mapping[int, Sequence[Goal]]
) -> dict[int, content.Analysis]:
    """Return the unit's latest concluded analysis for each goal: of itself, else of a goal right above or below."""
    own = [one for one in analyses if one.state == AnalysisState.CONCLUDED and one.node.unit_id == report.place_id]
    found: dict[int, content.Analysis] = {}
    for goal in goals:
        above = {one.pk for one in goal.parents.all()}
        under = {one.pk for one in below.get(goal.pk, [])}
        ways = (
            [one for one in own if one.goal_id == goal.pk],
            [one for one in own if one.goal_id in above],
            [one for one in own if one.goal_id in under or goal.pk in {up.pk for up in one.goal.parents.all()}],
        )
        chosen = next((several[-1] for several in ways if several), None)
        if chosen is not None:
            found[goal.pk] = _told(chosen, goal)
    return found


def _told(analysis: Analysis, goal: Goal) -> content.Analysis:
    """Return the conclusion, and of which goal it is when it is of another one."""
    texts = list(analysis.texts.all())
    said = [conclusion_of(analysis)]
    if analysis.goal_id != goal.pk:
        said.insert(0, _("The analysis is of the goal “%(goal)s”.") % {"goal": analysis.goal.title})
    return {"conclusion": "\n\n".join(said), "by": sorted({text.by.name for text in texts if text.by})}
