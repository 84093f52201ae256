"""Working on the text of a steering model until it can be installed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from styrhjul.base.common import clock, trace
from styrhjul.base.common.faults import Conflict, Fault
from styrhjul.base.common.models import User
from styrhjul.base.organisation.permissions import can_install_models
from styrhjul.base.steering.models import ModelDraft, SteeringModel
from styrhjul.engine.packs.loader import load_bytes
from styrhjul.engine.packs.positions import MOST_BYTES
from styrhjul.engine.packs.schema import Pack
from styrhjul.wheel.flows.models import Moves, install_model

LONGEST_NAME: Final = 80
KEPT: Final = timedelta(days=30)
"""How long a draft that was thrown away can be taken up again."""


@transaction.atomic
def begin_draft(*, name: str, text: str, by: User) -> ModelDraft:
    """Lay a text aside to work on; whether it is a model is told when it is read."""
    can_install_models(by).require()
    now = clock.now()
    draft = ModelDraft.objects.create(
        name=_clean(name), text=_lines(text), begun_at=now, begun_by=by, saved_at=now, saved_by=by
    )
    trace.record("draft.begun", f"draft:{draft.pk}", by=by, name=draft.name, digest=trace.sha256(draft.text))
    return draft


@transaction.atomic
def save_draft(draft: ModelDraft, *, text: str, seen: str, by: User) -> ModelDraft:
    """Save the text; refused when somebody else has saved since the person saw it (`seen` is its `stamp`)."""
    can_install_models(by).require()
    present = ModelDraft.objects.select_for_update().select_related("saved_by").get(pk=draft.pk)
    if _lines(text) == present.text:
        return present
    if seen != stamp(present):
        said = (
            _("The text was changed in another window. Choose a text.")
            if present.saved_by == by
            else _("%(who)s changed the text at the same time. Choose a text.") % {"who": present.saved_by.name}
        )
        raise Conflict(said, current=present)
    present.text, present.saved_at, present.saved_by = _lines(text), clock.now(), by
    present.save(update_fields=["text", "saved_at", "saved_by"])
    trace.record("draft.saved", f"draft:{present.pk}", by=by, name=present.name, digest=trace.sha256(present.text))
    return present


@transaction.atomic
def discard_draft(draft: ModelDraft, *, by: User) -> None:
    """Throw a draft away; it can be taken up again until `KEPT` is over."""
    can_install_models(by).require()
    now = clock.now()
    ModelDraft.objects.filter(discarded_at__lt=now - KEPT).delete()
    ModelDraft.objects.filter(pk=draft.pk).update(discarded_at=now)
    trace.record("draft.discarded", f"draft:{draft.pk}", by=by, name=draft.name, digest=trace.sha256(draft.text))


@transaction.atomic
def restore_draft(draft: ModelDraft, *, by: User) -> None:
    """Take up a draft that was thrown away, as it was."""
    can_install_models(by).require()
    ModelDraft.objects.filter(pk=draft.pk).update(discarded_at=None)
    trace.record("draft.restored", f"draft:{draft.pk}", by=by, name=draft.name, digest=trace.sha256(draft.text))


@transaction.atomic
def install_draft(draft: ModelDraft, *, seen: str, in_force_from: date, moves: Moves, by: User) -> SteeringModel:
    """Let a draft come into force from a day; the text that was looked at, or none."""
    can_install_models(by).require()
    present = ModelDraft.objects.select_for_update().get(pk=draft.pk)
    if seen != stamp(present):
        raise Fault(_("Somebody has changed the text since you looked at it. Look at it again."))
    model = install_model(pack=pack_in(present), in_force_from=in_force_from, moves=moves, by=by)
    present.delete()
    return model


def stamp(draft: ModelDraft) -> str:
    """Return a mark that changes when the text does."""
    return trace.sha256(draft.text)[:16]


def pack_in(draft: ModelDraft) -> Pack:
    """Return the pack that a draft is; raises PackError with every fault when it is none."""
    return load_bytes(draft.name, draft.text.encode())


def _lines(text: str) -> str:
    """Return a text with the line ends that a pack has; one that is too large for a pack is not kept."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")
    if len(lines.encode()) > MOST_BYTES:
        raise Fault(_("A model may be at most 1 MB."), field="text")
    return lines


def _clean(name: str) -> str:
    return " ".join(name.split())[:LONGEST_NAME] or "modell.yaml"
