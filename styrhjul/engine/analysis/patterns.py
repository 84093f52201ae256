"""Patterns: which results move together with one result, across municipalities and over time. Never a cause."""

from dataclasses import dataclass
from math import erfc, sqrt

import numpy as np
import numpy.typing as npt

from styrhjul.engine.analysis.arrays import Bools, Floats, Integers, floats
from styrhjul.engine.analysis.multiple import benjamini_hochberg

PAIRS_NEEDED = 60
AREAS_NEEDED = 30
STRONG = 0.2
SAME_THING = 0.98
FALSE_SHARE = 0.05


@dataclass(frozen=True, slots=True, eq=False)
class Prepared:
    """Results made comparable: year-centred ranks of levels and changes, float64 (indicators, areas, periods)."""

    levels: Floats
    changes: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Correlations:
    """One indicator against many, on one of the two questions; arrays of one entry for each of the others.

    Attributes
    ----------
    r : −1 to 1; NaN: too few pairs or nothing varies.
    pairs, areas : values compared, and municipalities they come from.
    p : probability by municipality clusters; q : adjusted for all tested pairs.

    """

    r: Floats
    pairs: Integers
    areas: Integers
    p: Floats
    q: Floats


@dataclass(frozen=True, slots=True)
class Pattern:
    """One result that goes together with the one asked about.

    Attributes
    ----------
    index : its place among the others.
    kind : `robust`: both questions give the same sign and at least 0.2; `between`: only levels; `within`: only changes.
    years_same, years : in how many years the levels' correlation has the same sign, and how many years there are.

    """

    index: int
    kind: str
    between: float
    within: float
    pairs: int
    areas: int
    years_same: int
    years: int


@dataclass(frozen=True, slots=True, eq=False)
class PatternSearch:
    """Result of `find_patterns`.

    Attributes
    ----------
    found : the strongest ones.
    tested : how many pairs of levels were tested.
    robust, loose : how many there are in all that hold in both questions, and in only one.
    same_thing : places of those taken for the same thing.

    """

    found: tuple[Pattern, ...]
    tested: int
    robust: int
    loose: int
    same_thing: tuple[int, ...]
    between: Correlations
    within: Correlations


def centred_ranks(values: npt.ArrayLike) -> Floats:
    """Rank every period over the areas, as mid-rank shares about nil.

    Parameters
    ----------
    values : float64 (…, areas, periods)
        Any unit; NaN: no value.

    Returns
    -------
    float64, same shape
        −0.5 to 0.5; the mean of each period is nil; NaN where there is no value.

    Examples
    --------
    >>> centred_ranks([[1.0], [5.0], [5.0], [9.0]])[:, 0].tolist()
    [-0.375, 0.0, 0.0, 0.375]

    """
    lines = np.moveaxis(floats(values), -2, -1)
    order = np.argsort(lines, axis=-1)
    ordered = np.take_along_axis(lines, order, axis=-1)
    places = np.arange(lines.shape[-1])
    starts = np.ones(lines.shape, dtype=bool)
    starts[..., 1:] = ordered[..., 1:] != ordered[..., :-1]
    ends = np.ones(lines.shape, dtype=bool)
    ends[..., :-1] = starts[..., 1:]
    first = np.maximum.accumulate(np.where(starts, places, 0), axis=-1)
    last = np.minimum.accumulate(np.where(ends, places, lines.shape[-1])[..., ::-1], axis=-1)[..., ::-1]
    counted = np.sum(~np.isnan(lines), axis=-1, keepdims=True)
    shares = ((first + last + 1) / 2) / np.maximum(counted, 1) - 0.5
    made = np.empty(lines.shape)
    np.put_along_axis(made, order, np.where(np.isnan(ordered), np.nan, shares), axis=-1)
    return np.moveaxis(made, -1, -2)


def prepare(values: npt.ArrayLike) -> Prepared:
    """Make levels and changes comparable; changes are taken between adjacent periods only.

    Parameters
    ----------
    values : float64 (indicators, areas, periods)
        Every period of the line once, without holes in the line; NaN: no value.

    Returns
    -------
    Prepared
        The change to a period stands in that period's place; the first period has none.

    Notes
    -----
    Centring by indicator and year comes first: otherwise national trends make most pairs look related. An indicator
    that changes in fewer than half of its places has no changes here (values carried forward between measurements).

    Examples
    --------
    >>> prepare([[[1.0, 2.0], [2.0, 5.0]]]).changes[0, :, 1].tolist()
    [-0.25, 0.25]

    """
    given = floats(values)
    changes = np.full(given.shape, np.nan)
    changes[..., 1:] = np.diff(given, axis=-1)
    moved = np.sum(changes != 0, axis=(-2, -1), where=~np.isnan(changes))
    known = np.sum(~np.isnan(changes), axis=(-2, -1))
    changes[2 * moved < known] = np.nan
    return Prepared(centred_ranks(given), centred_ranks(changes))


