"""Protection of people in small groups, also against whoever subtracts."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from styrhjul.engine.analysis.small_numbers import FEWEST, hidden_parts, tells_of_few

groups = st.integers(0, 60).flatmap(lambda people: st.tuples(st.integers(0, people), st.just(people)))


@pytest.mark.parametrize(
    ("people", "count", "small"),
    [(4, 0, True), (5, 5, True), (9, 0, True), (10, 0, False), (10, 10, False), (30, 1, True), (30, 29, True),
     (30, 5, False), (30, 25, False), (30, 26, True), (np.nan, np.nan, False)],
)  # fmt: skip
def test_a_share_of_few_is_small(people, count, small):
    assert tells_of_few(people, count) == small


def test_a_mean_is_small_by_its_people_alone():
    assert tells_of_few([4, 5, np.nan]).tolist() == [True, False, False]


def test_what_cannot_be_is_refused():
    with pytest.raises(ValueError, match="above the people"):
        tells_of_few([4], [5])
    with pytest.raises(ValueError, match="one person"):
        tells_of_few([4], fewest=0)
    with pytest.raises(ValueError, match="numbers of people"):
        tells_of_few([4, 5], [4])


@given(groups, groups)
def test_nobody_can_work_out_a_hidden_part(women, men):
    """Whoever sees the whole and each shown part is left with a range as wide as the rule asks."""
    whole = women[0] + men[0], women[1] + men[1]
    small = [bool(tells_of_few(n, x)) for x, n in (women, men)]
    whole_small = bool(tells_of_few(whole[1], whole[0]))
    hidden = hidden_parts(whole_small, small)
    for part, is_hidden, is_small in zip((women, men), hidden, small, strict=True):
        assert is_hidden or not is_small
        if is_hidden and not whole_small:
            # Both parts are hidden; any split of the whole's count between them is possible.
            assert all(hidden)
            assert whole[0] + 1 >= FEWEST or whole[0] == 0
            assert 0 <= part[0] <= whole[0]


def test_a_part_alone_is_hidden_alone():
    assert hidden_parts(False, [True]) == (True,)
    assert hidden_parts(False, []) == ()


def test_of_three_parts_a_second_is_hidden():
    assert hidden_parts(False, [True, False, False]) == (True, False, True)
    assert hidden_parts(False, [True, True, False]) == (True, True, False)
