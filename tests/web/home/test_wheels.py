"""The wheels of all units beside each other."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from styrhjul.base.calendar.models import Duty
from styrhjul.base.calendar.queries import duties_of
from styrhjul.base.organisation.queries import units_below
from styrhjul.wheel.flows.models import ensure_years
from styrhjul.wheel.flows.wheels import units_apart, units_by_body
from tests import factories

from .conftest import as_


def page(client, **query):
    response = client.get(reverse("wheels"), query)
    assert response.status_code == 200
    return response


def names(response):
    return [one.unit.name for one in response.context["wheels"]]


@pytest.fixture
def hanna(world):
    return as_(world.hanna)


def test_the_head_of_an_administration_gets_there_in_one_click(hanna):
    home = hanna.get("/")
    assert f'href="{reverse("wheels")}?vy=enhet' in home.content.decode()
    assert {"Almskolan", "Björkskolan"} < set(names(hanna.get(reverse("wheels") + "?vy=enhet&ar=2023")))


def test_a_unit_with_none_below_has_no_such_link(world):
    assert reverse("wheels") not in as_(world.alva).get("/").content.decode()


def test_every_unit_with_duties_has_its_wheel_and_counts_as_on_its_own_page(hanna):
    response = page(hanna, vy="forvaltning")
    for one in response.context["wheels"]:
        own = hanna.get(one.href).context["wheel"]
        assert {row.key: row.tally for row in own.rows} == {row.key: row.tally for row in one.view.rows}
        assert own.late == one.late


def test_those_with_most_that_is_late_come_first_and_the_list_says_the_same(hanna):
    response = page(hanna, vy="forvaltning")
    late = [one.late for one in response.context["wheels"]]
    assert late == sorted(late, reverse=True)
    assert late[0] > 0
    text = response.content.decode()
    rows = text[text.index('id="same"') :]
    assert re.findall(r'<th scope="row">\s*<a [^>]*>([^<]*)</a>', rows) == names(response)


def test_the_links_are_named_by_what_they_lead_to(hanna):
    one = page(hanna, vy="forvaltning").context["wheels"][0]
    said = f"{one.unit.name}: {one.tally.done} av {one.tally.total} klart, {one.late} sent"
    assert f">{said}</span>" in page(hanna, vy="forvaltning").content.decode()


def test_the_whole_municipality_has_one_wheel_for_each_body(world, hanna):
    response = page(hanna, vy="kommun")
    assert {"Grundskolenämnden", "Vårdnämnden", "Kommunstyrelsen"} <= set(names(response))
    assert "Almskolan" not in names(response)
    board = next(one for one in response.context["wheels"] if one.unit == world.boards[0])
    below = duties_of(units_below(world.boards[0]), 2023, laps=response.context["scope"].laps)
    assert board.tally.total == below.count()
    assert names(hanna.get(board.apart)) == names(page(hanna, vy="forvaltning"))


def test_the_bodies_share_all_units_among_them(world):
    groups = units_by_body(world.top)
    members = [unit.pk for group in groups for unit in group.members]
    assert sorted(members) == sorted(units_below(world.top).values_list("pk", flat=True))
    assert len(members) == len(set(members))
    assert [group.members for group in units_apart(world.units[0])] == [(world.units[0],)]


def test_a_year_without_duties_says_so(hanna):
    Duty.objects.filter(due__year=2022).delete()
    assert "Ingen enhet i vyn har uppgifter under året." in page(hanna, vy="forvaltning", ar=2022).content.decode()


def test_asks_as_many_questions_however_many_units(world, hanna, django_assert_max_num_queries):
    page(hanna, vy="forvaltning")
    with django_assert_max_num_queries(30) as few:
        page(hanna, vy="forvaltning")
    for place in range(12):
        factories.unit(f"Skola {place}", "unit", world.administrations[0])
    ensure_years(by=None)
    with django_assert_max_num_queries(len(few)):
        assert len(page(hanna, vy="forvaltning").context["wheels"]) >= 14
