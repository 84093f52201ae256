"""Place among others: rank, percentile and quartile colour, with ties treated alike from both ends."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from styrhjul.engine.analysis.arrays import SIGN, Floats, Good, Integers, floats
from styrhjul.engine.analysis.tie_keys import tie_keys

COLOURS = ("", "green", "yellow", "red")
COMPARED_NEEDED = 20
DISTINCT_NEEDED = 4


@dataclass(frozen=True, slots=True, eq=False)
class Ranks:
    """Result of `ranks`.

    Attributes
    ----------
    rank : int64 (n,), 1 is best; equal values share the best place of the group; 0 where there is no value.
    shared : bool (n,), more than one has this place.
    percentile : float64 (n,), 0–100, the best near 100; all equal gives 50; NaN where there is no value.
    colour : n words: green (best quarter), yellow, red (worst quarter), "" when there is none.
    compared, missing : how many have a value, and how many have none.
    oriented : whether 1 is best; False: the indicator has no good direction, and 1 is the highest value.

    """

    rank: Integers
    shared: npt.NDArray[np.bool_]
    percentile: Floats
    colour: tuple[str, ...]
    compared: int
    missing: int
    oriented: bool


def ranks(values: npt.ArrayLike, good: Good) -> Ranks:
    """Rank the values of one occasion.

    Parameters
    ----------
    values : float64 (n,)
        One value for each municipality (or unit) of the same kind, same period and group; NaN: no value.
    good : "higher", "lower" or "none"
        Which way is good.

    Returns
    -------
    Ranks
        No colours when fewer than 20 are compared, there are fewer than 4 distinct values, or no good direction.

    Notes
    -----
    Rank is the competition rank. The percentile is the mid-rank one, 100 (1 − (lo + hi + 1) / 2n) for a group of equal
    values in the best-first places lo to hi from 0. The national comparisons (SKL, Öppna jämförelser Grundskola 2013)
    call the best 25 per cent green, the worst 25 red and the rest yellow; how ties fall is not published. Own choice:
    green if the middle of the group lies within the best quarter, red if within the worst: both ends are treated alike.
    Values are equal when they agree in about 13 digits (`tie_keys`), so that 0.1 + 0.2 equals 0.3.

    Examples
    --------
    >>> result = ranks([1, 2, 2, 2, 3, None], "higher")
    >>> result.rank.tolist(), result.percentile.tolist(), result.missing
    ([5, 2, 2, 2, 1, 0], [10.0, 50.0, 50.0, 50.0, 90.0, nan], 1)

    """
    given = floats(values)
    there = ~np.isnan(given)
    oriented = tie_keys(given * (SIGN[good] or 1))
    ordered = np.sort(oriented[there])
    n = len(ordered)
    # Best first: how many are better, and how many are at least as good.
    better = n - np.searchsorted(ordered, oriented, side="right")
    level = n - np.searchsorted(ordered, oriented, side="left")
    rank = np.where(there, better + 1, 0)
    middle = (better + level) / 2
    percentile = np.where(there, 100 - 100 * middle / n, np.nan) if n else np.full(given.shape, np.nan)
    coloured = good != "none" and n >= COMPARED_NEEDED and len(np.unique(ordered)) >= DISTINCT_NEEDED
    code = np.where(middle <= n / 4, 1, np.where(middle >= 3 * n / 4, 3, 2)) * (there & coloured)
    words = tuple(COLOURS[place] for place in code.tolist())
    return Ranks(rank, there & (level - better > 1), percentile, words, n, len(given) - n, good != "none")


def quarter(placed: Ranks, row: int) -> int:
    """Say in which quarter of all a place lies: 1 is the best, or the highest without a direction.

    Parameters
    ----------
    placed : Ranks
        All.
    row : int
        Which of them.

    Returns
    -------
    int
        1 to 4; 0 where there is no value, or fewer than 20 are compared.

    Examples
    --------
    >>> placed = ranks(range(20), "higher")
    >>> quarter(placed, 19), quarter(placed, 0)
    (1, 4)

    """
    percentile = placed.percentile[row]
    if np.isnan(percentile) or placed.compared < COMPARED_NEEDED:
        return 0
    return min(int((100 - percentile) // 25) + 1, 4)


def percentile_of(value: float, others: npt.ArrayLike) -> float:
    """Say how large a value is among others: the share below it and half of those equal, 0–100.

    Parameters
    ----------
    value : float
        One value.
    others : float64 (n,)
        The values it is laid among, itself too if it belongs there; NaN: no value.

    Returns
    -------
    float
        NaN if there is no value or nothing to compare with.

    Examples
    --------
    >>> percentile_of(3, [1, 2, 3, 4])
    62.5

    """
    line = floats(others)
    line = line[~np.isnan(line)]
    if np.isnan(value) or not line.size:
        return np.nan
    return float(100 * (np.sum(line < value) + np.sum(line == value) / 2) / line.size)
