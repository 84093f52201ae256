"""A unit that moves in mid-year leaves last year as it was: report, tree, totals, and who may read of it."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from styrhjul.base.organisation.actions import move_unit
from styrhjul.base.organisation.queries import tree_on, units_above, units_below
from styrhjul.web.reports.shown import content_of
from styrhjul.wheel.flows.reporting import decide_whole_report
from styrhjul.wheel.followup import actions as followup
from styrhjul.wheel.followup.queries.report_goals import end_of
from styrhjul.wheel.indicators import queries as numbers
from tests import factories, planning

MOVED_ON = date(2023, 9, 1)
LAST_YEAR = date(2022, 12, 31)


@pytest.fixture
def told(world):
    """A school with a year behind it, whose board has decided its report."""
    planned = planning.planned(world)
    johan = factories.appointed("Johan", "year_process_lead", world.boards[0])
    report = followup.start_report(world.boards[0], occasion="annual_report", year=2022, by=johan)
    sections = ("year_in_short", "target_groups", "whole_municipality", "goals_and_analysis", "assignments", "economy",
                "focus_areas", "remedies_ahead")  # fmt: skip
    for section in sections:
        followup.write_report_text(report, section=section, body="Så gick det.", base=0, by=johan)
    followup.send_report(report, by=johan)
    return planned, decide_whole_report(report, decided_on=date(2023, 2, 14), paragraph="§ 12", by=johan)


def seen(person, report) -> str:
    client = Client()
    client.force_login(person)
    answer = client.get(reverse("report-read", args=[report.pk]))
    assert answer.status_code == 200, person
    return str(answer.text)


def reading(page: str) -> str:
    """Return the page's own content, without what stands around it."""
    return page[page.index("<main") : page.index("</main>")]


def totals(planned) -> list[str]:
    line = numbers.lines(planned.indicator, planned.school)
    return [f"{group} {point.period} {point.value}" for group, one in line.items() for point in one.points]


def test_the_decided_report_reads_as_it_did_and_stays_readable_by_those_who_may(told, world):
    planned, report = told
    readers = (world.alva, world.hanna, world.dan, world.cia)
    before = [reading(seen(one, report)) for one in readers]
    frozen, sums = content_of(report), totals(planned)
    move_unit(planned.school, to=world.administrations[1], on=MOVED_ON, by=world.siv)
    report.refresh_from_db()
    assert content_of(report) == frozen
    assert [reading(seen(one, report)) for one in readers] == before
    assert totals(planned) == sums != []


def test_last_years_tree_shows_the_old_place_and_todays_the_new(told, world):
    planned, _report = told
    was = [(branch.unit.name, branch.level) for branch in tree_on(LAST_YEAR)]
    below = {day: set(units_below(world.boards[0], day)) for day in (LAST_YEAR,)}
    move_unit(planned.school, to=world.administrations[1], on=MOVED_ON, by=world.siv)
    assert [(branch.unit.name, branch.level) for branch in tree_on(LAST_YEAR)] == was
    assert set(units_below(world.boards[0], LAST_YEAR)) == below[LAST_YEAR]
    assert units_above(planned.school, LAST_YEAR)[0] == world.administrations[0]
    assert units_above(planned.school)[0] == world.administrations[1]
    assert planned.school not in units_below(world.boards[0])
    page = Client()
    page.force_login(world.bo)
    old, new = (page.get(reverse("organisation"), {"datum": day}).text for day in ("2022-12-31", "2023-11-20"))
    assert [old.index(name) for name in ("Grundskolenämnden", "Almskolan", "Vårdnämnden")] == sorted(
        old.index(name) for name in ("Grundskolenämnden", "Almskolan", "Vårdnämnden")
    )
    assert new.index("Vårdnämnden") < new.index("Almskolan")


def test_a_report_of_last_year_that_is_not_decided_yet_still_counts_the_unit_where_it_stood(told, world):
    planned, report = told
    move_unit(planned.school, to=world.administrations[1], on=MOVED_ON, by=world.siv)
    assert planned.school in units_below(report.place, end_of(report))
    assert planned.school not in units_below(world.boards[1], end_of(report))


def test_the_plan_that_was_adopted_stays_the_units_own(told, world):
    planned, _report = told
    move_unit(planned.school, to=world.administrations[1], on=MOVED_ON, by=world.siv)
    client = Client()
    client.force_login(world.alva)
    assert client.get(reverse("plan-detail", args=[planned.adopted.pk])).status_code == 200
    assert planned.adopted.decision.body == planned.school
