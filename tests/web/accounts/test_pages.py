"""Accounts and roles in the browser."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from styrhjul.base.common.models import User
from styrhjul.base.organisation.models import Appointment

LISTS = ["account-list", "account-add", "people-import", "access-explain"]
OF_AN_ACCOUNT = ["account", "account-rename", "account-close", "account-appoint"]


def address(name, world):
    return reverse(name, args=[world.bo.pk] if name in OF_AN_ACCOUNT else [])


@pytest.mark.parametrize("name", LISTS + OF_AN_ACCOUNT)
def test_works(client, world, name):
    client.force_login(world.siv)
    assert client.get(address(name, world)).status_code == 200


@pytest.mark.parametrize("name", LISTS + OF_AN_ACCOUNT)
def test_refuses_stranger(client, world, name):
    client.force_login(world.stranger)
    assert client.get(address(name, world)).status_code == 404


@pytest.mark.parametrize("name", LISTS + OF_AN_ACCOUNT)
def test_refuses_reader(client, world, name):
    client.force_login(world.alva)
    answer = client.get(address(name, world))
    assert answer.status_code == 403
    assert "Ingen av dina roller omfattar detta." in answer.text


def test_operations_refuse_reader_and_stranger(client, world):
    end = reverse("account-end-role", args=[world.bo.pk, Appointment.objects.get(user=world.bo).pk])
    for user, status in ((world.alva, 403), (world.stranger, 404)):
        client.force_login(user)
        assert client.post(reverse("account-link", args=[world.bo.pk])).status_code == status
        assert client.post(end, {"on": "2023-11-20"}).status_code == status
        assert client.post(reverse("account-close", args=[world.bo.pk])).status_code == status
    assert User.objects.get(pk=world.bo.pk).is_active
    assert Appointment.objects.get(user=world.bo).ends is None


def test_accounts_are_found_by_name_and_state(client, world):
    client.force_login(world.siv)
    assert "Alva" in client.get("/konton/?q=alv&state=open").text
    assert "Alva" not in client.get("/konton/?q=bo@&state=").text
    assert "Inget konto stämmer med sökningen" in client.get("/konton/?q=ingen+sådan&state=open").text


def test_the_list_asks_the_same_however_long_it_is(client, world, django_assert_max_num_queries):
    client.force_login(world.siv)
    with django_assert_max_num_queries(14):
        client.get("/konton/")


def test_an_account_is_opened_appointed_and_let_in_by_its_link(client, world):
    client.force_login(world.siv)
    client.post(reverse("account-add"), {"name": "Ida", "email": "ida@example.org"})
    ida = User.objects.get(email="ida@example.org")
    given = {"role": "unit_manager", "unit": world.units[1].pk, "starts": "2023-11-20", "ends": ""}
    assert client.post(reverse("account-appoint", args=[ida.pk]), given).status_code == 302
    shown = client.post(reverse("account-link", args=[ida.pk]))
    link = re.search(r'value="(http://testserver[^"]+)"', shown.text)[1]
    client.logout()
    page = client.get(link, follow=True)
    where = page.redirect_chain[-1][0]
    password = "korrekt häst batteri"
    answer = client.post(where, {"password1": password, "password2": password})
    assert answer.status_code == 302
    assert client.login(email="ida@example.org", password=password) or client.post(
        reverse("account_login"), {"login": "ida@example.org", "password": password}
    )
    client.force_login(User.objects.get(pk=ida.pk))
    assert client.get(reverse("unit", args=[world.units[1].pk])).status_code == 200
    client.logout()
    assert "fungerar inte längre" in client.get(link, follow=True).text


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"name": "Alva II", "email": "ALVA@example.org"}, "redan ett konto"),
        ({"name": "", "email": "x@example.org"}, "Namn"),
        ({"name": "X", "email": "x"}, "E-post"),
    ],
)
def test_an_account_that_cannot_be_opened_says_why(client, world, given, says):
    client.force_login(world.siv)
    answer = client.post(reverse("account-add"), given)
    assert answer.status_code == 422
    assert says in answer.text


def test_a_role_is_ended_on_a_day(client, world):
    client.force_login(world.siv)
    held = Appointment.objects.get(user=world.bo)
    where = reverse("account-end-role", args=[world.bo.pk, held.pk])
    assert "Bo är medarbetare, Almskolan." in client.get(where).text
    client.post(where, {"on": "2023-12-31"})
    assert Appointment.objects.get(pk=held.pk).ends == date(2023, 12, 31)


def test_a_role_is_not_ended_by_way_of_another_account(client, world):
    client.force_login(world.siv)
    held = Appointment.objects.get(user=world.bo)
    assert (
        client.post(reverse("account-end-role", args=[world.cia.pk, held.pk]), {"on": "2023-12-31"}).status_code == 404
    )


def test_one_does_not_lock_oneself_out(client, world):
    client.force_login(world.siv)
    answer = client.post(reverse("account-close", args=[world.siv.pk]))
    assert answer.status_code == 422
    assert "Någon annan måste stänga ditt konto." in answer.text
    assert User.objects.get(pk=world.siv.pk).is_active


def test_a_closed_account_is_out_at_once(client, world):
    client.force_login(world.bo)
    assert client.get("/organisation/").status_code == 200
    from styrhjul.base.organisation.actions import close_user

    close_user(world.bo, by=world.siv)
    assert client.get("/organisation/").status_code == 302


@pytest.mark.parametrize(
    ("who", "right", "unit", "says"),
    [
        ("alva", "check_in", 0, "Ja, Alva får göra månadens avstämning för Almskolan"),
        ("alva", "check_in", 1, "Nej, Alva får inte göra månadens avstämning för Björkskolan"),
        ("hanna", "read_drafts", 1, "Ja, Hanna får läsa utkast för Björkskolan"),
        ("stranger", "read_drafts", 1, "Personen har ingen roll i dag."),
    ],
)
def test_why_somebody_may_is_explained(client, world, who, right, unit, says):
    client.force_login(world.siv)
    asked = {"person": getattr(world, who).pk, "right": right, "unit": world.units[unit].pk}
    answer = client.get(reverse("access-explain"), asked)
    assert answer.status_code == 200
    assert says in re.sub(r"\s+", " ", answer.text)


def in_words(**changed):
    return {"person": "alva", "right": "Göra månadens", "unit": "almskolan", **changed}


def test_what_is_asked_in_words_is_answered_at_an_address_with_keys(client, world):
    client.force_login(world.siv)
    answer = client.get(reverse("access-explain"), in_words(), follow=True)
    keys = f"person={world.alva.pk}&right=check_in&unit={world.units[0].pk}"
    assert answer.redirect_chain == [(f"{reverse('access-explain')}?{keys}", 302)]
    assert "Ja, Alva får göra månadens avstämning" in re.sub(r"\s+", " ", answer.text)
    assert 'value="göra månadens avstämning"' in answer.text


def test_namesakes_are_listed_with_their_addresses_to_choose_among(client, world):
    client.force_login(world.siv)
    other = User.objects.create(name=world.alva.name, email="alva.den.andra@exempelby.se")
    answer = client.get(reverse("access-explain"), in_words())
    assert answer.status_code == 422
    assert "Flera stämmer med ”alva”." in answer.text
    for one in (world.alva, other):
        assert f"{one.name} ({one.email})</a>" in answer.text
    choice = re.search(rf'href="([^"]*person={other.pk}&[^"]*)"', answer.text).group(1).replace("&amp;", "&")
    assert f"({other.email})" in client.get(choice, follow=True).text
    assert client.get(reverse("access-explain"), in_words(person=other.email)).status_code == 302


def test_what_nothing_is_called_is_said_beside_its_field(client, world):
    client.force_login(world.siv)
    answer = client.get(reverse("access-explain"), in_words(unit="Almskola n", right=""))
    assert answer.status_code == 422
    assert "Inget stämmer med ”Almskola n”." in answer.text
    assert "Fyll i: Får." in answer.text
    assert f"unit={world.units[0].pk}" in answer.text


def test_a_link_from_an_account_has_the_person_filled_in(client, world):
    client.force_login(world.siv)
    answer = client.get(reverse("access-explain"), {"person": world.bo.pk})
    assert answer.status_code == 200
    assert f'value="{world.bo.name}"' in answer.text


def test_it_asks_the_same_however_many_people_there_are(client, world, django_assert_num_queries):
    client.force_login(world.siv)
    asked = {"person": world.alva.pk, "right": "check_in", "unit": world.units[0].pk}
    client.get(reverse("access-explain"), asked)
    with CaptureQueriesContext(connection) as few:
        client.get(reverse("access-explain"), asked)
    User.objects.bulk_create(User(name=f"Person {n}", email=f"p{n}@exempelby.se") for n in range(40))
    with django_assert_num_queries(len(few)):
        client.get(reverse("access-explain"), asked)
