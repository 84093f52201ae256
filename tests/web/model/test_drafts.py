"""A new version in the browser: a file or a model to begin with, every fault, side by side, and in force."""

import re
from datetime import date, timedelta

import pytest
import yaml
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from styrhjul.base.common import clock
from styrhjul.base.common.models import TraceEntry
from styrhjul.base.steering.models import ModelDraft, SteeringModel
from styrhjul.base.steering.queries import pack_in_force
from styrhjul.engine.packs import loader
from styrhjul.engine.packs.export import to_yaml
from styrhjul.wheel.flows.drafts import KEPT, begin_draft, stamp


@pytest.fixture
def siv(client, world):
    client.force_login(world.siv)
    return world.siv


def upload(client, text):
    content = text.encode() if isinstance(text, str) else text
    return client.post(reverse("model-upload"), {"file": SimpleUploadedFile("egen.yaml", content)}, follow=True)


def as_text(**changed):
    """Return the Örebro model as text, with some sections changed."""
    content = yaml.safe_load(to_yaml(loader.load("orebro"))) | {"version": "2024-01"}
    for section, change in changed.items():
        content[section] = change(content[section])
    return yaml.safe_dump(content, allow_unicode=True, sort_keys=False)


def without(key):
    return lambda entries: [one for one in entries if one["key"] != key]


def a_draft(by, text=None):
    return begin_draft(name="egen.yaml", text=text or as_text(), by=by)


def sent(draft, day="2024-01-01", **moves):
    return {"seen": stamp(draft), "in_force_from": day, **{name.replace("__", ":"): to for name, to in moves.items()}}


PAGES = ["model-draft", "model-draft-compare", "model-draft-install"]


@pytest.mark.parametrize("name", PAGES)
def test_works(client, siv, name):
    assert client.get(reverse(name, args=[a_draft(siv).pk])).status_code == 200


@pytest.mark.parametrize("name", PAGES)
def test_refuses_reader(client, world, name):
    draft = a_draft(world.siv)
    client.force_login(world.alva)
    answer = client.get(reverse(name, args=[draft.pk]))
    assert answer.status_code == 403
    assert "Ingen av dina roller omfattar detta." in answer.text


@pytest.mark.parametrize("name", [*PAGES, "model-draft-discard", "model-draft-restore"])
def test_refuses_stranger(client, world, name):
    draft = a_draft(world.siv)
    client.force_login(world.stranger)
    method = client.get if name in PAGES else client.post
    assert method(reverse(name, args=[draft.pk])).status_code == 404


def test_a_draft_that_is_not_there_is_not_found(client, siv):
    for name in PAGES:
        assert client.get(reverse(name, args=[4711])).status_code == 404


def test_a_file_without_faults_leads_to_what_it_would_change(client, siv):
    seen = upload(client, as_text(roles=without("auditor")))
    assert seen.redirect_chain[-1][0] == reverse("model-draft-compare", args=[ModelDraft.objects.get().pk])
    assert "Försvinner" in seen.text
    assert "Revisor" in seen.text
    assert SteeringModel.objects.count() == 1


def test_the_model_in_force_is_begun_with_as_text(client, siv):
    start = f"version-{SteeringModel.objects.get().pk}"
    seen = client.post(reverse("model-upload"), {"fran": "1", "start": start}, follow=True)
    draft = ModelDraft.objects.get()
    assert seen.redirect_chain[-1][0] == reverse("model-draft", args=[draft.pk])
    assert yaml.safe_load(draft.text) == yaml.safe_load(to_yaml(loader.load("orebro")))
    page = client.get(reverse("model-draft-compare", args=[draft.pk])).text
    assert "Båda modellerna säger samma sak" in page


def test_a_shipped_model_is_begun_with_side_by_side(client, siv):
    seen = client.post(reverse("model-upload"), {"fran": "1", "start": "fardig-leksand"}, follow=True)
    assert seen.redirect_chain[-1][0] == reverse("model-draft-compare", args=[ModelDraft.objects.get().pk])
    assert "Leksands kvalitetsmodell" in seen.text
    assert seen.text.count("<svg") >= 4


@pytest.mark.parametrize(("given", "says"), [({"fran": "1"}, "Välj en modell att utgå från."), ({}, "Välj filen")])
def test_nothing_to_begin_with_is_said(client, siv, given, says):
    answer = client.post(reverse("model-upload"), given)
    assert answer.status_code == 422
    assert says in answer.text
    assert not ModelDraft.objects.exists()


