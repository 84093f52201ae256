"""Where each kind of thing on the red thread has its page."""

from __future__ import annotations

from django.urls import NoReverseMatch, reverse
from django.utils.translation import override

from styrhjul.base.thread.models import Kind, Node

PAGES: dict[Kind, str] = {
    Kind.GOAL: "goal-detail",
    Kind.INDICATOR: "indicator-detail",
    Kind.EVIDENCE: "evidence-detail",
    Kind.PLAN: "plan-detail",
    Kind.ACTIVITY: "activity-detail",
    Kind.ANALYSIS: "analysis-detail",
    Kind.RATING: "rating-detail",
    Kind.REPORT: "report-detail",
    Kind.PROPOSAL: "proposal-detail",
    Kind.DECISION: "decision-detail",
    Kind.INPUT: "input-detail",
    Kind.ASSURANCE: "assurance-detail",
}


def address_of(node: Node) -> str:
    """Return the address of a thing's page; nothing for a kind that has no page."""
    return address(node.kind, node.pk)


def title_beside_kind(node: Node) -> str:
    """Return the title of a thing as it is written beside its kind: without the kind that it begins with."""
    before, colon, rest = node.title.partition(": ")
    return rest if colon and rest and before.casefold() in kind_words(node.kind) else node.title


def kind_words(kind: str) -> set[str]:
    """Return what a kind is called in every language that titles are written in."""
    words = set()
    for language in ("sv", "en"):
        with override(language):
            words.add(str(Kind(kind).label).casefold())
    return words


def address(kind: str, pk: int) -> str:
    """Return the address of the page of a kind of thing."""
    try:
        return reverse(PAGES[Kind(kind)], args=[pk])
    except NoReverseMatch:
        return ""
