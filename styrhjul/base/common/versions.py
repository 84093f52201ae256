"""Texts that several people write: each save is a row of its own, and nobody writes over anybody unseen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from copy import copy
from typing import Any, TypeVar

from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from styrhjul.base.common import clock
from styrhjul.base.common.faults import Conflict
from styrhjul.base.common.models import AppendOnly, User


class TextVersion(AppendOnly):
    """One version of a text; which text, the subclass says."""

    version = models.PositiveIntegerField()
    body = models.TextField(gettext_lazy("text"), max_length=20000, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        abstract = True


V = TypeVar("V", bound=TextVersion)


def write_version(model: type[V], *, base: int, body: str, by: User | None, **keys: Any) -> V:
    """Write the version that follows `base` (0: the first) of the text that `keys` name.

    The same words again write nothing. Raises Conflict, with the present version, when somebody else has
    written since `base`.
    """
    body = body.replace("\r\n", "\n").strip()
    present = model._default_manager.filter(**keys).order_by("-version").first()
    if present is not None and present.body == body:
        return present
    if (present.version if present else 0) != base:
        raise _conflict(present, by)
    try:
        with transaction.atomic():
            return model._default_manager.create(**keys, version=base + 1, body=body, at=clock.now(), by=by)
    except IntegrityError:
        latest = model._default_manager.filter(**keys).order_by("-version").first()
        raise _conflict(latest, by) from None


def _conflict(present: TextVersion | None, by: User | None) -> Conflict:
    if present and by and present.by == by:
        return Conflict(_("The text was changed in another window. Choose a text."), current=present)
    who = present.by.name if present and present.by else _("Somebody")
    return Conflict(_("%(who)s changed the text at the same time. Choose a text.") % {"who": who}, current=present)


def latest(rows: Iterable[V], *keys: str) -> dict[tuple[str, ...], V]:
    """Return the latest version of each text, under the values of `keys`."""
    found: dict[tuple[str, ...], V] = {}
    for row in rows:
        key = tuple(str(getattr(row, name)) for name in keys)
        if key not in found or row.version > found[key].version:
            found[key] = row
    return found


Place = tuple[str, ...]


def standing(texts: Mapping[Place, V], place_of: Callable[[Place], Place | None]) -> dict[Place, V]:
    """Return the texts where they stand today, when the headings that they were written under have been moved.

    What was moved to a place after the last text was written there stands in front of it, until somebody writes there
    anew; several are put together. Nothing is written over: each is still a text of its own where it was written.
    """
    own = {place: text for place, text in texts.items() if place_of(place) == place}
    moved: dict[Place, list[V]] = {}
    for written_at, text in texts.items():
        place = place_of(written_at)
        if place is not None and place != written_at and text.body:
            moved.setdefault(place, []).append(text)
    newer = {
        place: [text for text in several if place not in own or text.at > own[place].at]
        for place, several in moved.items()
    }
    return {**own, **{place: _together(several, own.get(place)) for place, several in newer.items() if several}}


def _together(several: list[V], own: V | None) -> V:
    """Return texts as one, standing on the version that is written at the place itself."""
    text = copy(max(several, key=lambda one: (one.at, one.pk)))
    text.body = "\n\n".join(one.body for one in sorted(several, key=lambda one: one.pk))
    text.version = own.version if own else 0
    return text
