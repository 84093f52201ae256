"""A whole steering pack."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from styrhjul.engine.packs.schema.basics import Form, Key, Label, Line
from styrhjul.engine.packs.schema.ladder import Ladder
from styrhjul.engine.packs.schema.levels import GoalLevel, Occasion, PlanLevel, UnitKind
from styrhjul.engine.packs.schema.rating import Rating
from styrhjul.engine.packs.schema.roles import Role
from styrhjul.engine.packs.schema.tasks import CalendarEntry
from styrhjul.engine.packs.schema.wheel import Method, Principle, Wheel


class Source(Form):
    """The published description a pack stands on."""

    title: Line
    year: Annotated[int, Field(ge=1990, le=2100)] | None = None


class Pack(Form):
    """A whole steering pack, after `extends` has been followed."""

    format: Literal[2]
    key: Key
    version: Annotated[str, StringConstraints(pattern=r"^\d{4}(-\d{2}){0,2}(\.\d+)?$")]
    extends: Key | None = None
    label: Label
    source: Source | None = None
    wheel: Wheel
    principles: list[Principle] = []
    methods: list[Method] = []
    unit_kinds: Annotated[list[UnitKind], Field(min_length=1)]
    roles: Annotated[list[Role], Field(min_length=1)]
    goal_levels: Annotated[list[GoalLevel], Field(min_length=1)]
    plan_levels: Annotated[list[PlanLevel], Field(min_length=1)]
    calendar: list[CalendarEntry] = []
    occasions: Annotated[list[Occasion], Field(min_length=1)]
    rating: Rating
    ladder: Ladder
