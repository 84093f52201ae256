"""A model with the keys of earlier models that stand in it: what is in force, as screens, rights and rules read it.

Nothing that is stored is ever rewritten when the model changes. A goal keeps the level it was set at; the model in
force says at which of its own levels that one stands now. So an entry answers to its own key and to those that were
moved to it, and whatever lists keys of another section lists those too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from styrhjul.base.steering.differences import Section, entries_of, path_of
from styrhjul.engine.packs import schema
from styrhjul.engine.packs.references import REFERENCES
from styrhjul.engine.packs.schema import Pack
from styrhjul.engine.packs.spots import spots

Moves = Mapping[str, Mapping[str, str]]
"""For each section, the keys that the model lacks and where they stand in it; nothing for what has no place."""

# What the pack calls the sections that its lists of keys point at.
POINTED_AT = {
    "unit_kinds": Section.UNIT_KINDS,
    "roles": Section.ROLES,
    "goal_levels": Section.GOAL_LEVELS,
    "plan_levels": Section.PLAN_LEVELS,
    "occasions": Section.OCCASIONS,
    "aspects": Section.ASPECTS,
    "wheel.parts": Section.PARTS,
}


def standing(pack: Pack, moves: Moves) -> Pack:
    """Return a pack in which the keys that were moved stand where they were moved to.

    A move to something that the pack lacks, or of a key that it has, does nothing.
    """
    earlier = {section: _earlier(moves.get(section, {}), set(entries)) for section, entries in entries_of(pack).items()}
    if not any(earlier.values()):
        return pack
    content = pack.model_dump(mode="json")
    for pattern, name in REFERENCES:
        if pattern.endswith(".*") and name in POINTED_AT:
            of_section = earlier[POINTED_AT[name]]
            for _path, keys in spots(content, pattern.removesuffix(".*")):
                keys += [old for key in list(keys) for old in of_section.get(key, ()) if old not in keys]
    stood = Pack.model_validate(content)
    for section, entries in entries_of(stood).items():
        for key, entry in entries.items():
            entry.take_over(earlier[section].get(key, ()))
    return stood


def _earlier(moves: Mapping[str, str], known: set[str]) -> dict[str, tuple[str, ...]]:
    """Return, for each entry, the keys that were moved to it."""
    found: dict[str, tuple[str, ...]] = {}
    for old, new in moves.items():
        if new in known and old not in known:
            found[new] = (*found.get(new, ()), old)
    return found


def section_in(sections: Iterable[schema.Section], level: str, key: str) -> schema.Section | None:
    """Return the section where one stands that was written under a level's key; None when it has no place."""
    among = list(sections)
    own = next((one for one in among if one.key == key), None)
    return own or next((one for one in among if path_of(level, key) in one.keys), None)


def question_in(sections: Iterable[schema.Section], level: str, place: tuple[str, ...]) -> tuple[str, ...] | None:
    """Return section and question where a text stands that was written under a section and a question.

    A question that the section does not ask stands under its first one; a section without questions has one text.
    """
    key, question = place
    section = section_in(sections, level, key)
    if section is None:
        return None
    questions = [one.key for one in section.questions] or [""]
    return section.key, question if question in questions else questions[0]
