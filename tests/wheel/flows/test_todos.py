"""The to-do lists of the steering spinner are marked by the work itself, from the mission to the decision."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest

from styrhjul.base.calendar.actions import fulfil_now
from styrhjul.base.calendar.models import Duty
from styrhjul.base.calendar.permissions import can_mark_duty
from styrhjul.base.common import clock
from styrhjul.base.common.models import User
from styrhjul.base.organisation.models import Unit
from styrhjul.engine.packs.schema import Event
from styrhjul.wheel.flows.models import ensure_years
from styrhjul.wheel.followup.actions import begin_analysis, write_step
from styrhjul.wheel.followup.models import Analysis
from styrhjul.wheel.goals.actions import add_goal, change_goal, connect_indicator
from styrhjul.wheel.goals.models import Goal
from styrhjul.wheel.improvement import actions as improving
from styrhjul.wheel.improvement.models import Proposal
from styrhjul.wheel.indicators.actions import Aim, Cell, add_indicator, decide_targets, enter_values
from styrhjul.wheel.indicators.models import Indicator, Rhythm
from styrhjul.wheel.indicators.queries.due import without_value
from tests import factories

STARTS = date(2024, 1, 1)


@dataclass(frozen=True)
class School:
    """A unit with its manager, in the municipality of the steering spinner."""

    unit: Unit
    alva: User

    def done(self) -> set[str]:
        return set(Duty.objects.filter(unit=self.unit, done_at__isnull=False).values_list("key", flat=True))

    def goal(self, level: str = "unit_goal", title: str = "Alla läser i trean") -> Goal:
        return add_goal(title=title, level=level, unit=self.unit, starts=STARTS, by=self.alva)

    def indicator(self, title: str = "Säkra läsare", rhythm: str = Rhythm.YEAR) -> Indicator:
        said = {"definition": "Så räknas det.", "measure_unit": "%", "decimals": 0, "direction": "higher"}
        return add_indicator(unit=self.unit, title=title, **said, rhythm=rhythm, by=self.alva)

    def enter(self, indicator: Indicator, period: str) -> None:
        enter_values(indicator, self.unit, [Cell(period, Decimal(74))], by=self.alva)

    def analysis(self) -> Analysis:
        goal, indicator = self.goal(), self.indicator()
        connect_indicator(goal, indicator, by=self.alva)
        return begin_analysis(goal, indicator=indicator, unit=self.unit, occasion="interim", year=2023, by=self.alva)

    def proposal(self, title: str = "Läsgrupper") -> Proposal:
        said = {"description": "Tre timmar i veckan.", "followed_up_by": "Lästestet"}
        return improving.propose(self.unit, title=title, **said, origin=self.goal(title=title).node, by=self.alva)


@pytest.fixture
def school(db) -> School:
    factories.model("styrsnurran")
    council = factories.municipality()
    board = factories.unit("Skolnämnden", "board", factories.unit("Kommunstyrelsen", "executive_board", council))
    unit = factories.unit("Almskolan", "unit", factories.unit("Skolförvaltningen", "administration", board))
    ensure_years(by=None)
    return School(unit, factories.appointed("Alva", "unit_manager", unit))


def test_to_describe_the_mission_and_to_set_goals_are_different_things(school):
    school.goal("basic_mission", "Vi lär barn att läsa")
    assert school.done() == {"describe_mission"}
    school.goal()
    assert school.done() == {"describe_mission", "set_goals"}


def test_a_goal_that_is_changed_has_been_set_anew(school):
    with clock.standing_at(date(2023, 8, 1)):
        goal = school.goal()
    duty = Duty.objects.get(key="set_goals", unit=school.unit, year=2024)
    assert duty.done_at is None
    change_goal(goal, title="Alla läser i tvåan", description="", starts=goal.starts, ends=None, by=school.alva)
    duty.refresh_from_db()
    assert duty.done_by == school.alva


def test_the_information_is_gathered_when_no_value_is_lacking(school):
    yearly, monthly = school.indicator(), school.indicator("Frånvaro", Rhythm.MONTH)
    assert set(without_value(school.unit)) == {yearly, monthly}
    school.enter(yearly, "2022")
    school.enter(monthly, "2023-09")
    assert school.done() == set()
    school.enter(monthly, "2023-10")
    assert school.done() == {"gather_information"}


def test_a_unit_gathers_what_it_has_targets_of_though_it_is_set_elsewhere(school):
    board = Unit.objects.get(name="Skolnämnden")
    hanna = factories.appointed("Hanna", "head_of_administration", board)
    said = {"definition": "Så räknas det.", "measure_unit": "%", "decimals": 0, "direction": "higher"}
    asked = add_indicator(unit=board, title="Trygga elever", **said, by=hanna)
    assert not without_value(school.unit).exists()
    aims = [Aim(2024, Decimal(90))]
    decide_targets(asked, school.unit, aims, decided_by=school.unit, decided_on=clock.today(), by=school.alva)
    assert list(without_value(school.unit)) == [asked]


def test_an_analysis_that_is_begun_is_the_focus_and_the_written_step_the_search_for_causes(school):
    analysis = school.analysis()
    assert {"focus", "seek_causes"} & school.done() == {"focus"}
    write_step(analysis, step="conclusion", body="Grupperna hjälpte.", base=0, by=school.alva)
    write_step(analysis, step="influences", body=" ", base=0, by=school.alva)
    assert "seek_causes" not in school.done()
    write_step(analysis, step="influences", body="Två nya lärare.", base=1, by=school.alva)
    assert "seek_causes" in school.done()


def test_proposals_are_made_described_weighed_and_decided_in_turn(school):
    one, other = school.proposal(), school.proposal("Fler böcker")
    actions = {"propose_remedies", "describe_consequences", "set_priorities", "decide"}
    assert school.done() & actions == {"propose_remedies"}
    for proposal, now in ((one, set()), (other, {"describe_consequences"})):
        improving.describe_consequences(proposal, consequences={"users": "Mer tid."}, by=school.alva)
        assert school.done() & actions == {"propose_remedies"} | now
    for proposal, now in ((one, set()), (other, {"set_priorities"})):
        improving.weigh(proposal, effect=3, effort=2, urgency=1, by=school.alva)
        assert school.done() & actions == {"propose_remedies", "describe_consequences"} | now
    for proposal, now in ((one, set()), (other, {"decide"})):
        improving.decide_proposal(proposal, accept=True, reason="Det hjälper.", by=school.alva)
        assert school.done() & actions == (actions - {"decide"}) | now


def test_what_was_done_before_its_time_may_be_marked_by_hand(school):
    for event in ("goal_set", "values_entered", "step_written", "proposals_weighed"):
        assert can_mark_duty(school.alva, Duty.objects.filter(event=event, unit=school.unit).first())


def test_what_belongs_to_no_period_marks_this_lap_only(school):
    years = {2022: "long ago", 2023: "this lap", 2024: "not begun"}
    with clock.standing_at(date(2023, 12, 1)):
        assert fulfil_now(Event.PROPOSAL_DECIDED, unit=school.unit, by=school.alva) == 1
    done = Duty.objects.filter(event=Event.PROPOSAL_DECIDED, unit=school.unit, done_at__isnull=False)
    assert [years[duty.year] for duty in done] == ["this lap"]


def test_a_duty_stays_open_while_something_remains_before_its_day(school):
    duty = Duty.objects.get(event=Event.ASSURANCE_CHECKED, unit=school.unit, year=2023)
    with clock.standing_at(date(2024, 2, 1)):
        for day, is_done in ((duty.due, False), (date(2024, 5, 1), True)):
            fulfil_now(Event.ASSURANCE_CHECKED, unit=school.unit, due_before=day, by=school.alva)
            duty.refresh_from_db()
            assert bool(duty.done_at) is is_done
