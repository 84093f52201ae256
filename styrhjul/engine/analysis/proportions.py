"""Shares and counts of people with their intervals, and the difference between two shares."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from math import comb, erfc, exp, sqrt
from statistics import NormalDist

import numpy as np
import numpy.typing as npt

from styrhjul.engine.analysis.arrays import Floats, floats

FEW_EVENTS = 10
"""Counts below this get the exact interval of Poisson, others Byar's approximation."""
SMALLEST_EXPECTED = 5


@dataclass(frozen=True, slots=True, eq=False)
class Interval:
    """What is plausible for each of several values; same shape and unit as they; NaN where nothing can be said."""

    lower: Floats
    upper: Floats


@dataclass(frozen=True, slots=True)
class Difference:
    """One share minus another.

    Attributes
    ----------
    difference, lower, upper : −1 to 1; NaN if either group is empty.
    p : two-sided probability of a distance at least as large if both were alike; NaN if either group is empty.
    exact : p is Fisher's, since fewer than five were to be expected in some cell; otherwise it is the score test's.

    """

    difference: float
    lower: float
    upper: float
    p: float
    exact: bool


def normal_quantile(confidence: float) -> float:
    """Say how many standard deviations hold a share of the normal distribution in its middle.

    Parameters
    ----------
    confidence : float
        Between 0 and 1.

    Raises
    ------
    ValueError
        It is not.

    Examples
    --------
    >>> round(normal_quantile(0.95), 6)
    1.959964

    """
    if not 0 < confidence < 1:
        raise ValueError(f"the confidence is {confidence}, not between 0 and 1")
    return NormalDist().inv_cdf(0.5 + confidence / 2)


def share_interval(count: npt.ArrayLike, people: npt.ArrayLike, confidence: float = 0.95) -> Interval:
    """Give the interval of a share.

    Parameters
    ----------
    count, people : float64, shapes that go together
        How many of how many; NaN: not known.
    confidence : float
        Between 0 and 1.

    Returns
    -------
    Interval
        Between 0 and 1, never outside; NaN without people.

    Raises
    ------
    ValueError
        A count is below nil or above the people.

    Notes
    -----
    Wilson 1927, J. Am. Stat. Assoc. 22:209, without correction for continuity.

    Examples
    --------
    >>> found = share_interval([0, 7], [10, 10])
    >>> found.lower.round(4).tolist(), found.upper.round(4).tolist()
    ([0.0, 0.3968], [0.2775, 0.8922])

    """
    x, n = _shares(count, people)
    z = normal_quantile(confidence)
    with np.errstate(invalid="ignore", divide="ignore"):
        middle, reach = 2 * x + z * z, z * np.sqrt(z * z + 4 * x * (1 - x / n))
        lower, upper = (middle - reach) / (2 * (n + z * z)), (middle + reach) / (2 * (n + z * z))
    empty = ~(n > 0)
    return Interval(np.where(empty, np.nan, np.where(x == 0, 0.0, lower)),
                    np.where(empty, np.nan, np.where(x == n, 1.0, upper)))  # fmt: skip


def count_interval(count: npt.ArrayLike, confidence: float = 0.95) -> Interval:
    """Give the interval of the number of events behind a count; divide by the people to have that of a rate.

    Parameters
    ----------
    count : float64, any shape
        Whole numbers from nil; NaN: not known.
    confidence : float
        Between 0 and 1.

    Returns
    -------
    Interval

    Raises
    ------
    ValueError
        A count is below nil or not whole.

    Notes
    -----
    From ten: Byar's approximation (Breslow & Day 1987, Statistical Methods in Cancer Research II, p. 69). Below ten:
    exact, from the Poisson distribution itself (Garwood 1936, Biometrika 28:437).

    Examples
    --------
    >>> found = count_interval([0, 4, 25])
    >>> found.lower.round(3).tolist(), found.upper.round(3).tolist()
    ([0.0, 1.09, 16.174], [3.689, 10.242, 36.906])

    """
    x = floats(count)
    if np.any((x < 0) | (x != np.floor(x)), where=~np.isnan(x)):
        raise ValueError("a count is below nil or not whole")
    z, many = normal_quantile(confidence), np.maximum(x, 1)
    lower = x * (1 - 1 / (9 * many) - z / (3 * np.sqrt(many))) ** 3
    upper = (x + 1) * (1 - 1 / (9 * (x + 1)) + z / (3 * np.sqrt(x + 1))) ** 3
    for few in range(FEW_EVENTS):
        exact = _poisson_interval(few, confidence)
        lower, upper = np.where(x == few, exact[0], lower), np.where(x == few, exact[1], upper)
    return Interval(lower, upper)


