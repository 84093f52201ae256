"""What the steering model says to whoever works: its leading ideas and its methods, where they are of use."""

from __future__ import annotations

from dataclasses import dataclass

from styrhjul.engine.packs.schema import Holds, Method, Pack, Principle


@dataclass(frozen=True)
class Guiding:
    """What guides the work in one part of the wheel; `everywhere` are the ideas that hold for the whole of it."""

    principles: list[Principle]
    everywhere: list[Principle]
    methods: list[Method]


def guiding(part: str, pack: Pack) -> Guiding:
    """Return what guides the work in a part of the wheel."""
    return Guiding(
        principles=[one for one in pack.principles if part in one.parts],
        everywhere=[one for one in pack.principles if not one.parts],
        methods=[one for one in pack.methods if part in one.parts],
    )


def helping_with(work: set[Holds], pack: Pack) -> list[Method]:
    """Return the methods that help with some kinds of work, in the order of the model."""
    return [one for one in pack.methods if work.intersection(one.used_for)]
