"""The tree of goals and the places where the thread is broken."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from styrhjul.base.thread.actions import make_node, open_to, tie
from styrhjul.base.thread.models import Audience, Kind
from styrhjul.wheel.goals import actions, queries
from styrhjul.wheel.indicators.actions import Aim, add_indicator, decide_targets

START = date(2023, 1, 1)


def titles(goals):
    return [goal.title for goal in goals]


def test_the_tree_reads_from_the_vision_down(world, chain):
    tree = queries.goal_tree(queries.goals_found(world.alva))
    assert [(twig.depth, twig.goal.title) for twig in tree] == [
        (0, "Här lyckas fler"),
        (1, "Lärande"),
        (2, "Barns lärande"),
        (3, "Fler blir behöriga"),
        (4, "Stöd i tid"),
        (5, "Alla läser i trean"),
    ]


def test_a_goal_stands_once_and_names_the_others_that_it_serves(world, chain):
    actions.add_parent(chain.school, chain.goal, by=world.alva)
    twig = queries.goal_tree(queries.goals_found(world.alva))[-1]
    assert (twig.goal, twig.also_serves) == (chain.school, (chain.goal,))


def test_the_list_narrows_to_unit_level_and_year(world, chain):
    assert titles(queries.goals_found(world.alva, unit=world.units[0])) == ["Alla läser i trean"]
    assert set(titles(queries.goals_found(world.alva, unit=world.boards[0]))) == {"Stöd i tid", "Alla läser i trean"}
    assert titles(queries.goals_found(world.alva, level="vision")) == ["Här lyckas fler"]
    assert titles(queries.goals_found(world.alva, year=2022)) == []
    assert len(queries.goals_found(world.alva, year=2030)) == 6


def test_an_ended_goal_is_there_for_its_years_only(world, chain):
    actions.end_goal(chain.school, on=date(2024, 1, 1), by=world.alva)
    assert "Alla läser i trean" in titles(queries.goals_found(world.alva, year=2023))
    assert "Alla läser i trean" not in titles(queries.goals_found(world.alva, year=2024))


def test_a_secret_goal_shows_to_nobody_who_may_not_know(world, chain):
    open_to(chain.school.node, Audience.UNIT, by=world.alva)
    for person in (world.cia, world.stranger):
        assert "Alla läser i trean" not in titles(queries.goals_found(person))
        assert "Alla läser i trean" not in titles(queries.orphans(person).without_indicator)
    assert "Alla läser i trean" in titles(queries.goals_found(world.alva))


def test_strangers_see_public_goals_only(world, chain):
    assert "Alla läser i trean" not in titles(queries.goals_found(world.stranger))
    assert "Fler blir behöriga" in titles(queries.goals_found(world.stranger))


class TestOrphans:
    def test_a_goal_without_one_above_is_pointed_out(self, world, chain):
        actions.remove_parent(chain.school, chain.board, by=world.alva)
        assert titles(queries.orphans(world.alva).without_parent) == ["Alla läser i trean"]

    def test_a_vision_needs_none_above_and_no_indicator(self, world, chain):
        found = queries.orphans(world.alva)
        assert found.without_parent == []
        assert titles(found.without_indicator) == ["Alla läser i trean", "Fler blir behöriga", "Stöd i tid"]

    def test_an_activity_below_is_enough_for_those_above(self, world, chain):
        assert "Fler blir behöriga" in titles(queries.orphans(world.alva).without_activity)
        activity = make_node(
            Kind.ACTIVITY, title="Läsgrupper", unit=world.units[0], audience=Audience.INTERNAL, by=world.alva
        )
        assert titles(queries.orphans(world.alva).activities_without_goal) == ["Läsgrupper"]
        tie(chain.school.node, activity, why="x", by=world.alva)
        found = queries.orphans(world.alva)
        assert found.without_activity == []
        assert found.activities_without_goal == []

    def test_a_goal_that_nobody_has_taken_up_is_pointed_out(self, world, chain):
        assert titles(queries.orphans(world.alva).not_taken_up) == []
        actions.remove_parent(chain.school, chain.board, by=world.alva)
        assert titles(queries.orphans(world.alva).not_taken_up) == ["Stöd i tid"]
        plan = make_node(Kind.PLAN, title="Plan", unit=world.boards[0], audience=Audience.INTERNAL, by=chain.kim)
        tie(chain.board.node, plan, why="x", by=chain.kim)
        assert titles(queries.orphans(world.alva).not_taken_up) == []

    @pytest.mark.parametrize(("year", "missing"), [(2022, ["Läsare"]), (2023, []), (2026, [])])
    def test_an_indicator_in_use_needs_a_target_ahead(self, world, chain, year, missing):
        indicator = add_indicator(
            unit=world.units[0], title="Läsare", definition="d", measure_unit="%", direction="higher", by=world.alva
        )
        assert queries.orphans(world.alva).indicators_without_target == []
        actions.connect_indicator(chain.school, indicator, by=world.alva)
        decide_targets(
            indicator,
            world.units[0],
            [Aim(year, Decimal(85))],
            decided_by=world.units[0],
            decided_on=date(2023, 1, 10),
            by=world.alva,
        )
        assert titles(queries.orphans(world.alva).indicators_without_target) == missing
