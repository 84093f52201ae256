"""What a new steering model has no word for, and where it could go in it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from styrhjul.base.steering.differences import Section, entries_of, path_of
from styrhjul.base.steering.queries import every_pack, model_in_force, models_ahead, pack_of
from styrhjul.base.steering.words import entry, once
from styrhjul.engine.packs.schema import Colour, Entry, Label, Occasion, Pack, Step, UnitKind
from styrhjul.wheel.flows.uses import in_use

MOVED: Final = (
    Section.UNIT_KINDS,
    Section.ROLES,
    Section.GOAL_LEVELS,
    Section.PLAN_LEVELS,
    Section.PLAN_SECTIONS,
    Section.OCCASIONS,
    Section.REPORT_SECTIONS,
    Section.COLOURS,
    Section.RATING_LEVELS,
    Section.FOCUS_AREAS,
    Section.ASPECTS,
    Section.STEPS,
    Section.PARTS,
)
"""The sections whose keys are stored with things, and so need a place; coming duties follow the model by themselves."""

INSIDE: Final = {Section.PLAN_SECTIONS: Section.PLAN_LEVELS, Section.REPORT_SECTIONS: Section.OCCASIONS}
"""Sections of plans and reports go to a section of where their level or occasion goes."""

APART: Final = {
    Section.PLAN_LEVELS,
    Section.OCCASIONS,
    Section.COLOURS,
    Section.RATING_LEVELS,
    Section.FOCUS_AREAS,
    Section.ASPECTS,
    Section.STEPS,
}
"""Sections where two keys are seldom meant to stand at the same place, so that it isn't suggested."""

ALIKE: Final = 0.75
LEAST: Final = 4

Moves = dict[str, dict[str, str]]


@dataclass(frozen=True)
class Moving:
    """A key that a new model lacks: what it is called, what stands on it, and where it may go.

    `within` is the word of the plan level or occasion that a section belongs to. `to` is where it goes: what somebody
    has chosen, else what seems to be the same thing; empty for nowhere.
    """

    section: Section
    key: str
    label: Label
    within: Label | None
    count: int
    choices: tuple[Entry, ...]
    to: str
    inside: str = ""

    def path_of(self, choice: Entry) -> str:
        """Return how a choice is named: inside the level where this one's level goes, if it stands in one."""
        return path_of(self.inside, choice.key) if self.inside else choice.key

    @property
    def field(self) -> str:
        """Return the name of the field where it is asked."""
        return f"{self.section}:{self.key}"


def movings(new: Pack, chosen: Mapping[str, Mapping[str, str]] | None = None) -> list[Moving]:
    """Return every key that a new model lacks: those in use, and those that the models before it have.

    `chosen` says where somebody lets keys go; what it does not say is suggested.
    """
    asked = _Asked(new, chosen or {})
    return [one for section in MOVED for one in asked.of(section)]


def moves_of(asked: Iterable[Moving]) -> Moves:
    """Return where each key goes, as it is kept with a model."""
    moves: Moves = {}
    for one in asked:
        moves.setdefault(one.section.value, {})[one.key] = one.to
    return moves


