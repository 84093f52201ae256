"""Many tests at once: keeps the share of false findings down."""

from dataclasses import dataclass
from math import erfc, sqrt
from statistics import NormalDist

import numpy as np
import numpy.typing as npt

from styrhjul.engine.analysis.arrays import Floats, Integers, floats
from styrhjul.engine.analysis.blocks import blocks, in_threads

AT_A_TIME = 1 << 16


@dataclass(frozen=True, slots=True, eq=False)
class Kept:
    """Result of `strong_pairs`.

    Attributes
    ----------
    places : int64 (kept,), which of the pairs hold, in their order.
    p, q : float64 (kept,), their probabilities, and the same adjusted for all tested pairs.
    tested : how many were tested.

    """

    places: Integers
    p: Floats
    q: Floats
    tested: int


def benjamini_hochberg(p: npt.ArrayLike, *, tested: int = 0) -> Floats:
    """Adjust probabilities so that those at most q hold an expected share q of false findings.

    Parameters
    ----------
    p : float64 (n,)
        Probabilities; NaN: not tested, stays NaN and is not counted.
    tested : int
        How many were tested in all, when those not given had too large probabilities to matter.

    Returns
    -------
    float64 (n,)
        Adjusted probabilities in the same places.

    Notes
    -----
    Benjamini & Hochberg 1995, J. R. Stat. Soc. B 57:289.

    Examples
    --------
    >>> benjamini_hochberg([0.01, 0.04, 0.03, None]).tolist()
    [0.03, 0.04, 0.04, nan]

    """
    given = floats(p)
    adjusted = np.full(given.shape, np.nan)
    known = np.flatnonzero(~np.isnan(given))
    order = known[np.argsort(given[known])]
    scaled = given[order] * max(tested, len(order)) / np.arange(1, len(order) + 1)
    adjusted[order] = np.minimum(1.0, np.minimum.accumulate(scaled[::-1])[::-1])
    return adjusted


def strong_pairs(r: npt.ArrayLike, n: npt.ArrayLike, *, share: float = 0.05) -> Kept:
    """Test millions of correlations at once, and keep those that Benjamini and Hochberg's rule keeps.

    Parameters
    ----------
    r : float32 or float64 (pairs,)
        Correlations; NaN: not tested.
    n : whole numbers (pairs,)
        How many independent observations each rests on; fewer than four: not tested.
    share : float
        How large a share of those kept may be false.

    Returns
    -------
    Kept
        The same as adjusting every probability and keeping those at most `share`.

    Raises
    ------
    ValueError
        There is not a number of observations for each correlation.

    Notes
    -----
    z = atanh(r) √(n − 3) (Fisher 1921, Metron 1:3), two-sided. Only those whose probability is at most `share` can be
    kept; for each n that is a least correlation, which is all that most pairs are held against. The rule's limit is
    the largest t for which t is `share` times the part of the tested with a probability at most t, and the steps
    t ↦ share × that part go down to it.

    Examples
    --------
    >>> kept = strong_pairs([0.9, 0.1, -0.5, np.nan], [30, 30, 30, 30])
    >>> kept.places.tolist(), kept.tested
    ([0, 2], 3)

    """
    given, count = np.asarray(r).reshape(-1), np.asarray(n).reshape(-1)
    if given.shape != count.shape:
        raise ValueError(f"{given.size} correlations and {count.size} numbers of observations")
    least = _least_correlation(int(count.max(initial=0)), share).astype(given.dtype)

    def look(part: slice) -> tuple[Integers, int]:
        size = np.abs(given[part])
        limits = np.take(least, count[part])
        return np.flatnonzero(size >= limits) + part.start, int(np.count_nonzero((size <= 1) & (count[part] > 3)))

    looked = in_threads(look, blocks(given.size, AT_A_TIME))
    places = np.concatenate([np.empty(0, dtype=np.int64), *(found for found, _tested in looked)])
    tested = sum(number for _found, number in looked)
    z = np.arctanh(np.minimum(np.abs(given[places]).astype(np.float64), 1 - 1e-16)) * np.sqrt(count[places] - 3.0)
    left = _above_the_limit(z, tested, share)
    places, z = places[left], z[left]
    p = np.array([erfc(score / sqrt(2)) for score in z.tolist()], dtype=np.float64)
    order = np.argsort(p, kind="stable")
    q = np.empty(len(p))
    q[order] = np.minimum.accumulate((p[order] * tested / np.arange(1, len(p) + 1))[::-1])[::-1]
    return Kept(places, p, np.minimum(q, 1.0), tested)


def _least_correlation(most: int, share: float) -> Floats:
    """Give the least correlation that can be kept, for each number of observations; a little less, for rounding."""
    n = np.maximum(np.arange(most + 1) - 3.0, 0.0)
    with np.errstate(divide="ignore"):
        least = np.tanh(-NormalDist().inv_cdf(share / 2) / np.sqrt(n)) * (1 - 1e-6)
    return np.where(n > 0, least, 2.0)


def _above_the_limit(z: Floats, tested: int, share: float) -> Integers:
    """Return the places of those beyond the rule's limit."""
    left = np.flatnonzero(z >= -NormalDist().inv_cdf(share / 2))
    while left.size:
        limit = -NormalDist().inv_cdf(share * left.size / tested / 2)
        beyond = left[z[left] >= limit]
        if beyond.size == left.size:
            break
        left = beyond
    return left
