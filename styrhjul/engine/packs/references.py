"""Check that everything a pack points at exists, once, and that no levels stand in a circle."""

from __future__ import annotations

from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from typing import Any

from styrhjul.engine.packs.faults import Fault, FaultCode, Path
from styrhjul.engine.packs.merge import Merged
from styrhjul.engine.packs.spots import spots, words

TASKS = ("calendar.*", "wheel.parts.*.todos.*")

# Which place names a key of which section.
REFERENCES = (
    ("unit_kinds.*.under.*", "unit_kinds"),
    ("goal_levels.*.under.*", "goal_levels"),
    ("goal_levels.*.unit_kinds.*", "unit_kinds"),
    ("plan_levels.*.under", "plan_levels"),
    ("plan_levels.*.unit_kinds.*", "unit_kinds"),
    ("plan_levels.*.prepared_by", "roles"),
    ("occasions.*.unit_kinds.*", "unit_kinds"),
    ("rating.levels.*.unit_kinds.*", "unit_kinds"),
    ("rating.matrix.groups.*.goal_level", "goal_levels"),
    ("rating.matrix.focus_areas.*.crosses.*", "aspects"),
    ("wheel.parts.*.owner_role", "roles"),
    ("calendar.*.part", "wheel.parts"),
    ("principles.*.parts.*", "wheel.parts"),
    ("methods.*.parts.*", "wheel.parts"),
    *((f"{task}.role", "roles") for task in TASKS),
    *((f"{task}.unit_kinds.*", "unit_kinds") for task in TASKS),
    *((f"{task}.plan_level", "plan_levels") for task in TASKS),
    *((f"{task}.occasion", "occasions") for task in TASKS),
    *((f"{task}.goal_level", "goal_levels") for task in TASKS),
    *((f"{task}.step", "ladder.steps") for task in TASKS),
)

# Lists whose items have keys. A space with several patterns is one: a duty is known by its key alone.
SPACES = (
    ("unit_kinds.*.key",),
    ("roles.*.key",),
    ("goal_levels.*.key",),
    ("plan_levels.*.key",),
    ("plan_levels.*.sections.*.key",),
    ("plan_levels.*.sections.*.questions.*.key",),
    ("occasions.*.key",),
    ("occasions.*.sections.*.key",),
    ("occasions.*.sections.*.questions.*.key",),
    ("wheel.parts.*.key",),
    ("principles.*.key",),
    ("methods.*.key",),
    ("methods.*.kinds.*.key",),
    tuple(f"{task}.key" for task in TASKS),
    ("rating.scale.*.key",),
    ("rating.levels.*.key",),
    ("rating.matrix.groups.*.key", "rating.matrix.groups.*.aspects.*.key"),
    ("rating.matrix.focus_areas.*.key",),
    ("ladder.steps.*.key",),
)

# Lists of plain keys or words, where a second mention is a slip.
SETS = (
    "unit_kinds.*.under",
    "goal_levels.*.under",
    "goal_levels.*.unit_kinds",
    "plan_levels.*.unit_kinds",
    "occasions.*.unit_kinds",
    "rating.levels.*.unit_kinds",
    "rating.matrix.focus_areas.*.crosses",
    "wheel.parts.*.holds",
    "principles.*.parts",
    "methods.*.parts",
    "methods.*.used_for",
    *(f"{task}.unit_kinds" for task in TASKS),
)

LEVELS = ("unit_kinds", "goal_levels", "plan_levels")


def reference_faults(merged: Merged) -> Iterator[Fault]:
    """Yield every fault in how the parts of a pack point at each other."""
    yield from _dangling(merged)
    yield from _adopters(merged)
    yield from _duplicates(merged)
    yield from _second_mentions(merged)
    for section in LEVELS:
        yield from _cycles(merged, section)


