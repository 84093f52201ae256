"""Two steering models side by side: their wheels, and entry by entry what is new, gone and changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.functional import Promise
from django.utils.text import capfirst

from styrhjul.base.steering.differences import Section, entries_of
from styrhjul.base.steering.words import word
from styrhjul.engine.drawing.svg import Markup
from styrhjul.engine.drawing.wheel import draw_wheel
from styrhjul.engine.packs.schema import Entry, Pack
from styrhjul.web.model.facts import Said, facts_of
from styrhjul.web.model.outline import Row, outlined
from styrhjul.web.model.picture import in_order, picture_of
from styrhjul.web.model.words import SECTION_WORDS

# In the order in which somebody reads a model; sections of plans and reports stand with where they belong.
ORDER = (
    Section.PARTS,
    Section.TODOS,
    Section.CALENDAR,
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
    Section.UNIT_KINDS,
    Section.ROLES,
    Section.PRINCIPLES,
    Section.METHODS,
)
WITHIN = {Section.PLAN_SECTIONS: Section.PLAN_LEVELS, Section.REPORT_SECTIONS: Section.OCCASIONS}


@dataclass(frozen=True)
class Change:
    """A fact that two models say differently; an empty side says nothing of it."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Line:
    """An entry in both models: its words, and what it says differently. Without a word on a side it is not there."""

    key: str
    before: str
    after: str
    within: str
    changes: tuple[Change, ...]

    @property
    def is_new(self) -> bool:
        """Tell whether only the later model has it."""
        return not self.before

    @property
    def is_gone(self) -> bool:
        """Tell whether only the earlier model has it."""
        return not self.after

    @property
    def is_same(self) -> bool:
        """Tell whether both say the same."""
        return self.before == self.after and not self.changes


@dataclass(frozen=True)
class SectionCompared:
    """One section of both models."""

    section: Section
    label: str | Promise
    lines: tuple[Line, ...]

    @property
    def differing(self) -> list[Line]:
        """Return the entries that differ."""
        return [line for line in self.lines if not line.is_same]

    @property
    def new(self) -> list[tuple[str, str]]:
        """Return what only the later model has, each on its own or together with what it stands within."""
        return _listed([(line.within, line.after) for line in self.lines if line.is_new])

    @property
    def gone(self) -> list[tuple[str, str]]:
        """Return what only the earlier model has."""
        return _listed([(line.within, line.before) for line in self.lines if line.is_gone])

    @property
    def changed(self) -> list[Line]:
        """Return what both models have and say differently."""
        return [line for line in self.differing if not (line.is_new or line.is_gone)]

    @property
    def same(self) -> list[Line]:
        """Return the entries that say the same."""
        return [line for line in self.lines if line.is_same]

    @property
    def counts(self) -> tuple[int, int, int]:
        """Return how many are new, gone and changed."""
        new, gone = sum(line.is_new for line in self.lines), sum(line.is_gone for line in self.lines)
        return new, gone, len(self.differing) - new - gone


@dataclass(frozen=True)
class Side:
    """One of the two models: its name and its wheel, large with words and small without."""

    label: str
    version: str
    large: Markup
    small: Markup
    parts: str


@dataclass(frozen=True)
class Compared:
    """Two models side by side."""

    before: Side
    after: Side
    sections: tuple[SectionCompared, ...]
    outline: tuple[Row, ...]

    @property
    def names(self) -> tuple[str, str]:
        """Return what the two are called, with their versions when they are called the same."""
        if self.before.label != self.after.label:
            return self.before.label, self.after.label
        return f"{self.before.label} {self.before.version}", self.after.version

    @property
    def differing(self) -> list[SectionCompared]:
        """Return the sections in which anything differs."""
        return [one for one in self.sections if one.differing]

    @property
    def alike(self) -> str:
        """Return the sections that say the same."""
        return ", ".join(str(one.label).lower() for one in self.sections if one.lines and not one.differing)

    @property
    def counts(self) -> tuple[int, int, int]:
        """Return how many entries are new, gone and changed."""
        each = [one.counts for one in self.sections]
        return sum(new for new, _g, _c in each), sum(gone for _n, gone, _c in each), sum(one for _n, _g, one in each)


def _listed(names: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return names as rows: those within something in one row, the others in a row each."""
    rows: list[tuple[str, str]] = []
    for within, several in groupby(names, key=lambda one: one[0]):
        each = [name for _within, name in several]
        rows += [(within, ", ".join(each))] if within else [("", name) for name in each]
    return rows


def compared(before: Pack, after: Pack) -> Compared:
    """Return two models side by side, the later one in its own order with what is gone last."""
    old, new = entries_of(before), entries_of(after)
    sections = tuple(
        SectionCompared(section, SECTION_WORDS[section], tuple(_lines(before, after, section, old, new)))
        for section in ORDER
    )
    return Compared(_side(before, "before"), _side(after, "after"), sections, tuple(outlined(before, after)))


Entries = Mapping[Section, Mapping[str, Entry]]


def _lines(before: Pack, after: Pack, section: Section, old: Entries, new: Entries) -> list[Line]:
    keys = dict.fromkeys([*new[section], *old[section]])
    return [_line(before, after, section, key, old, new) for key in keys]


def _line(before: Pack, after: Pack, section: Section, key: str, old: Entries, new: Entries) -> Line:
    was, becomes = old[section].get(key), new[section].get(key)
    changes: tuple[Change, ...] = ()
    if was is not None and becomes is not None:
        changes = tuple(_changes(facts_of(before, section, was), facts_of(after, section, becomes)))
    return Line(key, _called(was), _called(becomes), _within(section, key, new) or _within(section, key, old), changes)


def _called(entry: Entry | None) -> str:
    return capfirst(word(entry.label)) if entry else ""


def _within(section: Section, key: str, entries: Entries) -> str:
    if section not in WITHIN:
        return ""
    return _called(entries[WITHIN[section]].get(key.split("/", maxsplit=1)[0]))


def _changes(was: Mapping[str, Said], becomes: Mapping[str, Said]) -> list[Change]:
    nothing = Said("", "")
    pairs = {label: (was.get(label, nothing), becomes.get(label, nothing)) for label in [*was, *becomes]}
    return [
        Change(label, before.words, after.words)
        for label, (before, after) in pairs.items()
        if before.means != after.means
    ]


def _side(pack: Pack, key: str) -> Side:
    drawing = picture_of(pack, key)
    parts = in_order(pack)
    return Side(
        label=word(pack.label),
        version=pack.version,
        large=draw_wheel(drawing, "print"),
        small=draw_wheel(drawing, "multiple"),
        parts=", ".join(word(part.label) for part in parts),
    )
