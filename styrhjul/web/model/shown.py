"""A steering model as its page shows it: every key with the words of what it points at."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from styrhjul.base.steering.words import word, word_for
from styrhjul.engine.packs.schema import Basis, Entry, Form, Method, Pack, Principle, Task
from styrhjul.web.model.words import ADOPTION_WORDS, EVENT_WORDS, RHYTHM_WORDS, SHAPE_WORDS, day_words, listed
from styrhjul.web.ui.rights import REACH_WORDS, RIGHT_WORDS


def _words(entries: Iterable[Entry], keys: Iterable[str]) -> str:
    return listed([word_for(entries, key) for key in keys])


@dataclass(frozen=True)
class Share:
    """How much of one section of the page stands in the municipality's own description."""

    anchor: str
    label: str
    described: int
    total: int


def shares(pack: Pack) -> list[Share]:
    """Return how much of each section is described and not assumed; a section that the model lacks is left out."""
    matrix = pack.rating.matrix
    rated = [*pack.rating.scale, *pack.rating.levels, *matrix.groups, *matrix.focus_areas]
    sections: list[tuple[str, str, list[Basis]]] = [
        ("wheel", _("The parts of the wheel"), [part.basis for part in pack.wheel.parts]),
        ("todos", _("To-do lists"), [todo.basis for part in pack.wheel.parts for todo in part.todos]),
        ("principles", _("Principles"), _bases(pack.principles)),
        ("methods", _("Methods"), _bases(pack.methods)),
        ("calendar", _("Calendar"), _bases(pack.calendar)),
        ("goals", _("Levels of goals"), _bases(pack.goal_levels)),
        ("plans", _("Levels of plans, with sections and questions"), _bases(pack.plan_levels)),
        ("occasions", _("Report occasions, with sections and questions"), _bases(pack.occasions)),
        ("rating", _("Rating"), _bases(rated)),
        ("ladder", _("The steps of the ladder, with questions"), _bases(pack.ladder.steps)),
        ("kinds", _("Kinds of units"), _bases(pack.unit_kinds)),
        ("roles", _("Roles"), _bases(pack.roles)),
    ]
    return [Share(key, label, bases.count(Basis.SEED), len(bases)) for key, label, bases in sections if bases]


def _bases(forms: Iterable[Form]) -> list[Basis]:
    """Return the grounds of some things and of all that stands inside them."""
    found = []
    for form in forms:
        values = [getattr(form, name) for name in type(form).model_fields]
        found += [value for name, value in zip(type(form).model_fields, values, strict=True) if name == "basis"]
        found += [basis for value in values if isinstance(value, list) for basis in _bases(_forms(value))]
    return found


def _forms(values: list[Any]) -> list[Form]:
    return [value for value in values if isinstance(value, Form)]


def shown(pack: Pack) -> dict[str, Any]:
    """Return all that the page of a model shows."""
    each = shares(pack)
    return {
        "pack": pack,
        "shares": each,
        "described": sum(share.described for share in each),
        "total": sum(share.total for share in each),
        "principles": [(one, _places(pack, one)) for one in pack.principles],
        "methods": [(one, _places(pack, one)) for one in pack.methods],
        "parts": _parts(pack),
        "calendar": [_task(pack, task) for task in pack.calendar],
        "kinds": [(kind, _words(pack.unit_kinds, kind.under)) for kind in pack.unit_kinds],
        "goal_levels": [
            (level, _words(pack.goal_levels, level.under), _words(pack.unit_kinds, level.unit_kinds))
            for level in pack.goal_levels
        ],
        "plan_levels": _plan_levels(pack),
        "occasions": [
            (one, day_words(one.until), day_words(one.due), _words(pack.unit_kinds, one.unit_kinds))
            for one in pack.occasions
        ],
        "roles": [
            (role, [(RIGHT_WORDS[right], REACH_WORDS[reach]) for right, reach in role.rights.items()])
            for role in pack.roles
        ],
        "groups": [
            (group, word_for(pack.goal_levels, group.goal_level) if group.goal_level else "")
            for group in pack.rating.matrix.groups
        ],
        "rating_levels": [(level, _words(pack.unit_kinds, level.unit_kinds)) for level in pack.rating.levels],
        "matrix": _matrix(pack),
    }


def _parts(pack: Pack) -> list[dict[str, Any]]:
    parts = sorted(pack.wheel.parts, key=lambda part: part.order)
    return [
        {
            "part": part,
            "shape": SHAPE_WORDS[part.kind],
            "spans": [(day_words(span.starts), day_words(span.ends)) for span in part.spans],
            "owner": word_for(pack.roles, part.owner_role) if part.owner_role else "",
            "todos": [_task(pack, task) for task in part.todos],
        }
        for part in parts
    ]


def _places(pack: Pack, one: Principle | Method) -> str:
    return _words(pack.wheel.parts, one.parts) if one.parts else _("the whole wheel")


def _task(pack: Pack, task: Task) -> dict[str, Any]:
    return {
        "task": task,
        "who": word_for(pack.roles, task.role),
        "where": _words(pack.unit_kinds, task.unit_kinds),
        "due": day_words(task.due),
        "rhythm": RHYTHM_WORDS[task.rhythm],
        "done": EVENT_WORDS[task.fulfilled_by] if task.fulfilled_by else _("by hand"),
    }


def _plan_levels(pack: Pack) -> list[dict[str, Any]]:
    kinds, roles = pack.unit_kinds, pack.roles
    return [
        {
            "level": level,
            "whose": _words(kinds, level.unit_kinds),
            "prepared_by": word_for(roles, level.prepared_by),
            "adopted": ADOPTION_WORDS[level.adopted],
            "adopted_by": word_for([*kinds, *roles], level.adopted_by),
            "due": day_words(level.due),
            "under": word_for(pack.plan_levels, level.under) if level.under else "",
        }
        for level in pack.plan_levels
    ]


def _matrix(pack: Pack) -> dict[str, Any]:
    """Return the columns under their groups, and the rows with what each demands."""
    columns: list[tuple[str, str]] = []
    heads: list[tuple[str, int]] = []
    for group in pack.rating.matrix.groups:
        inside = [(aspect.key, word(aspect.label)) for aspect in group.aspects]
        if group.goal_level:
            inside = [(group.goal_level, word_for(pack.goal_levels, group.goal_level))]
        columns += inside
        heads.append((word(group.label), len(inside)))
    rows = [
        (area, [key in area.crosses or _group_of(pack, key) in area.crosses for key, _label in columns])
        for area in pack.rating.matrix.focus_areas
    ]
    return {"heads": heads, "columns": columns, "rows": rows}


def _group_of(pack: Pack, key: str) -> str:
    for group in pack.rating.matrix.groups:
        if group.goal_level == key or any(aspect.key == key for aspect in group.aspects):
            return group.key
    return ""
