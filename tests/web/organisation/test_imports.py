"""Lists in the browser: looked through first, taken in whole, never half."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from styrhjul.base.common.models import TraceEntry, User
from styrhjul.base.organisation.models import Unit
from tests.web.organisation.test_pages import names

HEAD = "kod;namn;slag;överordnad;från;till\n"
GOOD = HEAD + "lind;Lindskolan;enhet;förvaltningen-grundskola;2024-01-01;\nalmskolan;Almens skola;enhet;;;\n"
BROKEN = GOOD + "x;X;rymdstation;förvaltningen-grundskola;2024-01-01;\n"
PEOPLE = "e-post;namn;roll;organisationsdel\nida@example.org;Ida;enhetschef;björkskolan\n"


def file(text, name="lista.csv"):
    return SimpleUploadedFile(name, text.encode() if isinstance(text, str) else text)


def upload(client, text, where="unit-import"):
    return client.post(reverse(where), {"file": file(text), "changes_from": "2024-01-01"})


def kept(answer):
    return re.search(r'name="kept" value="([^"]+)"', answer.text)[1]


def everything():
    return set(Unit.objects.values_list("code", "name", "ends")), set(User.objects.values_list("email", "name"))


def test_a_list_is_seen_first_and_then_taken_in(client, world):
    client.force_login(world.siv)
    before = everything()
    seen = upload(client, GOOD)
    assert seen.status_code == 200
    assert "2 rader ändrar något" in seen.text
    assert everything() == before
    done = client.post(reverse("unit-import-confirm"), {"kept": kept(seen)}, follow=True)
    assert "2 rader är inlästa" in done.text
    assert Unit.objects.get(code="lind").duties.exists()
    assert "Almens skola" in names(client.get("/organisation/"))


def test_a_broken_row_shows_row_and_reason_and_nothing_is_taken_in(client, world):
    client.force_login(world.siv)
    before = everything()
    seen = upload(client, BROKEN)
    assert seen.status_code == 422
    text = re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", seen.text))
    assert re.search(r"Styrmodellen har inget slag som heter rymdstation\. rad 4 ", text)
    assert 'name="kept"' not in seen.text
    assert everything() == before


def test_the_page_says_what_may_be_written_where_one_chooses(client, world):
    client.force_login(world.siv)
    for where, words in (("unit-import", "driftnämnd, "), ("people-import", "enhetschef, ")):
        assert words in client.get(reverse(where)).text


def test_the_rows_are_counted_in_sentences(client, world):
    client.force_login(world.siv)
    seen = upload(client, GOOD + "björkskolan;Björkskolan;enhet;förvaltningen-grundskola;2015-01-01;\n")
    assert "1 är ny, 1 byter namn, 1 är oförändrad." in seen.text


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("", "tom"),
        ("kod;namn\na;b", "slag"),
        (b"PK\x03\x04trasig", "skadad"),
        (b"\x00\x01\x02", "teckenkodning"),
        ("x" * 2_100_000, "för stor"),
    ],
)
def test_a_file_that_is_no_list_says_what_to_do(client, world, content, says):
    client.force_login(world.siv)
    answer = upload(client, content)
    assert answer.status_code == 422
    assert says in answer.text


def test_what_was_looked_at_cannot_be_exchanged(client, world):
    client.force_login(world.siv)
    field = kept(upload(client, GOOD))
    before = everything()
    for other in ("", "x" + field[1:], field[:-2]):
        assert client.post(reverse("unit-import-confirm"), {"kept": other}).status_code == 422
    assert everything() == before


def test_what_another_looked_at_is_not_taken_in(client, world):
    from tests.factories import appointed

    client.force_login(appointed("Sam", "system_administrator", world.top))
    field = kept(upload(client, GOOD))
    client.force_login(world.siv)
    assert client.post(reverse("unit-import-confirm"), {"kept": field}).status_code == 422


def test_what_has_changed_since_is_looked_at_again(client, world):
    client.force_login(world.siv)
    field = kept(upload(client, GOOD))
    client.post(reverse("unit-rename", args=[world.units[0].pk]), {"name": "Almens skola", "area": ""})
    before = everything()
    answer = client.post(reverse("unit-import-confirm"), {"kept": field})
    assert answer.status_code == 412
    assert "Något har ändrats" in answer.text
    assert everything() == before


@pytest.mark.parametrize("where", ["unit-import-confirm", "people-import-confirm"])
def test_refuses_reader_and_stranger(client, world, where):
    for user, status in ((world.alva, 403), (world.stranger, 404)):
        client.force_login(user)
        assert client.post(reverse(where), {"kept": ""}).status_code == status


def test_people_are_seen_first_and_then_taken_in(client, world):
    client.force_login(world.siv)
    seen = upload(client, PEOPLE, "people-import")
    assert seen.status_code == 200
    assert not User.objects.filter(email="ida@example.org").exists()
    client.post(reverse("people-import-confirm"), {"kept": kept(seen)})
    assert User.objects.get(email="ida@example.org").appointments.get().unit == world.units[1]
    assert TraceEntry.objects.filter(event="people.imported").count() == 1


def test_the_organisation_written_out_and_read_in_again_changes_nothing(client, world):
    client.force_login(world.siv)
    client.post(reverse("unit-rename", args=[world.units[0].pk]), {"name": "=Almskolan", "area": ""})
    written = client.get(reverse("unit-export"))
    text = written.content.decode("utf-8-sig")
    assert "'=Almskolan" in text
    assert ";enhet;" in text
    assert ";unit;" not in text
    seen = upload(client, written.content)
    assert seen.status_code == 200
    assert "Listan ändrar ingenting" in seen.text