class _Asked:
    """Works out the keys of each section; levels before what is inside them, since that follows."""

    def __init__(self, new: Pack, chosen: Mapping[str, Mapping[str, str]]) -> None:
        self.known, self.chosen = entries_of(new), chosen
        used = in_use().items()
        self.counts = {section: {key: tally.every for key, tally in found.items()} for section, found in used}
        now = model_in_force()
        self.carried: Mapping[str, Mapping[str, str]] = now.moves
        self.before = [entries_of(pack_of(one)) for one in (now, *models_ahead())]
        self.ever = [entries_of(pack) for pack in every_pack()]
        self.levels: dict[Section, dict[str, str]] = {}
        self.taken: dict[Section, set[str]] = {}

    def of(self, section: Section) -> list[Moving]:
        if section in INSIDE:
            return self._inside(section)
        keys = dict.fromkeys([*(key for one in self.before for key in one[section]), *self.counts.get(section, {})])
        order = [key for key in keys if key not in self.known[section]]
        choices = tuple(self.known[section].values())
        asked = {
            key: self._moving(section, key, self._label(section, key), choices)
            for key in sorted(order, key=lambda key: -self.counts.get(section, {}).get(key, 0))
        }
        found = [asked[key] for key in order]
        goes = {key: key for key in self.known[section]} | {one.key: one.to for one in found}
        self.levels[section] = goes
        return found

    def _inside(self, section: Section) -> list[Moving]:
        """Ask about texts in use whose section is not where their level goes; with a level without a place goes all."""
        found = []
        for path in self.counts.get(section, {}):
            level, key = path.split("/")
            to = self.levels[INSIDE[section]].get(level, "")
            among = [one for name, one in self.known[section].items() if name.split("/")[0] == to]
            if to and entry(among, key) is None:
                within = self._label(INSIDE[section], level)
                found.append(self._moving(section, path, self._label_inside(section, path), tuple(among), within, to))
        return found

    def _moving(
        self, section: Section, key: str, label: Label, choices: tuple[Entry, ...],
        within: Label | None = None, inside: str = "",
    ) -> Moving:  # fmt: skip
        said = self.chosen.get(section.value, {}).get(key)
        asked = Moving(section, key, label, within, self.counts.get(section, {}).get(key, 0), choices, "", inside)
        allowed = {"", *(asked.path_of(one) for one in choices)}
        if said in allowed:
            return replace(asked, to=said)
        return replace(asked, to=self._suggested(asked, allowed))

    def _label(self, section: Section, key: str) -> Label:
        """Return what a key was called last; a key that no model ever had is its own word."""
        found = next((one[section][key] for one in [*self.before, *self.ever] if key in one[section]), None)
        return found.label if found else Label(sv=key, en=key)

    def _label_inside(self, section: Section, path: str) -> Label:
        key = path.split("/")[1]
        found = next((one[section][path] for one in self.ever if path in one[section]), None) or once(key)
        return found.label if found else Label(sv=key, en=key)

    def _suggested(self, asked: Moving, allowed: set[str]) -> str:
        """Return where a key went when the present model came, else what seems to be the same thing.

        What the present model has too is taken: it stands there itself.
        """
        carried = self.carried.get(asked.section.value, {}).get(asked.key)
        if carried and carried in allowed:
            return carried
        section = asked.section
        old = next((one[section][asked.key] for one in self.ever if asked.key in one[section]), None)
        taken = set(self.before[0][section]) | self.taken.get(section, set())
        free = [one for one in asked.choices if asked.path_of(one) not in taken]
        found = alike(asked.label, free, old)
        if found is None:
            return ""
        if section in APART:
            self.taken.setdefault(section, set()).add(found.key)
        return asked.path_of(found)


def alike(label: Label, choices: Iterable[Entry], old: Entry | None = None) -> Entry | None:
    """Return the entry that seems to be the same thing as an earlier one: by what it is, else by what it is called."""
    among = [one for one in choices if old is None or _may_be(old, one)]
    same = next((one for one in among if old is not None and _is(old, one)), None)
    if same is not None:
        return same
    likeness = [(_likeness(label.sv, one.label.sv), -place, one) for place, one in enumerate(among)]
    best = max(likeness, key=lambda one: one[:2], default=None)
    return best[2] if best and best[0] >= ALIKE else None


def _may_be(old: Entry, new: Entry) -> bool:
    """Tell whether an entry could be another: an elected body is no school, a conclusion no other step."""
    if isinstance(old, UnitKind) and isinstance(new, UnitKind):
        return old.political == new.political
    if isinstance(old, Step) and isinstance(new, Step):
        return old.evidence == new.evidence
    return True


def _is(old: Entry, new: Entry) -> bool:
    """Tell whether two entries do the same: a colour of the same sign and rank, the year's report, the conclusion."""
    if isinstance(old, Colour) and isinstance(new, Colour):
        return (old.sign, old.rank) == (new.sign, new.rank)
    if isinstance(old, Occasion) and isinstance(new, Occasion):
        return old.annual and new.annual
    if isinstance(old, Step) and isinstance(new, Step):
        return (
            (old.is_conclusion and new.is_conclusion) or bool(old.evidence) or bool(old.part and old.part == new.part)
        )
    return False


def _likeness(one: str, other: str) -> float:
    """Return how alike two words are, from 0 to 1; one that ends or begins the other is the same with more said."""
    short, long = sorted((one.casefold(), other.casefold()), key=len)
    if len(short) >= LEAST and (long.startswith(short) or long.endswith(short)):
        return (1 + len(short) / len(long)) / 2
    return difflib.SequenceMatcher(None, short, long).ratio()
