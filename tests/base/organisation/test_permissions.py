"""Rights follow from role and place of today, never from the person."""

from datetime import date, timedelta

import pytest

from styrhjul.base.common import clock
from styrhjul.base.organisation import actions
from styrhjul.base.organisation.models import Appointment, Unit
from styrhjul.base.organisation.permissions import holds, holds_anywhere, is_appointed, within
from styrhjul.engine.packs.schema import Right
from tests.factories import appointed


def units_of(user, right):
    return set(Unit.objects.filter(within(user, right, "pk")).values_list("name", flat=True))


def test_a_right_with_reach_own_holds_at_the_own_unit_only(world):
    assert holds(world.alva, Right.CHECK_IN, world.units[0])
    permit = holds(world.alva, Right.CHECK_IN, world.units[1])
    assert not permit
    assert "Björkskolan" in permit.ground


def test_a_right_with_reach_below_holds_at_all_units_below(world):
    assert units_of(world.hanna, Right.READ_DRAFTS) == {
        "Grundskolenämnden", "Förvaltningen grundskola", "Almskolan", "Björkskolan",
    }  # fmt: skip


def test_a_right_with_reach_everything_holds_everywhere(world):
    assert holds(world.dan, Right.READ_TRACE, world.units[2])
    assert units_of(world.dan, Right.READ_DRAFTS) == set(Unit.objects.values_list("name", flat=True))


def test_the_ground_names_role_and_unit(world):
    assert str(holds(world.alva, Right.CHECK_IN, world.units[0]).ground) == "Som enhetschef, Almskolan."


def test_somebody_without_a_role_holds_nothing(world):
    assert not is_appointed(world.stranger)
    assert not any(holds_anywhere(world.stranger, right) for right in Right)


def test_rights_answer_the_same_for_one_unit_and_for_rows(world):
    for user in (world.alva, world.bo, world.cia, world.dan, world.siv, world.hanna, world.stranger):
        for right in Right:
            one_by_one = {u.name for u in Unit.objects.all() if holds(user, right, u)}
            assert one_by_one == units_of(user, right), (user, right)


def test_a_role_that_ends_ends_its_rights_that_day(world):
    appointment = Appointment.objects.get(user=world.alva)
    actions.end_appointment(appointment, on=clock.today(), by=world.siv)
    assert not holds(world.alva, Right.CHECK_IN, world.units[0])
    with clock.standing_at(clock.today() - timedelta(1)):
        assert holds(world.alva, Right.CHECK_IN, world.units[0])


def test_a_role_ahead_gives_nothing_yet(world):
    later = appointed("Ida", "unit_manager", world.units[1], starts=date(2024, 1, 1))
    assert not holds(later, Right.CHECK_IN, world.units[1])
    with clock.standing_at(date(2024, 1, 1)):
        assert holds(later, Right.CHECK_IN, world.units[1])


def test_a_closed_account_holds_nothing(world):
    actions.close_user(world.alva, by=world.siv)
    assert not holds(world.alva, Right.CHECK_IN, world.units[0])


def test_a_moved_unit_takes_its_rights_along_from_that_day(world):
    day = clock.today() + timedelta(10)
    actions.move_unit(world.units[0], to=world.administrations[1], on=day, by=world.siv)
    assert holds(world.hanna, Right.READ_DRAFTS, world.units[0])
    with clock.standing_at(day):
        assert not holds(world.hanna, Right.READ_DRAFTS, world.units[0])


@pytest.mark.parametrize("role", ["unit_manager", "employee", "auditor"])
def test_only_the_system_administrator_changes_the_organisation(world, role):
    user = appointed("Ulla", role, world.units[1])
    assert not holds_anywhere(user, Right.CHANGE_ORGANISATION)
    assert holds_anywhere(world.siv, Right.CHANGE_ORGANISATION)
