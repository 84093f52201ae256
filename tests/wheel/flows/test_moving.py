"""What a new model has no word for, and where it could go."""

from datetime import date

import pytest

from styrhjul.base.steering.differences import Section
from styrhjul.engine.packs import loader
from styrhjul.engine.packs.schema import Colour, Label, Text
from styrhjul.wheel.flows.models import install_model
from styrhjul.wheel.flows.moving import alike, moves_of, movings
from styrhjul.wheel.flows.uses import in_use, uses
from styrhjul.wheel.flows.vanishing import vanishing
from styrhjul.wheel.plans.actions import start_plan, write_text
from tests import factories

OREBRO, COMMON = loader.load("orebro"), loader.load("common")


def asked(pack=COMMON, chosen=None):
    return {(one.section, one.key): one for one in movings(pack, chosen)}


def test_everything_in_use_that_the_new_model_lacks_is_asked_about(world):
    found = asked()
    assert found[Section.UNIT_KINDS, "operating_board"].count == 2
    assert found[Section.UNIT_KINDS, "programme_board"].count == 2
    assert found[Section.UNIT_KINDS, "operating_board"].label.sv == "driftnämnd"
    assert (Section.UNIT_KINDS, "unit") not in found
    assert (Section.ROLES, "auditor") not in found


def test_what_the_present_model_has_is_asked_about_though_nobody_uses_it_yet(world):
    assert asked()[Section.PLAN_LEVELS, "programme_plan"].count == 0


def test_what_a_planned_model_has_is_asked_about_too(world):
    more = COMMON.roles[0].model_copy(update={"key": "new_role"})
    planned = OREBRO.model_copy(update={"version": "2025", "roles": [*OREBRO.roles, more]})
    install_model(pack=planned, in_force_from=date(2025, 1, 1), by=world.siv)
    assert (Section.ROLES, "new_role") in asked()


def test_what_is_called_alike_is_suggested_and_a_school_is_no_board(world):
    found = asked()
    assert found[Section.UNIT_KINDS, "operating_board"].to == "board"
    assert found[Section.UNIT_KINDS, "programme_board"].to == ""
    assert found[Section.PARTS, "planning"].to == "plan"


def test_one_place_is_not_suggested_for_two_that_stand_apart(world):
    found = asked()
    occasions = [found[Section.OCCASIONS, key].to for key in ("interim_1", "interim_2")]
    assert sorted(occasions) == ["", "interim"]


def test_what_both_models_have_is_not_suggested_for_anything_else(world):
    assert asked()[Section.RATING_LEVELS, "programme"].to == ""


def test_what_somebody_chose_is_kept_and_what_cannot_be_is_suggested_anew(world):
    chosen = {"unit_kinds": {"operating_board": "executive_board", "programme_board": "nowhere"}}
    found = asked(chosen=chosen)
    assert found[Section.UNIT_KINDS, "operating_board"].to == "executive_board"
    assert found[Section.UNIT_KINDS, "programme_board"].to == ""


def test_where_a_key_went_with_the_present_model_is_suggested_again(world):
    moves = {"unit_kinds": {"operating_board": "executive_board"}}
    install_model(pack=COMMON, in_force_from=date(2023, 11, 20), moves=moves, by=world.siv)
    assert asked()[Section.UNIT_KINDS, "operating_board"].to == "executive_board"


@pytest.fixture
def plan(world):
    writer = factories.appointed("Disa", "head_of_administration", world.boards[0])
    plan = start_plan(world.units[0], level="unit_plan", year=2024, by=writer)
    write_text(plan, section="impression", question="known_for", body="Vi är kända för värme.", base=0, by=writer)
    write_text(plan, section="mission", question="given_by", body="Skollagen.", base=0, by=writer)
    return plan


def test_texts_are_asked_about_within_the_level_where_their_plans_go(plan):
    found = asked()
    one = found[Section.PLAN_SECTIONS, "unit_plan/impression"]
    assert one.count == 1
    assert one.within.sv == "enhetsplan"
    assert [choice.key for choice in one.choices] == ["mission", "development", "knowing"]
    assert (Section.PLAN_SECTIONS, "unit_plan/mission") not in found
    chosen = {"plan_sections": {"unit_plan/impression": "unit_plan/development"}}
    assert asked(chosen=chosen)[Section.PLAN_SECTIONS, "unit_plan/impression"].to == "unit_plan/development"


def test_texts_of_a_level_that_goes_nowhere_are_not_asked_about(plan):
    levels = [one for one in COMMON.plan_levels if one.key != "unit_plan"]
    pack = COMMON.model_copy(update={"plan_levels": levels})
    found = asked(pack)
    assert found[Section.PLAN_LEVELS, "unit_plan"].count == 1
    found = asked(pack, {"plan_levels": {"unit_plan": ""}})
    assert (Section.PLAN_SECTIONS, "unit_plan/impression") not in found
    found = asked(pack, {"plan_levels": {"unit_plan": "council_plan"}})
    assert found[Section.PLAN_SECTIONS, "unit_plan/impression"].inside == "council_plan"


def test_the_answers_are_kept_by_section(world):
    moves = moves_of(movings(COMMON))
    assert moves["unit_kinds"]["operating_board"] == "board"
    assert moves["unit_kinds"]["programme_board"] == ""


def test_a_colour_is_known_by_its_sign_and_rank_and_the_years_report_by_closing_it():
    green = OREBRO.rating.scale[0]
    other = Colour(
        key="good", label=Label(sv="bra", en="good"), basis="assumed", sign=green.sign, rank=green.rank,
        when=Text(sv="a", en="a"),
    )  # fmt: skip
    assert alike(green.label, [other], green) is other
    annual = OREBRO.occasions[-1]
    renamed = annual.model_copy(update={"key": "bokslut", "label": Label(sv="bokslut", en="accounts")})
    assert alike(annual.label, [COMMON.occasions[0], renamed], annual) is renamed


def test_vanishing_is_what_is_in_use_of_the_present_model_and_not_in_the_new(world):
    found = {(one.section, one.entry.key): one.count for one in vanishing(OREBRO, COMMON)}
    assert found[Section.UNIT_KINDS, "operating_board"] == 2
    assert vanishing(OREBRO, OREBRO) == []


def test_every_section_that_is_stored_with_things_is_counted(world):
    assert {use.section for use in uses()} >= {Section.UNIT_KINDS, Section.ROLES, Section.STEPS, Section.PARTS}
    assert in_use()[Section.ROLES]["unit_manager"] == (2, 2)
