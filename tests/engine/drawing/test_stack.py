"""Blocks above each other: in order, apart, inside, and moved as little as can be."""

from __future__ import annotations

import itertools
from random import Random

import pytest

from styrhjul.engine.drawing.wheel.stack import Wish, spread

TOP, BOTTOM, GAP = -200.0, 200.0, 3.0


def some_wishes(seed):
    chance = Random(seed)
    middles = sorted(chance.uniform(-220, 220) for _ in range(chance.randrange(1, 9)))
    return [Wish(middle, chance.choice([17, 34, 51]), chance.choice([0.3, 1, 20])) for middle in middles]


def cost(wishes, middles):
    return sum(wish.weight * (wish.middle - middle) ** 2 for wish, middle in zip(wishes, middles, strict=True))


def is_allowed(wishes, middles):
    pairs = list(zip(wishes, middles, strict=True))
    apart = all(
        after[1] - before[1] >= (before[0].height + after[0].height) / 2 + GAP - 1e-6
        for before, after in itertools.pairwise(pairs)
    )
    return (
        apart
        and pairs[0][1] - wishes[0].height / 2 >= TOP - 1e-6
        and pairs[-1][1] + wishes[-1].height / 2 <= BOTTOM + 1e-6
    )


@pytest.mark.parametrize("seed", range(60))
def test_no_other_allowed_place_is_nearer_to_what_was_wished(seed):
    wishes, chance = some_wishes(seed), Random(seed)
    middles = spread(wishes, TOP, BOTTOM, GAP)
    assert is_allowed(wishes, middles)
    for _ in range(300):
        moved = [middle + chance.choice([0, 0, chance.gauss(0, 3)]) for middle in middles]
        if is_allowed(wishes, moved):
            assert cost(wishes, moved) >= cost(wishes, middles) - 1e-6


def test_what_has_room_is_not_moved():
    assert spread([Wish(-100, 17), Wish(0, 34), Wish(100, 17)], TOP, BOTTOM, GAP) == [-100, 0, 100]


def test_what_minds_being_moved_stays_and_the_other_gives_way():
    heavy, light = spread([Wish(0, 20, 1000), Wish(5, 20, 1)], TOP, BOTTOM, 0)
    assert abs(heavy) < 0.1
    assert light == pytest.approx(20, abs=0.1)


def test_what_does_not_fit_is_said():
    assert spread([Wish(0, 150)] * 3, TOP, BOTTOM, GAP) is None
    assert spread([], TOP, BOTTOM, GAP) == []
