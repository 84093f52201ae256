"""The wheel, and what guides the work in its parts: principles and methods."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from styrhjul.engine.packs.schema.basics import Basis, Entry, Form, Hex, Key, Label, Span, Text
from styrhjul.engine.packs.schema.tasks import Task


class PartKind(StrEnum):
    """The shapes a wheel is drawn from."""

    BASE = "base"
    RING = "ring"
    PHASE = "phase"
    WEDGE = "wedge"
    ARROW = "arrow"


class Holds(StrEnum):
    """What belongs to a part of the wheel and is listed on its page."""

    GOALS = "goals"
    PLANS = "plans"
    ACTIVITIES = "activities"
    ANALYSES = "analyses"
    RATINGS = "ratings"
    REPORTS = "reports"
    PROPOSALS = "proposals"
    INPUTS = "inputs"
    ASSURANCES = "assurances"
    INDICATORS = "indicators"
    IMPROVEMENTS = "improvements"
    INNOVATIONS = "innovations"


class Part(Entry):
    """One part of the wheel.

    A source that names a colour has it in `colour_name`; which shade `colour` is, is then still ours. `guidance`
    speaks to those who work in the part, `for_residents` explains it on the public page.
    """

    kind: PartKind
    order: Annotated[int, Field(ge=1, le=20)]
    colour: Hex | None = None
    colour_name: Label | None = None
    colour_basis: Basis = Basis.ASSUMED
    guidance: Text
    for_residents: Text | None = None
    spans: list[Span] = []
    holds: list[Holds] = []
    todos: list[Task] = []
    owner_role: Key | None = None


class Wheel(Form):
    """The picture of the cycle; home page and navigation."""

    basis: Basis
    start_angle: Annotated[int, Field(ge=0, lt=360)] = 0
    parts: Annotated[list[Part], Field(min_length=1, max_length=12)]


class Principle(Entry):
    """A leading idea of the model, and the parts of the wheel where it is lived by; none: everywhere."""

    guidance: Text | None = None
    parts: list[Key] = []
    parts_basis: Basis = Basis.ASSUMED


class MethodKind(Entry):
    """One of the kinds, sources or criteria that a method holds."""

    guidance: Text | None = None


class Method(Entry):
    """A way of working, the parts of the wheel it belongs to, and the work it helps with."""

    guidance: Text
    parts: Annotated[list[Key], Field(min_length=1)]
    parts_basis: Basis = Basis.ASSUMED
    used_for: list[Holds] = []
    kinds_label: Label | None = None
    kinds: list[MethodKind] = []
