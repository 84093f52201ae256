"""What stands on keys that the model in force lacks and that were moved nowhere: nothing is lost, and all is listed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from styrhjul.base.calendar.models import Duty
from styrhjul.base.calendar.queries import label_of
from styrhjul.base.common.models import User
from styrhjul.base.organisation.models import Appointment, Unit
from styrhjul.base.steering.differences import Section, entries_of
from styrhjul.base.steering.queries import every_pack, pack_in_force
from styrhjul.base.steering.standing import section_in
from styrhjul.base.steering.words import entry
from styrhjul.base.thread.models import Noded
from styrhjul.engine.packs.schema import Label, Occasion, Pack, PlanLevel
from styrhjul.wheel.flows.moving import INSIDE
from styrhjul.wheel.flows.uses import Use, in_use, uses
from styrhjul.wheel.followup.models import Analysis, Report, ReportText, StepComment, StepText
from styrhjul.wheel.plans.models import Plan, PlanText


@dataclass(frozen=True)
class WithoutPlace:
    """A key without a place: what it was called, and how many things stand on it, those that go on by themselves."""

    section: Section
    key: str
    label: Label
    open: int
    kept: int


@dataclass(frozen=True)
class Standing:
    """Something that stands on a key without a place: the thing with a page, or the unit where it is seen."""

    thing: Noded | None
    unit: Unit
    title: str
    year: int | None
    duty: Duty | None = None


def without_place() -> list[WithoutPlace]:
    """Return every key in use that has no place in the model in force, section by section."""
    pack = pack_in_force()
    known, ever = entries_of(pack), [entries_of(one) for one in every_pack()]
    order = list(known)
    found = [
        (section, key, tally)
        for section, tallies in sorted(in_use().items(), key=lambda one: order.index(one[0]))
        for key, tally in sorted(tallies.items())
        if not _has_place(pack, section, key)
    ]
    return [
        WithoutPlace(section, key, _label(section, key, ever), tally.still, tally.every - tally.still)
        for section, key, tally in found
    ]


def _has_place(pack: Pack, section: Section, key: str) -> bool:
    """Tell whether a key stands somewhere; a section of a plan or report needs its level or occasion first."""
    if section not in INSIDE:
        return entry(entries_of(pack)[section].values(), key) is not None
    level, name = key.split("/")
    levels: Iterable[PlanLevel | Occasion] = pack.plan_levels if section is Section.PLAN_SECTIONS else pack.occasions
    within = entry(levels, level)
    return within is not None and section_in(within.sections, level, name) is not None


def _label(section: Section, key: str, ever: list[dict[Section, dict[str, Any]]]) -> Label:
    found = next((one[section][key] for one in ever if key in one[section]), None)
    if found is not None:
        return found.label  # type: ignore[no-any-return]
    name = key.rsplit("/", maxsplit=1)[-1]
    among = (one for known in ever for path, one in known[section].items() if path.rsplit("/", maxsplit=1)[-1] == name)
    found = next(among, None)
    return found.label if found is not None else Label(sv=name, en=name)


def uses_of(section: Section) -> list[Use]:
    """Return what may stand on keys of a section."""
    return [one for one in uses() if one.section is section]


def is_without_place(section: Section, key: str) -> bool:
    """Tell whether a key has no place in the model in force."""
    if section in INSIDE and key.count("/") != 1:
        return False
    return not _has_place(pack_in_force(), section, key)


def standing_on(section: Section, key: str, user: User) -> tuple[list[Standing], int]:
    """Return what stands on a key as far as a person may know of it, and how many there are in all."""
    found: list[Standing] = []
    total = 0
    for use in uses_of(section):
        rows = use.standing_on(key)
        total += rows.values(use.of).distinct().count()
        found += _shown(use, rows, user)
    return found, total


def _shown(use: Use, rows: Any, user: User) -> Iterator[Standing]:
    """Yield the things themselves; of texts the plans, reports and analyses that they stand in."""
    model = rows.model
    if model is Unit:
        yield from (Standing(None, one, one.name, None) for one in rows.order_by("name", "pk"))
    elif model is Appointment:
        held = rows.select_related("user", "unit").order_by("unit__name", "user__name", "pk")
        yield from (Standing(None, one.unit, one.user.name, None) for one in held)
    elif model is Duty:
        duties = rows.visible_to(user).select_related("unit").order_by("-due", "unit__name", "pk")
        yield from (Standing(None, one.unit, label_of(one), one.due.year, one) for one in duties)
    else:
        yield from (_noded(one) for one in _things(model, use, rows, user))


def _things(model: Any, use: Use, rows: Any, user: User) -> list[Noded]:
    whole: Any = {PlanText: Plan, ReportText: Report, StepText: Analysis, StepComment: Analysis}.get(model)
    if whole is not None:
        things = whole.objects.visible_to(user).filter(pk__in=rows.values(use.of))
    else:
        things = model.objects.visible_to(user).filter(pk__in=rows.values("pk"))
    return list(things.select_related("node__unit").order_by("-node__made_at", "-pk"))


def _noded(one: Noded) -> Standing:
    year = getattr(one, "year", None)
    return Standing(one, one.unit, one.title, year)
