"""How results are rated."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from styrhjul.engine.packs.schema.basics import Basis, Entry, Form, Key, Label, Text


class Sign(StrEnum):
    """The shape of a rating, so that colour is never alone."""

    CIRCLE = "circle"
    TRIANGLE = "triangle"
    SQUARE = "square"
    RING = "ring"


class Colour(Entry):
    """One step of the rating scale."""

    sign: Sign
    when: Text
    rank: Annotated[int, Field(ge=0, le=9)] | None = None


class RatingLevel(Entry):
    """Whose perspective a rating has; the first rates itself, each following rates it again."""

    short: Label
    unit_kinds: Annotated[list[Key], Field(min_length=1)]


class Aspect(Entry):
    """A column of the rating matrix; a column group that stands for strategic areas has a goal level instead."""


class AspectGroup(Entry):
    """A group of columns; with `goal_level` one column per goal of that level in force."""

    aspects: list[Aspect] = []
    goal_level: Key | None = None


class FocusArea(Entry):
    """A row of the rating matrix; `crosses` name the aspects that demand an account."""

    crosses: list[Key] = []
    crosses_basis: Basis


class Matrix(Form):
    """The rating matrix: focus areas by aspects, and the overall rating."""

    basis: Basis
    groups: Annotated[list[AspectGroup], Field(min_length=1)]
    focus_areas: list[FocusArea] = []


class Rating(Form):
    """Scale, levels and matrix of ratings."""

    basis: Basis
    scale: Annotated[list[Colour], Field(min_length=2, max_length=6)]
    levels: Annotated[list[RatingLevel], Field(min_length=1, max_length=4)]
    matrix: Matrix
