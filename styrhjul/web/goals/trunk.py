"""The red thread through anything: the goals as its trunk up to the vision, and everything else as branches by kind."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from styrhjul.base.common.models import User
from styrhjul.base.steering.words import word
from styrhjul.base.thread.models import Kind, Node
from styrhjul.base.thread.queries import Direction, Knot, walk
from styrhjul.web.goals.thread import ALONE, by_level, level_words
from styrhjul.web.ui.addresses import address_of, title_beside_kind
from styrhjul.web.ui.pieces import ThreadRow
from styrhjul.wheel.goals.models import Goal
from styrhjul.wheel.goals.policies import level_known
from styrhjul.wheel.goals.queries import goals_of_nodes, levels

FOLD_AFTER = 8
IN_MARGIN = 4
# In the order of the wheel: what is planned and done, what it gave, how it is judged, what comes of that.
HEADINGS: dict[Kind, str | Promise] = {
    Kind.PLAN: gettext_lazy("Plans"),
    Kind.ACTIVITY: gettext_lazy("Activities"),
    Kind.INDICATOR: gettext_lazy("Indicators"),
    Kind.EVIDENCE: gettext_lazy("Numbers that somebody used"),
    Kind.ANALYSIS: gettext_lazy("Analyses"),
    Kind.RATING: gettext_lazy("Ratings"),
    Kind.REPORT: gettext_lazy("Reports"),
    Kind.PROPOSAL: gettext_lazy("Proposals"),
    Kind.DECISION: gettext_lazy("Decisions"),
    Kind.INPUT: gettext_lazy("Plan inputs"),
    Kind.ASSURANCE: gettext_lazy("Made to last"),
}


@dataclass(frozen=True)
class Group:
    """The branches of one kind or one level of goals: the first ones, and those that are folded."""

    heading: str
    rows: list[ThreadRow]

    @property
    def first(self) -> list[ThreadRow]:
        """Those that are shown at once."""
        return self.rows[:FOLD_AFTER]

    @property
    def rest(self) -> list[ThreadRow]:
        """Those that are folded."""
        return self.rows[FOLD_AFTER:]


@dataclass(frozen=True)
class Trunk:
    """A thing on its thread: the goals above it down to itself, what else it comes from, and what came of it."""

    above: list[ThreadRow]
    here: ThreadRow
    why: list[Group]
    came: list[Group]


def trunk_of(node: Node, user: User) -> Trunk:
    """Return the thread through a thing, as far as a person may know of it."""
    why, came = (walk(node, way, user) for way in (Direction.WHY, Direction.WHAT_CAME_OF_IT))
    nodes = [knot.node for knot in (*why, *came) if knot.node.kind == Kind.GOAL]
    itself = [node] if node.kind == Kind.GOAL else []
    known = {goal.pk: goal for goal in goals_of_nodes([*nodes, *itself])}
    on_trunk = _on_trunk(node, why, user)
    return Trunk(
        above=_rings([known[pk] for pk in on_trunk if pk in known]),
        here=ThreadRow(_level_of(node, known.get(node.pk)), title_beside_kind(node), current=True),
        why=_groups([knot for knot in why if knot.node.pk not in on_trunk], known, node),
        came=_groups(came, known, node),
    )


def margin_of(node: Node, user: User) -> list[ThreadRow]:
    """Return the thread through a thing as it stands beside its page: the trunk, and the nearest of each kind."""
    trunk = trunk_of(node, user)
    goals = {word(level.plural).capitalize() for level in levels().values()} | {_("Goals")}
    hidden = goals | {str(HEADINGS[Kind.EVIDENCE])}
    why = [group for group in trunk.why if group.heading not in hidden]
    came = [group for group in trunk.came if group.heading != str(HEADINGS[Kind.EVIDENCE])]
    return [*trunk.above, *_in_margin(why), trunk.here, *_in_margin(came)]


def _in_margin(groups: Iterable[Group]) -> list[ThreadRow]:
    rows = []
    for group in groups:
        count = len(group.rows)
        said = _("%(kind)s, %(count)s in all") % {"kind": group.heading, "count": count}
        rows.append(ThreadRow(said if count > IN_MARGIN else group.heading))
        rows += group.rows[:IN_MARGIN]
    return rows


def _on_trunk(node: Node, why: Sequence[Knot], user: User) -> set[int]:
    """Return the goals that a thing serves itself, or through what lies nearest, and those above them."""
    direct = walk(node, Direction.WHY, user, (Kind.GOAL,))
    if direct:
        return {knot.node.pk for knot in direct}
    nearest = next((knot.node for knot in why if knot.node.kind == Kind.GOAL), None)
    if nearest is None:
        return set()
    return {nearest.pk, *(knot.node.pk for knot in walk(nearest, Direction.WHY, user, (Kind.GOAL,)))}


def _rings(goals: Iterable[Goal]) -> list[ThreadRow]:
    """Return one ring for each goal, from the top; many of a level are branches under the level's word."""
    rows: list[ThreadRow] = []
    for _level, among in _by_level(goals):
        if len(among) <= ALONE:
            rows += [ThreadRow(level_words(goal), goal.title, address_of(goal.node)) for goal in among]
        else:
            rows.append(ThreadRow(_plural(among[0])))
            rows += [_branch(goal.node, goal.unit.pk) for goal in among]
    return rows


def _by_level(goals: Iterable[Goal]) -> list[tuple[str, list[Goal]]]:
    found: dict[str, list[Goal]] = {}
    for goal in by_level(goals):
        level = level_known(goal)
        found.setdefault(level.key if level else goal.level, []).append(goal)
    return list(found.items())


def _plural(goal: Goal) -> str:
    level = level_known(goal)
    return word(level.plural).capitalize() if level else _("Goals")


def _level_of(node: Node, goal: Goal | None) -> str:
    if goal is not None:
        return level_words(goal)
    return f"{str(Kind(node.kind).label).capitalize()}, {node.unit.name}"


def _groups(knots: Sequence[Knot], known: dict[int, Goal], start: Node) -> list[Group]:
    """Return everything by level of goals, then by kind in the order of the wheel; by title within each."""
    goals = [known[knot.node.pk] for knot in knots if knot.node.pk in known]
    groups = [
        Group(_plural(among[0]), [_branch(goal.node, start.unit_id) for goal in among])
        for _level, among in _by_level(goals)
    ]
    for kind, heading in HEADINGS.items():
        nodes = sorted((knot for knot in knots if knot.node.kind == kind), key=lambda one: (one.steps, one.node.title))
        if nodes:
            groups.append(Group(str(heading), [_branch(knot.node, start.unit_id) for knot in nodes]))
    return groups


def _branch(node: Node, home: int) -> ThreadRow:
    """Return a branch; its unit is named when it is another than that of the thing itself and the title is silent."""
    is_said = node.unit_id == home or node.unit.name in node.title
    note = "" if is_said else f", {node.unit.name}"
    return ThreadRow("", title_beside_kind(node), address_of(node), note=note, branch=True)
