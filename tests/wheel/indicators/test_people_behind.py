"""How many people are behind a value: typed with it, kept with it, and too few are never shown."""

from decimal import Decimal

import pytest

from styrhjul.base.common.faults import Fault
from styrhjul.wheel.indicators import actions, queries
from styrhjul.wheel.indicators.actions import Cell, CellFaults
from styrhjul.wheel.indicators.measured import Measured, count_of, read_measured
from styrhjul.wheel.indicators.models import Group, Status, Value

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("text", "value", "people"),
    [("34 av 41", "82.9268", 41), ("34 of 41", "82.9268", 41), ("34/41", "82.9268", 41), ("0 av 12", "0", 12),
     ("1 034 av 1 100", "94", 1100), ("82,9 (41)", "82.9", 41), ("82.9 ( n = 41 )", "82.9", 41), ("82,9", "82.9", None),
     ("-3,5 (12)", "-3.5", 12)],
)  # fmt: skip
def test_people_are_read_with_the_number(text, value, people):
    assert read_measured(text, is_share=True) == Measured(Decimal(value), people)


@pytest.mark.parametrize(
    "text", ["42 av 41", "3 av 0", "82,9 (0)", "82,9 (99999999999)", "av 41", "34 av", "(41)", "5 av 1,5"]
)
def test_what_cannot_be_is_refused(text):
    with pytest.raises(Fault):
        read_measured(text, is_share=True)


def test_so_many_of_so_many_needs_a_share():
    with pytest.raises(Fault, match="andel"):
        read_measured("34 av 41", is_share=False)


@pytest.mark.parametrize("people", [1, 7, 41, 999, 12_345])
def test_the_count_is_what_was_typed(people):
    for count in {0, 1, people // 3, people - 1, people}:
        assert count_of(read_measured(f"{count} av {people}", is_share=True).value, people) == count


def enter(world, indicator, *cells):
    actions.enter_values(indicator, world.units[0], [Cell("2022", text, group) for group, text in cells], by=world.alva)
    return {group: line.points[-1] for group, line in queries.lines(indicator, world.units[0]).items() if line.points}


def test_people_are_kept_and_given_with_the_point(world, readers):
    shown = enter(world, readers, (Group.ALL, "34 av 41"))
    assert shown[Group.ALL].value == Decimal("82.9268")
    assert shown[Group.ALL].people == 41
    assert Value.objects.get().people == 41


def test_other_people_behind_the_same_number_are_a_new_revision(world, readers):
    enter(world, readers, (Group.ALL, "50 av 100"))
    enter(world, readers, (Group.ALL, "60 av 120"))
    assert list(Value.objects.order_by("pk").values_list("revision", "people")) == [(1, 100), (2, 120)]


def test_too_few_are_hidden_with_what_would_give_them_away(world, readers):
    shown = enter(world, readers, (Group.ALL, "20 av 41"), (Group.WOMEN, "2 av 15"), (Group.MEN, "18 av 26"))
    assert shown[Group.ALL].value is not None
    for group in (Group.WOMEN, Group.MEN):
        assert shown[group].value is None
        assert shown[group].people is None
        assert shown[group].status == Status.MISSING
        assert "färre än 5" in shown[group].missing_because


def test_one_group_asked_for_alone_is_hidden_all_the_same(world, readers):
    enter(world, readers, (Group.ALL, "20 av 41"), (Group.WOMEN, "2 av 15"), (Group.MEN, "18 av 26"))
    found = queries.lines(readers, world.units[0], [Group.MEN])
    assert list(found) == [Group.MEN]
    assert found[Group.MEN].latest is None


def test_a_whole_of_few_hides_all_of_it(world, readers):
    shown = enter(world, readers, (Group.ALL, "2 av 4"))
    assert shown[Group.ALL].is_protected
    pair = {(readers.pk, world.units[0].pk)}
    assert queries.latest_points([readers], [world.units[0]])[pair.pop()].latest is None


def test_enough_are_shown(world, readers):
    shown = enter(world, readers, (Group.ALL, "20 av 41"), (Group.WOMEN, "8 av 15"), (Group.MEN, "12 av 26"))
    assert [shown[group].value is not None for group in Group] == [True, True, True]


def test_a_value_without_people_is_shown_as_before(world, readers):
    assert enter(world, readers, (Group.ALL, "82,9"))[Group.ALL].value == Decimal("82.9")


def test_the_faults_stand_in_their_cells(world, readers):
    with pytest.raises(CellFaults) as faults:
        enter(world, readers, (Group.ALL, "42 av 41"))
    assert "Fler kan inte räknas" in str(faults.value.cells[0].sentence)
