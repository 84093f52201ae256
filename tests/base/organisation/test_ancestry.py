"""Dated ancestry against a slow walk over placements."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from styrhjul.base.organisation import actions, ancestry, queries
from styrhjul.base.organisation.models import Ancestry, in_force
from tests import factories

FIRST = date(2020, 1, 1)
DAYS = 60


def walk_up(unit, day, units, placements):
    """Return the units above on a day, nearest first, itself included, by looking at one placement at a time."""
    above = [unit]
    while True:
        now = above[-1]
        parents = [p for p, starts, ends in placements.get(now, []) if starts <= day and (ends is None or day < ends)]
        if not parents:
            return above
        above.append(parents[0])


def exists(unit, day, units):
    starts, ends = units[unit]
    return starts <= day and (ends is None or day < ends)


@st.composite
def histories(draw):
    """Units that each stand under one with a lower number, from one day to the next change, some of them closed."""
    count = draw(st.integers(2, 9))
    units = {0: (FIRST, None)}
    placements = {}
    for unit in range(1, count):
        starts = draw(st.integers(0, DAYS - 10))
        ends = draw(st.one_of(st.none(), st.integers(starts + 1, DAYS)))
        units[unit] = (FIRST + timedelta(starts), ends and FIRST + timedelta(ends))
        until = ends or DAYS
        changes = sorted({starts, *draw(st.lists(st.integers(starts, until - 1), max_size=4))})
        placements[unit] = [
            (
                draw(st.integers(0, unit - 1)),
                FIRST + timedelta(day),
                FIRST + timedelta(following) if following is not None else ends and FIRST + timedelta(ends),
            )
            for day, following in zip(changes, [*changes[1:], None], strict=True)
        ]
    return units, placements


@settings(max_examples=150, deadline=None)
@given(histories())
def test_every_day_agrees_with_a_slow_walk(history):
    units, placements = history
    worked_out = ancestry.work_out(units, placements)
    for day in (FIRST + timedelta(n) for n in range(DAYS + 2)):
        for unit in units:
            rows = [r for r in worked_out[unit] if r.starts <= day and (r.ends is None or day < r.ends)]
            found = {(row.ancestor, row.distance) for row in rows}
            assert len(rows) == len(found)
            if not exists(unit, day, units):
                assert found == set()
                continue
            chain = walk_up(unit, day, units, placements)
            there = [one for one in chain if exists(one, day, units)]
            # Above a unit that does not exist on the day nothing is known.
            if there == chain:
                assert found == {(one, distance) for distance, one in enumerate(chain)}


def test_a_circle_is_refused():
    units = {1: (FIRST, None), 2: (FIRST, None)}
    with pytest.raises(RecursionError):
        ancestry.work_out(units, {1: [(2, FIRST, None)], 2: [(1, FIRST, None)]})


def test_the_table_follows_a_move_and_keeps_what_was(world):
    elm, (schools, care) = world.units[0], world.administrations
    day = date(2023, 7, 1)
    actions.move_unit(elm, to=care, on=day, by=world.siv)
    before, after = day - timedelta(1), day
    assert queries.units_above(elm, before)[0].pk == schools.pk
    assert queries.units_above(elm, after)[0].pk == care.pk
    assert elm in queries.units_below(world.boards[0], before)
    assert elm not in queries.units_below(world.boards[0], after)
    assert elm in queries.units_below(world.boards[1], after)


def test_rebuilding_again_touches_nothing(world):
    rows = set(Ancestry.objects.values_list("pk", flat=True))
    ancestry.rebuild()
    assert set(Ancestry.objects.values_list("pk", flat=True)) == rows


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7), st.integers(1, 300)), min_size=1, max_size=8))
def test_random_moves_keep_table_and_placements_agreed(moves):
    from django.db import transaction

    with transaction.atomic():
        _move_at_random(moves)
        transaction.set_rollback(True)


def _move_at_random(moves):
    from styrhjul.base.common.faults import Fault
    from styrhjul.base.common.permit import Refused
    from styrhjul.base.organisation.models import Placement, Unit

    world = factories.world()
    units = [*world.boards, *world.administrations, *world.units, *world.programmes]
    for which, to, day in moves:
        try:
            actions.move_unit(
                units[which % len(units)], to=units[to % len(units)], on=date(2023, 1, 1) + timedelta(day), by=world.siv
            )
        except (Fault, Refused):
            continue
    lives = {u.pk: (u.starts, u.ends) for u in Unit.objects.all()}
    placements = {}
    for row in Placement.objects.all():
        placements.setdefault(row.unit_id, []).append((row.parent_id, row.starts, row.ends))
    for day in (date(2023, 1, 1) + timedelta(n) for n in range(0, 310, 7)):
        rows = Ancestry.objects.filter(in_force(day))
        found = set(rows.values_list("descendant_id", "ancestor_id", "distance"))
        slow = {
            (unit, one, distance)
            for unit in lives
            for distance, one in enumerate(walk_up(unit, day, lives, placements))
        }
        assert found == slow


pytestmark = pytest.mark.django_db
