"""Beginning by a start code, and the steps that follow until the first plan."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from styrhjul.base.common.faults import Fault
from styrhjul.base.common.models import TraceEntry, User
from styrhjul.base.common.permit import Refused
from styrhjul.base.organisation.actions import change_look, end_appointment, make_start_code, mark_step
from styrhjul.base.organisation.models import Appointment, StartCode, StartStep
from styrhjul.base.organisation.permissions import can_change_organisation, can_install_models, can_manage_accounts
from styrhjul.base.organisation.queries import municipality
from styrhjul.base.steering.models import SteeringModel
from styrhjul.base.steering.own_words import OwnWord
from styrhjul.base.steering.queries import model_in_force, pack_in_force
from styrhjul.engine.packs import loader
from styrhjul.wheel.flows.beginning import (
    First,
    Step,
    begin,
    begin_with_code,
    choose_model,
    name_municipality,
    put_steps_aside,
    start_first_plan,
    steps_taken,
    unnamed,
)
from styrhjul.wheel.flows.organisation import open_unit
from styrhjul.wheel.flows.words import write_own_words
from styrhjul.wheel.plans.models import Plan
from styrhjul.wheel.plans.permissions import can_start_plan

pytestmark = pytest.mark.django_db
WHO = {"name": "Siv Lundmark", "email": "siv@example.org", "password": "sju-hjul-rullar-fint"}


@pytest.fixture
def siv() -> User:
    return begin_with_code(code=make_start_code(), **WHO)


def standing() -> dict[str, str]:
    return {
        taken.step.value: "done" if taken.is_done else "skipped" if taken.is_skipped else "open"
        for taken in steps_taken()
    }


def test_the_code_makes_an_administrator_of_an_unnamed_municipality(siv):
    assert municipality().name == unnamed()
    assert model_in_force().key == "common"
    for permit in (can_change_organisation, can_install_models, can_manage_accounts):
        assert permit(siv)
    assert siv.check_password(WHO["password"])
    assert set(standing().values()) == {"open"}


def test_a_wrong_code_begins_nothing_and_leaves_the_right_one(db):
    code = make_start_code()
    with pytest.raises(Fault):
        begin_with_code(code="AAAA-AAAA-AAAA-AAAA", **WHO)
    assert not User.objects.exists()
    assert not SteeringModel.objects.exists()
    begin_with_code(code=code, **WHO)


def test_what_cannot_be_taken_leaves_the_code_as_it_was(db):
    code = make_start_code()
    with pytest.raises(ValidationError):
        begin_with_code(code=code, **{**WHO, "email": "no address"})
    assert StartCode.objects.count() == 1
    begin_with_code(code=code, **WHO)
    assert not StartCode.objects.exists()


def test_begun_from_the_command_line_the_name_is_given_already(db):
    begin(pack=loader.load("orebro"), first=First("Storby kommun", "1880", **WHO))
    assert standing()["municipality"] == "done"
    assert standing()["look"] == "open"


def test_each_step_is_done_where_it_is_done(siv):
    name_municipality(name="Storby kommun", area="1880", by=siv)
    assert (municipality().name, municipality().area) == ("Storby kommun", "1880")
    change_look(accent="#006AA7", by=siv)
    choose_model(key="common", by=siv)
    top = municipality()
    board = open_unit(code="2", name="Skolnämnden", kind="board", parent=top, starts=top.starts, by=siv)
    write_own_words({"unit_kinds": {"board": OwnWord("utskott")}}, seen=0, by=siv)
    assert standing() == {**dict.fromkeys(Step.values, "done"), "plan": "open"}
    start_first_plan(board, level="operating_plan", year=2024, role="year_process_lead", by=siv)
    assert set(standing().values()) == {"done"}


def test_putting_aside_leaves_what_is_done(siv):
    name_municipality(name="Storby kommun", area="", by=siv)
    mark_step(Step.LOOK, done=False, by=siv)
    put_steps_aside(by=siv)
    assert standing() == {**dict.fromkeys(Step.values, "skipped"), "municipality": "done"}
    assert StartStep.objects.count() == len(Step.values)
    put_steps_aside(by=siv)
    change_look(accent="#006AA7", by=siv)
    assert standing()["look"] == "done"


@pytest.mark.parametrize("key", loader.shipped_keys())
def test_any_model_may_be_chosen_on_the_first_day_and_another_after_it(siv, key):
    choose_model(key="norrkoping", by=siv)
    choose_model(key=key, by=siv)
    assert model_in_force().key == key
    assert pack_in_force().key == key
    assert can_install_models(siv)
    assert SteeringModel.objects.filter(taken_back_at=None).count() == 1
    assert standing()["model"] == "done"


def test_the_model_in_force_is_chosen_without_installing_it_again(siv):
    choose_model(key="common", by=siv)
    assert SteeringModel.objects.count() == 1


def test_a_model_that_lacks_what_is_in_use_is_not_begun_with(siv):
    top = municipality()
    open_unit(code="2", name="Skolnämnden", kind="board", parent=top, starts=top.starts, by=siv)
    with pytest.raises(Fault) as caught:
        choose_model(key="orebro", by=siv)
    assert caught.value.field == "pack"
    assert model_in_force().key == "common"


def test_whoever_looks_after_the_accounts_takes_the_role_that_writes_the_first_plan(siv):
    top = municipality()
    assert not can_start_plan(siv, top, "council_plan")
    plan = start_first_plan(top, level="council_plan", year=2024, role="year_process_lead", by=siv)
    assert (plan.place, plan.year) == (top, 2024)
    assert Appointment.objects.filter(user=siv, role="year_process_lead", unit=top).count() == 1
    assert TraceEntry.objects.filter(event="role.given", subject=f"user:{siv.pk}").count() == 2


def test_a_role_is_taken_only_where_one_is_needed(siv):
    top = municipality()
    start_first_plan(top, level="council_plan", year=2024, role="year_process_lead", by=siv)
    start_first_plan(top, level="council_plan", year=2025, role="", by=siv)
    assert Appointment.objects.filter(user=siv).count() == 2
    end_appointment(Appointment.objects.get(role="year_process_lead"), on=top.starts, by=siv)


def test_a_role_that_writes_no_plans_begins_none_and_is_not_given(siv):
    with pytest.raises(Refused):
        start_first_plan(municipality(), level="council_plan", year=2024, role="auditor", by=siv)
    assert not Plan.objects.exists()
    assert not Appointment.objects.filter(role="auditor").exists()


@pytest.mark.parametrize("who", ["alva", "hanna", "dan", "stranger"])
def test_only_who_looks_after_the_system_takes_the_steps(world, who):
    by = getattr(world, who)
    for act in (
        lambda: name_municipality(name="X", area="", by=by),
        lambda: choose_model(key="common", by=by),
        lambda: put_steps_aside(by=by),
        lambda: start_first_plan(world.top, level="osb", year=2024, role="municipal_director", by=by),
    ):
        with pytest.raises(Refused):
            act()
