"""Shares of units of different size beside each other: which lie outside what chance and ordinary spread explain."""

from dataclasses import dataclass
from math import asin, sqrt

import numpy as np
import numpy.typing as npt

from styrhjul.engine.analysis.arrays import Floats, Integers, floats
from styrhjul.engine.analysis.proportions import Interval, normal_quantile

UNITS_NEEDED = 10
WARNING, ACTION = 0.95, 0.998
WINSORISED = 0.1
REAL_DIFFERENCES = 10
"""From this dispersion the differences are plainly real, and the funnel only shows how large chance is."""


@dataclass(frozen=True, slots=True, eq=False)
class Funnel:
    """Result of `funnel`.

    Attributes
    ----------
    centre : the share of all units together, 0 to 1.
    shares : float64 (units,); NaN without people.
    outside : int64 (units,), −2 and 2 outside the wide limits, −1 and 1 outside the narrow ones only, 0 inside.
    dispersion : how much more the units spread than chance alone would make them; about 1 when chance is enough.
    between : variance between units beyond chance, on the transformed scale; 0 when chance is enough.
    real : the differences are so large that the funnel only shows how much chance weighs.

    """

    centre: float
    shares: Floats
    outside: Integers
    dispersion: float
    between: float

    @property
    def real(self) -> bool:
        """Tell whether the differences are plainly more than chance."""
        return self.dispersion > REAL_DIFFERENCES

    def limits(self, people: npt.ArrayLike, confidence: float = ACTION) -> Interval:
        """Give the limits at sizes of one's own choosing, to be drawn as curves.

        Parameters
        ----------
        people : float64, any shape
            Above nil.
        confidence : float
            Between 0 and 1.

        Returns
        -------
        Interval
            Shares between 0 and 1.

        """
        reach = normal_quantile(confidence) * np.sqrt(0.25 / floats(people) + self.between)
        middle = asin(sqrt(self.centre))
        return Interval(np.sin(np.clip(middle - reach, 0, np.pi / 2)) ** 2,
                        np.sin(np.clip(middle + reach, 0, np.pi / 2)) ** 2)  # fmt: skip


def funnel(count: npt.ArrayLike, people: npt.ArrayLike) -> Funnel:
    """Lay units of different size beside each other.

    Parameters
    ----------
    count, people : float64 (units,)
        How many of how many, of the same period; NaN: not known.

    Returns
    -------
    Funnel

    Raises
    ------
    ValueError
        Fewer than ten units have people, or a count is below nil or above the people.

    Notes
    -----
    Spiegelhalter 2005, Qual. Saf. Health Care 14:347: z-scores on the scale arcsine of the root, a tenth at each end
    drawn in (winsorised), dispersion as their mean square, and a variance between units by the method of moments
    (DerSimonian & Laird 1986) that widens the limits. Without it most large units lie outside, whatever is measured.

    Examples
    --------
    >>> found = funnel([5, 50, 20, 9, 11, 30, 21, 19, 42, 95], [10, 100, 40, 20, 20, 60, 40, 40, 80, 100])
    >>> found.outside.tolist(), round(found.centre, 3)
    ([0, 0, 0, 0, 0, 0, 0, 0, 0, 2], 0.592)

    """
    x, n = floats(count), floats(people)
    if x.shape != n.shape or x.ndim != 1:
        raise ValueError(f"{x.shape} counts and {n.shape} numbers of people")
    if np.any((x < 0) | (x > n)):
        raise ValueError("a count is below nil or above the people it is counted among")
    there = (n > 0) & ~np.isnan(x)
    if there.sum() < UNITS_NEEDED:
        raise ValueError(f"{int(there.sum())} units have people, and a funnel needs {UNITS_NEEDED}")
    shares = np.divide(x, n, out=np.full(x.shape, np.nan), where=there)
    centre = float(x[there].sum() / n[there].sum())
    chance = 0.5 / np.sqrt(n, out=np.full(n.shape, np.nan), where=there)
    z = (np.arcsin(np.sqrt(shares)) - asin(sqrt(centre))) / chance
    dispersion = float(np.mean(_drawn_in(z[there]) ** 2))
    between = _between(dispersion, 1 / chance[there] ** 2)
    made = Funnel(centre, shares, np.zeros(x.shape, dtype=np.int64), dispersion, between)
    for confidence in (WARNING, ACTION):
        limits = made.limits(np.where(there, n, 1), confidence)
        made.outside[:] += np.where(there, (shares > limits.upper).astype(np.int64) - (shares < limits.lower), 0)
    return made


def _drawn_in(z: Floats) -> Floats:
    """Put the outermost tenth at each end where the next one stands."""
    low, high = np.quantile(z, [WINSORISED, 1 - WINSORISED])
    return np.clip(z, low, high)


def _between(dispersion: float, weights: Floats) -> float:
    n, total = len(weights), weights.sum()
    return max(0.0, float((n * dispersion - (n - 1)) / (total - (weights**2).sum() / total)))
