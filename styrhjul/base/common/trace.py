"""The trace: each write leaves an entry, chained over digests, with a detail that can be erased.

An entry's digest covers its detail (who, before, after, and a random salt that goes with the detail, so
that an erased detail cannot be guessed back). Its chain value covers the entry and the chain value before
it. Editing, removing or reordering entries breaks the chain; a cut tail shows against the anchors, which
are written to a file outside the database.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils.translation import gettext as _

from styrhjul.base.common import clock
from styrhjul.base.common.models import TraceDetail, TraceEntry, TraceHead, User

START = "0" * 64
ERASED = "trace.erased"


def canonical(value: Any) -> str:
    """Return `value` as JSON in the one form that digests are taken over."""
    return json.dumps(value, cls=DjangoJSONEncoder, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def sha256(text: str) -> str:
    """Return the digest of a text as 64 hexadecimal signs."""
    return hashlib.sha256(text.encode()).hexdigest()


def link(before: str, *, sequence: int, at: datetime, event: str, subject: str, digest: str) -> str:
    """Return the chain value of an entry that follows `before`."""
    moment = at.astimezone(UTC).isoformat(timespec="microseconds")
    return sha256("\n".join([before, str(sequence), moment, event, subject, digest]))


def record(event: str, subject: str, *, by: User | None, **detail: Any) -> TraceEntry:
    """Write one entry at the end of the chain, inside the caller's transaction.

    Raises TransactionManagementError outside a transaction: a trace without its write is worth nothing.
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("record() needs the transaction of the write it records")
    head = _locked_head()
    content = canonical({"by": by.pk if by else None, "salt": secrets.token_hex(16), **detail})
    sequence, at, digest = head.sequence + 1, clock.now(), sha256(content)
    chain = link(head.chain, sequence=sequence, at=at, event=event, subject=subject, digest=digest)
    entry = TraceEntry.objects.create(
        sequence=sequence, at=at, event=event, subject=subject, digest=digest, chain=chain
    )
    TraceDetail.objects.create(entry=entry, by=by, content=content)
    head.sequence, head.chain = sequence, chain
    head.save()
    return entry


def _locked_head() -> TraceHead:
    """Return the end of the chain, which nobody else can move until this transaction ends."""
    heads = TraceHead.objects.select_for_update()
    head = heads.filter(pk=1).first()
    if head is None:
        TraceHead.objects.get_or_create(pk=1)
        head = heads.get(pk=1)
    return head


@dataclass(frozen=True)
class Break:
    """Where the chain does not hold, and how."""

    sequence: int
    why: str


def verify(anchors: Path | None = None) -> list[Break]:
    """Walk the whole chain and return every place where it does not hold."""
    breaks: list[Break] = []
    before, last = START, 0
    chains: dict[int, str] = {}
    without_detail: dict[str, list[int]] = {}
    entries = TraceEntry.objects.select_related("detail").order_by("sequence")
    for entry in entries.iterator(chunk_size=2000):
        if entry.sequence != last + 1:
            breaks.append(Break(entry.sequence, _("entry %(number)s is missing") % {"number": last + 1}))
        if entry.chain != _expected(entry, before):
            breaks.append(Break(entry.sequence, _("the entry or its place has been changed")))
        if entry.event == ERASED:
            without_detail.pop(entry.subject, None)
        detail = getattr(entry, "detail", None)
        if detail is None:
            without_detail.setdefault(entry.subject, []).append(entry.sequence)
        elif not _is_whole(detail, entry):
            breaks.append(Break(entry.sequence, _("the detail has been changed")))
        before, last = entry.chain, entry.sequence
        chains[last] = entry.chain
    head = TraceHead.objects.first() or TraceHead()
    if (head.sequence, head.chain) != (last, before):
        says = _("the head says %(head)s, the last entry is %(last)s") % {"head": head.sequence, "last": last}
        breaks.append(Break(last, says))
    for sequence in sorted(one for sequences in without_detail.values() for one in sequences):
        breaks.append(Break(sequence, _("the detail is gone and no erasure is recorded")))
    return breaks + list(_against_anchors(chains, anchors))


def _expected(entry: TraceEntry, before: str) -> str:
    return link(
        before, sequence=entry.sequence, at=entry.at, event=entry.event, subject=entry.subject, digest=entry.digest
    )


def _is_whole(detail: TraceDetail, entry: TraceEntry) -> bool:
    """Tell whether a detail is the one that was written, with the same person in it as beside it."""
    if sha256(detail.content) != entry.digest:
        return False
    by: int | None = json.loads(detail.content)["by"]
    return by == detail.by_id


def _against_anchors(chains: dict[int, str], anchors: Path | None) -> Iterator[Break]:
    if anchors is None or not anchors.exists():
        return
    for line in anchors.read_text(encoding="utf-8").splitlines():
        anchor = json.loads(line)
        if anchor["sequence"] and chains.get(anchor["sequence"]) != anchor["chain"]:
            yield Break(anchor["sequence"], _("differs from the anchor written %(at)s") % {"at": anchor["at"]})


def write_anchor(anchors: Path) -> None:
    """Append the present head to a file outside the database, and make sure that it is on the disk."""
    head = TraceHead.objects.first() or TraceHead()
    anchors.parent.mkdir(parents=True, exist_ok=True)
    with anchors.open("a", encoding="utf-8") as file:
        file.write(canonical({"at": clock.now(), "sequence": head.sequence, "chain": head.chain}) + "\n")
        file.flush()
        os.fsync(file.fileno())


@transaction.atomic
def erase_details(subject: str, *, ground: str, by: User) -> int:
    """Erase the details about a subject; the entries stay.

    The erasure is recorded first: the database lets no detail go before that.
    """
    _locked_head()  # nothing more is written about the subject between counting and erasing
    details = TraceDetail.objects.filter(entry__subject=subject)
    erased = details.count()
    erasure = record(ERASED, subject, by=by, ground=ground, erased=erased)
    details.filter(entry__sequence__lt=erasure.sequence).delete()
    return erased
