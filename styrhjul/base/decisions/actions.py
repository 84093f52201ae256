"""Recording formal decisions and archiving what is made from them."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from styrhjul.base.common import clock, trace
from styrhjul.base.common.faults import Fault
from styrhjul.base.common.minutes import read_paragraph
from styrhjul.base.common.models import User
from styrhjul.base.decisions.models import ArchivedFile, FormalDecision, Manner
from styrhjul.base.decisions.queries import archive_folder
from styrhjul.base.organisation.models import Unit
from styrhjul.base.steering.models import SteeringModel
from styrhjul.base.steering.queries import model_in_force
from styrhjul.base.thread.actions import make_node, tie
from styrhjul.base.thread.models import Audience, Kind, Node
from styrhjul.base.thread.queries import readers_of


@transaction.atomic
def decide(
    about: Node,
    *,
    title: str,
    manner: Manner,
    body: Unit,
    decided_on: date,
    content: Mapping[str, Any],
    manager: User | None = None,
    paragraph: str = "",
    record_number: str = "",
    versions: Mapping[str, str] | None = None,
    model: SteeringModel | None = None,
    by: User | None,
) -> FormalDecision:
    """Record a decision and freeze its content; the caller has asked for permission.

    `model` is the one that the content follows; the one in force when none is given.
    """
    paragraph = _paragraph_of(manner, decided_on, paragraph)
    node = _node_of_decision(about, title, by)
    text = trace.canonical(content)
    decision = FormalDecision.objects.create(
        node=node,
        about=about,
        manner=manner,
        body=body,
        manager=manager,
        decided_on=decided_on,
        paragraph=paragraph,
        record_number=record_number.strip(),
        content=text,
        digest=trace.sha256(text),
        model=model or model_in_force(),
        versions=dict(versions or {}),
        recorded_at=clock.now(),
        recorded_by=by,
    )
    tie(about, node, why=_("a decision was made"), by=by)
    said = {"decision": node.pk, "digest": decision.digest, "manner": manner}
    trace.record("decision.recorded", f"node:{about.pk}", by=by, **said)
    return decision


def _paragraph_of(manner: Manner, decided_on: date, paragraph: str) -> str:
    if decided_on > clock.today():
        raise Fault(_("The decision cannot lie in the future."), field="decided_on")
    written = read_paragraph(paragraph)
    if manner == Manner.POLITICALLY and not written:
        raise Fault(_("Give the paragraph of the minutes."), field="paragraph")
    return written


def _node_of_decision(about: Node, title: str, by: User | None) -> Node:
    """Make the decision's node: whoever may know of the thing may know that it was decided."""
    audience, readers = Audience(about.audience), readers_of(about)
    return make_node(Kind.DECISION, title=title, unit=about.unit, audience=audience, readers=readers, by=by)


@transaction.atomic
def archive(
    decision: FormalDecision, *, media_type: str, content: bytes, versions: Mapping[str, str], by: User | None
) -> ArchivedFile:
    """Keep the bytes made from a decision: first on the disk, then the row; a second time changes nothing."""
    present = ArchivedFile.objects.filter(decision=decision, media_type=media_type).first()
    if present is not None:
        return present
    digest = sha256(content).hexdigest()
    _write_safely(archive_folder() / digest[:2] / digest, content)
    file = ArchivedFile.objects.create(
        decision=decision,
        media_type=media_type,
        sha256=digest,
        size=len(content),
        versions=dict(versions),
        rendered_at=clock.now(),
    )
    trace.record("file.archived", f"node:{decision.about_id}", by=by, sha256=digest, media_type=media_type)
    return file


def _write_safely(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{uuid4().hex}")
    with draft.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
