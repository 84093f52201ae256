"""Which areas are like one in their conditions: an own measure, never to be called by the name of a national list."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from styrhjul.engine.analysis.arrays import Bools, Floats, Integers, floats

WEIGHT_NEEDED = 0.8
TO_NORMAL = 1.4826  # what makes the median absolute deviation of normal values their standard deviation
RIDGE = 1e-8
AREAS_A_VARIABLE = 10
DIGITS = 12  # distances equal to so many digits are tied


@dataclass(frozen=True, slots=True, eq=False)
class Neighbours:
    """Result of `neighbours` and `mahalanobis_neighbours`.

    Attributes
    ----------
    rows : int64 (k,), places of the most similar areas, the most similar first; equal ones in order of code.
    squared : float64 (k,), squared distance of each.
    shares : float64 (k, variables), each variable's share of it, rows sum to 1; NaN where either lacks the variable,
        and where there is no distance at all.
    compared : how many areas have values enough to be compared.

    """

    rows: Integers
    squared: Floats
    shares: Floats
    compared: int

    @property
    def distances(self) -> Floats:
        """Root mean square of the differences in standard deviations: 0 is alike; two areas at random differ by 1.4."""
        found: Floats = np.sqrt(self.squared)
        return found


def neighbours(
    values: npt.ArrayLike,
    row: int,
    *,
    codes: Sequence[str],
    weights: npt.ArrayLike | None = None,
    logarithm: npt.ArrayLike | None = None,
    robust: bool = False,
    count: int = 7,
) -> Neighbours:
    """Find the areas whose conditions differ least from those of one area.

    Parameters
    ----------
    values : float64 (areas, variables)
        Conditions, each in its own unit; NaN: no value.
    row : int
        Whose neighbours.
    codes : sequence of str
        One for each area; decides between equally similar ones.
    weights : float64 (variables,) or None
        How much each counts, made to sum to 1; None: equally.
    logarithm : bool (variables,) or None
        Those to be compared by log10, as sizes are; what is not positive is then missing.
    robust : bool
        Measure spread by the median absolute deviation and not by the standard deviation.
    count : int
        How many to give back.

    Returns
    -------
    Neighbours
        Fewer, or none, when not enough areas can be compared.

    Raises
    ------
    ValueError
        Shapes do not fit, or weights are negative or all nil.

    Notes
    -----
    Squared distance = sum of w z², where z is the difference in standard deviations (ddof 1) over all areas, or in
    1.4826 median absolute deviations. Missing values as in Gower 1971, Biometrics 27:857: the sum over what both have
    is scaled up by total over present weight, and at least 80 per cent of the weight must be there. A variable without
    spread says nothing and is left out. Own choice in the tradition of nearest-neighbour models of local government;
    that A is near B does not mean that B is among A's seven.

    Examples
    --------
    >>> towns = [[10, 1], [10, 2], [1000, 9], [12, 1]]
    >>> neighbours(towns, 0, codes=["a", "b", "c", "d"], logarithm=[True, False], count=2).rows.tolist()
    [3, 1]

    """
    given, weight = _checked(values, codes, weights, logarithm)
    scaled, usable = _scaled(given, robust=robust)
    weight = np.where(usable, weight, 0.0)
    total = weight.sum()
    apart: Floats = scaled - scaled[row]
    parts = weight * np.square(np.nan_to_num(apart))
    present = (~np.isnan(apart) * weight).sum(axis=1)
    enough = (present >= WEIGHT_NEEDED * total - 1e-12) & (total > 0)
    squared = np.where(enough, parts.sum(axis=1) / np.where(enough, present, 1.0), np.nan)
    return _nearest(squared, np.where(np.isnan(apart), np.nan, parts), row, codes, count)


def mahalanobis_neighbours(
    values: npt.ArrayLike,
    row: int,
    *,
    codes: Sequence[str],
    logarithm: npt.ArrayLike | None = None,
    count: int = 7,
) -> Neighbours:
    """Find the areas nearest to one when variables that go together are not counted twice.

    Parameters
    ----------
    values, row, codes, logarithm, count
        As in `neighbours`. Only areas with every variable are compared.

    Returns
    -------
    Neighbours
        Squared distances are means over the variables, as in `neighbours`; shares may be negative.

    Raises
    ------
    ValueError
        Shapes do not fit, the area itself lacks a variable, a variable has no spread, or there are not more than ten
        areas with all variables for each variable.

    Notes
    -----
    Mahalanobis 1936, Proc. Natl. Inst. Sci. India 2:49. The differences in standard deviations are whitened with the
    Cholesky factor of their correlations, with a ridge of 1e-8. A variable's share is its difference times its row of
    the inverse times all differences.

    Examples
    --------
    >>> places = np.column_stack([np.arange(30.0), np.arange(30.0) % 7])
    >>> mahalanobis_neighbours(places, 10, codes=[f"{n:02}" for n in range(30)], count=2).rows.tolist()
    [9, 11]

    """
    given, _weight = _checked(values, codes, None, logarithm)
    scaled, usable = _scaled(given, robust=False)
    whole: Bools = np.all(~np.isnan(scaled), axis=1)
    variables = scaled.shape[1]
    if not usable.all() or not whole[row]:
        raise ValueError("a variable has no spread, or the area lacks a value")
    if whole.sum() <= AREAS_A_VARIABLE * variables:
        raise ValueError(f"{int(whole.sum())} areas are too few for {variables} variables")
    together = np.atleast_2d(np.cov(scaled[whole], rowvar=False)) + RIDGE * np.eye(variables)
    factor = np.linalg.cholesky(together)
    apart = np.where(whole[:, None], scaled - scaled[row], 0.0)
    whitened = np.linalg.solve(factor, apart.T)
    inverse = np.linalg.solve(factor.T, whitened).T
    squared = np.where(whole, np.square(whitened).sum(axis=0) / variables, np.nan)
    return _nearest(squared, apart * inverse, row, codes, count)


def _checked(
    values: npt.ArrayLike, codes: Sequence[str], weights: npt.ArrayLike | None, logarithm: npt.ArrayLike | None
) -> tuple[Floats, Floats]:
    given = floats(values)
    if given.ndim != 2 or len(codes) != len(given):
        raise ValueError(f"values of shape {given.shape} and {len(codes)} codes do not fit")
    variables = given.shape[1]
    weight = np.ones(variables) if weights is None else floats(weights)
    logs = np.zeros(variables, dtype=bool) if logarithm is None else np.asarray(logarithm, dtype=bool)
    if weight.shape != (variables,) or logs.shape != (variables,):
        raise ValueError(f"{variables} variables, {weight.size} weights and {logs.size} marks of logarithm")
    if np.any(weight < 0) or not weight.sum() > 0:
        raise ValueError("weights are negative, missing or all nil")
    with np.errstate(divide="ignore", invalid="ignore"):
        made = np.where(logs, np.log10(np.where(given > 0, given, np.nan)), given)
    return made, weight / weight.sum()


def _scaled(given: Floats, *, robust: bool) -> tuple[Floats, Bools]:
    """Express each variable in units of its own spread; one without spread is NaN throughout."""
    scaled = np.full(given.shape, np.nan)
    usable = np.zeros(given.shape[1], dtype=bool)
    for place, column in enumerate(given.T):
        there = column[~np.isnan(column)]
        if there.size < 2:
            continue
        middle = float(np.median(there)) if robust else float(np.mean(there))
        spread = TO_NORMAL * float(np.median(np.abs(there - middle))) if robust else float(np.std(there, ddof=1))
        if spread > 1e-12 * max(1.0, abs(middle)):
            scaled[:, place] = (column - middle) / spread
            usable[place] = True
    return scaled, usable


def _nearest(squared: Floats, parts: Floats, row: int, codes: Sequence[str], count: int) -> Neighbours:
    known = [place for place in np.flatnonzero(~np.isnan(squared)).tolist() if place != row]
    order = sorted(known, key=lambda place: (float(f"{squared[place]:.{DIGITS - 1}e}"), codes[place]))[:count]
    rows = np.array(order, dtype=np.int64)
    sums = np.nansum(parts[rows], axis=1, keepdims=True)
    shares = np.where(sums > 0, parts[rows] / np.where(sums > 0, sums, 1.0), np.nan)
    return Neighbours(rows, squared[rows], shares, len(known))
