"""Walking the red thread, one recursive query in each direction."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.db import connection
from django.db.models import CharField, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat

from styrhjul.base.common.models import TraceEntry, User
from styrhjul.base.organisation.models import Appointment, Unit
from styrhjul.base.organisation.permissions import rights_of, within
from styrhjul.base.thread.models import Kind, Node, known_to
from styrhjul.engine.packs.schema import Right

MOST_STEPS = 12
MOST_NODES = 400


class Direction(Enum):
    """Which way to walk."""

    WHY = ("effect_id", "cause_id")
    WHAT_CAME_OF_IT = ("cause_id", "effect_id")


NUMBERS = (Kind.INDICATOR, Kind.EVIDENCE)
# An indicator is shared: the other goals that it follows are neither cause nor effect of what lies on this side of it.
NOT_BEYOND_INDICATORS = "AND walked.node_id NOT IN (SELECT id FROM thread_node WHERE kind = 'indicator')"


@dataclass(frozen=True)
class Knot:
    """A node met on the way, how far from the start, and through which node."""

    node: Node
    steps: int
    through: int
    why: str


def nodes_known(keys: Collection[int], user: User) -> dict[int, Node]:
    """Return the nodes with some keys, as far as a person may know of them, by their keys."""
    return Node.objects.filter(known_to(user)).in_bulk(sorted(keys))


def readers_of(node: Node) -> tuple[User, ...]:
    """Return the persons named as readers of a node; nobody, of one that is open to more than named persons."""
    return tuple(reader.user for reader in node.readers.select_related("user").order_by("pk"))


def walk(start: Node, direction: Direction, user: User, kinds: Collection[Kind] = ()) -> list[Knot]:
    """Return what a person may know of the thread from a node, nearest first; only of some kinds when any are named.

    A node the person may not know of ends the walk on that way: nothing beyond it is shown, so that
    the shape of the thread does not give it away.
    """
    here, there = direction.value
    nodes_known = Node.objects.filter(known_to(user), **({"kind__in": list(kinds)} if kinds else {}))
    known, parameters = nodes_known.values("pk").query.sql_with_params()
    # `here` and `there` are two fixed column names, `beyond` is fixed, and `known` is what the ORM compiled.
    beyond = "" if start.kind in NUMBERS else NOT_BEYOND_INDICATORS
    query = f"""
        WITH RECURSIVE known(pk) AS ({known}),
        walked(node_id, steps, through, why) AS (
            SELECT link.{there}, 1, link.{here}, link.why FROM thread_link AS link
            WHERE link.{here} = %s AND link.withdrawn_at IS NULL AND link.{there} IN (SELECT pk FROM known)
            UNION
            SELECT link.{there}, walked.steps + 1, link.{here}, link.why
            FROM thread_link AS link JOIN walked ON link.{here} = walked.node_id
            WHERE walked.steps < %s AND link.withdrawn_at IS NULL AND link.{there} IN (SELECT pk FROM known)
            {beyond}
        )
        SELECT node_id, steps, through, why FROM walked ORDER BY steps, node_id LIMIT %s
    """  # noqa: S608 - nothing from outside is put into the text
    with connection.cursor() as cursor:
        cursor.execute(query, [*parameters, start.pk, MOST_STEPS, MOST_NODES])
        rows = cursor.fetchall()
    nodes = Node.objects.select_related("unit").in_bulk({row[0] for row in rows})
    met: dict[int, Knot] = {}
    for pk, steps, through, why in rows:
        if pk != start.pk and pk in nodes:
            met.setdefault(pk, Knot(nodes[pk], steps, through, why))
    return list(met.values())


def trace_read_by(user: User, entries: QuerySet[TraceEntry]) -> QuerySet[TraceEntry]:
    """Narrow entries of the trace to what a person may read.

    What tells of a thing is for those who may know of the thing. Whoever reads the trace at some units only,
    reads what concerns those units, their things and the people who hold roles there.
    """
    known = known_to(user)
    if rights_of(user).units(Right.READ_TRACE) is None:
        unknown = Node.objects.exclude(pk__in=Node.objects.filter(known).values("pk"))
        return entries.exclude(subject__in=_subjects("node", unknown))
    things = Node.objects.filter(known, within(user, Right.READ_TRACE))
    units = Unit.objects.filter(within(user, Right.READ_TRACE, "pk"))
    people = User.objects.filter(pk__in=Appointment.objects.filter(within(user, Right.READ_TRACE)).values("user"))
    return entries.filter(
        Q(subject__in=_subjects("node", things))
        | Q(subject__in=_subjects("unit", units))
        | Q(subject__in=_subjects("user", people))
    )


def _subjects(word: str, rows: QuerySet[Any]) -> QuerySet[Any]:
    """Return what the trace calls some rows."""
    said = Concat(Value(f"{word}:"), Cast("pk", CharField()))
    names: QuerySet[Any] = rows.annotate(said=said).order_by().values("said")
    return names
