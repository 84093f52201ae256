"""The log in the browser, for those who may read it and nobody else."""

import csv
import io
import re

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.urls import reverse

from styrhjul.base.common import trace
from styrhjul.base.common.models import TraceEntry
from styrhjul.base.organisation import actions
from styrhjul.web.trace.words import EVENT_WORDS
from tests.unguarded import unguarded


@pytest.mark.parametrize("name", ["trace", "trace-export"])
def test_works(client, world, name):
    client.force_login(world.dan)
    assert client.get(reverse(name)).status_code == 200


@pytest.mark.parametrize(("who", "status"), [("alva", 403), ("siv", 403), ("stranger", 404)])
def test_refuses_others_and_shows_no_detail(client, world, who, status):
    actions.rename_user(world.bo, name="Hemlige Bo", by=world.siv)
    client.force_login(getattr(world, who))
    answers = [client.get(reverse("trace")), client.get(reverse("trace-export")), client.post(reverse("trace-verify"))]
    assert [answer.status_code for answer in answers] == [status] * 3
    assert not any("Hemlige" in answer.text for answer in answers)


def test_who_changed_what_and_when_is_found(client, world):
    actions.rename_unit(world.units[0], name="Almens skola", by=world.siv)
    client.force_login(world.dan)
    asked = {"event": "unit.renamed", "subject": f"unit:{world.units[0].pk}", "person": "siv", "since": "2023-11-20"}
    page = client.get(reverse("trace"), asked).text
    assert re.search(r">\s*1 rad\s*<", page)
    assert "Almens skola" in page
    assert "Siv" in page
    assert "salt" not in page
    assert "Inget stämmer med urvalet" in client.get(reverse("trace"), {**asked, "until": "2023-11-19"}).text


def test_the_list_is_paged_with_few_queries(client, world, django_assert_max_num_queries):
    client.force_login(world.dan)
    assert TraceEntry.objects.count() < 50
    for number in range(60):
        actions.rename_unit(world.units[0], name=f"Almskolan {number}", by=world.siv)
    with django_assert_max_num_queries(14):
        page = client.get(reverse("trace"))
    assert len(re.findall("Almskolan", page.text)) >= 50
    assert client.get(reverse("trace") + "?page=2").status_code == 200


def test_the_export_holds_no_formula(client, world):
    actions.rename_user(world.siv, name="=cmd|' /C calc'!A0", by=world.siv)
    actions.rename_unit(world.units[0], name="@SUM(1)", by=world.siv)
    client.force_login(world.dan)
    text = client.get(reverse("trace-export")).content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert len(rows) == TraceEntry.objects.count() + 1
    assert not [cell for row in rows for cell in row if cell[:1] in "=+-@" and cell]


def test_looking_does_not_check_and_checking_tells(client, world):
    client.force_login(world.dan)
    assert client.get(reverse("trace-verify")).status_code == 405
    trace.write_anchor(settings.ANCHORS_FILE)
    whole = client.post(reverse("trace-verify"))
    assert "Loggen är hel" in whole.text
    with transaction.atomic(), unguarded(connection):
        TraceEntry.objects.filter(sequence=5).update(event="x")
    broken = client.post(reverse("trace-verify"))
    assert "Loggen håller inte" in broken.text
    assert "Raden eller dess plats har ändrats" in broken.text
    settings.ANCHORS_FILE.unlink()


def test_every_event_has_its_words():
    from pathlib import Path

    import styrhjul

    code = "\n".join(path.read_text(encoding="utf-8") for path in Path(styrhjul.__file__).parent.rglob("*.py"))
    events = set(re.findall(r"record\(\s*\"([a-z_]+\.[a-z_]+)\"", code))
    assert events
    assert events - EVENT_WORDS.keys() == set()
