"""What the steering model says: on the pages where the work is done, and on its own page."""

from __future__ import annotations

from typing import Any

from django import template

from styrhjul.base.steering.queries import pack_during, pack_in_force
from styrhjul.engine.packs.schema import Basis, Entry, Holds
from styrhjul.web.ui.grounds import still_assumed
from styrhjul.web.ui.guiding import guiding, helping_with

register = template.Library()


@register.inclusion_tag("home/_methods.html")
def guides_in(part: str, year: int) -> dict[str, Any]:
    """Show the leading ideas and the methods of a part of a year's wheel: {% guides_in part.key 2024 %}."""
    return {"guiding": guiding(part, pack_during(year))}


@register.inclusion_tag("ui/methods_for.html")
def methods_for(*work: str) -> dict[str, Any]:
    """Show, folded, the methods that help with some kinds of work: {% methods_for "plans" %}."""
    return {"methods": helping_with({Holds(one) for one in work}, pack_in_force())}


@register.inclusion_tag("model/_basis.html")
def basis(what: Entry | Basis) -> dict[str, Any]:
    """Show whether a thing stands in the municipality's own description, where, and what of it is assumed."""
    if isinstance(what, Basis):
        return {"basis": what.value, "said_in": "", "assumed": []}
    return {"basis": what.basis.value, "said_in": what.said_in, "assumed": still_assumed(what)}
