"""Whose perspective a rating is told from, in models with and without boards over boards."""

from __future__ import annotations

from typing import Final, TypeVar

from styrhjul.base.common.models import User
from styrhjul.base.organisation.models import Unit
from styrhjul.demo.town import EXECUTIVE, Town
from styrhjul.wheel.followup.actions import rate
from styrhjul.wheel.followup.models import Analysis
from styrhjul.wheel.goals.models import Goal

LEVELS: Final = ("own", "between", "whole")
T = TypeVar("T")


def perspectives(town: Town, told: dict[str, T]) -> dict[str, T]:
    """Return what is told at each level of the model; without boards over boards the whole speaks in their place."""
    if town.setting.rating_levels["between"]:
        return told
    kept = {level: one for level, one in told.items() if level != "between"}
    if "between" in told:
        kept.setdefault("whole", told["between"])
    return kept


def give(
    town: Town,
    rated: Unit,
    *,
    level: str,
    occasion: str,
    year: int,
    colour: str,
    reason: str,
    goal: Goal | None = None,
    analysis: Analysis | None = None,
) -> None:
    """Rate a unit, or its work toward a goal, as whoever speaks at a level."""
    rate(
        rated,
        level=town.setting.rating_levels[level] or "",
        occasion=town.setting.occasions[occasion] or "",
        year=year,
        colour=colour,
        reason=reason,
        goal=goal,
        analysis=analysis,
        by=_rater(town, rated, level),
    )


def _rater(town: Town, rated: Unit, level: str) -> User:
    if level == "whole":
        return town.holder("reviewer", EXECUTIVE)
    return town.holder("politician", rated.name if level == "own" else rated.placements.get().parent.name)
