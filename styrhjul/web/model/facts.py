"""What each entry of a steering model says, fact by fact in words, so that two models can be compared."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _

from styrhjul.base.steering.differences import Section
from styrhjul.base.steering.words import key_in, word, word_for
from styrhjul.engine.packs import schema
from styrhjul.engine.packs.schema import Entry, Pack, Task
from styrhjul.web.home.holds import KINDS
from styrhjul.web.model.words import (
    ADOPTION_WORDS,
    EVENT_WORDS,
    EVIDENCE_WORDS,
    RHYTHM_WORDS,
    SHAPE_WORDS,
    SIGN_WORDS,
    STEP_PART_WORDS,
    day_words,
    listed,
)
from styrhjul.web.ui.rights import REACH_WORDS, RIGHT_WORDS


@dataclass(frozen=True)
class Said:
    """What an entry says of something, in words, and what it means by them.

    Where it points at other entries it means their keys: another word for one of them is told where that one stands,
    once, and not at everything that points at it.
    """

    words: str
    means: str

    def __bool__(self) -> bool:
        return bool(self.words)


Fact = tuple[str, str | Said]


def facts_of(pack: Pack, section: Section, entry: Entry) -> dict[str, Said]:
    """Return what an entry says, by what it is about; what it does not say is left out."""
    found = {str(label): _said(says) for label, says in _FACTS[section](pack, entry) if says}
    return {_("In English"): _said(entry.label.en), **found}


def _said(says: str | Said) -> Said:
    return says if isinstance(says, Said) else Said(str(says), str(says))


def _words(entries: Iterable[Entry], keys: Iterable[str]) -> Said:
    among, wanted = list(entries), list(keys)
    names = [word_for(among, key) for key in wanted]
    return Said(listed(names) if names else "", " ".join(key_in(among, key) for key in wanted))


def _word(entries: Iterable[Entry], key: str | None) -> Said:
    return _words(entries, [key] if key else [])


def _kinds(pack: Pack, keys: Iterable[str]) -> Said:
    return _words(pack.unit_kinds, keys)


def _yes(value: bool) -> str:  # noqa: FBT001 - what is said of it is the whole function
    return _("yes") if value else ""


def _text(text: schema.Text | None) -> str:
    return word(text) if text else ""


def _part(pack: Pack, part: Any) -> Iterator[Fact]:
    yield _("Shape"), str(SHAPE_WORDS[part.kind])
    yield _("Colour"), part.colour or ""
    yield _("When"), "; ".join(f"{day_words(one.starts)} – {day_words(one.ends)}" for one in part.spans)
    yield _("Answers for it"), _word(pack.roles, part.owner_role)
    yield _("Holds"), ", ".join(str(KINDS[one].label).lower() for one in part.holds)
    yield _("Guidance"), _text(part.guidance)


def _task(pack: Pack, task: Task) -> Iterator[Fact]:
    yield _("Due"), day_words(task.due)
    yield _("Begins"), day_words(task.starts) if task.starts else ""
    yield _("How often"), str(RHYTHM_WORDS[task.rhythm])
    yield _("Who"), _word(pack.roles, task.role)
    yield _("At"), _kinds(pack, task.unit_kinds)
    yield _("Done"), str(EVENT_WORDS[task.fulfilled_by]) if task.fulfilled_by else _("by hand")
    about = [*pack.plan_levels, *pack.occasions, *pack.goal_levels, *pack.ladder.steps]
    yield _("About"), _word(about, task.about)
    part = getattr(task, "part", "") or next((one.key for one in pack.wheel.parts if task in one.todos), "")
    yield _("Part of the wheel"), _word(pack.wheel.parts, part)
    yield _("Guidance"), _text(task.guidance)


def _idea(pack: Pack, one: Any) -> Iterator[Fact]:
    yield _("Part of the wheel"), _words(pack.wheel.parts, one.parts)
    yield _("Guidance"), _text(one.guidance)


def _kind(pack: Pack, kind: Any) -> Iterator[Fact]:
    yield _("Stands under"), _kinds(pack, kind.under)
    yield _("Elected"), _yes(kind.political)


def _role(_pack: Pack, role: Any) -> Iterator[Fact]:
    for right, reach in role.rights.items():
        yield _("May %(what)s") % {"what": RIGHT_WORDS[right]}, str(REACH_WORDS[reach])


def _goal_level(pack: Pack, level: Any) -> Iterator[Fact]:
    yield _("Stands under"), _words(pack.goal_levels, level.under)
    yield _("At"), _kinds(pack, level.unit_kinds)
    yield _("Followed by indicators"), _yes(level.measured)
    yield _("Only one at a time"), _yes(level.single)
    yield _("Several are called"), word(level.plural)


def _plan_level(pack: Pack, level: Any) -> Iterator[Fact]:
    yield _("At"), _kinds(pack, level.unit_kinds)
    yield _("Follows from"), _word(pack.plan_levels, level.under)
    yield _("Prepared by"), _word(pack.roles, level.prepared_by)
    yield _("Adopted"), str(ADOPTION_WORDS[level.adopted])
    yield _("Adopted by"), _word([*pack.unit_kinds, *pack.roles], level.adopted_by)
    yield _("Due"), day_words(level.due)


def _section(_pack: Pack, section: Any) -> Iterator[Fact]:
    yield _("Questions"), " · ".join(word(one.label) for one in section.questions)
    yield _("Must be written"), _yes(section.required)
    if section.activities:
        yield _("Answered by activities"), _yes(section.activities)


def _occasion(pack: Pack, one: Any) -> Iterator[Fact]:
    yield _("Tells of the time until"), day_words(one.until)
    yield _("Due"), day_words(one.due)
    yield _("At"), _kinds(pack, one.unit_kinds)
    yield _("Uses all of the follow-up"), _yes(one.whole)
    yield _("Closes the year"), _yes(one.annual)


def _colour(_pack: Pack, colour: Any) -> Iterator[Fact]:
    yield _("Sign"), str(SIGN_WORDS[colour.sign])
    yield _("Rank"), "" if colour.rank is None else str(colour.rank)
    yield _("When"), _text(colour.when)


def _rating_level(pack: Pack, level: Any) -> Iterator[Fact]:
    yield _("Short"), word(level.short)
    yield _("At"), _kinds(pack, level.unit_kinds)


def _focus_area(pack: Pack, area: Any) -> Iterator[Fact]:
    groups = pack.rating.matrix.groups
    columns = [aspect for group in groups for aspect in group.aspects] + list[Entry](groups)
    yield _("Account demanded in"), _words(columns, area.crosses)


def _aspect(pack: Pack, aspect: Any) -> Iterator[Fact]:
    groups = [group for group in pack.rating.matrix.groups if aspect in group.aspects]
    yield _("Under"), _words(groups, [group.key for group in groups])


def _step(_pack: Pack, step: Any) -> Iterator[Fact]:
    yield _("Questions"), " · ".join(word(one) for one in step.questions)
    yield _("Laid before it"), str(EVIDENCE_WORDS[step.evidence]) if step.evidence else ""
    yield _("Besides writing"), str(STEP_PART_WORDS[step.part]) if step.part else ""
    yield _("Is the conclusion"), _yes(step.is_conclusion)


_FACTS: Final[dict[Section, Callable[[Pack, Any], Iterator[Fact]]]] = {
    Section.PARTS: _part,
    Section.TODOS: _task,
    Section.CALENDAR: _task,
    Section.PRINCIPLES: _idea,
    Section.METHODS: _idea,
    Section.UNIT_KINDS: _kind,
    Section.ROLES: _role,
    Section.GOAL_LEVELS: _goal_level,
    Section.PLAN_LEVELS: _plan_level,
    Section.PLAN_SECTIONS: _section,
    Section.OCCASIONS: _occasion,
    Section.REPORT_SECTIONS: _section,
    Section.COLOURS: _colour,
    Section.RATING_LEVELS: _rating_level,
    Section.FOCUS_AREAS: _focus_area,
    Section.ASPECTS: _aspect,
    Section.STEPS: _step,
}
