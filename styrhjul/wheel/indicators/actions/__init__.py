"""Setting indicators, deciding targets, entering values, and keeping numbers that somebody used."""

from styrhjul.wheel.indicators.actions.definitions import add_indicator, change_indicator
from styrhjul.wheel.indicators.actions.evidence import take_evidence
from styrhjul.wheel.indicators.actions.patterns import order_search
from styrhjul.wheel.indicators.actions.targets import Aim, decide_targets
from styrhjul.wheel.indicators.actions.values import Cell, CellFault, CellFaults, Entry, enter_block, enter_values

__all__ = [
    "Aim",
    "Cell",
    "CellFault",
    "CellFaults",
    "Entry",
    "add_indicator",
    "change_indicator",
    "decide_targets",
    "enter_block",
    "enter_values",
    "order_search",
    "take_evidence",
]
