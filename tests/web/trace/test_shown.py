"""The log in words: names instead of numbers, words instead of keys, and nothing that the reader may not know."""

import ast
from datetime import date
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils.translation import override

import styrhjul
from styrhjul.base.common import memory
from styrhjul.base.common.models import TraceEntry
from styrhjul.base.organisation import actions
from styrhjul.base.organisation.models import Unit
from styrhjul.base.thread.models import Audience, Node
from styrhjul.web.trace.shown import UNSAID, shown
from styrhjul.web.trace.words import CHOICES, DETAIL_WORDS
from styrhjul.wheel.flows.drafts import begin_draft
from styrhjul.wheel.followup.actions import rate
from styrhjul.wheel.goals import actions as actions_of_goals
from styrhjul.wheel.goals.actions import add_goal
from styrhjul.wheel.plans.actions import write_text
from styrhjul.wheel.plans.policies import level_of
from tests import planning


@pytest.fixture
def goal(world):
    unit, day = world.units[0], date(2023, 1, 1)
    return add_goal(title="Lugna lektioner", level="unit_goal", unit=unit, starts=day, parents=(), by=world.alva)


def last(event, reader):
    entries = list(TraceEntry.objects.filter(event=event).select_related("detail__by").order_by("-sequence")[:1])
    return shown(entries, reader)[0]


def test_a_goal_is_named_with_its_level_and_the_way_there(world, goal):
    with override("sv"):
        row = last("goal.added", world.dan)
    assert goal.title in row.about
    assert row.href == reverse("goal-detail", args=[goal.pk])
    said = dict(row.details)
    assert said["nivå"] not in {"", goal.level}
    assert not any("None" in value for value in said.values())


def test_a_unit_and_a_role_are_named(world):
    actions.appoint(world.alva, role="employee", unit=world.units[0], starts=date(2023, 11, 20), by=world.siv)
    with override("sv"):
        row = last("role.given", world.dan)
    assert row.about == world.alva.name
    said = dict(row.details)
    assert said["enhet"] == world.units[0].name
    assert said["roll"] == "medarbetare"


def test_what_was_rated_is_the_unit(world, goal):
    rate(
        world.units[0], level="own", occasion="annual_report", year=2023, colour="green", reason="Det höll.",
        goal=goal, by=world.alva,
    )  # fmt: skip
    with override("sv"):
        assert world.units[0].name in dict(last("rating.given", world.dan).details).values()


def test_a_moved_unit_says_from_where_and_to_where(world):
    home, other = (Unit.objects.get(code=code) for code in ("förvaltningen-grundskola", "vårdförvaltningen"))
    actions.move_unit(world.units[0], to=other, on=date(2024, 1, 1), by=world.siv)
    with override("sv"):
        said = dict(last("unit.moved", world.dan).details)
    assert said["tidigare"] == home.name
    assert said["ny"] == other.name
    assert said["dag"].replace("\u00a0", " ") == "1 januari 2024"


def test_a_goal_under_another_names_the_goal(world, goal):
    board, day = world.boards[0], date(2023, 1, 1)
    above = add_goal(title="Alla lär", level="board_goal", unit=board, starts=day, parents=(), by=world.hanna)
    actions_of_goals.add_parent(goal, above, by=world.alva)
    with override("sv"):
        assert dict(last("goal.parent_added", world.dan).details)["under"] == "Alla lär"


def test_what_was_changed_is_said_with_the_words_of_its_field(world, goal):
    actions_of_goals.change_goal(
        goal, title="Lugna raster", description="", starts=goal.starts, ends=date(2024, 12, 31), by=world.alva
    )
    with override("sv"):
        said = dict(last("goal.changed", world.dan).details)["ändrade"].replace("\u00a0", " ")
    assert "rubrik: Lugna lektioner → Lugna raster" in said
    assert "till: inget → 31 december 2024" in said


def test_a_section_is_called_what_the_level_of_its_plan_calls_it(world):
    planned = planning.planned(world)
    plan = planned.draft
    section = next(one for one in level_of(plan).sections if one.questions)
    write_text(
        plan, section=section.key, question=section.questions[0].key, body="Vi börjar.", base=0, by=planned.manager
    )
    with override("sv"):
        said = dict(last("plan.written", planned.world.dan).details)
    assert said["avsnitt"] == section.label.sv
    assert said["fråga"] == section.questions[0].label.sv


def test_a_draft_of_a_model_is_named(world):
    begin_draft(name="Vår modell", text="x", by=world.siv)
    with override("sv"):
        row = last("draft.begun", world.dan)
    assert row.about == "utkast: Vår modell"
    assert not row.details


def test_a_kind_is_said_once(world, goal):
    Node.objects.filter(pk=goal.pk).update(title="Mål: Lugna lektioner")
    assert last("goal.added", world.dan).about.casefold() == "mål: lugna lektioner"


def test_every_detail_that_is_written_has_a_word():
    names = set()
    for path in Path(styrhjul.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "record" and node.args:
                names |= {word.arg for word in node.keywords if word.arg}
    assert "unit" in names
    assert not names - {"by"} - DETAIL_WORDS.keys() - UNSAID


def test_the_name_of_what_the_reader_may_not_know_stays_hidden(world, goal):
    Node.objects.filter(pk=goal.pk).update(audience=Audience.NAMED)
    assert goal.title not in last("goal.added", world.dan).about


def test_many_rows_ask_as_often_as_one(world, django_assert_num_queries):
    for number in range(5):
        actions.rename_unit(world.units[0], name=f"Almskolan {number}", by=world.siv)
    entries = list(TraceEntry.objects.select_related("detail__by"))
    with memory.remembering():
        shown(entries, world.dan)
        with django_assert_num_queries(2):  # the units and the persons; words are remembered
            shown(entries, world.dan)


@pytest.mark.parametrize("name", sorted(CHOICES))
def test_every_choice_has_a_word_for_its_detail(name):
    assert name in DETAIL_WORDS
