"""Protection of people in small groups: which numbers would tell of somebody, and which others would give them away."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from styrhjul.engine.analysis.arrays import floats

FEWEST = 5
"""People; fewer than this behind a number, or in a part of it, and it is not shown."""

Bools = npt.NDArray[np.bool_]


def tells_of_few(people: npt.ArrayLike, count: npt.ArrayLike | None = None, *, fewest: int = FEWEST) -> Bools:
    """Say which numbers rest on so few people that somebody could be recognised.

    Parameters
    ----------
    people : float64, any shape
        How many people are behind each number; NaN: not known, then nothing is said to be small.
    count : float64, same shape, or None
        For shares: how many of them have what is counted; None for means and the like.
    fewest : int
        From how many people a number may be shown.

    Returns
    -------
    bool, same shape

    Raises
    ------
    ValueError
        The shapes differ, a count is below nil or above the people, or `fewest` is below 1.

    Notes
    -----
    Hundepool et al., Handbook on Statistical Disclosure Control, ch. 4: a threshold rule. A share is small when fewer
    than `fewest` are behind it, or when those counted or those not counted are some but fewer than that. All or none
    of a group tells something about everybody in it, so such a group must be twice as large.

    Examples
    --------
    >>> tells_of_few([4, 40, 40, 9, 12], [2, 3, 20, 9, 0]).tolist()
    [True, True, False, True, False]

    """
    n = floats(people)
    if fewest < 1:
        raise ValueError(f"a number must be shown from one person or more, not {fewest}")
    small: Bools = np.asarray(n < fewest)
    if count is None:
        return small
    x = floats(count)
    if x.shape != n.shape:
        raise ValueError(f"{x.shape} counts and {n.shape} numbers of people")
    if np.any((x < 0) | (x > n)):
        raise ValueError("a count is below nil or above the people it is counted among")
    some = ((x > 0) & (x < fewest)) | ((n - x > 0) & (n - x < fewest))
    everybody = ((x == 0) | (x == n)) & (n < 2 * fewest)
    told: Bools = small | some | everybody
    return told


def hidden_parts(whole: bool, parts: Sequence[bool]) -> tuple[bool, ...]:  # noqa: FBT001  (one of several answers)
    """Say which parts of a whole must be hidden, so that none of the small ones can be worked out from the rest.

    Parameters
    ----------
    whole : bool
        The whole tells of few, and is hidden.
    parts : sequence of bool
        Which parts tell of few. A part that is not known at all is not among them.

    Returns
    -------
    tuple of bool, as long as `parts`
        The small ones; with a shown whole and one single hidden part also another, the last that is shown. Of a
        hidden whole all parts, since together they would tell it.

    Examples
    --------
    >>> hidden_parts(False, [True, False]), hidden_parts(True, [False, False]), hidden_parts(False, [False, False])
    ((True, True), (True, True), (False, False))

    """
    if whole:
        return (True,) * len(parts)
    hidden = list(parts)
    if sum(hidden) == 1 and len(hidden) > 1:
        last = max(place for place, small in enumerate(parts) if not small)
        hidden[last] = True
    return tuple(hidden)
