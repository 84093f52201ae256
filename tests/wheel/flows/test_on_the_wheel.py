"""What the wheel counts beside the duties: unit by unit, year by year, and only what the person may know of."""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import reduce
from operator import add

import pytest

from styrhjul.base.common import clock, memory
from styrhjul.base.organisation.models import Unit
from styrhjul.wheel.flows import on_the_wheel as wheel
from styrhjul.wheel.flows.on_the_wheel import NOT_RATED, OnWheel, Place
from styrhjul.wheel.followup.actions import rate
from styrhjul.wheel.goals.actions import end_goal
from styrhjul.wheel.improvement.actions import check_assurance, close_activity
from styrhjul.wheel.plans.actions import report_progress
from tests import planning

SAID = {"effect": "Fler läser.", "made_permanent": "Rutin 2.7", "check_on": date(2024, 2, 1), "before": {}}


@pytest.fixture
def planned(world):
    return planning.planned(world)


def at(planned, year=2023, user=None):
    memory.forget()
    return wheel.on_the_wheel(Place(user or planned.manager, year, [planned.school])).get(planned.school.pk, OnWheel())


def close(planned, place=0, **more):
    said = {**SAID, "responsible": planned.manager, "by": planned.manager}
    return close_activity(planned.activities[place], **{**said, **more})


def begin(planned, place=0, state="going_on"):
    report_progress(planned.activities[place], month="2023-11", state=state, by=planned.manager)


def test_a_unit_without_anything_has_nothing(world):
    assert wheel.on_the_wheel(Place(world.alva, 2023, Unit.objects.all())) == {}


def test_goals_are_counted_by_the_colour_of_their_latest_rating(planned):
    assert at(planned).goals == Counter({NOT_RATED: 1})
    said = {"occasion": "interim_2", "year": 2023, "goal": planned.goal, "reason": "Fler läser."}
    rate(planned.school, level="own", colour="green", **said, by=planned.manager)
    assert at(planned).goals == Counter({"green": 1})
    assert at(planned, 2022).goals == Counter()


def test_a_goal_counts_in_every_year_in_which_it_holds(planned):
    end_goal(planned.goal, on=date(2023, 11, 30), by=planned.manager)
    assert [at(planned, year).goals.total() for year in (2022, 2023, 2024)] == [0, 1, 0]


def test_activities_going_on_are_counted_and_those_delayed_are_late(planned):
    assert at(planned).activities == 0
    begin(planned)
    begin(planned, 1, "delayed")
    found = at(planned)
    assert (found.activities, found.activities_late) == (2, 1)
    with clock.standing_at(date(2023, 12, 20)):
        assert at(planned).activities_late == 2


def test_a_year_that_is_over_has_the_activities_that_went_on_then(planned):
    begin(planned)
    close(planned)
    with clock.standing_at(date(2024, 3, 1)):
        assert at(planned).activities == 2
        assert at(planned, 2024).activities == 0


def test_what_is_secured_counts_until_it_is_found_to_fail(planned):
    assurance = close(planned)
    found = at(planned)
    assert (found.secured, found.improved, found.checks_late, found.next_check) == (1, 1, 0, date(2024, 2, 1))
    check_assurance(assurance, holds=False, note="Rutinen följs inte.", by=planned.manager)
    assert at(planned) == OnWheel(goals=Counter({NOT_RATED: 1}), activities=1)


def test_an_overdue_check_is_late_until_somebody_has_checked(planned):
    assurance = close(planned)
    with clock.standing_at(date(2024, 2, 2)):
        assert (at(planned, 2024).checks_late, at(planned, 2024).next_check) == (1, None)
        assert at(planned, 2023).checks_late == 0
        check_assurance(assurance, holds=True, note="Alla följer rutinen.", by=planned.manager)
        assert (at(planned, 2024).secured, at(planned, 2024).checks_late) == (1, 0)


def test_the_improvements_of_a_year_are_its_own_and_the_secured_add_up(planned):
    close(planned)
    with clock.standing_at(date(2024, 1, 10)):
        close(planned, 1)
        assert [(at(planned, year).improved, at(planned, year).secured) for year in (2022, 2023, 2024)] == [
            (0, 0),
            (1, 1),
            (1, 2),
        ]


def test_leaps_are_what_somebody_judged_so(planned):
    close(planned)
    close(planned, 1, leap=True)
    found = at(planned)
    assert (found.secured, found.leaps, found.latest_leap) == (2, 1, date(2023, 11, 20))


def test_a_persons_own_are_what_one_leads_or_answers_for(planned):
    begin(planned)
    begin(planned, 1)
    close(planned, 1, responsible=planned.world.bo)

    def own(user):
        memory.forget()
        return reduce(add, wheel.on_the_wheel(Place(user, 2023, own=True)).values(), OnWheel())

    assert (own(planned.manager).activities, own(planned.manager).secured, own(planned.manager).goals.total()) == (
        1,
        0,
        1,
    )
    assert (own(planned.world.bo).activities, own(planned.world.bo).secured) == (0, 1)
    assert own(planned.world.cia) == OnWheel()


def test_nobody_counts_what_the_person_may_not_know_of(planned):
    close(planned)
    begin(planned, 1)
    assert at(planned, user=planned.world.stranger) == OnWheel()


def test_the_counts_are_the_lengths_of_the_lists(planned):
    begin(planned, 1)
    close(planned, leap=True)
    place, found = Place(planned.manager, 2023, [planned.school]), at(planned)
    lists = (
        wheel.goals_in(place), wheel.activities_in(place), wheel.late(wheel.activities_in(place)),
        wheel.assurances_in(place), wheel.improvements_in(place), wheel.leaps_in(place),
    )  # fmt: skip
    counts = (
        found.goals.total(), found.activities, found.activities_late, found.secured, found.improved, found.leaps,
    )  # fmt: skip
    assert tuple(len(rows) for rows in lists) == counts


def test_asks_as_many_questions_for_all_units_as_for_one(planned, django_assert_num_queries):
    close(planned)
    with memory.remembering():
        wheel.on_the_wheel(Place(planned.manager, 2023, [planned.school]))  # remembers model and rights
        with django_assert_num_queries(4):
            wheel.on_the_wheel(Place(planned.manager, 2023, [planned.school]))
        with django_assert_num_queries(4):
            wheel.on_the_wheel(Place(planned.manager, 2023, Unit.objects.all()))
