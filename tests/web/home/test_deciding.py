"""What has been sent stands on the start page of those who decide it, and of the body that it lies before."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from styrhjul.base.common import memory
from styrhjul.wheel.plans.actions import adopt_plan, send_plan, start_plan
from tests import factories, planning, reporting

from .conftest import as_

HEADING = "Väntar på beslut"


def home(person, **query) -> str:
    memory.forget()
    return as_(person).get(reverse("home"), query).content.decode()


@pytest.fixture
def sent(world):
    """Almskolan's plan for next year, written and sent."""
    found = planning.planned(world)
    planning.write_all(found.draft, found.manager)
    assert HEADING not in home(found.manager)
    send_plan(found.draft, by=found.manager)
    return found


def test_whoever_adopts_the_plan_comes_from_the_start_page_to_where_it_is_adopted(sent):
    for person in (sent.manager, sent.world.hanna):
        text = home(person)
        assert HEADING in text
        assert reverse("plan-detail", args=[sent.draft.pk]) in text
        assert reverse("plan-adopt", args=[sent.draft.pk]) in text
        assert f"Lämnad av {sent.manager.name}" in " ".join(text.split())


def test_others_are_not_asked_for_what_a_manager_adopts(sent):
    politician = factories.appointed("Per", "politician", sent.world.boards[0])
    assert HEADING not in home(politician)


def test_what_is_adopted_waits_no_more(sent):
    adopt_plan(sent.draft, decided_on=date(2023, 11, 20), by=sent.manager)
    assert HEADING not in home(sent.manager)


def test_what_waits_now_is_not_told_on_the_wheel_of_another_year(sent):
    assert HEADING not in home(sent.manager, ar=2022)


def test_a_boards_plan_stands_before_its_politicians_who_read_it_and_its_lead_who_records(world):
    board = world.boards[0]
    jo = factories.appointed("Jo", "year_process_lead", board)
    per = factories.appointed("Per", "politician", board)
    plan = start_plan(board, level="operating_plan", year=2024, by=jo)
    planning.write_all(plan, jo)
    send_plan(plan, by=jo)
    read, adopt = (reverse(name, args=[plan.pk]) for name in ("plan-detail", "plan-adopt"))
    assert (read in home(per), adopt in home(per)) == (True, False)
    assert (read in home(jo), adopt in home(jo)) == (True, True)


def test_a_report_is_read_as_it_will_be_decided(world):
    told = reporting.reported(world)
    told.send()
    per, jo = home(told.town.per), home(told.jo)
    read, decide = (reverse(name, args=[told.report.pk]) for name in ("report-read", "report-decide"))
    assert (read in per, decide in per) == (True, False)
    assert (read in jo, decide in jo) == (True, True)
