"""Exempelby while it is being built: who is who, and the stories that are told day by day."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import count

from styrhjul.base.common import clock, memory
from styrhjul.base.common.models import User
from styrhjul.base.organisation.models import Unit
from styrhjul.demo.settings import Setting
from styrhjul.wheel.goals.models import Goal
from styrhjul.wheel.indicators.models import Indicator
from styrhjul.wheel.plans.models import Activity

ADDRESS = "exempelby.example"
TOP, EXECUTIVE = "Exempelby kommun", "Kommunstyrelsen"
Story = Iterator[date]


@dataclass
class Town:
    """What has been made so far, by the names and words that the story uses."""

    setting: Setting
    units: dict[str, Unit] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)
    posts: dict[tuple[str, int], User] = field(default_factory=dict)
    serves: dict[int, str] = field(default_factory=dict)
    goals: dict[str, Goal] = field(default_factory=dict)
    goals_of: dict[str, list[Goal]] = field(default_factory=dict)
    indicators: dict[str, Indicator] = field(default_factory=dict)
    targets: dict[tuple[str, int], Decimal] = field(default_factory=dict)
    activities: dict[tuple[int, str], Activity] = field(default_factory=dict)

    def holder(self, role: str, unit: str) -> User:
        """Return who holds a role at a unit."""
        return self.posts[role, self.units[unit].pk]

    def leading(self) -> User:
        """Return who leads the office that keeps the whole municipality's plans together."""
        return self.holder("leading", EXECUTIVE)

    def of_kind(self, *kinds: str) -> list[Unit]:
        """Return the units of some kinds, in the order they were put up."""
        wanted = {self.setting.kinds[kind] for kind in kinds}
        return list(dict.fromkeys(unit for unit in self.units.values() if unit.kind in wanted))

    def names_of(self, unit: Unit) -> list[str]:
        """Return all that the story calls a unit, its real name first."""
        return [name for name, one in self.units.items() if one == unit]


def tell(stories: Iterable[Story]) -> None:
    """Tell several stories at once, in the order of their days.

    A story is a generator that yields the day on which its next lines happen; the clock stands there while
    they do. So everything is written in the order in which it would have been.
    """
    tickets = count()
    waiting = [(next(story), next(tickets), story) for story in stories]
    heapq.heapify(waiting)
    while waiting:
        day = waiting[0][0]
        with clock.standing_at(day), memory.remembering():
            while waiting and waiting[0][0] == day:
                story = heapq.heappop(waiting)[2]
                following = next(story, None)
                if following is not None:
                    heapq.heappush(waiting, (following, next(tickets), story))


def address_of(name: str) -> str:
    """Return the invented e-mail address of an invented person."""
    plain = name.lower().translate(str.maketrans("åäöéü -", "aaoeu..")).replace("..", ".")
    return f"{plain}@{ADDRESS}"
