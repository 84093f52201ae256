"""What tells two steering models apart, entry by entry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from styrhjul.engine.packs.schema import Entry, Occasion, Pack, PlanLevel


class Section(StrEnum):
    """The parts of a model that hold entries."""

    PARTS = "parts"
    TODOS = "todos"
    CALENDAR = "calendar"
    PRINCIPLES = "principles"
    METHODS = "methods"
    UNIT_KINDS = "unit_kinds"
    ROLES = "roles"
    GOAL_LEVELS = "goal_levels"
    PLAN_LEVELS = "plan_levels"
    PLAN_SECTIONS = "plan_sections"
    OCCASIONS = "occasions"
    REPORT_SECTIONS = "report_sections"
    COLOURS = "colours"
    RATING_LEVELS = "rating_levels"
    FOCUS_AREAS = "focus_areas"
    ASPECTS = "aspects"
    STEPS = "steps"


@dataclass(frozen=True)
class Difference:
    """What differs in one section: new entries, entries that are gone, and those that say something else."""

    section: Section
    new: tuple[Entry, ...]
    gone: tuple[Entry, ...]
    changed: tuple[Entry, ...]


def entries_of(pack: Pack) -> dict[Section, dict[str, Entry]]:
    """Return every entry of a model under its section and key; what stands in plans and reports under its path."""
    found: dict[Section, dict[str, Entry]] = {
        section: {entry.key: entry for entry in entries} for section, entries in _sections(pack)
    }
    found[Section.PLAN_SECTIONS] = _inside(pack.plan_levels)
    found[Section.REPORT_SECTIONS] = _inside(pack.occasions)
    return {section: found[section] for section in Section}


def path_of(level: str, section: str) -> str:
    """Return how a section of a plan level or report occasion is named among all of them."""
    return f"{level}/{section}"


def _inside(levels: Iterable[PlanLevel | Occasion]) -> dict[str, Entry]:
    return {path_of(level.key, section.key): section for level in levels for section in level.sections}


def _sections(pack: Pack) -> Iterator[tuple[Section, list[Entry]]]:
    yield Section.PARTS, list(pack.wheel.parts)
    yield Section.TODOS, [task for part in pack.wheel.parts for task in part.todos]
    yield Section.CALENDAR, list(pack.calendar)
    yield Section.PRINCIPLES, list(pack.principles)
    yield Section.METHODS, list(pack.methods)
    yield Section.UNIT_KINDS, list(pack.unit_kinds)
    yield Section.ROLES, list(pack.roles)
    yield Section.GOAL_LEVELS, list(pack.goal_levels)
    yield Section.PLAN_LEVELS, list(pack.plan_levels)
    yield Section.OCCASIONS, list(pack.occasions)
    yield Section.COLOURS, list(pack.rating.scale)
    yield Section.RATING_LEVELS, list(pack.rating.levels)
    yield Section.FOCUS_AREAS, list(pack.rating.matrix.focus_areas)
    yield Section.ASPECTS, [aspect for group in pack.rating.matrix.groups for aspect in group.aspects]
    yield Section.STEPS, list(pack.ladder.steps)


def differences(old: Pack, new: Pack) -> list[Difference]:
    """Return what differs between two models; sections that are the same are left out."""
    before, after = entries_of(old), entries_of(new)
    found = [
        Difference(
            section,
            tuple(entry for key, entry in after[section].items() if key not in before[section]),
            tuple(entry for key, entry in before[section].items() if key not in after[section]),
            tuple(
                entry
                for key, entry in after[section].items()
                if key in before[section] and before[section][key] != entry
            ),
        )
        for section in Section
    ]
    return [one for one in found if one.new or one.gone or one.changed]
