"""Choosing how the municipality's pages and reports look."""

from __future__ import annotations

import hashlib

from django.db import transaction

from styrhjul.base.common import clock, memory, trace
from styrhjul.base.common.models import User
from styrhjul.base.organisation import permissions
from styrhjul.base.organisation.logos import Picture, read_accent
from styrhjul.base.organisation.models import Logo, Look


@transaction.atomic
def change_look(*, accent: str, logo: Picture | None = None, without_logo: bool = False, by: User) -> Look | None:
    """Choose accent and logo; the logo there is stays unless another is given or it is taken away.

    What is the same as before writes nothing, and before the first look that is None.
    """
    permissions.can_change_look(by).require()
    present = Look.objects.select_related("logo").order_by("-pk").first()
    before = present or Look()
    chosen = _kept(logo) if logo else None if without_logo else before.logo
    given = read_accent(accent)
    if (given, chosen) == (before.accent, before.logo):
        return present
    look = Look(accent=given, logo=chosen, at=clock.now(), by=by)
    look.save()
    trace.record(
        "look.changed", "look", by=by,
        old={"accent": before.accent, "logo": before.logo.digest if before.logo else ""},
        new={"accent": given, "logo": chosen.digest if chosen else ""},
    )  # fmt: skip
    memory.forget()
    return look


def _kept(picture: Picture) -> Logo:
    """Return the row of a picture, the one there is if it has been used before."""
    digest = hashlib.sha256(picture.content).hexdigest()
    found = Logo.objects.filter(digest=digest).first()
    return found or Logo.objects.create(
        content=picture.content,
        media_type=picture.media_type,
        width=picture.width,
        height=picture.height,
        digest=digest,
    )
