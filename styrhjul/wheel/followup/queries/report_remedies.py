"""What is laid before next year's planning because of what a report tells."""

from __future__ import annotations

from typing import Final

from django.db.models import F

from styrhjul.wheel.followup import content
from styrhjul.wheel.followup.models import Analysis, Report
from styrhjul.wheel.plans.models import PlanInput
from styrhjul.wheel.plans.states import InputState

STEPS_TO_DECISION: Final = 3
"""From the analysis to its rating, on to the proposal and to the decision."""


def remedies(report: Report, analyses: list[Analysis]) -> dict[int, list[content.Remedy]]:
    """Return what is laid before next year's planning because of each goal's analyses and proposals."""
    goal_of = {analysis.pk: analysis.goal_id for analysis in analyses}
    rows = PlanInput.objects.filter(unit=report.place, year=report.year + 1).select_related("unit", "activity__node")
    for step in range(1, STEPS_TO_DECISION + 1):
        way = "__cause__".join(["links_in"] * step)
        rows = rows.annotate(**{
            f"cause_{step}": F(f"origin__{way}__cause"), f"withdrawn_{step}": F(f"origin__{way}__withdrawn_at"),
        })  # fmt: skip
    found: dict[int, dict[int, PlanInput]] = {}
    for given in rows:
        for goal in {goal_of[node] for node in _reached_by(given) if node in goal_of}:
            found.setdefault(goal, {})[given.pk] = given
    return {goal: [_remedy(given) for given in several.values()] for goal, several in found.items()}


def _reached_by(given: PlanInput) -> list[int]:
    """Return the nodes that an input comes from along one way of the thread, as far as no arrow is withdrawn."""
    nodes = [given.origin_id]
    for step in range(1, STEPS_TO_DECISION + 1):
        cause, withdrawn = getattr(given, f"cause_{step}"), getattr(given, f"withdrawn_{step}")
        if cause is None or withdrawn is not None:
            break
        nodes.append(cause)
    return nodes


def _remedy(given: PlanInput) -> content.Remedy:
    return {
        "title": (given.activity.title if given.activity else given.text.split("\n")[0])[:200],
        "unit": given.unit.name,
        "state_word": str(InputState(given.state).label),
        "follow_up": (given.activity.measured_by if given.activity else given.reason) or None,
    }
