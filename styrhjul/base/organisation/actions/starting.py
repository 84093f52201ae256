"""The first run: the code that lets the first administrator in, and how far one has come."""

from __future__ import annotations

import re
import secrets
from datetime import timedelta
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from styrhjul.base.common import clock, trace
from styrhjul.base.common.faults import Fault
from styrhjul.base.common.models import User
from styrhjul.base.organisation import permissions
from styrhjul.base.organisation.models import StartCode, StartStep
from styrhjul.base.organisation.queries import has_begun

SIGNS: Final = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Letters and digits that nobody takes for each other."""
GROUPS: Final = 4
GROUP: Final = 4
HOLDS_FOR: Final = timedelta(days=1)


@transaction.atomic
def make_start_code(*, by: None = None) -> str:
    """Return a new start code, 80 random bits; the one before it no longer works.

    Only its digest is kept: the code is shown where the system is installed and nowhere else.
    """
    if has_begun():
        raise Fault(_("This installation has already begun; go on in the browser."))
    code = "-".join("".join(secrets.choice(SIGNS) for _sign in range(GROUP)) for _group in range(GROUPS))
    StartCode.objects.all().delete()
    StartCode.objects.create(digest=trace.sha256(_plain(code)), made_at=clock.now())
    trace.record("start_code.made", "installation", by=by)
    return code


@transaction.atomic
def use_start_code(code: str, *, by: None = None) -> None:
    """Use up the start code; any other code, and one that is more than a day old, is a Fault."""
    known = StartCode.objects.select_for_update().first()
    digest = trace.sha256(_plain(code))
    if known is None or has_begun() or not secrets.compare_digest(known.digest, digest):
        raise Fault(
            _("That is not the start code. Copy it from the window where the system was started."), field="code"
        )
    if clock.now() - known.made_at > HOLDS_FOR:
        raise Fault(_("The start code is more than a day old. Ask for a new one with “styrhjul begin”."), field="code")
    known.delete()
    trace.record("start_code.used", "installation", by=by)


def _plain(code: str) -> str:
    return re.sub(r"[^A-Z0-9]", "", code.upper())


@transaction.atomic
def mark_step(step: str, *, done: bool, by: User | None) -> StartStep:
    """Mark a step of the first run as done or put aside; what is done stays done."""
    if by is not None:
        permissions.can_change_organisation(by).require()
    if step not in StartStep.Step.values:
        raise Fault(_("There is no such step."))
    present = StartStep.objects.filter(step=step).first()
    state = StartStep.State.DONE if done else StartStep.State.SKIPPED
    if present is not None and present.state in {state, StartStep.State.DONE}:
        return present
    marked = present or StartStep(step=step)
    marked.state, marked.at, marked.by = state, clock.now(), by
    marked.save()
    trace.record("start_step.marked", "installation", by=by, step=step, state=state)
    return marked
