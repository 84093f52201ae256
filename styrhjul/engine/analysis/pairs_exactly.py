"""Chosen pairs of indicators in double precision, with probabilities that count a municipality once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import erfc, sqrt

import numpy as np

from styrhjul.engine.analysis.arrays import Floats, Integers
from styrhjul.engine.analysis.blocks import blocks, in_threads
from styrhjul.engine.analysis.comparable import AREAS_NEEDED, PAIRS_NEEDED, Singles

OTHERS = 64
"""Pairs of one indicator computed at a time."""


@dataclass(frozen=True, slots=True, eq=False)
class Exactly:
    """Result of `one_exactly` and `pairs_exactly`, arrays of (pairs,).

    Attributes
    ----------
    r, p : correlation, −1 to 1, and probability, not adjusted; NaN where the pair can't be tested.
    pairs, areas : values compared, and municipalities they come from.
    r_without : as r, without the areas that are to be left out; NaN also where too little is left.
    years, years_same : how many years have values of both, and in how many of them they go the same way as in all.

    """

    r: Floats
    pairs: Integers
    areas: Integers
    p: Floats
    r_without: Floats
    years: Integers
    years_same: Integers


def one_exactly(own: Singles, data: Singles, others: Integers) -> Exactly:
    """Correlate one prepared indicator with chosen ones in double precision, over the places where both have values.

    Parameters
    ----------
    own : float32 (periods, areas)
        From `prepare`; NaN: no value.
    data : float32 (indicators, periods, areas)
        From `prepare`.
    others : int64 (pairs,)
        Which indicators.

    Returns
    -------
    Exactly
        NaN where a pair can't be tested: fewer than 60 values in common, or from fewer than 30 municipalities.

    Notes
    -----
    The probability is cluster-robust: z is the sum of the municipalities' contributions over the root of their sum of
    squares, so that a municipality's many years count as one piece of evidence.

    Examples
    --------
    >>> from styrhjul.engine.analysis.comparable import prepare
    >>> levels = prepare(np.arange(200.0).reshape(1, 40, 5)).levels
    >>> one_exactly(levels[0], levels, np.array([0])).r.round(6).tolist()
    [1.0]

    """
    return _of_parts(lambda part: (own, others[part]), data, blocks(len(others), OTHERS))


def pairs_exactly(data: Singles, one: Integers, other: Integers, without: Sequence[int] = ()) -> Exactly:
    """Correlate chosen pairs of prepared indicators, as `one_exactly` does.

    Parameters
    ----------
    data : float32 (indicators, periods, areas)
        From `prepare`; NaN: no value.
    one, other : int64 (pairs,)
        Which indicators; the same ones beside each other are quickest.
    without : whole numbers
        Places of the areas that `r_without` leaves out.

    Returns
    -------
    Exactly

    Examples
    --------
    >>> from styrhjul.engine.analysis.comparable import prepare
    >>> levels = prepare(np.arange(400.0).reshape(2, 40, 5)).levels
    >>> pairs_exactly(levels, np.array([0]), np.array([1])).r.round(6).tolist()
    [1.0]

    """
    return _of_parts(lambda part: (data[one[part.start]], other[part]), data, _runs(one), without)


def _of_parts(
    pairs: Callable[[slice], tuple[Singles, Integers]], data: Singles, parts: list[slice], without: Sequence[int] = ()
) -> Exactly:
    """Correlate part by part: each is one indicator and the places of some others."""
    count = parts[-1].stop if parts else 0
    numbers, counts = np.full((3, count), np.nan), np.zeros((4, count), dtype=np.int64)

    def compute(part: slice) -> None:
        own, others = pairs(part)
        numbers[:, part], counts[:, part] = _correlate(own, data, others, list(without))

    in_threads(compute, parts)
    r, z, r_without = numbers
    p = np.array([erfc(abs(score) / sqrt(2)) if score == score else np.nan for score in z.tolist()], dtype=np.float64)
    return Exactly(r, counts[0], counts[1], p, r_without, counts[2], counts[3])


def _runs(one: Integers) -> list[slice]:
    """Cut where the first indicator changes, and into pieces that fit in the cache."""
    if not len(one):
        return []
    begins = np.flatnonzero(np.diff(one, prepend=one[0] - 1)).tolist()
    runs = zip(begins, [*begins[1:], len(one)], strict=True)
    return [slice(at, min(at + OTHERS, stop)) for begin, stop in runs for at in range(begin, stop, OTHERS)]


def _known(values: Singles) -> tuple[Floats, Floats]:
    """Return values in double precision with nil where there is none, and where there are any (1, else 0)."""
    known = ~np.isnan(values)
    bits = values.view(np.int32) & np.negative(known.view(np.int8))
    return bits.view(np.float32).astype(np.float64), known.astype(np.float64)


def _correlate(own: Singles, data: Singles, others: Integers, without: list[int]) -> tuple[Floats, Integers]:
    """Return r, z and r without some areas; and pairs, areas, years and years that go the same way."""
    years = np.flatnonzero(~np.isnan(own).all(axis=1))
    span = slice(int(years[0]), int(years[-1]) + 1) if years.size else slice(0, 0)
    x, mine = _known(own[span])
    y, theirs = _known(data[others, span])
    by_area = {"n": (theirs, mine), "x": (theirs, x), "y": (y, mine), "xy": (y, x), "xx": (theirs, x * x)}
    sums = {name: np.einsum("kpa,pa->ka", many, single) for name, (many, single) in by_area.items()}
    sums["yy"] = np.einsum("kpa,kpa,pa->ka", y, y, mine)
    whole = {name: part.sum(axis=1) for name, part in sums.items()}
    n, areas = whole["n"], np.count_nonzero(sums["n"], axis=1)
    mean_x, mean_y = (whole[name] / np.maximum(n, 1) for name in ("x", "y"))
    contributions = sums["xy"] - mean_x[:, None] * sums["y"] - mean_y[:, None] * sums["x"]
    contributions += (mean_x * mean_y)[:, None] * sums["n"]
    r = _pearson(whole, areas)
    scale = np.sqrt(np.einsum("ka,ka->k", contributions, contributions))
    z = np.divide(contributions.sum(axis=1), scale, out=np.full(len(r), np.nan), where=~np.isnan(r) & (scale > 0))
    left = {name: whole[name] - part[:, without].sum(axis=1) for name, part in sums.items()}
    r_without = _pearson(left, areas - np.count_nonzero(sums["n"][:, without], axis=1))
    shared = np.einsum("kpa,pa->kp", theirs, mine) > 0
    same = shared & (np.sign(np.einsum("kpa,pa->kp", y, x)) == np.sign(np.nan_to_num(r))[:, None])
    return np.stack((r, z, r_without)), np.stack((n.astype(np.int64), areas, shared.sum(axis=1), same.sum(axis=1)))


def _pearson(sums: dict[str, Floats], areas: Integers) -> Floats:
    """Turn sums over common places into correlations; NaN where there is too little to compare or nothing varies."""
    n = sums["n"]
    share = 1 / np.maximum(n, 1)
    xx, yy = (sums[2 * name] - sums[name] ** 2 * share for name in ("x", "y"))
    spread = np.sqrt(np.maximum(xx, 0) * np.maximum(yy, 0))
    tested = (n >= PAIRS_NEEDED) & (areas >= AREAS_NEEDED) & (spread > 1e-5 * n)
    product = sums["xy"] - sums["x"] * sums["y"] * share
    return np.where(tested, np.clip(product / np.where(tested, spread, 1.0), -1, 1), np.nan)
