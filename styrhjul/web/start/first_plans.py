"""Which plans a municipality may begin with, and which roles write them."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.text import capfirst

from styrhjul.base.common import clock
from styrhjul.base.organisation.models import Unit
from styrhjul.base.organisation.queries import tree_on
from styrhjul.base.steering.queries import pack_in_force
from styrhjul.base.steering.words import word
from styrhjul.engine.packs.schema import Adoption, PlanLevel, Reach, Right, Role


@dataclass(frozen=True)
class FirstPlan:
    """A plan of the coming year that an elected body adopts."""

    unit: Unit
    level: PlanLevel
    year: int

    @property
    def key(self) -> str:
        """Return what tells it from the others in a form."""
        return f"{self.unit.pk}-{self.level.key}"

    @property
    def label(self) -> str:
        """Return what it is called."""
        return f"{capfirst(word(self.level.label))} {self.year}, {self.unit.name}"


def first_plans() -> list[FirstPlan]:
    """Return the plans of the coming year that elected bodies adopt, the whole municipality's first."""
    today = clock.today()
    units = [branch.unit for branch in tree_on(today)]
    return [
        FirstPlan(unit, level, today.year + 1)
        for level in pack_in_force().plan_levels
        if level.adopted is Adoption.POLITICALLY
        for unit in units
        if unit.kind in level.unit_kinds
    ]


def writing_roles() -> list[Role]:
    """Return the roles that write plans at an elected body and below it, the one with the fewest rights first."""
    enough = (Reach.BELOW, Reach.EVERYTHING)
    roles = [role for role in pack_in_force().roles if role.rights.get(Right.WRITE_PLANS) in enough]
    return sorted(roles, key=lambda role: len(role.rights))
