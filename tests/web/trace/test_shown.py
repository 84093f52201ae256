"""The log in words: names instead of numbers, words instead of keys, and nothing that the reader may not know."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils.translation import override

from styrhjul.base.common import memory
from styrhjul.base.common.models import TraceEntry
from styrhjul.base.organisation import actions
from styrhjul.base.thread.models import Audience, Node
from styrhjul.web.trace.shown import shown
from styrhjul.web.trace.words import CHOICES, DETAIL_WORDS
from styrhjul.wheel.followup.actions import rate
from styrhjul.wheel.goals.actions import add_goal


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