BROKEN = {
    "no yaml": "a: [",
    "nothing": " ",
    "a bomb": "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n",
    "unknown key": "format: 2\nkey: egen\nversion: '2024'\nextends: common\nlabel: {sv: a, en: a}\nrols: []\n",
    "unknown parent": "format: 2\nkey: egen\nversion: '2024'\nextends: finns_inte\nlabel: {sv: a, en: a}\n",
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_model_shows_line_and_mend_and_steers_nothing(client, siv, name):
    seen = upload(client, BROKEN[name])
    draft = ModelDraft.objects.get()
    assert seen.redirect_chain[-1][0] == reverse("model-draft", args=[draft.pk])
    assert re.search(r"Rad \d+", seen.text)
    assert "Inget har ändrats i hur ni styr." in seen.text
    for later in ("model-draft-compare", "model-draft-install"):
        assert client.get(reverse(later, args=[draft.pk])).url == reverse("model-draft", args=[draft.pk])
    assert SteeringModel.objects.count() == 1


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        ("label: å".encode("utf-16"), "inte text i UTF-8"),
        (b"\xff", "inte text i UTF-8"),
        (b"PK\x03\x04\x00\xff", "innehåller ingen text"),
        (b"a: b\n" * 400_000, "för stor"),
    ],
)
def test_a_file_without_readable_text_is_said_beside_the_field(client, siv, raw, says):
    answer = upload(client, raw)
    assert answer.status_code == 422
    assert says in answer.text
    assert not ModelDraft.objects.exists()


def test_every_fault_is_shown_with_its_lines_in_swedish(client, siv):
    text = as_text().replace("single: true", "single: ja", 1).replace("rank: 3", "rank: elva", 1)
    text = text.replace("version: 2024-01", "version: 2024-01\nrolls: []")
    page = upload(client, text).text
    assert "Modellen har 3 fel" in page
    assert "Ska vara true eller false." in page
    assert "single: ja" in page
    assert "Skriv siffror utan citattecken." in page
    assert "Är ingen nyckel som får stå här." in page
    assert "<code>roles</code>" in page


def test_what_is_wrong_in_the_model_that_one_builds_on_is_told_apart(client, siv):
    text = (
        "format: 2\nkey: egen\nversion: '2024'\nextends: common\nlabel: {sv: a, en: a}\n"
        "roles: [{key: rektor, label: {sv: rektor, en: head}, basis: assumed}]\n"
    )
    page = upload(client, text).text
    assert "common.yaml" in page
    assert "i den modell som den här bygger på" in page
    assert "ersätter det avsnittet i den du bygger på" in page


def test_the_text_stays_and_is_mended_in_the_browser(client, siv):
    upload(client, as_text().replace("single: true", "single: ja", 1))
    draft = ModelDraft.objects.get()
    address = reverse("model-draft", args=[draft.pk])
    assert "single: ja" in client.get(address).text
    mended = draft.text.replace("single: ja", "single: true").replace("\n", "\r\n")
    done = client.post(address, {"seen": stamp(draft), "text": mended})
    assert (done.status_code, done.url) == (302, reverse("model-draft-compare", args=[draft.pk]))
    draft.refresh_from_db()
    assert "\r" not in draft.text
    assert TraceEntry.objects.filter(event="draft.saved", subject=f"draft:{draft.pk}").exists()


def test_two_who_write_at_once_keep_both_texts(client, world, siv):
    draft = a_draft(siv)
    before = stamp(draft)
    address = reverse("model-draft", args=[draft.pk])
    client.post(address, {"seen": before, "text": draft.text + "# Sivs\n"})
    answer = client.post(address, {"seen": before, "text": draft.text + "# den andra\n"})
    assert answer.status_code == 412
    assert "# Sivs" in answer.text
    assert "# den andra" in answer.text
    draft.refresh_from_db()
    assert draft.text.endswith("# Sivs\n")
    assert client.post(address, {"seen": stamp(draft), "text": draft.text + "# båda\n"}).status_code == 302


def test_a_draft_is_thrown_away(client, siv):
    draft = a_draft(siv)
    assert draft.name in client.get(reverse("model-versions")).text
    client.post(reverse("model-draft-discard", args=[draft.pk]))
    assert TraceEntry.objects.filter(event="draft.discarded").exists()
    assert [client.get(reverse(name, args=[draft.pk])).status_code for name in PAGES] == [404] * len(PAGES)
    assert "1 utkast är kastat" in client.get(reverse("model-versions")).text


