"""The search for patterns among all pairs of indicators: screened in single precision, the strongest tested exactly."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from styrhjul.engine.analysis.arrays import Bools, Floats, Integers
from styrhjul.engine.analysis.comparable import AREAS_NEEDED, PAIRS_NEEDED, Prepared, prepare
from styrhjul.engine.analysis.multiple import benjamini_hochberg
from styrhjul.engine.analysis.pairs import Pairs, all_pairs
from styrhjul.engine.analysis.pairs_exactly import pairs_exactly
from styrhjul.engine.analysis.patterns import FALSE_SHARE, SAME_THING, STRONG, Correlations

MOST = 100_000
"""Pairs that are tested exactly."""
LOOKED_AT = 20
"""How many times as many are looked at for being related by arithmetic before the search gives up finding more."""
ROBUST, BETWEEN, WITHIN = 2, 1, 0

Progress = Callable[[float, str], None]
Related = Callable[[int, int], bool]


def silent(done: float, what: str) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True, eq=False)
class AllPatterns:
    """Result of `search_all`: the pairs that go together, robust ones first, then by strength.

    Attributes
    ----------
    first, second : int64 (found,), places of the two indicators.
    kind : int64 (found,), 2 both between municipalities and within them over time, 1 only between, 0 only within.
    between, within : float64 (found,), correlation of levels and of changes, −1 to 1; NaN: not tested.
    without : float64 (found,), correlation of levels without the areas that were left out.
    areas : int64 (found,), municipalities behind the levels.
    years, years_same : int64 (found,), years with both, and how many of them have the sign of the whole.
    tested : int64 (2,), pairs tested between and within.
    related, same_thing : int64 (1,), pairs left out for being related by arithmetic, and for being the same thing.

    """

    first: Integers
    second: Integers
    kind: Integers
    between: Floats
    within: Floats
    without: Floats
    areas: Integers
    years: Integers
    years_same: Integers
    tested: Integers
    related: Integers
    same_thing: Integers


def search_all(
    values: npt.NDArray[np.floating],
    related: Related,
    *,
    most: int = MOST,
    without: Sequence[int] = (),
    progress: Progress = silent,
) -> AllPatterns:
    """Search all pairs of indicators for those that go together, spurious ones kept down.

    Parameters
    ----------
    values : float64 or float32 (indicators, areas, periods)
        Every period of the line once, without holes in the line; NaN: no value.
    related : callable
        Says of two places whether the indicators are related by arithmetic, so that their correlation says nothing.
    most : int
        How many pairs to test exactly.
    without : whole numbers
        Places of areas, such as the largest cities, that the levels are also correlated without.
    progress : callable
        Called with the part that is done, 0 to 1, and the name of what begins.

    Returns
    -------
    AllPatterns

    Notes
    -----
    Both questions of `find_patterns` of every pair. All are screened in single precision with as many independent
    observations as there are municipalities; the strongest are tested in double precision with probabilities that are
    robust against a municipality's years being alike. Benjamini and Hochberg's rule counts every pair that was
    screened: those not tested exactly have the probability 1, which makes the others' larger, never smaller. Among the
    screened are those with enough pairs of values but too few municipalities, which only makes the rule stricter.

    Examples
    --------
    >>> random = np.random.default_rng(1)
    >>> one = random.normal(size=(1, 80, 10))
    >>> found = search_all(np.concatenate([one, one + random.normal(size=(3, 80, 10)) / 2]), lambda a, b: a + b == 5)
    >>> sorted(zip(found.first.tolist(), found.second.tolist()))
    [(0, 1), (0, 2), (0, 3), (1, 2), (1, 3)]

    """
    progress(0.0, "rank")
    data = prepare(values)
    count, periods, areas = data.levels.shape
    progress(0.1, "between")
    between = all_pairs(data.levels.reshape(count, periods * areas), needed=PAIRS_NEEDED)
    progress(0.35, "within")
    within = all_pairs(data.changes.reshape(count, periods * areas), needed=PAIRS_NEEDED)
    progress(0.6, "choose")
    tested = np.array([_tested(between), _tested(within)])
    first, second, left_out = _chosen(between, within, areas, related, most)
    progress(0.65, "test")
    exact = _exact(data, first, second, without, progress)
    progress(0.98, "sort")
    return _found(first, second, exact, tested, left_out)


def _tested(pairs: Pairs) -> int:
    return int(np.count_nonzero(~np.isnan(pairs.r)) - np.count_nonzero(~np.isnan(np.diagonal(pairs.r)))) // 2


def _chosen(between: Pairs, within: Pairs, areas: int, related: Related, most: int) -> tuple[Integers, Integers, int]:
    """Choose the strongest pairs that are not related: those strong in both ways first."""
    first, second = np.triu_indices(len(between.r), 1)
    levels, changes = np.nan_to_num(between.r[first, second]), np.nan_to_num(within.r[first, second])
    strong = (np.abs(levels) >= STRONG) | (np.abs(changes) >= STRONG)
    first, second = first[strong], second[strong]
    levels, changes = levels[strong], changes[strong]
    both = (np.minimum(np.abs(levels), np.abs(changes)) >= STRONG) & (np.sign(levels) == np.sign(changes))
    z = np.maximum(_z(levels, between.n[first, second], areas), _z(changes, within.n[first, second], areas))
    order = np.lexsort((-z, ~both))[: most * LOOKED_AT]
    kept, left_out = [], 0
    for place in order.tolist():
        if related(int(first[place]), int(second[place])):
            left_out += 1
            continue
        kept.append(place)
        if len(kept) == most:
            break
    return first[kept].astype(np.int64), second[kept].astype(np.int64), left_out


def _z(r: npt.NDArray[np.floating], n: npt.NDArray[np.integer], areas: int) -> Floats:
    """Say how far correlations lie from nil when each municipality counts once."""
    reach = np.sqrt(np.maximum(np.minimum(n, areas).astype(np.float64) - 3, 0))
    size: Floats = np.arctanh(np.minimum(np.abs(r), 1 - 1e-7)).astype(np.float64)
    far: Floats = size * reach
    return far


@dataclass(frozen=True, slots=True, eq=False)
class _Exact:
    """What was tested exactly, pair by pair."""

    between: Correlations
    within: Correlations
    without: Floats
    years: Integers
    years_same: Integers


def _exact(data: Prepared, first: Integers, second: Integers, without: Sequence[int], progress: Progress) -> _Exact:
    """Test pairs in double precision, those with the same first indicator at a time."""
    order = np.lexsort((second, first))  # one indicator after another is quickest
    back = np.argsort(order)
    progress(0.65, "test")
    levels = pairs_exactly(data.levels, first[order], second[order], without)
    progress(0.8, "test")
    changes = pairs_exactly(data.changes, first[order], second[order])
    between, within = (
        Correlations(found.r[back], found.pairs[back], found.areas[back], found.p[back], found.p[back])
        for found in (levels, changes)
    )
    return _Exact(between, within, levels.r_without[back], levels.years[back], levels.years_same[back])


def _found(first: Integers, second: Integers, exact: _Exact, tested: Integers, left_out: int) -> AllPatterns:
    """Keep what counts, robust first, then by strength."""
    same = np.abs(np.nan_to_num(exact.between.r)) > SAME_THING
    counts = [_counts(question, int(number), same)
              for question, number in zip((exact.between, exact.within), tested, strict=True)]  # fmt: skip
    robust = counts[0] & counts[1] & (np.sign(exact.between.r) == np.sign(exact.within.r))
    size = np.maximum(np.abs(np.nan_to_num(exact.between.r)), np.abs(np.nan_to_num(exact.within.r)))
    kind = np.where(robust, ROBUST, np.where(counts[0], BETWEEN, WITHIN))
    kept = np.flatnonzero(counts[0] | counts[1])
    order = kept[np.lexsort((-size[kept], -(kind[kept] == ROBUST).astype(int)))]
    return AllPatterns(
        first=first[order],
        second=second[order],
        kind=kind[order],
        between=exact.between.r[order],
        within=exact.within.r[order],
        without=exact.without[order],
        areas=exact.between.areas[order],
        years=exact.years[order],
        years_same=exact.years_same[order],
        tested=tested,
        related=np.array([left_out]),
        same_thing=np.array([int(same.sum())]),
    )


def _counts(question: Correlations, tested: int, same: Bools) -> Bools:
    """Say which pairs hold for one question: enough municipalities, strong, and few false among all tested."""
    p = np.where(question.areas >= AREAS_NEEDED, question.p, np.nan)
    q = benjamini_hochberg(p, tested=tested)
    strong = np.abs(np.nan_to_num(question.r)) >= STRONG
    return (np.nan_to_num(q, nan=1.0) <= FALSE_SHARE) & strong & ~same
