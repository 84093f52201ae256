"""Patterns: which results move together with one result, across municipalities and over time. Never a cause."""

from dataclasses import dataclass

import numpy as np

from styrhjul.engine.analysis.arrays import Bools, Floats, Integers
from styrhjul.engine.analysis.blocks import THREADS, blocks, in_threads, length
from styrhjul.engine.analysis.comparable import AREAS_NEEDED, AT_A_TIME, PAIRS_NEEDED, Prepared, Singles
from styrhjul.engine.analysis.multiple import benjamini_hochberg
from styrhjul.engine.analysis.pairs_exactly import Exactly, one_exactly

STRONG = 0.2
SAME_THING = 0.98
FALSE_SHARE = 0.05
ROUNDING = 1e-4
"""What single precision may take away from a correlation, with room to spare."""


@dataclass(frozen=True, slots=True, eq=False)
class Correlations:
    """One indicator against many, on one of the two questions; arrays of one entry for each of the others.

    Attributes
    ----------
    r : −1 to 1; NaN: too few pairs or nothing varies.
    pairs, areas : values compared, and municipalities they come from; areas 0 where nothing was computed exactly.
    p : probability by municipality clusters, NaN where r is; q : adjusted for all tested pairs.

    """

    r: Floats
    pairs: Integers
    areas: Integers
    p: Floats
    q: Floats

    @property
    def tested(self) -> Bools:
        """Tell which of the others could be tested."""
        return ~np.isnan(self.r)


