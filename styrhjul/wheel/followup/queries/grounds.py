"""The numbers that ratings stood on, and how they are now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from styrhjul.base.common.models import User
from styrhjul.base.organisation.models import Unit
from styrhjul.wheel.followup.models import Rating
from styrhjul.wheel.followup.queries.outcomes import Outcome, outcomes, outcomes_of
from styrhjul.wheel.goals.models import Goal
from styrhjul.wheel.indicators.models import Indicator


def ground_of(goal: Goal, rated: Unit) -> dict[str, Any]:
    """Return the numbers and targets a rating stood on, so that it can say when they have changed since."""
    found = outcomes(goal.indicators.select_related("node__unit"), rated)
    return {str(outcome.indicator.pk): _ground(outcome) for outcome in found}


def _ground(outcome: Outcome) -> dict[str, Any]:
    target = outcome.target
    return {
        "period": outcome.period,
        "value": _plain(outcome.value),
        "target": _plain(target.value) if target else None,
        "target_year": target.year if target else None,
    }


def _plain(value: Decimal | None) -> str | None:
    """Return a number as its shortest text, so that 88 and 88.0000 are the same number."""
    return None if value is None else f"{value.normalize():f}"


@dataclass(frozen=True)
class Stood:
    """A number that a rating stood on: as it was then, the target then, and as it is now."""

    indicator: Indicator
    period: str
    value: Decimal | None
    target: Decimal | None
    target_year: int | None
    now: Outcome | None

    @property
    def has_changed(self) -> bool:
        """Whether number or target is another today."""
        if self.now is None:
            return False
        target = self.now.target
        now = (self.now.period, self.now.value, target.value if target else None, target.year if target else None)
        return now != (self.period, self.value, self.target, self.target_year)


def grounds_of(ratings: Iterable[Rating], user: User) -> dict[int, list[Stood]]:
    """Return what each rating stood on and how it is today, as far as a person may know of the indicators."""
    wanted = [rating for rating in ratings if rating.goal_id]
    keys = {int(key) for rating in wanted for key in rating.ground}
    known = Indicator.objects.visible_to(user).in_bulk(list(keys)) if keys else {}
    pairs = {
        (int(key), rating.rated_id): (known[int(key)], rating.rated)
        for rating in wanted
        for key in rating.ground
        if int(key) in known
    }
    now = outcomes_of(pairs.values())
    return {
        rating.pk: [
            _stood(known[int(key)], kept, now.get((int(key), rating.rated_id)))
            for key, kept in rating.ground.items()
            if int(key) in known
        ]
        for rating in wanted
    }


def _stood(indicator: Indicator, kept: dict[str, Any], now: Outcome | None) -> Stood:
    return Stood(
        indicator,
        kept["period"],
        Decimal(kept["value"]) if kept["value"] is not None else None,
        Decimal(kept["target"]) if kept["target"] is not None else None,
        kept["target_year"],
        now,
    )


def ground_has_changed(rating: Rating) -> bool:
    """Tell whether the numbers are no longer those the rating stood on; the rating stands all the same."""
    return rating.goal is not None and bool(rating.ground) and ground_of(rating.goal, rating.rated) != rating.ground
