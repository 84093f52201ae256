"""What protects people at the door: log-in, sessions, headers on every answer."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import URLPattern, get_resolver, reverse

from styrhjul.base.common.models import User
from styrhjul.config import health

from .test_environment import PRODUCTION

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).parents[2]
LOG_IN = "/konto/logga-in/"
RIGHT, WRONG = "a long and right one", "a long and wrong one"
# Something to put where an address asks for it; whether there is such a thing makes no difference here.
ASKED = {"step": "a", "section": "a", "question": "a", "key": "a", "month": "2023-11", "uidb36": "1"}


@pytest.fixture
def bo():
    return User.objects.create_user("bo@example.org", "Bo", RIGHT)


def log_in(client, password=RIGHT, email="bo@example.org"):
    return client.post(LOG_IN, {"login": email, "password": password})


def patterns(found=None):
    for pattern in get_resolver().url_patterns if found is None else found:
        if isinstance(pattern, URLPattern):
            yield pattern
        else:
            yield from patterns(pattern.url_patterns)


def address(pattern):
    return reverse(pattern.name, kwargs={name: ASKED.get(name, 1) for name in pattern.pattern.regex.groupindex})


def is_guarded(answer):
    policy = answer.headers.get("Content-Security-Policy", "")
    return (
        "default-src 'none'" in policy
        and "unsafe" not in policy
        and "frame-ancestors 'none'" in policy
        and answer.headers.get("X-Frame-Options") == "DENY"
        and answer.headers.get("X-Content-Type-Options") == "nosniff"
    )


@pytest.mark.parametrize("who", ["siv", None])
def test_every_answer_of_every_address_is_guarded(who, client, world):
    if who:
        client.force_login(getattr(world, who))
    client.raise_request_exception = False
    found = [pattern for pattern in patterns() if pattern.name]
    paths = [address(pattern) for pattern in found if pattern.name != "account_logout"] + ["/no/such/address"]
    bare = [path for path in paths for ask in (client.get, client.post) if not is_guarded(ask(path))]
    assert bare == []
    assert len(found) > 20


def test_the_page_of_a_fault_is_guarded_and_tells_nothing(client, monkeypatch):
    monkeypatch.setattr(health, "connection", None)
    client.raise_request_exception = False
    answer = client.get("/readyz")
    assert answer.status_code == 500
    assert is_guarded(answer)
    assert b"Traceback" not in answer.content


def test_a_session_gets_another_key_at_log_in(client, bo):
    before = client.session
    before["something"] = 1
    before.save()
    client.cookies["sessionid"] = before.session_key
    assert log_in(client).status_code == 302
    assert client.session.session_key != before.session_key


def test_a_log_out_ends_the_session_on_the_server(client, bo):
    log_in(client)
    key = client.cookies["sessionid"].value
    client.post("/konto/logga-ut/")
    client.cookies["sessionid"] = key
    assert "_auth_user_id" not in client.session


def test_guessing_is_stopped_even_when_the_guess_is_right(client, bo):
    for _try in range(5):
        assert log_in(client, WRONG).status_code == 200
    assert log_in(client).status_code != 302
    assert "_auth_user_id" not in client.session


def test_guessing_is_counted_where_all_processes_see_it():
    assert settings.CACHES["default"]["BACKEND"].endswith("db.DatabaseCache")


def test_a_wrong_name_and_a_wrong_password_are_answered_alike(client, bo):
    known, unknown = log_in(client, WRONG), log_in(client, WRONG, "nobody@example.org")
    assert known.status_code == unknown.status_code
    words = [
        answer.content.decode().replace("bo@example.org", "").replace("nobody@example.org", "")
        for answer in (known, unknown)
    ]
    assert [word for word in words[0].split() if "csrf" not in word and len(word) < 40] == [
        word for word in words[1].split() if "csrf" not in word and len(word) < 40
    ]


def test_production_keeps_its_cookies_to_itself(tmp_path):
    names = [
        f"{cookie}_COOKIE_{flag}"
        for cookie in ("SESSION", "CSRF", "LANGUAGE")
        for flag in ("SECURE", "HTTPONLY", "SAMESITE")
    ]
    asked = (
        f"import json; from styrhjul.config import settings; print(json.dumps([getattr(settings, n) for n in {names}]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", asked],
        env=os.environ | PRODUCTION | {"STYRHJUL_DATA": str(tmp_path)},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(done.stdout) == [True, True, "Lax"] * 3


def test_a_demo_cannot_be_entered_by_its_cards_elsewhere(client, world):
    assert client.post(f"/demo/{world.siv.pk}/").status_code == 404
    assert "_auth_user_id" not in client.session
