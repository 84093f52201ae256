"""The red thread of anything: why it is there, and what came of it."""

from __future__ import annotations

from styrhjul.base.thread.models import Kind, Node
from styrhjul.web.goals.trunk import trunk_of
from styrhjul.web.ui.addresses import address_of, title_beside_kind
from styrhjul.web.ui.pages import Context, DetailPage


class ThreadPage(DetailPage):
    """The whole thread of one thing, both ways."""

    queryset = Node.objects
    template = "goals/thread.html"
    name = "node"

    def context(self, thing: Node) -> Context:
        """Return what lies on the thread, as far as the person may know."""
        trunk = trunk_of(thing, self.user)
        return {
            "kind": Kind(thing.kind).label,
            "href": address_of(thing),
            "title": title_beside_kind(thing),
            "trunk": [*trunk.above, trunk.here],
            "is_first": not trunk.above and not trunk.why,
            "why": trunk.why,
            "came": trunk.came,
        }
