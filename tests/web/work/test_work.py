"""My work: the counts are those of the list, each duty has its way, and what is by hand is marked here."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from styrhjul.base.calendar.actions import ensure_duties
from styrhjul.base.calendar.models import Duty
from styrhjul.base.calendar.queries import count_by_part, duties_of
from styrhjul.base.common import clock, memory
from styrhjul.wheel.plans import queries
from tests import factories


def as_(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def alva(planned) -> Client:
    return as_(planned.manager)


def rows(response) -> list[Duty]:
    context = response.context
    shown = [row for group in context["groups"] for row in group.rows] + context["later"] + context["done"]
    return [row.duty for row in shown]


@pytest.mark.parametrize("year", [2022, 2023, 2024])
def test_the_counts_are_those_of_the_list_and_of_the_one_query(planned, alva, year):
    response = alva.get(reverse("work"), {"ar": year})
    tallies = count_by_part(duties_of(None, year, user=planned.manager)).values()
    total, done = sum(one.total for one in tallies), sum(one.done for one in tallies)
    assert {duty.pk for duty in rows(response) if duty.due.year == year} == set(
        duties_of(None, year, user=planned.manager).values_list("pk", flat=True)
    )
    assert (response.context["total"], response.context["done_count"]) == (total, done)
    if total:
        assert f"{done} av {total}" in response.content.decode()


def test_the_count_in_the_menu_is_what_stands_open_now_whatever_the_year(planned, alva):
    with clock.standing_at(date(2024, 1, 15)):
        memory.forget()
        ensure_duties(2024, by=None)
        response = alva.get(reverse("work"))
        now = [row.duty for group in response.context["groups"] for row in group.rows]
        assert {duty.due.year for duty in now} >= {2023, 2024}
        assert response.context["frame"].duties == len(now)
        shown = response.content.decode()
        before = sum(duty.due.year < 2024 for duty in now)
        assert f"{len(now)} saker att göra nu, varav {before} från tidigare år" in " ".join(shown.split())
        assert shown.count("från 2023") == sum(duty.due.year == 2023 for duty in now)


def test_the_late_come_first_then_by_day(planned, alva):
    headings = [group.heading for group in alva.get(reverse("work")).context["groups"]]
    assert "Senast torsdag\u00a030\u00a0november" in headings
    with clock.standing_at(date(2023, 12, 5)):
        groups = alva.get(reverse("work")).context["groups"]
        assert groups[0].heading == "Sent"
        assert "unit_check_in" in {row.duty.key for row in groups[0].rows}
        assert all(row.duty.is_late for row in groups[0].rows)
        days = [group.rows[0].duty.due for group in groups[1:]]
        assert days == sorted(set(days))


def test_a_duty_leads_to_where_it_is_done(planned, alva):
    shown = alva.get(reverse("work")).content.decode()
    assert reverse("check-in", args=[planned.school.pk, "2023-11"]) in shown


def test_what_is_done_by_hand_is_marked_and_taken_back(planned, alva):
    duty = Duty.objects.of(planned.manager).open().filter(event="").first()
    response = alva.post(reverse("duty-done", args=[duty.pk]), follow=True)
    assert "Markerat som klart." in response.content.decode()
    duty.refresh_from_db()
    assert duty.done_by == planned.manager
    alva.post(reverse("duty-undone", args=[duty.pk]))
    duty.refresh_from_db()
    assert duty.done_at is None


def test_what_an_action_fulfils_is_not_marked_by_hand_nor_by_others(planned, alva):
    check_in = Duty.objects.get(key="unit_check_in", unit=planned.school, period="2023-11")
    assert alva.post(reverse("duty-done", args=[check_in.pk])).status_code == 403
    by_hand = Duty.objects.of(planned.manager).filter(event="").first()
    assert as_(planned.world.cia).post(reverse("duty-done", args=[by_hand.pk])).status_code == 403
    assert as_(planned.world.stranger).post(reverse("duty-done", args=[by_hand.pk])).status_code == 404


def test_whoever_has_nothing_to_do_reads_what_would_show_here(planned):
    response = as_(planned.world.bo).get(reverse("work"))
    assert "Inget att göra just nu" in response.content.decode()
    assert as_(planned.world.stranger).get(reverse("work")).status_code == 404


def test_the_queue_asks_the_same_number_of_questions_with_ten_times_as_much(planned, django_assert_max_num_queries):
    lead = factories.appointed("Lo", "unit_manager", planned.world.units[1])

    def count() -> int:
        client = as_(lead)
        client.get(reverse("work"))  # what a session costs once is not counted
        with django_assert_max_num_queries(30) as asked:
            assert client.get(reverse("work")).status_code == 200
        return len(asked)

    from styrhjul.base.organisation.actions import appoint

    once = count()
    for place in range(9):
        more = factories.unit(f"Skola {place}", "unit", planned.world.administrations[0])
        appoint(lead, role="unit_manager", unit=more, starts=date(2020, 1, 1), ends=None, by=None)
    ensure_duties(clock.today().year, by=None)
    assert count() == once


def test_a_check_in_with_nothing_to_answer_is_finished_with_one_click(planned, alva):
    birch = planned.world.units[1]
    lead = factories.appointed("Lo", "unit_manager", birch)
    where = reverse("check-in", args=[birch.pk, "2023-11"])
    shown = as_(lead).get(reverse("work")).content.decode()
    assert "Inget att stämma av – klar för månaden" in shown
    assert f'action="{where}"' in shown
    assert "Inget att stämma av" not in alva.get(reverse("work")).content.decode(), "there are answers to give"
    response = as_(lead).post(where, {"gor": "klar", "till": "arbete"})
    assert response.url == reverse("work")
    assert Duty.objects.get(key="unit_check_in", unit=birch, period="2023-11").done_by == lead


def test_the_months_without_questions_are_those_where_nothing_is_left(planned):
    rounds = [(unit.pk, month) for unit in planned.world.units[:2] for month in ("2022-12", "2023-11")]
    by_pk = {unit.pk: unit for unit in planned.world.units}
    empty = queries.months_without_questions(rounds)
    assert empty == {(pk, month) for pk, month in rounds if not queries.what_is_left(by_pk[pk], month)}
    assert empty
