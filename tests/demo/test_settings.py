"""What the demonstration's story calls things, against every model that comes with the system."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from styrhjul.demo.content import FOLDER, read
from styrhjul.demo.planning import answers
from styrhjul.demo.settings import setting_of
from styrhjul.engine.packs import loader
from styrhjul.engine.packs.schema import Pack

PACKS = loader.shipped_keys()
STORY = read("settings/common")
SECTIONS = [name for name, value in STORY.items() if isinstance(value, dict)]


def keys_of(pack: Pack, section: str) -> set[str]:
    entries = {
        "kinds": pack.unit_kinds,
        "roles": pack.roles,
        "goal_levels": pack.goal_levels,
        "plan_levels": pack.plan_levels,
        "occasions": pack.occasions,
        "rating_levels": pack.rating.levels,
        "steps": pack.ladder.steps,
    }[section]
    return {entry.key for entry in entries}


def rows_of(tree: dict[str, Any], parent: str = "council") -> Iterator[tuple[dict[str, Any], str]]:
    for row in tree["below"]:
        kind = row.get("kind", "unit")
        yield row, parent
        yield from rows_of({"below": row.get("below", [])}, kind)


@pytest.mark.parametrize("key", PACKS)
@pytest.mark.parametrize("section", SECTIONS)
def test_the_story_calls_things_what_the_model_calls_them(key, section):
    pack = loader.load(key)
    called = {word: name for word, name in getattr(setting_of(pack), section).items() if name is not None}
    assert set(called.values()) <= keys_of(pack, section)
    assert len(set(called.values())) == len(called), "two words of the story for one thing of the model"


@pytest.mark.parametrize("key", PACKS)
def test_no_model_has_words_that_the_story_does_not_know(key):
    setting = setting_of(loader.load(key)).model_dump()
    assert {name: set(setting[name]) for name in SECTIONS} == {name: set(STORY[name]) for name in SECTIONS}


@pytest.mark.parametrize("key", PACKS)
def test_every_plan_level_and_report_occasion_of_a_model_is_in_the_story(key):
    pack = loader.load(key)
    setting = setting_of(pack)
    for section in ("goal_levels", "plan_levels", "occasions", "rating_levels"):
        assert keys_of(pack, section) - set(getattr(setting, section).values()) <= {"basic_mission"}


@pytest.mark.parametrize("key", PACKS)
def test_every_unit_stands_where_the_model_lets_it(key):
    pack = loader.load(key)
    setting = setting_of(pack)
    under = {kind.key: kind.under for kind in pack.unit_kinds}
    for row, parent in rows_of(read(f"trees/{setting.tree}")):
        kind = setting.kinds[row.get("kind", "unit")]
        assert kind is not None, row["name"]
        assert setting.kinds[parent] in under[kind], row["name"]


@pytest.mark.parametrize("tree", sorted(path.stem for path in (FOLDER / "trees").glob("*.yaml")))
def test_whoever_the_story_tells_of_is_in_every_tree(tree):
    names = {name for row, _parent in rows_of(read(f"trees/{tree}")) for name in (row["name"], *row.get("as", []))}
    goals, work = read("goals"), read("work")
    boards = {
        row["board"] for area in goals["areas"] for one in area["goal_areas"] for row in one["goals"] if "board" in row
    }
    assert boards | set(work["board_plans"]) | set(work["unit_plans"]) | set(goals["schools"]["units"]) <= names
    assert {row["serves"] for row, _parent in rows_of(read(f"trees/{tree}")) if "serves" in row} <= boards


def test_whoever_gains_something_is_in_every_tree_and_works_toward_a_goal_of_a_board():
    goals = {
        row.get("board_goal") for area in read("goals")["areas"] for one in area["goal_areas"] for row in one["goals"]
    }
    for row in read("gains"):
        assert row["under"] in goals, row["unit"]
        for tree in ("one_layer", "two_layers"):
            assert row["unit"] in {found["name"] for found, _parent in rows_of(read(f"trees/{tree}"))}, tree


def test_a_model_with_a_wedge_is_shown_with_what_makes_it_grow():
    for key in PACKS:
        pack = loader.load(key)
        has_wedge = any(part.kind.value == "wedge" for part in pack.wheel.parts)
        assert setting_of(pack).gains == has_wedge, key


def test_the_models_are_shown_with_the_statistics_of_different_municipalities():
    areas = {key: setting_of(loader.load(key)).area for key in PACKS}
    wanted = {"orebro": "1880", "styrsnurran": "1080", "leksand": "2029", "norrkoping": "0581", "karlskoga": "1883"}
    assert areas.items() >= wanted.items()
    assert len(set(areas.values())) == len(areas)


@pytest.mark.parametrize("key", PACKS)
@pytest.mark.parametrize(
    "given", [{}, *read("work")["unit_texts"].values()], ids=["anybody", *read("work")["unit_texts"]]
)
def test_no_plan_or_report_of_the_story_says_the_same_under_two_headings(key, given):
    pack, everybody = loader.load(key), read("everybody")
    for level in pack.plan_levels:
        said = [body for section in level.sections for body in answers(section, given).values()]
        assert len(set(said)) == len(said), level.key
        assert everybody["plan_text"] not in said, level.key
    for occasion in pack.occasions:
        told = [everybody["report_words"].get(one.key, everybody["report_text"]) for one in occasion.sections]
        assert len(set(told)) == len(told), occasion.key


def test_every_answer_of_the_story_is_to_a_question_of_some_model():
    everybody, packs = read("everybody"), [loader.load(key) for key in PACKS]
    sections = [section for pack in packs for level in pack.plan_levels for section in level.sections]
    asked = {one.key for section in sections for one in (*section.questions, section)}
    asked |= {f"{section.key}.{one.key}" for section in sections for one in section.questions}
    assert set(everybody["plan_words"]) <= asked
    assert {key for texts in read("work")["unit_texts"].values() for key in texts} <= asked
    reported = {section.key for pack in packs for occasion in pack.occasions for section in occasion.sections}
    assert set(everybody["report_words"]) <= reported