def test_a_draft_that_was_thrown_away_is_taken_up_again_as_it_was(client, siv):
    draft = a_draft(siv)
    client.post(reverse("model-draft-discard", args=[draft.pk]))
    back = client.post(reverse("model-draft-restore", args=[draft.pk]), follow=True)
    assert back.redirect_chain == [(reverse("model-draft", args=[draft.pk]), 302)]
    assert ModelDraft.objects.get().text == draft.text


def test_a_draft_that_was_thrown_away_long_ago_is_gone(client, siv):
    first, second = a_draft(siv), a_draft(siv)
    for draft in (first, second):
        client.post(reverse("model-draft-discard", args=[draft.pk]))
        ModelDraft.objects.filter(pk=first.pk).update(discarded_at=clock.now() - KEPT - timedelta(days=1))
    assert list(ModelDraft.objects.all()) == [second]


def test_a_version_comes_into_force_from_its_day(client, siv):
    draft = a_draft(siv)
    done = client.post(reverse("model-draft-install", args=[draft.pk]), sent(draft), follow=True)
    assert done.redirect_chain == [(reverse("model-versions"), 302)]
    assert "börjar gälla den 1 januari 2024" in done.text.replace("\xa0", " ")
    assert not ModelDraft.objects.exists()
    assert pack_in_force().version == "2014-09"
    assert pack_in_force(date(2024, 1, 1)).version == "2024-01"
    assert SteeringModel.objects.order_by("pk").last().installed_by == siv


def test_a_version_comes_into_force_today(client, siv):
    draft = a_draft(siv)
    done = client.post(reverse("model-draft-install", args=[draft.pk]), sent(draft, "2023-11-20"), follow=True)
    assert "Styrmodellen gäller nu." in done.text
    assert pack_in_force().version == "2024-01"


@pytest.mark.parametrize("day", ["2023-11-19", "igår", "", "2015-01-01"])
def test_a_day_that_cannot_be_is_said_and_nothing_is_installed(client, siv, day):
    draft = a_draft(siv)
    assert client.post(reverse("model-draft-install", args=[draft.pk]), sent(draft, day)).status_code == 422
    assert SteeringModel.objects.count() == 1


def test_what_was_looked_at_is_what_is_installed(client, siv):
    draft = a_draft(siv)
    given = sent(draft)
    ModelDraft.objects.filter(pk=draft.pk).update(text=as_text(roles=without("auditor")))
    answer = client.post(reverse("model-draft-install", args=[draft.pk]), given)
    assert answer.status_code == 422
    assert SteeringModel.objects.count() == 1


def test_what_is_in_use_and_has_no_word_is_asked_about_with_a_count(client, world, siv):
    draft = a_draft(siv, as_text(roles=without("auditor")))
    page = client.get(reverse("model-draft-install", args=[draft.pk])).text
    row = page[page.index("<code>auditor</code>") - 400 : page.index("<code>auditor</code>") + 2500]
    assert "Revisor" in row
    assert '<td class="num">1</td>' in row
    assert 'name="roles:auditor"' in row
    assert "Kvar som det är, utan plats" in row
    assert "Kvalitetsledare" in row


def test_where_it_goes_is_kept_with_the_version_and_nothing_is_rewritten(client, world, siv):
    draft = a_draft(siv, as_text(roles=without("auditor")))
    given = sent(draft, roles__auditor="quality_lead")
    assert client.post(reverse("model-draft-install", args=[draft.pk]), given).status_code == 302
    later = SteeringModel.objects.order_by("pk").last()
    assert later.moves == {"roles": {"auditor": "quality_lead"}}
    assert world.dan.appointments.get().role == "auditor"
    with clock.standing_at(date(2024, 1, 1)):
        assert pack_in_force().roles
        assert [one.key for one in pack_in_force().roles if "auditor" in one.keys] == ["quality_lead"]


def test_a_question_that_was_not_answered_is_asked_again(client, world, siv):
    draft = a_draft(siv, as_text(roles=without("auditor")))
    address = reverse("model-draft-install", args=[draft.pk])
    for given in (sent(draft), sent(draft, roles__auditor="finns_inte")):
        answer = client.post(address, given)
        assert answer.status_code == 422
        assert "Titta på den här igen" in answer.text
    assert SteeringModel.objects.count() == 1
    assert client.post(address, sent(draft, roles__auditor="")).status_code == 302


def test_nobody_is_locked_out_by_a_model(client, world, siv):
    draft = a_draft(siv, as_text(roles=without("system_administrator")))
    address = reverse("model-draft-install", args=[draft.pk])
    answer = client.post(address, sent(draft, roles__system_administrator=""))
    assert answer.status_code == 422
    assert "ingen längre kunna sköta konton" in answer.text
    assert SteeringModel.objects.count() == 1
