"""Making nodes and tying them together; called by the actions of the things themselves."""

from __future__ import annotations

from django.db import transaction

from styrhjul.base.common import clock, trace
from styrhjul.base.common.models import User
from styrhjul.base.organisation.models import Unit
from styrhjul.base.thread.models import Audience, Kind, Link, Node, Reader


@transaction.atomic
def make_node(
    kind: Kind,
    *,
    title: str,
    unit: Unit,
    audience: Audience = Audience.UNIT,
    readers: tuple[User, ...] = (),
    by: User | None,
) -> Node:
    """Make the node of a new thing; the caller records the thing itself in the trace."""
    node = Node(kind=kind, title=title.strip(), unit=unit, audience=audience, made_at=clock.now(), made_by=by)
    node.full_clean(exclude=["made_by"])
    node.save()
    Reader.objects.bulk_create(Reader(node=node, user=user) for user in readers)
    return node


@transaction.atomic
def tie(cause: Node, effect: Node, *, why: str, by: User | None) -> Link:
    """Say that `effect` exists because of `cause`; saying it again changes nothing."""
    present = Link.objects.filter(cause=cause, effect=effect, withdrawn_at=None).first()
    if present is not None:
        return present
    link = Link.objects.create(cause=cause, effect=effect, why=why, by=by, at=clock.now())
    trace.record("link.tied", f"node:{effect.pk}", by=by, cause=cause.pk, why=why)
    return link


@transaction.atomic
def untie(cause: Node, effect: Node, *, by: User) -> None:
    """Withdraw a link; it stays as history."""
    for link in Link.objects.filter(cause=cause, effect=effect, withdrawn_at=None):
        link.withdrawn_at, link.withdrawn_by = clock.now(), by
        link.save(update_fields=["withdrawn_at", "withdrawn_by"])
        trace.record("link.withdrawn", f"node:{effect.pk}", by=by, cause=cause.pk)


@transaction.atomic
def open_to(node: Node, audience: Audience, *, by: User | None) -> None:
    """Change who may know of a thing, as when a draft is decided."""
    if node.audience != audience:
        old, node.audience = node.audience, audience
        node.save(update_fields=["audience"])
        trace.record("node.opened", f"node:{node.pk}", by=by, old=old, new=audience)
