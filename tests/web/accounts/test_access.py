"""The way in: the log-in page, the demonstration's cards, the password and the second step."""

import pytest
from django.core import mail
from django.urls import reverse

from styrhjul.base.organisation import actions

PASSWORD = "tolv tecken eller fler"


@pytest.fixture
def demo_person(world):
    user = actions.add_user(email="eva@exempelby.example", name="Eva", by=None)
    actions.appoint(user, role="unit_manager", unit=world.units[0], by=None)
    return user


@pytest.fixture
def ida(world):
    return actions.add_user(email="ida@example.org", name="Ida", password=PASSWORD, by=None)


def logged_in(client):
    return client.session.get("_auth_user_id")


def test_the_cards_of_the_demonstration_log_in(client, demo_person, settings):
    settings.DEMO = True
    page = client.get(reverse("account_login")).text
    assert "Enhetschef" in page
    assert reverse("demo-log-in", args=[demo_person.pk]) in page
    before = client.session.session_key
    assert client.post(reverse("demo-log-in", args=[demo_person.pk])).status_code == 302
    assert logged_in(client) == str(demo_person.pk)
    assert client.session.session_key != before


def test_a_role_that_several_cards_have_says_where_it_is_held(client, world, settings):
    settings.DEMO = True
    for name, unit in (("Ulla", world.boards[0]), ("Vera", world.programmes[0])):
        user = actions.add_user(email=f"{name.lower()}@exempelby.example", name=name, by=None)
        actions.appoint(user, role="politician", unit=unit, by=None)
    page = client.get(reverse("account_login")).text
    assert f"<b>Förtroendevald i {world.boards[0].name}</b>" in page
    assert f"<b>Förtroendevald i {world.programmes[0].name}</b>" in page


def test_outside_of_the_demonstration_there_are_no_cards(client, demo_person):
    assert "Eva" not in client.get(reverse("account_login")).text
    assert client.post(reverse("demo-log-in", args=[demo_person.pk])).status_code == 404
    assert logged_in(client) is None


def test_a_card_is_only_for_the_demonstrations_own_people(client, world, demo_person, settings):
    settings.DEMO = True
    for user in (world.siv, world.alva, world.stranger):
        assert client.post(reverse("demo-log-in", args=[user.pk])).status_code == 404
    assert logged_in(client) is None


def test_a_card_is_posted(client, demo_person, settings):
    settings.DEMO = True
    assert client.get(reverse("demo-log-in", args=[demo_person.pk])).status_code == 405


def test_one_logs_in_with_address_and_password(client, ida):
    wrong = client.post(reverse("account_login"), {"login": ida.email, "password": "fel"})
    assert wrong.status_code in {200, 422}
    assert logged_in(client) is None
    client.post(reverse("account_login"), {"login": ida.email, "password": PASSWORD})
    assert logged_in(client) == str(ida.pk)


def test_a_forgotten_password_is_mailed_and_says_nothing_about_who_has_an_account(client, ida):
    known = client.post(reverse("account_reset_password"), {"email": ida.email})
    unknown = client.post(reverse("account_reset_password"), {"email": "ingen@example.org"})
    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert "http://testserver/konto/losenord/nytt/" in mail.outbox[0].body
    assert "Välj ett nytt lösenord" in mail.outbox[0].subject
    assert [message.to for message in mail.outbox] == [[ida.email]]


def test_the_second_step_is_turned_on(client, ida):
    client.post(reverse("account_login"), {"login": ida.email, "password": PASSWORD})
    assert client.get(reverse("mfa_activate_totp")).url.startswith(reverse("account_reauthenticate"))
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    page = client.get(reverse("mfa_activate_totp"))
    assert page.status_code == 200
    assert reverse("totp-picture") in page.text
    picture = client.get(reverse("totp-picture"))
    assert picture["Content-Type"] == "image/svg+xml"
    assert picture["Cache-Control"] == "no-store"
    assert b"<svg" in picture.content
    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time

    secret = client.session["mfa.totp.secret"]
    code = format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))
    done = client.post(reverse("mfa_activate_totp"), {"code": code}, follow=True)
    assert done.status_code == 200
    assert "på." in client.get(reverse("mfa_index")).text
    assert client.get(reverse("mfa_view_recovery_codes")).status_code == 200
    assert "10 koder är kvar" in client.post(reverse("mfa_view_recovery_codes")).text
    assert client.get(reverse("mfa_download_recovery_codes")).status_code == 405
    assert client.post(reverse("mfa_download_recovery_codes"))["Content-Type"] == "text/plain"
    client.post(reverse("account_logout"))
    asked = client.post(reverse("account_login"), {"login": ida.email, "password": PASSWORD})
    assert asked.url.startswith(reverse("mfa_authenticate"))
    assert client.get(reverse("mfa_authenticate")).status_code == 200
    assert logged_in(client) is None


@pytest.mark.parametrize(
    "name",
    ["account_change_password", "mfa_index", "account_logout", "mfa_activate_totp", "account_reauthenticate"],
)
def test_ones_own_pages_are_in_our_words(client, ida, name):
    client.post(reverse("account_login"), {"login": ida.email, "password": PASSWORD})
    answer = client.get(reverse(name), follow=True)
    assert answer.status_code == 200
    assert 'lang="sv"' in answer.text
    assert "Sign" not in answer.text


@pytest.mark.parametrize(
    "name", ["account_login", "account_reset_password", "account_reset_password_done", "account_inactive",
             "account_reset_password_from_key_done"],
)  # fmt: skip
def test_the_pages_before_log_in_are_open(client, world, name):
    assert client.get(reverse(name)).status_code == 200
