"""Check what a pack must hold together to, beyond the form of each part."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from styrhjul.engine.packs.faults import Fault, FaultCode, Path
from styrhjul.engine.packs.merge import Merged
from styrhjul.engine.packs.references import TASKS
from styrhjul.engine.packs.spots import order, spots

# Pairs of days where the first may not come after the second.
DAYS = (
    ("wheel.parts.*.spans.*", "starts", "ends"),
    *((task, "starts", "due") for task in TASKS),
    ("occasions.*", "until", "due"),
)

# What a task can be about, where that is made by some kinds of units only.
MADE_BY = (("plan_level", "plan_levels"), ("occasion", "occasions"), ("goal_level", "goal_levels"))

# What the events that are about something are about.
ABOUT = {
    "plan_sent": {"plan_level"},
    "plan_adopted": {"plan_level"},
    "analysis_begun": {"occasion"},
    "analysis_concluded": {"occasion"},
    "rating_given": {"occasion"},
    "report_sent": {"occasion"},
    "report_decided": {"occasion"},
    "goal_set": {"goal_level"},
    "step_written": {"step"},
}
ABOUTS = ("plan_level", "occasion", "goal_level", "step")


def rule_faults(merged: Merged) -> Iterator[Fault]:
    """Yield every fault against the rules of a pack."""
    yield from _base_plates(merged)
    yield from _days(merged)
    yield from _scale(merged)
    yield from _groups(merged)
    yield from _conclusion(merged)
    yield from _annual(merged)
    for field, section in MADE_BY:
        yield from _tasks_fit(merged, field, section)
    yield from _abouts(merged)


def _mappings(merged: Merged, pattern: str) -> Iterator[tuple[Path, dict[str, Any]]]:
    for path, item in spots(merged.content, pattern):
        if isinstance(item, dict):
            yield path, item


def _base_plates(merged: Merged) -> Iterator[Fault]:
    bases = [path for path, part in _mappings(merged, "wheel.parts.*") if part.get("kind") == "base"]
    for path in bases[1:]:
        mend = "keep one part of the kind base"
        yield merged.fault((*path, "kind"), "the wheel has two base plates", mend, FaultCode.TWO_BASES)


def _days(merged: Merged) -> Iterator[Fault]:
    for pattern, earlier, later in DAYS:
        for path, item in _mappings(merged, pattern):
            first, last = order(item.get(earlier)), order(item.get(later))
            if first and last and first > last:
                message = f"`{earlier}` comes after `{later}`"
                mend = "change the day, or give the year: -1 is the year before the plan year"
                yield merged.fault((*path, earlier), message, mend, FaultCode.BACKWARDS)


def _scale(merged: Merged) -> Iterator[Fault]:
    """Missing is never a colour among the others: just one colour has no rank, and ranks differ."""
    colours = list(_mappings(merged, "rating.scale.*"))
    unranked = [path for path, colour in colours if "rank" not in colour]
    if colours and len(unranked) != 1:
        path: Path = ("rating", "scale") if not unranked else unranked[1]
        message = "one colour, and only one, stands for what can't be judged and has no rank"
        yield merged.fault(path, message, "leave out `rank` on that colour alone", FaultCode.COUNT)
    seen: set[Any] = set()
    for path, colour in colours:
        rank = colour.get("rank")
        if isinstance(rank, int) and rank in seen:
            yield merged.fault((*path, "rank"), f"two colours have rank {rank}", "change one", FaultCode.DUPLICATE)
        if isinstance(rank, int):
            seen.add(rank)


def _groups(merged: Merged) -> Iterator[Fault]:
    for path, group in _mappings(merged, "rating.matrix.groups.*"):
        if bool(group.get("aspects")) == ("goal_level" in group):
            message = "a group has either aspects or a goal level"
            yield merged.fault(path, message, "write one of `aspects` and `goal_level`", FaultCode.COUNT)


def _conclusion(merged: Merged) -> Iterator[Fault]:
    steps = list(_mappings(merged, "ladder.steps.*"))
    concluding = [path for path, step in steps if step.get("is_conclusion") is True]
    if steps and len(concluding) != 1:
        path: Path = ("ladder", "steps") if not concluding else (*concluding[1], "is_conclusion")
        message = "one step, and only one, is the conclusion"
        yield merged.fault(path, message, "set `is_conclusion: true` on one step", FaultCode.COUNT)


def _annual(merged: Merged) -> Iterator[Fault]:
    annual = [path for path, occasion in _mappings(merged, "occasions.*") if occasion.get("annual") is True]
    for path in annual[1:]:
        mend = "set `annual: true` on one occasion"
        yield merged.fault((*path, "annual"), "the year has two annual reports", mend, FaultCode.COUNT)


def _tasks_fit(merged: Merged, field: str, section: str) -> Iterator[Fault]:
    """Yield duties about a plan or report at unit kinds that make none: they could never be done."""
    makers = {
        item.get("key"): _names(item.get("unit_kinds"))
        for _, item in _mappings(merged, f"{section}.*")
        if isinstance(item.get("key"), str)
    }
    for pattern in TASKS:
        for path, task in _mappings(merged, pattern):
            named = task.get(field)
            if not isinstance(named, str) or named not in makers:
                continue
            for kind in sorted(_names(task.get("unit_kinds")) - makers[named]):
                message = f"`{kind[:40]}` has no `{named}` and could never do this"
                mend = f"remove `{kind[:40]}` here, or add it to `{named}` in {section}"
                yield merged.fault((*path, "unit_kinds"), message, mend, FaultCode.UNFIT)


def _abouts(merged: Merged) -> Iterator[Fault]:
    """Yield duties about several things, and those about something that their event never is about."""
    for pattern in TASKS:
        for path, task in _mappings(merged, pattern):
            about = [field for field in ABOUTS if field in task]
            for field in about[1:]:
                message = f"a task is about one thing, and this one has `{about[0]}` already"
                yield merged.fault((*path, field), message, "keep one of them", FaultCode.COUNT)
            event = task.get("fulfilled_by")
            if isinstance(event, str) and about and about[0] not in ABOUT.get(event, ()):
                message = f"`{event[:40]}` is never about a {about[0]}, and could not fulfil this"
                mend = f"remove `{about[0]}`, or choose another event"
                yield merged.fault((*path, about[0]), message, mend, FaultCode.UNFIT)


def _names(value: object) -> set[str]:
    return {name for name in value if isinstance(name, str)} if isinstance(value, list) else set()
