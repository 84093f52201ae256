"""Changing the organisation: what works, what is refused and what is recorded."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from styrhjul.base.common import clock, trace
from styrhjul.base.common.faults import Fault
from styrhjul.base.common.models import TraceEntry
from styrhjul.base.common.permit import Refused
from styrhjul.base.organisation import actions, queries
from styrhjul.base.organisation.models import Appointment, Unit
from tests.factories import person, unit

TODAY = date(2023, 11, 20)


def names_below(one, day):
    return {u.name for u in queries.units_below(one, day)}


def test_a_unit_is_added_and_recorded(world):
    added = actions.add_unit(
        code="lind", name="Lindskolan", kind="unit", parent=world.administrations[0], starts=TODAY, by=world.siv
    )
    assert "Lindskolan" in names_below(world.boards[0], TODAY)
    assert TraceEntry.objects.filter(event="unit.added", subject=f"unit:{added.pk}").exists()


def test_a_reader_adds_nothing(world):
    before = Unit.objects.count()
    with pytest.raises(Refused):
        actions.add_unit(code="x", name="X", kind="unit", parent=world.administrations[0], starts=TODAY, by=world.alva)
    assert Unit.objects.count() == before


def test_a_kind_stands_only_where_the_model_lets_it(world):
    with pytest.raises(Refused, match="låter inte driftnämnd stå under förvaltning"):
        unit("Nämnd", "operating_board", world.administrations[0])


def test_moving_in_mid_year_leaves_the_tree_of_before(world):
    day = date(2023, 7, 1)
    actions.move_unit(world.units[0], to=world.administrations[1], on=day, by=world.siv)
    assert "Almskolan" in names_below(world.boards[0], date(2022, 12, 31))
    assert "Almskolan" in names_below(world.boards[0], day - timedelta(1))
    assert "Almskolan" not in names_below(world.boards[0], day)


@pytest.mark.parametrize("day", [date(2022, 7, 1), date(2014, 1, 1)])
def test_a_move_never_reaches_into_an_earlier_year(world, day):
    with pytest.raises((Refused, Fault)):
        actions.move_unit(world.units[0], to=world.administrations[1], on=day, by=world.siv)


def test_a_unit_is_not_moved_under_itself_or_below(world):
    with pytest.raises((Refused, Fault)):
        actions.move_unit(world.boards[0], to=world.administrations[0], on=TODAY, by=world.siv)


def test_a_unit_is_not_moved_under_a_closed_one(world):
    actions.close_unit(world.units[2], on=TODAY, by=world.siv)
    actions.close_unit(world.administrations[1], on=TODAY, by=world.siv)
    with pytest.raises(Refused):
        actions.move_unit(world.units[0], to=world.administrations[1], on=TODAY, by=world.siv)


def test_a_unit_with_units_below_is_not_closed(world):
    with pytest.raises(Refused, match="2"):
        actions.close_unit(world.administrations[0], on=TODAY, by=world.siv)


def test_a_unit_that_something_comes_under_later_is_not_closed(world):
    actions.close_unit(world.units[2], on=TODAY, by=world.siv)
    unit("Senare", "unit", world.administrations[1], starts=date(2024, 2, 1))
    with pytest.raises(Refused):
        actions.close_unit(world.administrations[1], on=date(2024, 1, 1), by=world.siv)


def test_a_unit_that_is_moved_later_says_from_when_it_can_be_closed(world):
    actions.move_unit(world.units[0], to=world.administrations[1], on=date(2024, 1, 1), by=world.siv)
    with pytest.raises(Refused, match=r"flyttas den 1 januari 2024\. Den kan stängas tidigast dagen efter"):
        actions.close_unit(world.units[0], on=TODAY, by=world.siv)


def test_closing_ends_the_roles_there_also_those_ahead(world):
    ida = person("Ida")
    actions.appoint(ida, role="unit_manager", unit=world.units[0], starts=date(2024, 1, 1), by=world.siv)
    actions.close_unit(world.units[0], on=date(2023, 12, 31), by=world.siv)
    assert list(Appointment.objects.filter(unit=world.units[0]).values_list("user__name", "ends")) == [
        ("Alva", date(2023, 12, 31)), ("Bo", date(2023, 12, 31)),
    ]  # fmt: skip
    assert "Almskolan" in names_below(world.top, date(2023, 12, 30))
    assert "Almskolan" not in names_below(world.top, date(2023, 12, 31))


def test_a_role_that_never_held_leaves_no_false_history(world):
    ida = person("Ida")
    ahead = actions.appoint(ida, role="unit_manager", unit=world.units[1], starts=date(2024, 1, 1), by=world.siv)
    actions.end_appointment(ahead, on=TODAY, by=world.siv)
    assert not Appointment.objects.filter(user=ida).exists()
    assert TraceEntry.objects.filter(event="role.taken_back").exists()


def test_the_same_role_is_not_held_twice_at_once(world):
    with pytest.raises(Refused, match="Alva"):
        actions.appoint(world.alva, role="unit_manager", unit=world.units[0], by=world.siv)


def test_an_unknown_role_is_refused(world):
    with pytest.raises(Refused):
        actions.appoint(world.alva, role="king", unit=world.units[0], by=world.siv)


def test_nobody_locks_the_accounts_from_within(world):
    own = Appointment.objects.get(user=world.siv)
    with pytest.raises(Refused):
        actions.end_appointment(own, on=TODAY, by=world.siv)
    with pytest.raises(Refused):
        actions.close_user(world.siv, by=world.siv)


def test_an_address_is_used_once_and_must_be_one(world):
    with pytest.raises(Fault, match="konto"):
        actions.add_user(email="ALVA@example.org", name="Alva II", by=world.siv)
    with pytest.raises(ValidationError):
        actions.add_user(email="not an address", name="X", by=world.siv)


def test_every_action_refuses_whoever_may_not(world):
    alva, elm = world.alva, world.units[0]
    own = Appointment.objects.get(user=alva)
    attempts = [
        lambda: actions.move_unit(elm, to=world.administrations[1], on=TODAY, by=alva),
        lambda: actions.rename_unit(elm, name="X", by=alva),
        lambda: actions.set_area(elm, area="1880", by=alva),
        lambda: actions.close_unit(elm, on=TODAY, by=alva),
        lambda: actions.add_user(email="x@example.org", name="X", by=alva),
        lambda: actions.rename_user(alva, name="X", by=alva),
        lambda: actions.close_user(world.bo, by=alva),
        lambda: actions.record_link(world.bo, by=alva),
        lambda: actions.appoint(alva, role="system_administrator", unit=world.top, by=alva),
        lambda: actions.end_appointment(own, on=TODAY, by=alva),
    ]
    entries = TraceEntry.objects.count()
    for attempt in attempts:
        with pytest.raises(Refused):
            attempt()
    assert TraceEntry.objects.count() == entries
    assert trace.verify() == []


def test_today_decides_who_is_top(world):
    assert queries.municipality() == world.top
    assert clock.today() == TODAY
