"""Difference between women and men when only the two results are known, not the numbers of people behind them."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from styrhjul.engine.analysis.arrays import SIGN, Floats, Good, floats
from styrhjul.engine.analysis.ranks import percentile_of


@dataclass(frozen=True, slots=True, eq=False)
class SexDifference:
    """Result of `sex_difference`.

    Attributes
    ----------
    differences : float64 (periods,), women minus men, the indicator's own unit; NaN where either is missing.
    at : place of the latest period with both, None if there is none.
    women, men, difference : at that period; NaN if there is none.
    better : women, men, equal, or "" when the indicator has no good direction.
    percentile : 0–100, how large the distance between the sexes is among all municipalities; NaN if unknown.
    compared : municipalities with both values that period.

    """

    differences: Floats
    at: int | None
    women: float
    men: float
    difference: float
    better: str
    percentile: float
    compared: int


def sex_difference(
    women: npt.ArrayLike,
    men: npt.ArrayLike,
    good: Good,
    *,
    decimals: int = 1,
    all_women: npt.ArrayLike | None = None,
    all_men: npt.ArrayLike | None = None,
) -> SexDifference:
    """Give the difference over time and lay the latest one among all municipalities' differences.

    Parameters
    ----------
    women, men : float64 (periods,)
        Results on the same line of periods; NaN: no value.
    good : "higher", "lower" or "none"
        Which way is good.
    decimals : int
        As the indicator is published; a smaller difference than half of the last one counts as equal.
    all_women, all_men : float64 (areas, periods) or None
        The same in all municipalities.

    Returns
    -------
    SexDifference

    Raises
    ------
    ValueError
        The two lines do not fit.

    Notes
    -----
    Without the numbers of people behind the results no probability can be given for a difference, and none is.

    Examples
    --------
    >>> result = sex_difference([80, 85.2], [79, 76.3], "higher")
    >>> round(result.difference, 1), result.better
    (8.9, 'women')

    """
    own_women, own_men = floats(women), floats(men)
    if own_women.shape != own_men.shape or own_women.ndim != 1:
        raise ValueError(f"women have {own_women.shape} values and men {own_men.shape}")
    differences = own_women - own_men
    both = np.flatnonzero(~np.isnan(differences))
    if not both.size:
        return SexDifference(differences, None, np.nan, np.nan, np.nan, "", np.nan, 0)
    at = int(both[-1])
    distance = float(differences[at])
    place, compared = np.nan, 0
    if all_women is not None and all_men is not None:
        others = np.abs(floats(all_women)[:, at] - floats(all_men)[:, at])
        place, compared = percentile_of(abs(distance), others), int(np.sum(~np.isnan(others)))
    better = _better(distance, good, decimals)
    return SexDifference(differences, at, float(own_women[at]), float(own_men[at]), distance, better, place, compared)


def _better(difference: float, good: Good, decimals: int) -> str:
    if abs(difference) < 0.5 * 10.0**-decimals:
        return "equal"
    if good == "none":
        return ""
    return "women" if difference * SIGN[good] > 0 else "men"