@dataclass(frozen=True, slots=True, eq=False)
class Screened:
    """Result of `screen`; arrays of one entry for each of the others: r and pairs as in `Correlations`."""

    r: Floats
    pairs: Integers


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
    municipalities : how many have values of the indicator.
    tested : how many pairs of levels were tested.
    robust, loose : how many there are in all that hold in both questions, and in only one.
    same_thing : places of those taken for the same thing.

    """

    found: tuple[Pattern, ...]
    municipalities: int
    tested: int
    robust: int
    loose: int
    same_thing: tuple[int, ...]
    between: Correlations
    within: Correlations


def screen(own: Singles, others: Singles) -> Screened:
    """Correlate one prepared indicator with many in single precision, without probabilities.

    Parameters
    ----------
    own : float32 (periods, areas)
        From `prepare`; NaN: no value.
    others : float32 (indicators, periods, areas)
        From `prepare`.

    Returns
    -------
    Screened
        Within 1e-4 of `one_exactly`, and the same pairs tested.

    Notes
    -----
    The sums over common places are products with the own line, its squares and where it has values (see `all_pairs`).
    Only the periods that the own line has values for are read.

    """
    years = np.flatnonzero(~np.isnan(own).all(axis=1))
    span = slice(int(years[0]), int(years[-1]) + 1) if years.size else slice(0, 0)
    x = own[span].reshape(-1)
    mine = ~np.isnan(x)
    o = np.where(mine, x, np.float32(0))
    counted = mine.astype(np.float32)
    asked, first = np.stack((counted, o, o * o), axis=1), np.stack((counted, o), axis=1)
    count = len(others)
    found = np.zeros((6, count))  # n and the sums of x, xx, y, xy, yy over the common places

    def look(share: slice) -> None:
        # Rows are laid in the same few places again and again: fresh memory takes more time than the computing.
        room, known = np.empty((2, AT_A_TIME, x.size), dtype=np.float32), np.empty((AT_A_TIME, x.size), dtype=bool)
        for block in blocks(share.stop, AT_A_TIME, share.start):
            rows = length(block)
            z, there, some = room[0, :rows], room[1, :rows], known[:rows]
            part = others[block, span].reshape(rows, -1)
            np.equal(part, part, out=some)  # what is not equal to itself is missing
            there[...] = some
            np.bitwise_and(part.view(np.int32), np.negative(some.view(np.int8)), out=z.view(np.int32))
            found[:3, block] = (there @ asked).T
            found[3:5, block] = (z @ first).T
            found[5, block] = np.square(z, out=z) @ counted

    in_threads(look, blocks(count, max(-(-count // THREADS), AT_A_TIME)))
    n, x_sum, xx, y_sum, xy, yy = found
    share = 1 / np.maximum(n, 1)
    spread = np.sqrt(np.maximum(xx - x_sum**2 * share, 0) * np.maximum(yy - y_sum**2 * share, 0))
    tested = (n >= PAIRS_NEEDED) & _have_areas(n, own[span], others[:, span]) & (spread > 1e-5 * n)
    r = np.where(tested, (xy - x_sum * y_sum * share) / np.where(tested, spread, 1), np.nan)
    return Screened(np.clip(r, -1, 1), n.astype(np.int64))


def _have_areas(n: Floats, own: Singles, others: Singles) -> Bools:
    """Say which lines share values of enough areas; where more are common than so few could have, none are counted."""
    enough: Bools = n >= AREAS_NEEDED * max(len(own), 1)
    doubtful, mine = np.flatnonzero(~enough & (n >= PAIRS_NEEDED)), ~np.isnan(own)
    for part in blocks(len(doubtful), AT_A_TIME):
        common = ~np.isnan(others[doubtful[part]]) & mine
        enough[doubtful[part]] = np.count_nonzero(common.any(axis=1), axis=1) >= AREAS_NEEDED
    return enough


def find_patterns(own: Prepared, others: Prepared, relatives: Bools, *, most: int = 8) -> PatternSearch:
    """Find the results that go together with one, spurious ones kept down.

    Parameters
    ----------
    own : Prepared
        One indicator, arrays of shape (1, periods, areas).
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
    changes go together (within). Only both together is called robust. Nothing here says what causes what. All pairs
    are screened in single precision; those too weak to be a finding keep the probability 1 and still count among the
    tested ones, which makes the others' adjusted probabilities larger, never smaller.

    Examples
    --------
    >>> from styrhjul.engine.analysis.comparable import prepare
    >>> random = np.random.default_rng(1)
    >>> data = prepare(random.normal(size=(3, 60, 10)))
    >>> find_patterns(data.part(slice(0, 1)), data, np.array([True, False, False])).tested
    2

    """
    screened = [screen(own.levels[0], others.levels), screen(own.changes[0], others.changes)]
    strong = [np.abs(np.nan_to_num(question.r)) >= STRONG - ROUNDING for question in screened]
    candidates = np.flatnonzero((strong[0] | strong[1]) & ~relatives)
    levels = one_exactly(own.levels[0], others.levels, candidates)
    changes = one_exactly(own.changes[0], others.changes, candidates)
    same = np.zeros(len(relatives), dtype=bool)
    same[candidates[np.abs(np.nan_to_num(levels.r)) > SAME_THING]] = True
    hidden = relatives | same
    between = _adjusted(screened[0], candidates, levels, hidden)
    within = _adjusted(screened[1], candidates, changes, hidden)
    counts = [(np.nan_to_num(question.q, nan=1.0) <= FALSE_SHARE) & (np.abs(np.nan_to_num(question.r)) >= STRONG)
              for question in (between, within)]  # fmt: skip
    robust = counts[0] & counts[1] & (np.sign(between.r) == np.sign(within.r))
    size = _size(between.r, within.r)
    order = sorted(np.flatnonzero(counts[0] | counts[1]).tolist(), key=lambda k: (not robust[k], -size[k]))
    place = {k: at for at, k in enumerate(candidates.tolist())}
    found = tuple(
        _pattern(k, _kind(bool(robust[k]), bool(counts[0][k])), between, within, levels, place[k]) for k in order[:most]
    )
    either = int(np.sum(counts[0] | counts[1]))
    twins = tuple(np.flatnonzero(same).tolist())
    tested = int(between.tested.sum())
    here = int((~np.isnan(own.levels[0])).any(axis=0).sum())
    return PatternSearch(found, here, tested, int(robust.sum()), either - int(robust.sum()), twins, between, within)


def _adjusted(screened: Screened, candidates: Integers, exact: Exactly, hidden: Bools) -> Correlations:
    """Put the candidates' exact answers among the screened ones, and adjust for all that were tested."""
    r, p = screened.r.copy(), np.where(np.isnan(screened.r), np.nan, 1.0)
    areas = np.zeros(len(r), dtype=np.int64)
    r[candidates], p[candidates], areas[candidates] = exact.r, exact.p, exact.areas
    r[hidden] = p[hidden] = np.nan
    return Correlations(r, screened.pairs, areas, p, benjamini_hochberg(p))


def _size(between: Floats, within: Floats) -> Floats:
    return np.maximum(np.abs(np.nan_to_num(between)), np.abs(np.nan_to_num(within)))


def _kind(robust: bool, between: bool) -> str:  # noqa: FBT001  (two answers, passed on at once)
    if robust:
        return "robust"
    return "between" if between else "within"


def _pattern(k: int, kind: str, between: Correlations, within: Correlations, levels: Exactly, at: int) -> Pattern:
    return Pattern(k, kind, float(between.r[k]), float(within.r[k]), int(between.pairs[k]), int(between.areas[k]),
                   int(levels.years_same[at]), int(levels.years[at]))  # fmt: skip
