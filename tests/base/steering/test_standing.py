"""Earlier keys that stand in a later model, and words of what has no place."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from styrhjul.base.common import clock
from styrhjul.base.steering.differences import Section, entries_of
from styrhjul.base.steering.queries import (
    model_of_year,
    models_ahead,
    models_from,
    pack_at,
    pack_during,
    pack_in_force,
    pack_of,
    pack_of_year,
)
from styrhjul.base.steering.standing import question_in, section_in, standing
from styrhjul.base.steering.words import entry, key_in, keys_in, once, word_for
from styrhjul.engine.packs import loader
from styrhjul.engine.packs.schema import FocusArea, Role
from styrhjul.wheel.flows.models import install_model, take_back_model

OREBRO, COMMON = loader.load("orebro"), loader.load("common")
MOVES = {
    "unit_kinds": {"operating_board": "board", "unit": "board", "gone": "nowhere"},
    "roles": {"head_of_central_office": "head_of_administration"},
    "goal_levels": {"strategic_area": "goal_area"},
    "plan_sections": {"unit_plan/impression": "unit_plan/development"},
}


def test_without_moves_the_pack_is_itself():
    assert standing(COMMON, {}) is COMMON
    assert standing(COMMON, {"unit_kinds": {"gone": ""}}) is COMMON


def test_an_entry_answers_to_the_keys_that_were_moved_to_it():
    pack = standing(COMMON, MOVES)
    assert entry(pack.unit_kinds, "operating_board").key == "board"
    assert key_in(pack.unit_kinds, "operating_board") == "board"
    assert keys_in(pack.unit_kinds, "board") == ("board", "operating_board")
    assert keys_in(pack.unit_kinds, "never") == ("never",)


def test_a_key_that_the_model_has_is_itself_whatever_somebody_moved():
    pack = standing(COMMON, MOVES)
    assert entry(pack.unit_kinds, "unit").key == "unit"


def test_whatever_lists_a_kind_or_a_level_lists_those_moved_to_it_too():
    pack = standing(COMMON, MOVES)
    level = next(one for one in pack.plan_levels if "board" in one.unit_kinds)
    assert "operating_board" in level.unit_kinds
    below = next(one for one in pack.goal_levels if "goal_area" in one.under)
    assert "strategic_area" in below.under
    assert all("operating_board" in task.unit_kinds for task in pack.calendar if "board" in task.unit_kinds)


def test_what_the_pack_says_is_not_changed():
    assert loader.load("common") == COMMON
    assert "operating_board" not in str(COMMON.model_dump())


def test_a_section_moved_inside_its_level_is_found_by_its_path():
    sections = next(one for one in standing(COMMON, MOVES).plan_levels if one.key == "unit_plan").sections
    assert section_in(sections, "unit_plan", "impression").key == "development"
    assert section_in(sections, "unit_plan", "mission").key == "mission"
    assert section_in(sections, "operating_plan", "impression") is None


def test_a_question_that_is_not_asked_stands_under_the_first_one():
    sections = next(one for one in COMMON.plan_levels if one.key == "unit_plan").sections
    development = next(one for one in sections if one.key == "development")
    asked = [one.key for one in development.questions]
    assert question_in(sections, "unit_plan", ("development", asked[-1])) == ("development", asked[-1])
    assert question_in(sections, "unit_plan", ("development", "other")) == ("development", asked[0])
    plain = next(one for one in COMMON.plan_levels[0].sections if not one.questions)
    assert question_in(COMMON.plan_levels[0].sections, "x", (plain.key, "other")) == (plain.key, "")


def test_sections_of_plans_and_reports_are_known_by_their_paths():
    paths = entries_of(OREBRO)[Section.PLAN_SECTIONS]
    assert "unit_plan/impression" in paths
    assert "annual_report/economy" in entries_of(OREBRO)[Section.REPORT_SECTIONS]


@pytest.fixture
def changed(world):
    """The common model from New Year on, with some keys moved."""
    return install_model(pack=COMMON, in_force_from=date(2024, 1, 1), moves=MOVES, by=world.siv)


def test_a_closed_year_keeps_its_model_and_the_others_follow_the_one_of_today(changed):
    assert pack_of_year(2024).key == "orebro"
    with clock.standing_at(date(2024, 1, 2)):
        assert pack_of_year(2023).key == "orebro"
        assert pack_of_year(2024).key == pack_of_year(2025).key == "common"
        assert model_of_year(2024) == changed


def test_a_coming_years_wheel_is_the_one_that_it_will_begin_with(changed):
    assert pack_during(2023).key == "orebro"
    assert pack_during(2024).key == "common"
    assert [one.pk for one in models_ahead()] == [changed.pk]


def test_what_was_said_at_a_moment_was_said_in_the_model_of_that_moment(world):
    zone = ZoneInfo("Europe/Stockholm")
    with clock.standing_at(date(2023, 11, 20)):
        install_model(pack=COMMON, in_force_from=date(2023, 11, 20), by=world.siv)
    assert pack_at(datetime(2023, 11, 19, 12, tzinfo=zone)).key == "orebro"
    assert pack_at(datetime(2023, 11, 20, 23, 59, tzinfo=zone)).key == "common"
    assert pack_at(datetime(2001, 1, 1, tzinfo=zone)).key == "orebro"


def test_the_models_of_a_stretch_of_time_come_in_order(changed):
    first = models_from(date(2020, 1, 1), date(2023, 12, 31))
    assert [pack_of(one).key for one in first] == ["orebro"]
    assert [pack_of(one).key for one in models_from(date(2023, 1, 1), date(2024, 12, 31))] == ["orebro", "common"]
    assert [pack_of(one).key for one in models_from(date(2024, 1, 1), date(2024, 12, 31))] == ["common"]


def test_a_model_that_was_taken_back_is_never_in_force(changed, world):
    take_back_model(changed, by=world.siv)
    assert pack_in_force(date(2024, 6, 1)).key == "orebro"
    assert models_ahead() == []


def test_what_has_no_place_keeps_its_word(changed, world):
    with clock.standing_at(date(2024, 1, 2)):
        pack = pack_in_force()
        assert entry(pack.unit_kinds, "programme_board") is None
        assert word_for(pack.unit_kinds, "programme_board") == "programnämnd"
        assert word_for(pack.unit_kinds, "operating_board") == "nämnd"
        assert word_for(pack.unit_kinds, "never") == "never"
        assert word_for(pack.rating.matrix.focus_areas, "climate_account") != "climate_account"
        assert once("programme_director", Role).key == "programme_director"
        assert once("programme_director", FocusArea) is None