def keys_of(content: dict[str, Any], section: str) -> set[str]:
    """Return the keys that may be named where a pack points at a section."""
    if section != "aspects":
        return {key for _, key in words(content, f"{section}.*.key")}
    aspects = {key for _, key in words(content, "rating.matrix.groups.*.aspects.*.key")}
    for _, group in spots(content, "rating.matrix.groups.*"):
        if isinstance(group, dict) and "goal_level" in group and isinstance(group.get("key"), str):
            aspects.add(group["key"])
    return aspects


def _dangling(merged: Merged) -> Iterator[Fault]:
    for pattern, section in REFERENCES:
        known = keys_of(merged.content, section)
        for path, key in words(merged.content, pattern):
            if known and key not in known:
                yield _no_such_key(merged, path, key, section, known)


def _no_such_key(merged: Merged, path: Path, key: str, section: str, known: set[str]) -> Fault:
    names = ", ".join(sorted(known)[:12])
    mend = f"name one of: {names}; or add `{key[:40]}` to {section}"
    return merged.fault(path, f"there is no `{key[:40]}` in {section}", mend, FaultCode.DANGLING)


def _adopters(merged: Merged) -> Iterator[Fault]:
    """Yield plans whose adopter is neither a political unit kind (politically) nor a role (by a manager)."""
    roles, kinds = keys_of(merged.content, "roles"), keys_of(merged.content, "unit_kinds")
    political = {
        kind.get("key")
        for _, kind in spots(merged.content, "unit_kinds.*")
        if isinstance(kind, dict) and kind.get("political") is True
    }
    for path, level in spots(merged.content, "plan_levels.*"):
        adopter = level.get("adopted_by") if isinstance(level, dict) else None
        if not isinstance(adopter, str):
            continue
        here = (*path, "adopted_by")
        if level.get("adopted") == "by_manager":
            if roles and adopter not in roles:
                yield _no_such_key(merged, here, adopter, "roles", roles)
        elif kinds and adopter not in kinds:
            yield _no_such_key(merged, here, adopter, "unit_kinds", kinds)
        elif kinds and adopter not in political:
            mend = f"name a political unit kind, or set `political: true` on `{adopter}`"
            yield merged.fault(here, f"`{adopter}` is not political", mend, FaultCode.UNFIT)


def _duplicates(merged: Merged) -> Iterator[Fault]:
    for patterns in SPACES:
        shared = len(patterns) > 1
        seen: dict[tuple[Path, str], Path] = {}
        for pattern in patterns:
            for path, key in words(merged.content, pattern):
                scope: Path = () if shared else path[:-2]
                first = seen.setdefault((scope, key), path)
                if first != path:
                    message = f"`{key[:40]}` is already the key of {'.'.join(map(str, first[:-1]))}"
                    yield merged.fault(path, message, "give one of them another key", FaultCode.DUPLICATE)


def _second_mentions(merged: Merged) -> Iterator[Fault]:
    for pattern in SETS:
        seen: set[tuple[Path, str]] = set()
        for path, key in words(merged.content, f"{pattern}.*"):
            if (path[:-1], key) in seen:
                yield merged.fault(path, f"`{key[:40]}` is named twice", "remove one of them", FaultCode.DUPLICATE)
            seen.add((path[:-1], key))


def _cycles(merged: Merged, section: str) -> Iterator[Fault]:
    above: dict[str, list[str]] = {}
    places: dict[str, Path] = {}
    for path, item in spots(merged.content, f"{section}.*"):
        if not isinstance(item, dict) or not isinstance(key := item.get("key"), str):
            continue
        under = item.get("under")
        named = under if isinstance(under, list) else [under]
        above[key], places[key] = [word for word in named if isinstance(word, str)], path
    try:
        TopologicalSorter(above).prepare()
    except CycleError as error:
        circle: list[str] = error.args[1]
        at = next(key for key in circle if key in places)
        message = "stand under each other in a circle: " + " – ".join(circle)
        yield merged.fault((*places[at], "under"), message, "let one of them stand under nothing", FaultCode.CYCLE)
