"""The tree of a day."""

from datetime import date

from styrhjul.base.organisation import actions, queries


def shape(day):
    return [(branch.level, branch.unit.name) for branch in queries.tree_on(day)]


def test_each_unit_comes_after_the_one_it_stands_under(world):
    tree = queries.tree_on(date(2023, 1, 1))
    seen = set()
    for branch in tree:
        assert branch.parent_id is None or branch.parent_id in seen
        seen.add(branch.unit.pk)
    assert len(tree) == 12 - 1


def test_the_tree_of_a_day_is_the_tree_of_that_day(world):
    before = shape(date(2023, 6, 30))
    actions.move_unit(world.units[0], to=world.administrations[1], on=date(2023, 7, 1), by=world.siv)
    actions.close_unit(world.units[1], on=date(2023, 9, 1), by=world.siv)
    assert shape(date(2023, 6, 30)) == before
    assert (4, "Björkskolan") in shape(date(2023, 8, 31))
    assert (4, "Björkskolan") not in shape(date(2023, 9, 1))


def test_before_the_first_unit_there_is_nothing(world):
    assert queries.tree_on(date(2000, 1, 1)) == []
