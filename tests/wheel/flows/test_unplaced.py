"""What has no place in the model in force is listed, and nothing of it is lost."""

from datetime import date

import pytest

from styrhjul.base.calendar.models import Duty
from styrhjul.base.common import clock
from styrhjul.base.organisation.permissions import is_appointed
from styrhjul.base.steering.differences import Section
from styrhjul.engine.packs import loader
from styrhjul.wheel.flows.models import install_model
from styrhjul.wheel.flows.unplaced import is_without_place, standing_on, without_place
from styrhjul.wheel.goals.actions import add_goal
from styrhjul.wheel.plans.actions import start_plan, write_text
from tests import factories

COMMON = loader.load("common")
TODAY = date(2023, 11, 20)


def found():
    return {(one.section, one.key): one for one in without_place()}


def switch(world, **moves):
    """Let the common model come into force today."""
    return install_model(pack=COMMON, in_force_from=TODAY, moves=moves, by=world.siv)


@pytest.fixture
def gunilla(world):
    return factories.appointed("Gunilla", "head_of_central_office", world.executive)


@pytest.fixture
def plan(world, gunilla):
    plan = start_plan(world.units[0], level="unit_plan", year=2024, by=world.hanna)
    write_text(plan, section="impression", question="known_for", body="Värme.", base=0, by=world.hanna)
    return plan


def test_as_long_as_one_model_is_in_force_everything_has_its_place(world, plan):
    assert without_place() == []
    assert not is_without_place(Section.UNIT_KINDS, "operating_board")


def test_units_and_roles_without_a_place_are_told_with_their_old_words(world, gunilla):
    switch(world)
    boards = found()[Section.UNIT_KINDS, "operating_board"]
    assert (boards.label.sv, boards.open, boards.kept) == ("driftnämnd", 2, 0)
    assert found()[Section.ROLES, "head_of_central_office"].open == 1
    assert is_without_place(Section.UNIT_KINDS, "operating_board")


def test_what_was_moved_has_its_place(world, gunilla):
    switch(world, unit_kinds={"operating_board": "board"}, roles={"head_of_central_office": "politician"})
    assert (Section.UNIT_KINDS, "operating_board") not in found()
    assert (Section.ROLES, "head_of_central_office") not in found()


def test_a_role_without_a_place_gives_nothing_and_is_still_seen(world, gunilla):
    switch(world)
    assert not is_appointed(gunilla)
    things, total = standing_on(Section.ROLES, "head_of_central_office", world.siv)
    assert [(one.title, one.unit) for one in things] == [("Gunilla", world.executive)]
    assert total == 1


def test_goals_of_a_level_that_is_gone_are_listed_for_those_who_may_know_of_them(world, gunilla):
    goal = add_goal(title="Hållbart", level="strategic_area", unit=world.top, starts=date(2023, 1, 1), by=gunilla)
    switch(world)
    things, total = standing_on(Section.GOAL_LEVELS, "strategic_area", world.bo)
    assert [one.thing for one in things] == [goal]
    assert total == 1
    assert found()[Section.GOAL_LEVELS, "strategic_area"].open == 1


def test_texts_of_sections_that_are_gone_are_listed_by_their_plans(world, plan):
    switch(world)
    one = found()[Section.PLAN_SECTIONS, "unit_plan/impression"]
    assert one.open == 1
    things, _total = standing_on(Section.PLAN_SECTIONS, "unit_plan/impression", world.alva)
    assert [one.thing for one in things] == [plan]
    hidden, still = standing_on(Section.PLAN_SECTIONS, "unit_plan/impression", world.cia)
    assert (hidden, still) == ([], 1)


def test_plans_of_a_level_that_is_gone_take_their_texts_along(world, plan):
    levels = [one for one in COMMON.plan_levels if one.key != "unit_plan"]
    parts = [
        one.model_copy(update={"todos": [t for t in one.todos if t.plan_level != "unit_plan"]})
        for one in COMMON.wheel.parts
    ]
    pack = COMMON.model_copy(
        update={"plan_levels": levels, "wheel": COMMON.wheel.model_copy(update={"parts": parts}), "version": "2024"}
    )
    install_model(pack=pack, in_force_from=TODAY, by=world.siv)
    assert found()[Section.PLAN_LEVELS, "unit_plan"].open == 1
    assert found()[Section.PLAN_SECTIONS, "unit_plan/impression"].open == 1


def test_done_duties_of_a_part_that_is_gone_stand_without_a_phase(world):
    duty = Duty.objects.filter(part="planning", due__lt=TODAY).first()
    switch(world)
    assert found()[Section.PARTS, "planning"].open > 0
    things, _total = standing_on(Section.PARTS, "planning", world.siv)
    assert duty in [one.duty for one in things]


def test_what_belongs_to_a_closed_year_is_kept_apart(world, gunilla):
    goal = add_goal(title="Gammalt", level="strategic_area", unit=world.top, starts=date(2021, 1, 1),
                    ends=date(2023, 11, 20), by=gunilla)  # fmt: skip
    switch(world)
    one = found()[Section.GOAL_LEVELS, "strategic_area"]
    assert (one.open, one.kept) == (0, 1)
    assert goal.ends == TODAY


def test_what_has_a_place_or_never_was_is_not_without_one(world):
    switch(world, unit_kinds={"operating_board": "board"})
    assert not is_without_place(Section.UNIT_KINDS, "operating_board")
    assert not is_without_place(Section.UNIT_KINDS, "unit")
    assert not is_without_place(Section.PLAN_SECTIONS, "unit_plan")
    assert not is_without_place(Section.PLAN_SECTIONS, "unit_plan/mission")


def test_switching_back_brings_everything_back(world, plan):
    switch(world)
    assert without_place()
    with clock.standing_at(date(2023, 11, 21)):
        back = loader.load("orebro")
        install_model(pack=back, in_force_from=date(2023, 11, 21), by=world.siv)
        assert [one for one in without_place() if one.section is not Section.PARTS] == []
