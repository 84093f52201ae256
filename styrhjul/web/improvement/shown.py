"""What the page of a proposal shows besides what was written."""

from __future__ import annotations

from dataclasses import dataclass

from styrhjul.wheel.improvement.models import ConsequenceFor, Proposal


@dataclass(frozen=True)
class Row:
    """One that a proposal concerns, with what is said of it; nothing is said yet when the text is empty."""

    concerns: str
    label: str
    body: str


def consequences_of(proposal: Proposal) -> list[Row]:
    """Return a row for each that a proposal can concern, described or not."""
    said = {row.concerns: row.body for row in proposal.consequences.all()}
    return [Row(one.value, str(one.label).capitalize(), said.get(one.value, "")) for one in ConsequenceFor]
