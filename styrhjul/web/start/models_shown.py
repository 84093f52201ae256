"""The shipped steering models beside each other: each with its wheel, its words and what it assumes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from styrhjul.base.common import clock
from styrhjul.base.steering.differences import Section, entries_of
from styrhjul.base.steering.words import word
from styrhjul.engine.drawing.svg import Markup
from styrhjul.engine.drawing.wheel import PartDrawing, WheelDrawing, draw_wheel
from styrhjul.engine.packs import loader
from styrhjul.engine.packs.schema import Basis, Pack

# What a description of how a municipality steers may or may not say, in the words of whoever chooses.
MATTERS: Final[tuple[tuple[Promise, tuple[Section, ...]], ...]] = (
    (gettext_lazy("the wheel"), (Section.PARTS,)),
    (gettext_lazy("what is done in each part"), (Section.TODOS,)),
    (gettext_lazy("the year's calendar"), (Section.CALENDAR,)),
    (gettext_lazy("levels of goals"), (Section.GOAL_LEVELS,)),
    (gettext_lazy("levels of plans"), (Section.PLAN_LEVELS,)),
    (gettext_lazy("report occasions"), (Section.OCCASIONS,)),
    (gettext_lazy("the rating scale"), (Section.COLOURS, Section.RATING_LEVELS)),
    (gettext_lazy("the analysis ladder"), (Section.STEPS,)),
    (gettext_lazy("kinds of units"), (Section.UNIT_KINDS,)),
    (gettext_lazy("roles"), (Section.ROLES,)),
)


@dataclass(frozen=True)
class ModelShown:
    """A shipped model as one chooses it."""

    key: str
    label: str
    wheel: Markup
    source: str
    parts: str
    goals: str
    plans: str
    boards: str
    described: str
    partly: str
    assumed: str


def models_shown() -> list[ModelShown]:
    """Return the shipped models: those of municipalities by name, the common one last."""
    packs = [loader.load(key) for key in loader.shipped_keys()]
    return [_shown(pack) for pack in sorted(packs, key=lambda pack: (pack.extends is None, word(pack.label)))]


def _shown(pack: Pack) -> ModelShown:
    described, partly, assumed = _matters(pack)
    parts = sorted(pack.wheel.parts, key=lambda part: part.order)
    return ModelShown(
        key=pack.key,
        label=word(pack.label),
        wheel=_wheel(pack),
        source=_source(pack),
        parts=_row([word(part.label) for part in parts], ", "),
        goals=_row([word(level.label) for level in pack.goal_levels], " → "),
        plans=_row([word(level.label) for level in pack.plan_levels], ", "),
        boards=_row([word(kind.label) for kind in pack.unit_kinds if kind.political], ", "),
        described=", ".join(described),
        partly=", ".join(partly),
        assumed=", ".join(assumed),
    )


def _row(words: list[str], between: str) -> str:
    return capfirst(between.join(words))


def _source(pack: Pack) -> str:
    if pack.source is None:
        return ""
    return f"{pack.source.title}, {pack.source.year}" if pack.source.year else pack.source.title


def _matters(pack: Pack) -> tuple[list[str], list[str], list[str]]:
    """Return what the municipality's own description says, says in part, and leaves to be assumed."""
    entries = entries_of(pack)
    found: tuple[list[str], list[str], list[str]] = ([], [], [])
    for label, sections in MATTERS:
        bases = [one.basis for section in sections for one in entries[section].values()]
        if bases:
            from_seed = bases.count(Basis.SEED)
            found[0 if from_seed == len(bases) else 1 if from_seed else 2].append(str(label))
    return found


def _wheel(pack: Pack) -> Markup:
    """Return the wheel in small, whole and without words; what it shows is said beside it."""
    drawing = WheelDrawing(
        year=clock.today().year,
        today=None,
        parts=tuple(
            PartDrawing(part.key, part.kind.value, word(part.label), part.colour, done=1, total=1)
            for part in sorted(pack.wheel.parts, key=lambda part: part.order)
        ),
        start_angle=pack.wheel.start_angle,
        name=_("The wheel of %(model)s") % {"model": word(pack.label)},
        description=", ".join(word(part.label) for part in pack.wheel.parts),
        key=f"wheel-{pack.key}",
    )
    return draw_wheel(drawing, "multiple")
