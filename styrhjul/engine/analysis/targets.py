"""Distance to the municipality's own target."""

from dataclasses import dataclass

import numpy as np

from styrhjul.engine.analysis.arrays import SIGN, Good


@dataclass(frozen=True, slots=True)
class Distance:
    """Result of `distance_to_target`; all in the indicator's own unit, NaN where it can't be computed.

    Attributes
    ----------
    difference : value minus target.
    gap : the same with the good direction counted: below 0 is how far it is to go. NaN without a good direction.
    relative : gap as a share of the target's size; NaN when the target is nil.
    met : the target is reached; equality counts, with half a unit of the last decimal. False when not known.
    light : green met; yellow within the tolerance; red else; white missing, no target, or no good direction.
    progress : how much of the way from a base value has been covered, 1 is all; NaN without a base.
    needed_per_period : change needed in each remaining period to get there; NaN when met or no period is left.

    """

    difference: float
    gap: float
    relative: float
    met: bool
    light: str
    progress: float
    needed_per_period: float


def distance_to_target(
    value: float,
    target: float,
    good: Good,
    *,
    decimals: int = 1,
    tolerance: float | None = None,
    base: float = np.nan,
    periods_left: int = 0,
) -> Distance:
    """Measure how far a result is from its target.

    Parameters
    ----------
    value, target : float
        The indicator's own unit; NaN: no value, no target decided.
    good : "higher", "lower" or "none"
        Which way is good.
    decimals : int
        As the indicator is published.
    tolerance : float or None
        How far from the target is yellow; None: 5 per cent of the target's size.
    base : float
        The value when the target was decided.
    periods_left : int
        Periods from the value's to the target's.

    Returns
    -------
    Distance

    Raises
    ------
    ValueError
        The tolerance is below nil.

    Notes
    -----
    Own definition. The light is the distance to a target, not a judgement.

    Examples
    --------
    >>> result = distance_to_target(80.63, 85, "higher", periods_left=3)
    >>> round(result.gap, 2), result.met, result.light, round(result.needed_per_period, 2)
    (-4.37, False, 'red', 1.46)

    """
    allowed = 0.05 * abs(target) if tolerance is None else tolerance
    if allowed < 0:
        raise ValueError(f"the tolerance is {tolerance}, below nil")
    difference = value - target
    gap = difference * SIGN[good] if good != "none" else np.nan
    met = bool(gap >= -(0.5 * 10.0**-decimals) - 1e-12)
    relative = gap / abs(target) if abs(target) >= 1e-9 else np.nan
    way = target - base
    progress = (value - base) / way if not np.isnan(way) and abs(way) > 1e-12 else np.nan
    needed = -difference / periods_left if periods_left > 0 and good != "none" and not met else np.nan
    return Distance(difference, gap, relative, met, _light(gap, allowed, met=met), progress, needed)


def _light(gap: float, tolerance: float, *, met: bool) -> str:
    if np.isnan(gap):
        return "white"
    if met:
        return "green"
    return "yellow" if gap >= -tolerance else "red"