def share_difference(
    count: int, people: int, other_count: int, other_people: int, confidence: float = 0.95
) -> Difference:
    """Compare the shares of two groups of different people.

    Parameters
    ----------
    count, people : int
        How many of how many in the first group.
    other_count, other_people : int
        The same in the other group.
    confidence : float
        Between 0 and 1.

    Returns
    -------
    Difference
        First minus other.

    Raises
    ------
    ValueError
        A count is below nil or above its people.

    Notes
    -----
    Interval: Newcombe 1998, Stat. Med. 17:873, method 10 (the two Wilson intervals put together). Probability: score
    test without correction for continuity; Fisher's exact test when fewer than five are expected in a cell.

    Examples
    --------
    >>> found = share_difference(56, 70, 48, 80)
    >>> round(found.difference, 4), round(found.lower, 4), round(found.upper, 4)
    (0.2, 0.0524, 0.3339)

    """
    x, n = _shares([count, other_count], [people, other_people])
    if not np.all(n > 0):
        return Difference(np.nan, np.nan, np.nan, np.nan, exact=False)
    alone = share_interval(x, n, confidence)
    share = x / n
    below, above = share - alone.lower, alone.upper - share
    difference = float(share[0] - share[1])
    lower = difference - sqrt(below[0] ** 2 + above[1] ** 2)
    upper = difference + sqrt(above[0] ** 2 + below[1] ** 2)
    pooled = float(x.sum() / n.sum())
    exact = float(n.min()) * min(pooled, 1 - pooled) < SMALLEST_EXPECTED
    p = _fisher(count, people, other_count, other_people) if exact else _score(difference, pooled, n)
    return Difference(difference, lower, upper, p, exact)


def _shares(count: npt.ArrayLike, people: npt.ArrayLike) -> tuple[Floats, Floats]:
    x, n = np.broadcast_arrays(floats(count), floats(people))
    if np.any((x < 0) | (x > n)):
        raise ValueError("a count is below nil or above the people it is counted among")
    return x, n


def _score(difference: float, pooled: float, n: Floats) -> float:
    spread = sqrt(pooled * (1 - pooled) * float(np.sum(1 / n)))
    return erfc(abs(difference) / spread / sqrt(2)) if spread else 1.0


def _fisher(count: int, people: int, other_count: int, other_people: int) -> float:
    """Sum the probabilities of all tables with the same margins that are no more likely than this one."""
    total = count + other_count
    tables = range(max(0, total - other_people), min(people, total) + 1)
    ways = {x: comb(people, x) * comb(other_people, total - x) for x in tables}
    # The whole numbers are exact, so that tables as likely as this one are found without a tolerance.
    return sum(way for way in ways.values() if way <= ways[count]) / sum(ways.values())


@lru_cache(maxsize=64)
def _poisson_interval(count: int, confidence: float) -> tuple[float, float]:
    tail = (1 - confidence) / 2
    lower = _solve(lambda mean: 1 - _poisson_at_most(count - 1, mean) - tail) if count else 0.0
    return lower, _solve(lambda mean: tail - _poisson_at_most(count, mean))


def _poisson_at_most(count: int, mean: float) -> float:
    term = total = exp(-mean)
    for k in range(1, count + 1):
        term *= mean / k
        total += term
    return total


def _solve(rising: Callable[[float], float]) -> float:
    """Find where a rising function passes nil, between 0 and 200, as closely as the numbers can say."""
    low, high = 0.0, 200.0
    while high - low > 1e-13 * max(1.0, high):
        middle = (low + high) / 2
        if middle in {low, high}:
            break
        low, high = (middle, high) if rising(middle) < 0 else (low, middle)
    return (low + high) / 2
