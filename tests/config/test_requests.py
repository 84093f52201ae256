"""The log: one line per record, whatever is in it."""

import json
import logging
import time
from types import SimpleNamespace

import pytest
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.http import HttpResponse

from styrhjul.config import requests


@pytest.fixture
def record():
    return logging.LogRecord("somewhere", logging.WARNING, __file__, 1, "%s", ("a\nforged line",), None)


def test_a_line_break_cannot_forge_a_record(record):
    line = requests.JsonLines().format(record)
    assert "\n" not in line
    assert json.loads(line)["message"] == "a\nforged line"


def test_the_request_id_is_in_the_line(record):
    mark = requests.request_id.set("abc")
    try:
        assert json.loads(requests.JsonLines().format(record))["request"] == "abc"
    finally:
        requests.request_id.reset(mark)
    assert "request" not in json.loads(requests.JsonLines().format(record))


@pytest.mark.django_db
def test_a_refusal_is_logged_without_query_or_body(client, caplog):
    with caplog.at_level(logging.DEBUG, logger="styrhjul.config.requests"):
        client.get("/healthz?secret=1")
    assert "GET /healthz 200" in caplog.text
    assert "secret" not in caplog.text


def test_what_is_too_large_is_refused_before_it_is_read(client):
    answer = client.post("/konto/logga-in/", CONTENT_LENGTH=str(61 * 1024 * 1024))
    assert answer.status_code == 413
    assert "60 MB" in answer.content.decode()
    assert "default-src 'none'" not in answer  # it is text, and nothing runs in it
    assert client.post("/healthz", CONTENT_LENGTH="-1").status_code == 413


def ends(client):
    return Session.objects.get(pk=client.session.session_key).expire_date


@pytest.mark.django_db
def test_the_hour_of_a_session_counts_from_its_last_request(client, world, monkeypatch):
    client.force_login(world.alva)
    client.get("/healthz")
    first, began = ends(client), time.time()
    client.get("/healthz")
    assert ends(client) == first, "a look within the minute writes nothing"
    monkeypatch.setattr(requests.time, "time", lambda: began + 61)
    client.get("/healthz")
    assert ends(client) > first


@pytest.mark.django_db
def test_a_stranger_gets_no_session(client):
    client.get("/konto/logga-in/")
    assert "sessionid" not in client.cookies
    assert not Session.objects.exists()


class Undone(Exception):
    sqlstate = "40P01"


def fault(cause):
    raised = OperationalError("undone")
    raised.__cause__ = cause
    return raised


def tried(rf, cause, fails):
    """Return the answer to a request whose view fails so many times more, and how often it was done again."""
    done = []

    def view(request, pk):
        done.append(request.FILES["file"].read())
        if len(done) <= fails:
            raise fault(cause)
        return HttpResponse(f"done {pk}")

    request = rf.post("/thing/", {"file": SimpleUploadedFile("a.txt", b"text")})
    request.FILES["file"].read()
    request.resolver_match = SimpleNamespace(func=view, args=(), kwargs={"pk": 7})
    return requests.TryAgain(None).process_exception(request, fault(cause)), done


def test_a_request_that_gave_way_is_done_again(rf):
    answer, done = tried(rf, Undone(), fails=1)
    assert answer.content == b"done 7"
    assert done == [b"text", b"text"]


def waited():
    undone = Undone()
    undone.sqlstate = "57014"
    return undone


def test_a_write_that_waited_too_long_in_line_is_done_again(rf):
    answer, done = tried(rf, waited(), fails=1)
    assert answer.content == b"done 7"
    assert len(done) == 2


def test_a_page_whose_question_is_too_heavy_is_not_asked_again(rf):
    request = rf.get("/thing/")
    request.resolver_match = SimpleNamespace(func=lambda request: HttpResponse("again"), args=(), kwargs={})
    assert requests.TryAgain(None).process_exception(request, fault(waited())) is None


def test_nobody_tries_for_ever(rf):
    answer, done = tried(rf, Undone(), fails=9)
    assert answer is None
    assert len(done) == requests.TRIES - 1


def test_other_faults_are_left_as_they_are(rf):
    assert tried(rf, OSError("disk"), fails=0) == (None, [])
