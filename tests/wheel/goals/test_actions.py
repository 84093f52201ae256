"""Setting goals, what they serve, and by what they are followed."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from styrhjul.base.common.faults import Conflict, Fault
from styrhjul.base.common.models import TraceEntry
from styrhjul.base.common.permit import Refused
from styrhjul.base.thread.models import Audience, Link
from styrhjul.base.thread.queries import Direction, walk
from styrhjul.wheel.goals import actions
from styrhjul.wheel.goals.actions import Serves
from styrhjul.wheel.goals.models import Goal, GoalParent
from styrhjul.wheel.indicators.actions import add_indicator

START = date(2023, 1, 1)


def events(goal) -> list[str]:
    return list(TraceEntry.objects.filter(subject=f"node:{goal.pk}").values_list("event", flat=True))


class TestAddGoal:
    def test_works_with_its_goals_above_on_the_thread(self, world, chain):
        assert [knot.node.title for knot in walk(chain.school.node, Direction.WHY, world.alva)] == [
            "Stöd i tid",
            "Fler blir behöriga",
            "Barns lärande",
            "Lärande",
            "Här lyckas fler",
        ]
        assert GoalParent.objects.get(goal=chain.board).contribution == "tidigt stöd"

    def test_what_elected_bodies_set_is_public_and_what_units_set_is_internal(self, chain):
        assert chain.goal.node.audience == Audience.PUBLIC
        assert chain.board.node.audience == Audience.PUBLIC
        assert chain.school.node.audience == Audience.INTERNAL

    def test_a_goal_may_serve_several(self, world, chain):
        other = actions.add_goal(
            title="Lugn och ro",
            level="board_goal",
            unit=world.boards[0],
            starts=START,
            parents=[chain.goal],
            by=chain.kim,
        )
        made = actions.add_goal(
            title="Läsro",
            level="unit_goal",
            unit=world.units[0],
            starts=START,
            parents=[Serves(chain.board, "läsning"), other],
            by=world.alva,
        )
        assert set(made.parents.all()) == {chain.board, other}

    def test_refuses_a_level_at_a_kind_of_unit_that_has_none(self, world, chain):
        with pytest.raises(Fault) as fault:
            actions.add_goal(title="x", level="board_goal", unit=world.units[0], starts=START, by=world.alva)
        assert fault.value.field == "unit"

    def test_refuses_a_level_that_the_model_lacks(self, world):
        with pytest.raises(Fault):
            actions.add_goal(title="x", level="dream", unit=world.units[0], starts=START, by=world.alva)

    def test_refuses_a_second_vision_at_the_same_time(self, world, chain):
        with pytest.raises(Fault):
            actions.add_goal(title="En till", level="vision", unit=world.top, starts=START, by=chain.kim)
        actions.end_goal(chain.vision, on=date(2024, 1, 1), by=chain.kim)
        actions.add_goal(title="Nästa", level="vision", unit=world.top, starts=date(2024, 1, 1), by=chain.kim)

    def test_refuses_a_goal_above_of_the_wrong_level_and_writes_nothing(self, world, chain):
        count = Goal.objects.count()
        with pytest.raises(Fault) as fault:
            actions.add_goal(
                title="x", level="unit_goal", unit=world.units[0], starts=START, parents=[chain.vision], by=world.alva
            )
        assert fault.value.field == "parent"
        assert Goal.objects.count() == count

    def test_refuses_an_end_before_the_start(self, world):
        with pytest.raises(ValidationError):
            actions.add_goal(title="x", level="unit_goal", unit=world.units[0], starts=START, ends=START, by=world.alva)

    def test_refuses_whoever_sets_no_goals_there(self, world):
        for person in (world.bo, world.cia, world.dan, world.stranger):
            with pytest.raises(Refused):
                actions.add_goal(title="x", level="unit_goal", unit=world.units[0], starts=START, by=person)

    def test_records(self, chain):
        assert events(chain.school) == ["goal.added", "goal.parent_added", "link.tied"] or set(
            events(chain.school)
        ) == {"goal.added", "goal.parent_added", "link.tied"}


class TestChangeGoal:
    def change(self, goal, by, **given):
        given = {"title": goal.title, "description": goal.description, "starts": goal.starts, "ends": goal.ends} | given
        return actions.change_goal(goal, by=by, **given)

    def test_works_and_records_what_changed(self, world, chain):
        changed = self.change(chain.school, world.alva, title="Alla läser i tvåan", description="Redan i tvåan.")
        assert (changed.title, changed.description) == ("Alla läser i tvåan", "Redan i tvåan.")
        assert events(chain.school)[-1] == "goal.changed"

    def test_the_same_again_records_nothing(self, world, chain):
        before = events(chain.school)
        self.change(chain.school, world.alva)
        assert events(chain.school) == before

    def test_refuses_a_change_on_top_of_somebody_elses(self, world, chain):
        seen = chain.school.stamp
        self.change(chain.school, world.alva, title="Annat")
        with pytest.raises(Conflict) as conflict:
            self.change(chain.school, world.alva, title="Tredje", seen=seen)
        assert conflict.value.current.title == "Annat"

    def test_refuses_one_that_has_ended(self, world, chain):
        actions.end_goal(chain.school, on=date(2023, 11, 20), by=world.alva)
        with pytest.raises(Refused):
            self.change(chain.school, world.alva, title="x")

    def test_refuses_a_reader(self, world, chain):
        with pytest.raises(Refused):
            self.change(chain.school, world.bo, title="x")


class TestEndGoal:
    def test_works_and_records(self, world, chain):
        actions.end_goal(chain.school, on=date(2024, 1, 1), by=world.alva)
        assert Goal.objects.get(pk=chain.school.pk).ends == date(2024, 1, 1)
        assert events(chain.school)[-1] == "goal.ended"

    def test_refuses_a_day_that_has_been(self, world, chain):
        with pytest.raises(Fault) as fault:
            actions.end_goal(chain.school, on=date(2023, 6, 1), by=world.alva)
        assert fault.value.field == "on"

    def test_refuses_a_reader(self, world, chain):
        with pytest.raises(Refused):
            actions.end_goal(chain.school, on=date(2024, 1, 1), by=world.bo)


class TestParents:
    def test_removing_withdraws_the_link_and_keeps_it_as_history(self, world, chain):
        actions.remove_parent(chain.school, chain.board, by=world.alva)
        assert not GoalParent.objects.filter(goal=chain.school).exists()
        link = Link.objects.get(cause=chain.board.node, effect=chain.school.node)
        assert link.withdrawn_by == world.alva
        assert walk(chain.school.node, Direction.WHY, world.alva) == []

    def test_adding_again_changes_how_it_contributes(self, world, chain):
        actions.add_parent(chain.school, chain.board, contribution="läsning först", by=world.alva)
        assert GoalParent.objects.get(goal=chain.school).contribution == "läsning först"
        link = Link.objects.get(cause=chain.board.node, effect=chain.school.node, withdrawn_at=None)
        assert link.why == "läsning först"

    def test_refuses_a_circle(self, world, chain):
        GoalParent.objects.create(goal=chain.goal, parent=chain.school)  # a state that only an older model could give
        with pytest.raises(Fault):
            actions.add_parent(chain.board, chain.goal, contribution="x", by=chain.kim)

    def test_refuses_one_that_ends_before(self, world, chain):
        actions.end_goal(chain.board, on=date(2023, 12, 1), by=chain.kim)
        late = actions.add_goal(
            title="Sen", level="unit_goal", unit=world.units[0], starts=date(2024, 1, 1), by=world.alva
        )
        chain.board.refresh_from_db()
        with pytest.raises(Fault):
            actions.add_parent(late, chain.board, by=world.alva)

    def test_refuses_a_reader(self, world, chain):
        with pytest.raises(Refused):
            actions.add_parent(chain.school, chain.goal, by=world.bo)
        with pytest.raises(Refused):
            actions.remove_parent(chain.school, chain.board, by=world.bo)


class TestIndicators:
    @pytest.fixture
    def readers(self, world):
        return add_indicator(
            unit=world.units[0], title="Läsare", definition="d", measure_unit="%", direction="higher", by=world.alva
        )

    def test_connecting_ties_and_records_once(self, world, chain, readers):
        for _ in range(2):
            actions.connect_indicator(chain.school, readers, by=world.alva)
        assert list(chain.school.indicators.all()) == [readers]
        assert events(chain.school).count("goal.indicator_connected") == 1
        came = walk(chain.school.node, Direction.WHAT_CAME_OF_IT, world.alva)
        assert [knot.node.title for knot in came] == ["Läsare"]

    def test_disconnecting_unties(self, world, chain, readers):
        actions.connect_indicator(chain.school, readers, by=world.alva)
        actions.disconnect_indicator(chain.school, readers, by=world.alva)
        assert not chain.school.indicators.exists()
        assert walk(chain.school.node, Direction.WHAT_CAME_OF_IT, world.alva) == []

    def test_refuses_a_level_that_is_not_measured(self, chain, readers):
        with pytest.raises(Fault):
            actions.connect_indicator(chain.vision, readers, by=chain.kim)

    def test_refuses_a_reader(self, world, chain, readers):
        with pytest.raises(Refused):
            actions.connect_indicator(chain.school, readers, by=world.bo)
        with pytest.raises(Refused):
            actions.disconnect_indicator(chain.school, readers, by=world.bo)
