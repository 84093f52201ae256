"""Reading proposals, assurances and what activities did to the numbers."""

from styrhjul.wheel.improvement.queries.assurances import (
    Assured,
    Held,
    Wedge,
    assurances_of,
    assured,
    assured_in,
    held_of,
    wedge_of,
)
from styrhjul.wheel.improvement.queries.effects import (
    Effect,
    effect_as_json,
    effects_of,
    goals_of,
    named_first,
)
from styrhjul.wheel.improvement.queries.proposals import (
    Came,
    Weighed,
    by_weight,
    decided_by,
    possible_origins,
    proposals_found,
    proposals_from,
    units_to_propose_at,
    units_with_proposals,
    weighed,
    what_came_of,
)

__all__ = [
    "Assured",
    "Came",
    "Effect",
    "Held",
    "Wedge",
    "Weighed",
    "assurances_of",
    "assured",
    "assured_in",
    "by_weight",
    "decided_by",
    "effect_as_json",
    "effects_of",
    "goals_of",
    "held_of",
    "named_first",
    "possible_origins",
    "proposals_found",
    "proposals_from",
    "units_to_propose_at",
    "units_with_proposals",
    "wedge_of",
    "weighed",
    "what_came_of",
]
