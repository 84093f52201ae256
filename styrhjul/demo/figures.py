"""Targets and values that lean on the open statistics of the area that the demonstration borrows.

The same story is told with the statistics of several municipalities, so nothing here is a figure of one of them.
"""

from __future__ import annotations

import math
from decimal import Decimal

import numpy as np

from styrhjul.wheel.indicators.models import Direction, Indicator
from styrhjul.wheel.indicators.queries import reader

WHOLE_FROM = 20


def target(indicator: Indicator, area: str, *, known: int, share: float) -> Decimal:
    """Return a target: a share of the way from the area's own latest value to what the goal wants in the end.

    In the end it wants the best quarter of all municipalities. An area that is nearly there or past it goes on by half
    the distance between the middle and the best quarter. Only what was known in the year `known` counts. A
    target of some size is a whole number, as councils write them.
    """
    panel = reader().panel(indicator.national_id)
    own = panel.values[panel.row(area)]
    last = int(np.flatnonzero((panel.periods <= known) & ~np.isnan(own))[-1])
    up = 1 if indicator.direction == Direction.HIGHER else -1
    middle, best = np.nanquantile(up * panel.values[:, last], [0.5, 0.75])
    now = up * own[last]
    wanted = now + share * (max(best, now + (best - middle) / 2) - now)
    if abs(wanted) >= WHOLE_FROM:
        return Decimal(up * math.floor(wanted + 0.5))  # a half is rounded the good way
    return Decimal(f"{up * wanted:.{indicator.decimals}f}")


def beside(indicator: str, area: str, year: int, difference: float) -> Decimal:
    """Return the value of a unit that lies a difference from the area's own value of a year."""
    panel = reader().panel(indicator)
    own = panel.values[panel.row(area), int(np.flatnonzero(panel.periods == year)[0])]
    return Decimal(f"{own + difference:.1f}")
