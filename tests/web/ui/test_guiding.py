"""What the model says to whoever works: leading ideas and methods, where they are of use."""

from __future__ import annotations

import pytest
from django.template import Context, Template
from django.urls import reverse

from styrhjul.base.common import clock
from styrhjul.engine.packs.loader import load, shipped_keys
from styrhjul.engine.packs.schema import Holds
from styrhjul.web.ui.guiding import guiding, helping_with
from styrhjul.wheel.flows.models import install_model
from styrhjul.wheel.plans.actions import start_plan
from tests import measured


def rendered(tag: str) -> str:
    return Template("{% load steering %}{% " + tag + " %}").render(Context())


@pytest.mark.parametrize("key", [key for key in shipped_keys() if key != "common"])
def test_every_idea_and_method_is_found_in_its_parts_and_nowhere_else(key):
    pack = load(key)
    for part in pack.wheel.parts:
        found = guiding(part.key, pack)
        assert found.everywhere == [one for one in pack.principles if not one.parts]
        assert all(part.key in one.parts for one in [*found.principles, *found.methods])
    shown = [one for part in pack.wheel.parts for one in guiding(part.key, pack).methods]
    assert {one.key for one in shown} == {one.key for one in pack.methods}


def test_methods_help_with_the_work_they_are_for():
    pack = load("orebro")
    assert {one.key for one in helping_with({Holds.RATINGS}, pack)} == {"board_follow_up", "result_talks"}
    both = helping_with({Holds.RATINGS, Holds.REPORTS}, pack)
    assert [one.key for one in both] == ["gender_ladder", "internal_control", "board_follow_up", "result_talks"]
    assert helping_with({Holds.RATINGS}, load("common")) == []


def test_a_part_of_the_wheel_shows_its_ideas_and_methods(client, world):
    client.force_login(world.alva)
    page = client.get(reverse("part", args=["carrying_out"])).content.decode()
    assert "Projektil" in page
    assert "Kvalitet är allas ansvar" in page
    assert "ROSA" not in page


def test_a_model_without_ideas_and_methods_shows_no_heading_for_them(world):
    bare = load("orebro").model_copy(update={"principles": [], "methods": [], "version": "2024"})
    install_model(pack=bare, in_force_from=clock.today(), by=world.siv)
    assert rendered('guides_in "planning" 2023').strip() == ""
    assert rendered('methods_for "plans"').strip() == ""


def test_the_methods_for_some_work_are_counted_and_named(world):
    page = rendered('methods_for "ratings"')
    assert "2 arbetssätt som hjälper här" in page
    assert "Resultatuppföljningssamtal" in page
    with pytest.raises(ValueError, match="no_such_work"):
        rendered('methods_for "no_such_work"')


@pytest.fixture
def work(world):
    """Return the pages where work is done, each with a method that helps there."""
    found = measured.town(world)
    drafted = start_plan(world.units[0], level="unit_plan", year=2024, by=world.alva)
    analysis = measured.analysis(found)
    return {
        reverse("plan-detail", args=[drafted.pk]): "SWOT-analys",
        reverse("analysis-detail", args=[analysis.pk]): "Analystrappan",
        reverse("proposal-new") + f"?ur={found.school_goal.pk}": "ROSA-analys",
        reverse("goal-change", args=[found.school_goal.pk]): "Effektkartläggning",
    }


def test_whoever_works_has_the_methods_for_it_at_hand(client, world, work):
    client.force_login(world.alva)
    for address, method in work.items():
        page = client.get(address)
        assert page.status_code == 200, address
        assert method in page.content.decode(), address
