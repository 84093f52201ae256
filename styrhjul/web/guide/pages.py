"""Help: a short guide for each role of the municipality, open to everybody."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from styrhjul.base.common.faults import Fault
from styrhjul.base.organisation.queries import posts_of
from styrhjul.base.steering.queries import pack_in_force
from styrhjul.base.steering.words import word
from styrhjul.engine.packs.schema import Pack
from styrhjul.web.guide.rendering import rendered
from styrhjul.web.guide.sources import RESIDENT, Source, for_everybody, guide_for, guides
from styrhjul.web.guide.words import in_own_words
from styrhjul.web.ui.pieces import Step


@dataclass(frozen=True)
class Listed:
    """A role's guide in the list."""

    key: str
    title: str
    summary: str
    order: int


@login_not_required
@require_GET
def help_page(request: HttpRequest) -> HttpResponse:
    """List the guides, the person's own first, and say what is the same for all."""
    pack = _pack()
    listed = sorted(_listed(pack), key=lambda one: one.order)
    held = {post.role for post in posts_of(request.user)} if request.user.is_authenticated else set()
    context = {
        "own": [one for one in listed if one.key in held],
        "others": [one for one in listed if one.key not in held],
        "everybody": rendered(in_own_words(for_everybody(), pack)),
    }
    return render(request, "guide/guide_list.html", context)


@login_not_required
@require_GET
def guide(request: HttpRequest, role: str) -> HttpResponse:
    """Show the guide of a role, in the words of the municipality."""
    pack = _pack()
    title, source = _found(role, pack)
    written = rendered(in_own_words(source.text, pack))
    context = {
        "title": title,
        "summary": in_own_words(source.summary, pack),
        "written": written,
        "trail": [(_("Help"), reverse("help"))],
        "contents": [
            Step(number, words, f"#{anchor}", language="sv")
            for number, (anchor, words) in enumerate(written.headings, start=1)
        ],
    }
    return render(request, "guide/guide_detail.html", context)


def _pack() -> Pack | None:
    """Return the pack in force; a new installation has none yet, and needs help most."""
    try:
        return pack_in_force()
    except Fault:
        return None


def _listed(pack: Pack | None) -> Iterator[Listed]:
    """Yield the guide of every role in force, and the residents'; before there is a model, every guide."""
    for key in [role.key for role in pack.roles] + [RESIDENT] if pack else guides():
        title, source = _found(key, pack)
        yield Listed(key, title, in_own_words(source.summary, pack), source.order)


def _found(key: str, pack: Pack | None) -> tuple[str, Source]:
    """Return what a role is called and the guide it reads."""
    role = next((one for one in pack.roles if one.key == key), None) if pack else None
    if role is not None:
        return word(role.label), guide_for(role)
    if key in guides() and (pack is None or key == RESIDENT):
        return guides()[key].title, guides()[key]
    raise Http404
