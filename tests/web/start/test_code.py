"""The door of an empty installation: only the start code opens it."""

from __future__ import annotations

import pytest
from django.urls import reverse

from styrhjul.base.common.models import User
from styrhjul.base.organisation.actions import make_start_code

pytestmark = pytest.mark.django_db
CODE = "/start/kod/"
WHO = {"name": "Siv Lundmark", "email": "siv@example.org", "password": "sju-hjul-rullar-fint"}


def test_whoever_comes_to_an_empty_installation_is_led_to_the_door(client):
    for address in ("/", "/organisation/", reverse("account_login")):
        answer = client.get(address, follow=True)
        assert answer.redirect_chain[-1][0] == CODE
        assert "Startkod" in answer.text


def test_the_code_lets_in_logs_in_and_goes_on(client):
    before = client.get(CODE).client.session.session_key
    answer = client.post(CODE, {"code": make_start_code(), **WHO})
    assert answer.headers["Location"] == "/start/kommunen/"
    assert client.session["_auth_user_id"] == str(User.objects.get().pk)
    assert client.session.session_key != before
    assert client.get("/start/kommunen/").status_code == 200


@pytest.mark.parametrize(
    "given",
    [
        {"code": "AAAA-AAAA-AAAA-AAAA"},
        {"code": ""},
        {"password": "kort"},
        {"password": "siv@example.org"},
        {"password": "lösenord"},
        {"email": "siv"},
        {"name": ""},
    ],
)
def test_nobody_else_is_let_in_and_nothing_is_begun(client, given):
    answer = client.post(CODE, {"code": make_start_code(), **WHO, **given})
    assert answer.status_code == 422
    assert WHO["password"] not in answer.text
    assert not User.objects.exists()
    assert "_auth_user_id" not in client.session


def test_without_a_code_ever_made_nobody_comes_in(client):
    assert client.post(CODE, {"code": "AAAA-AAAA-AAAA-AAAA", **WHO}).status_code == 422
    assert not User.objects.exists()


def test_guessing_is_stopped_also_for_the_right_code(client):
    code = make_start_code()
    for _try in range(5):
        assert client.post(CODE, {"code": "AAAA-AAAA-AAAA-AAAA", **WHO}).status_code == 422
    answer = client.post(CODE, {"code": code, **WHO})
    assert answer.status_code == 429
    assert "Vänta en minut" in answer.text
    assert not User.objects.exists()


def test_once_somebody_can_log_in_there_is_no_door(client, world):
    for ask in (client.get, client.post):
        assert ask(CODE, {"code": "x", **WHO}).headers["Location"] == reverse("account_login")
    assert client.get(reverse("account_login")).status_code == 200
