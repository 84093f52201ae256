"""Putting blocks of text above each other: as near as they can to where they want to be, in order, none overlapping."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Wish:
    """A block that wants to be somewhere: its middle, its height, and how much it minds being moved."""

    middle: float
    height: float
    weight: float = 1


def spread(wishes: Sequence[Wish], top: float, bottom: float, gap: float) -> list[float] | None:
    """Return the middles of blocks between two heights; None when they don't fit.

    Parameters
    ----------
    wishes
        The blocks from the top down; the order stays.
    top, bottom
        The heights between which the blocks are to lie.
    gap
        The least distance between two blocks.

    Notes
    -----
    The weighted squares of the moves are as small as they can be: with the blocks' own room taken away the middles
    have to rise, which is isotonic regression, solved by pooling neighbours (Barlow and others, 1972, chapter 1).

    Examples
    --------
    >>> spread([Wish(0, 10), Wish(2, 10)], -50, 50, 0)
    [-4.0, 6.0]

    """
    if not wishes:
        return []
    rooms, taken = [], 0.0
    for place, wish in enumerate(wishes):
        taken += gap + wish.height / 2 if place else wish.height / 2
        rooms.append(taken)
        taken += wish.height / 2
    if taken > bottom - top:
        return None
    pools: list[tuple[float, float, int]] = []  # mean, weight, number of blocks
    for wish, room in zip(wishes, rooms, strict=True):
        mean, weight, count = wish.middle - room, wish.weight, 1
        while pools and pools[-1][0] > mean:
            before, heavy, many = pools.pop()
            mean = (before * heavy + mean * weight) / (heavy + weight)
            weight, count = weight + heavy, count + many
        pools.append((mean, weight, count))
    highest, lowest = top, bottom - taken
    middles = [min(max(mean, highest), lowest) for mean, _weight, count in pools for _one in range(count)]
    return [middle + room for middle, room in zip(middles, rooms, strict=True)]