def correlate(own: Floats, others: Floats) -> Correlations:
    """Correlate one prepared indicator with many, over the places where both have values.

    Parameters
    ----------
    own : float64 (areas, periods)
        From `prepare`; NaN: no value.
    others : float64 (indicators, areas, periods)
        From `prepare`.

    Returns
    -------
    Correlations
        Tested only with at least 60 pairs from at least 30 municipalities.

    Notes
    -----
    The probability is cluster-robust: z is the sum of the municipalities' contributions over the root of their sum of
    squares, so that a municipality's many years count as one piece of evidence.

    Examples
    --------
    >>> own = prepare(np.arange(200.0).reshape(1, 40, 5)).levels
    >>> correlate(own[0], own).r.round(6).tolist()
    [1.0]

    """
    both = ~np.isnan(own) & ~np.isnan(others)
    x = np.where(both, own, 0.0)
    y = np.where(both, others, 0.0)
    pairs = both.sum(axis=(-2, -1))
    n = np.maximum(pairs, 1)
    mean_x, mean_y = x.sum(axis=(-2, -1)) / n, y.sum(axis=(-2, -1)) / n
    x = np.where(both, x - mean_x[:, None, None], 0.0)
    y = np.where(both, y - mean_y[:, None, None], 0.0)
    by_area = np.einsum("kap,kap->ka", x, y)
    spread = np.sqrt(np.einsum("kap,kap->k", x, x) * np.einsum("kap,kap->k", y, y))
    areas = both.any(axis=-1).sum(axis=-1)
    tested = (pairs >= PAIRS_NEEDED) & (areas >= AREAS_NEEDED) & (spread > 1e-9 * n)
    r = np.where(tested, by_area.sum(axis=-1) / np.where(tested, spread, 1.0), np.nan)
    z = by_area.sum(axis=-1) / np.where(tested, np.sqrt((by_area**2).sum(axis=-1)), 1.0)
    p = np.array([erfc(abs(score) / sqrt(2)) if known else np.nan for score, known in zip(z, tested, strict=True)])
    return Correlations(np.clip(r, -1, 1), pairs, areas, p, benjamini_hochberg(p))


def find_patterns(own: Prepared, others: Prepared, relatives: Bools, *, most: int = 8) -> PatternSearch:
    """Find the results that go together with one, spurious ones kept down.

    Parameters
    ----------
    own : Prepared
        One indicator, arrays of shape (1, areas, periods).
    others : Prepared
        The indicators to search among, on the same areas and periods.
    relatives : bool (indicators,)
        Those related by arithmetic (parts of a whole, the same measure once more): not tested.
    most : int
        How many to give back.

    Returns
    -------
    PatternSearch
        Robust ones first, then by strength. A correlation counts when its adjusted probability is at most 5 per cent
        and its size at least 0.2. Levels correlated above 0.98 are taken for the same thing and left out.

    Notes
    -----
    Two questions, both shown: do municipalities high on one lie high on the other the same year (between), and do the
    changes go together (within). Only both together is called robust. Nothing here says what causes what.

    Examples
    --------
    >>> random = np.random.default_rng(1)
    >>> data = prepare(random.normal(size=(3, 60, 10)))
    >>> own = Prepared(data.levels[:1], data.changes[:1])
    >>> find_patterns(own, data, np.array([True, False, False])).tested
    2

    """
    hidden = relatives[:, None, None]
    between = correlate(own.levels[0], np.where(hidden, np.nan, others.levels))
    same = np.abs(np.nan_to_num(between.r)) > SAME_THING
    if same.any():
        hidden = (relatives | same)[:, None, None]
        between = correlate(own.levels[0], np.where(hidden, np.nan, others.levels))
    within = correlate(own.changes[0], np.where(hidden, np.nan, others.changes))
    strong = [(np.nan_to_num(question.q, nan=1.0) <= FALSE_SHARE) & (np.abs(np.nan_to_num(question.r)) >= STRONG)
              for question in (between, within)]  # fmt: skip
    robust = strong[0] & strong[1] & (np.sign(between.r) == np.sign(within.r))
    size = _size(between.r, within.r)
    order = sorted(np.flatnonzero(strong[0] | strong[1]).tolist(), key=lambda k: (not robust[k], -size[k]))
    found = tuple(
        _pattern(k, _kind(bool(robust[k]), bool(strong[0][k])), between, within, own.levels[0], others.levels[k])
        for k in order[:most]
    )
    tested = int(np.sum(~np.isnan(between.r)))
    either = int(np.sum(strong[0] | strong[1]))
    twins = tuple(np.flatnonzero(same & ~relatives).tolist())
    return PatternSearch(found, tested, int(robust.sum()), either - int(robust.sum()), twins, between, within)


def _size(between: Floats, within: Floats) -> Floats:
    return np.maximum(np.abs(np.nan_to_num(between)), np.abs(np.nan_to_num(within)))


def _kind(robust: bool, between: bool) -> str:  # noqa: FBT001  (two answers, passed on at once)
    if robust:
        return "robust"
    return "between" if between else "within"


def _pattern(k: int, kind: str, between: Correlations, within: Correlations, own: Floats, other: Floats) -> Pattern:
    by_year = np.nansum(own * other, axis=0)
    years = np.any(~np.isnan(own * other), axis=0)
    same = int(np.sum(np.sign(by_year[years]) == np.sign(between.r[k])))
    return Pattern(k, kind, float(between.r[k]), float(within.r[k]), int(between.pairs[k]), int(between.areas[k]),
                   same, int(years.sum()))  # fmt: skip
