"""Plans and reports alike: where in the model each of them stands."""

from __future__ import annotations

from collections.abc import Collection

from styrhjul.wheel.followup.models import Report
from styrhjul.wheel.plans.models import Plan


def levels_of(documents: Collection[int]) -> dict[int, str]:
    """Return the level of each plan and the occasion of each report, by their keys."""
    plans = Plan.objects.filter(pk__in=documents).values_list("pk", "level")
    reports = Report.objects.filter(pk__in=documents).values_list("pk", "occasion")
    return dict([*plans, *reports])
