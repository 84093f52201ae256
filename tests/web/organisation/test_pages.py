"""The organisation in the browser."""

import re
from datetime import date

import pytest
from django.urls import reverse

from styrhjul.base.organisation.models import Unit
from styrhjul.base.organisation.queries import units_above, units_below

ASKED = ["organisation", "unit-add", "unit-import", "unit-export"]
OF_A_UNIT = ["unit", "unit-rename", "unit-move", "unit-close"]
CHANGING = ["unit-add", "unit-import", "unit-rename", "unit-move", "unit-close"]


def address(name, world):
    return reverse(name, args=[world.units[0].pk] if name in OF_A_UNIT else [])


@pytest.mark.parametrize("name", ASKED + OF_A_UNIT)
def test_works(client, world, name):
    client.force_login(world.siv)
    assert client.get(address(name, world)).status_code == 200


@pytest.mark.parametrize("name", ASKED + OF_A_UNIT)
def test_refuses_stranger(client, world, name):
    client.force_login(world.stranger)
    assert client.get(address(name, world)).status_code == 404
    assert client.post(address(name, world)).status_code in {404, 405}


@pytest.mark.parametrize("name", CHANGING)
def test_refuses_reader(client, world, name):
    client.force_login(world.alva)
    before = set(Unit.objects.values_list("name", "ends"))
    for answer in (client.get(address(name, world)), client.post(address(name, world), {"name": "X"})):
        assert answer.status_code == 403
        assert "Ingen av dina roller omfattar detta." in answer.text
    assert set(Unit.objects.values_list("name", "ends")) == before


def test_nobody_is_asked_to_log_in(client, world):
    answer = client.get(reverse("organisation"))
    assert (answer.status_code, answer.url.split("?")[0]) == (302, reverse("account_login"))


def names(answer):
    return re.findall(r'<a href="/organisation/\d+/">([^<]+)</a>', answer.text)


def test_the_tree_of_a_day_is_shown(client, world):
    client.force_login(world.siv)
    client.post(address("unit-move", world), {"to": world.administrations[1].pk, "on": "2023-07-01"})
    now, then = client.get("/organisation/"), client.get("/organisation/?datum=2023-06-30")
    assert names(now).index("Almskolan") > names(now).index("Vårdförvaltningen")
    assert names(then).index("Almskolan") < names(then).index("Vårdförvaltningen")
    assert "30 juni 2023" in then.text.replace("\u00a0", " ")


def test_a_day_that_is_none_is_said(client, world):
    client.force_login(world.siv)
    assert client.get("/organisation/?datum=igår").status_code == 422


def test_the_number_of_queries_does_not_grow_with_the_tree(client, world, django_assert_max_num_queries):
    client.force_login(world.siv)
    with django_assert_max_num_queries(12):
        client.get("/organisation/")
    with django_assert_max_num_queries(20):
        client.get(address("unit", world))


def test_a_unit_is_added(client, world):
    client.force_login(world.siv)
    given = {
        "name": "Lindskolan", "code": "lind", "kind": "unit", "parent": world.administrations[0].pk,
        "starts": "2023-11-20", "area": "",
    }  # fmt: skip
    answer = client.post(reverse("unit-add"), given, follow=True)
    added = Unit.objects.get(code="lind")
    assert answer.redirect_chain[-1][0] == reverse("unit", args=[added.pk])
    assert world.administrations[0] in units_above(added)
    assert added.duties.exists()


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"kind": "operating_board"}, "låter inte"),
        ({"code": "almskolan"}, "finns redan"),
        ({"name": ""}, "Namn"),
        ({"starts": "igår"}, "Från"),
        ({"parent": ""}, "Står under"),
    ],
)
def test_what_cannot_be_added_is_said_beside_the_field(client, world, changes, says):
    client.force_login(world.siv)
    given = {"name": "L", "code": "l", "kind": "unit", "parent": world.administrations[0].pk, "starts": "2023-11-20"}
    answer = client.post(reverse("unit-add"), {**given, **changes})
    assert answer.status_code == 422
    assert says in answer.text
    assert not Unit.objects.filter(code="l").exists()


def test_moving_says_what_it_means_and_keeps_last_year(client, world):
    client.force_login(world.siv)
    page = client.get(reverse("unit-move", args=[world.administrations[0].pk])).text
    assert "Förra årets rapporter och summor blir som de var." in page
    assert "Almskolan, Björkskolan" in page
    client.post(address("unit-move", world), {"to": world.administrations[1].pk, "on": "2023-11-20"})
    assert world.units[0] in units_below(world.boards[0], date(2022, 12, 31))
    assert world.units[0] in units_below(world.boards[1], date(2023, 11, 20))


def test_a_move_that_cannot_be_is_said_and_not_done(client, world):
    client.force_login(world.siv)
    answer = client.post(address("unit-move", world), {"to": world.administrations[1].pk, "on": "2022-07-01"})
    assert answer.status_code == 422
    assert "tidigare år" in answer.text
    assert world.units[0] in units_below(world.boards[0])


def test_a_unit_is_renamed_and_closed(client, world):
    client.force_login(world.siv)
    client.post(address("unit-rename", world), {"name": "Almens skola", "area": "1880"})
    client.post(address("unit-close", world), {"on": "2023-12-31"})
    unit = Unit.objects.get(pk=world.units[0].pk)
    assert (unit.name, unit.area, unit.ends) == ("Almens skola", "1880", date(2023, 12, 31))


def test_a_unit_with_units_below_is_not_closed_and_the_button_says_why(client, world):
    client.force_login(world.siv)
    page = client.get(reverse("unit", args=[world.administrations[0].pk])).text
    assert "Flytta eller stäng först det som står under den (2 st)." in page
    answer = client.post(reverse("unit-close", args=[world.administrations[0].pk]), {"on": "2023-12-31"})
    assert answer.status_code == 422


def test_a_reader_sees_no_buttons_of_change(client, world):
    client.force_login(world.alva)
    page = client.get(address("unit", world)).text
    assert reverse("unit-move", args=[world.units[0].pk]) not in page
    assert "Enhetschef" in page
