"""Reports in the browser's eyes: the list, the workshop, every step to decided, and the file."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import escape

from styrhjul.base.common import clock
from styrhjul.base.organisation.actions import rename_unit
from styrhjul.reports.tasks import archive_report
from styrhjul.wheel.followup import actions
from styrhjul.wheel.followup.models import Report
from styrhjul.wheel.followup.queries.report_lists import sections_of
from styrhjul.wheel.followup.states import ReportState
from styrhjul.wheel.goals.actions import change_goal
from tests import reporting

HTMX = {"HX-Request": "true"}
MOST_QUERIES = 30


def as_(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def at(name: str, report: Report, *args: object) -> str:
    return reverse(name, args=[report.pk, *args])


def page(client: Client, address: str, status: int = 200) -> str:
    with CaptureQueriesContext(connection) as asked:
        response = client.get(address)
    assert response.status_code == status, address
    assert len(asked) <= MOST_QUERIES
    return response.content.decode()


@pytest.fixture
def reported(world, settings, tmp_path):
    settings.ARCHIVE_DIR = tmp_path / "archive"
    return reporting.reported(world)


@pytest.fixture
def jo(reported) -> Client:
    return as_(reported.jo)


def test_the_list_shows_who_is_late_and_begins_with_one_button(reported):
    client = as_(reported.town.kim)
    shown = page(client, reverse("report-list"))
    assert "36 dagar sen" in shown
    assert "Vårdnämnden" in shown
    said = {"unit": reported.town.world.boards[1].pk, "occasion": "interim_2", "year": 2023}
    response = client.post(reverse("report-start"), said)
    assert response.url == at("report-detail", Report.objects.get(place=said["unit"]))


def test_a_report_that_is_not_fully_named_is_not_begun(jo):
    assert jo.post(reverse("report-start"), {"unit": "x"}).status_code == 422


def test_the_list_is_narrowed_and_says_when_nothing_fits(reported, jo):
    shown = page(jo, reverse("report-list") + f"?enhet={reported.town.board.pk}&ar=2023&lage=draft")
    assert at("report-detail", reported.report) in shown
    assert "Det finns inga sådana rapporter" in page(jo, reverse("report-list") + "?lage=decided")


def test_the_workshop_shows_sections_writers_and_what_is_gathered(reported, jo):
    actions.write_report_text(reported.report, section="economy", body="I <b>balans</b>.", base=0, by=reported.jo)
    shown = page(jo, at("report-detail", reported.report))
    assert "I &lt;b&gt;balans&lt;/b&gt;." in shown
    assert "1 av 6" in shown
    assert "Stöd i tid" in shown
    assert "avviker" in shown
    assert "Inget är skrivet än under" in shown, "the button says why it cannot be sent"
    assert shown.count("<svg") > 2


def test_strangers_find_nothing_and_readers_are_told_why(reported):
    world = reported.town.world
    for name in ("report-detail", "report-read", "report-file"):
        assert as_(world.stranger).get(at(name, reported.report)).status_code == 404
        assert as_(world.cia).get(at(name, reported.report)).status_code == 404
    reader = as_(world.dan)
    shown = page(reader, at("report-detail", reported.report))
    assert "Din roll omfattar inte detta" in shown
    response = reader.post(at("report-text", reported.report, "economy"), {"base": 0, "body": "Nej"})
    assert response.status_code == 403
    assert "Grundskolenämnden" in response.content.decode()


def test_a_section_is_written_in_place(reported, jo):
    address = at("report-text", reported.report, "economy")
    part = jo.get(address, headers=HTMX).content.decode()
    assert "<form" in part
    response = jo.post(address, {"base": 0, "body": "I balans."}, headers=HTMX)
    assert "I balans." in response.content.decode()
    assert "Sparat" in response.content.decode()
    plain = jo.post(address, {"base": 1, "body": "I balans nu."})
    assert plain.url.endswith("#avsnitt-economy")
    assert jo.get(at("report-text", reported.report, "weather")).status_code == 404


def test_head_counter_and_button_follow_when_a_section_is_saved_in_place(reported, jo):
    sections = sections_of(reported.report)
    for number, section in enumerate(sections, 1):
        address = at("report-text", reported.report, section.key)
        shown = jo.post(address, {"base": 0, "body": "Så gick det."}, headers=HTMX).content.decode()
        assert f"{number} av {len(sections)}" in shown
    assert 'id="dokument-huvud" hx-swap-oob="true"' in shown
    assert 'id="dokument-sidan" hx-swap-oob="true"' in shown
    head = shown[shown.index('id="dokument-huvud"') :]
    assert at("report-send", reported.report) in head
    assert "Inget är skrivet" not in head
    assert "hx-swap-oob" not in jo.get(at("report-detail", reported.report)).content.decode()


def test_a_conflict_shows_both_texts_and_the_next_save_stands_on_both(reported, jo):
    address = at("report-text", reported.report, "economy")
    actions.write_report_text(reported.report, section="economy", body="Deras", base=0, by=reported.town.world.hanna)
    response = jo.post(address, {"base": 0, "body": "Min"})
    shown = response.content.decode()
    assert response.status_code == 412
    assert "Deras" in shown
    assert "Min" in shown
    assert "Hanna" in shown
    assert 'name="base" value="1"' in shown
    assert ">Behåll min<" in shown
    assert ">Behåll texten från Hanna<" in shown
    assert "Min\n\nDeras</textarea>" in shown, "put together, to be made into one"
    assert jo.post(address, {"base": 1, "body": "Våra"}).status_code == 302


def test_it_is_sent_returned_with_a_reason_and_decided(reported, jo):
    assert jo.post(at("report-send", reported.report)).status_code == 403
    reported.write_all()
    assert jo.post(at("report-send", reported.report)).status_code == 302
    assert jo.post(at("report-return", reported.report), {"reason": ""}).status_code == 422
    jo.post(at("report-return", reported.report), {"reason": "Prognosen saknas."})
    assert "Prognosen saknas." in page(jo, at("report-detail", reported.report))
    jo.post(at("report-send", reported.report))
    wrong = jo.post(at("report-decide", reported.report), {"decided_on": "2024-01-01", "paragraph": "§ 1"})
    assert wrong.status_code == 422
    said = {"decided_on": "2023-10-24", "paragraph": "§ 96", "record_number": "GSN 2023/212"}
    assert jo.post(at("report-decide", reported.report), said).status_code == 302
    assert Report.objects.get(pk=reported.report.pk).state == ReportState.DECIDED
    shown = page(jo, at("report-detail", reported.report))
    assert "§ 96" in shown
    assert "inte arkiverad än" in shown


@pytest.fixture
def decided(reported) -> Report:
    reported.send()
    return actions.decide_report(reported.report, **reporting.DECIDED, by=reported.jo)


def test_a_decided_report_reads_as_it_was_whatever_has_changed(reported, decided, jo):
    goal, world = reported.town.board_goal, reported.town.world
    with clock.standing_at(date(2023, 11, 21)):
        change_goal(goal, title="Helt annat", description="", starts=goal.starts, ends=None, by=world.hanna)
        rename_unit(world.units[0], name="Nya skolan", by=world.siv)
    for name in ("report-detail", "report-read"):
        shown = page(jo, at(name, decided))
        assert "Stöd i tid" in shown
        assert "Almskolan" in shown
        assert "Helt annat" not in shown
        assert "Nya skolan" not in shown


def test_what_people_wrote_stands_open_once_it_is_frozen(decided, jo):
    shown = page(jo, at("report-detail", decided))
    account = shown[shown.index(">Redovisning<") :]
    assert account[account.index("<details") :].startswith('<details class="more" open>')
    assert "Vi följer planen." in account


def test_a_text_that_is_needed_in_the_end_is_not_called_optional(reported, jo):
    report = actions.start_report(reported.town.board, occasion="annual_report", year=2023, by=reported.jo)
    required = {section.key: section.required for section in sections_of(report)}
    assert set(required.values()) == {True, False}
    for key, needed in required.items():
        asked = jo.get(at("report-text", report, key), headers=HTMX).content.decode()
        assert ("(frivilligt)" in asked) is not needed, key


def test_everyone_inside_reads_a_decided_report(reported, decided):
    assert "Stöd i tid" in page(as_(reported.town.world.cia), at("report-read", decided))


def test_a_draft_is_marked_on_the_page_and_in_the_file(reported, jo):
    assert "Utkast, inte beslutat" in page(jo, at("report-read", reported.report))
    response = jo.get(at("report-file", reported.report))
    assert response.content.startswith(b"%PDF-")
    assert "utkast" in response["Content-Disposition"]
    assert response["Cache-Control"] == "no-store"


def test_the_file_is_on_its_way_until_it_is_archived_and_then_the_same_for_all(reported, decided, jo):
    waiting = jo.get(at("report-file", decided))
    assert waiting.status_code == 202
    assert "Filen skapas" in waiting.content.decode()
    digest = archive_report.func(decided.decision_id)
    response = jo.get(at("report-file", decided))
    assert response["ETag"] == f'"{digest}"'
    assert b"".join(response).startswith(b"%PDF-")
    assert response["Content-Disposition"].startswith("attachment"), "it leaves the page where it is"
    assert re.search(r"Ladda ner som PDF \(\d+\u00a0kB\)", page(jo, at("report-read", decided)))
    again = jo.get(at("report-file", decided), headers={"If-None-Match": f'"{digest}"'})
    assert again.status_code == 304
    assert digest[:8] in page(jo, at("report-detail", decided))


def test_the_workshop_asks_as_many_questions_whatever_it_holds(reported, jo):
    with CaptureQueriesContext(connection) as asked:
        jo.get(at("report-detail", reported.report))
    before = len(asked)
    reported.write_all(escape("Mer text"))
    with CaptureQueriesContext(connection) as asked:
        jo.get(at("report-detail", reported.report))
    assert len(asked) <= before <= MOST_QUERIES


def test_a_decision_needs_the_number_of_its_paragraph(reported, jo):
    reported.send()
    decide = at("report-decide", reported.report)
    given = {"decided_on": "2023-10-24", "record_number": ""}
    refused = jo.post(decide, given | {"paragraph": "enligt protokoll"})
    assert refused.status_code == 422
    assert "till exempel § 118" in refused.content.decode()
    assert jo.post(decide, given | {"paragraph": "118"}).status_code == 302
    reported.report.refresh_from_db()
    assert reported.report.decision.paragraph == "§ 118"


def test_a_year_that_has_not_ended_must_be_confirmed(reported, jo):
    report = actions.start_report(reported.town.board, occasion="annual_report", year=2023, by=reported.jo)
    for section in sections_of(report):
        actions.write_report_text(report, section=section.key, body="Så gick det.", base=0, by=reported.jo)
    actions.send_report(report, by=reported.jo)
    decide, given = at("report-decide", report), {"decided_on": "2023-11-20", "paragraph": "§ 118"}
    assert "Året 2023 är inte slut." in page(jo, decide)
    assert "Året 2023" not in page(jo, at("report-decide", reported.report), 403)
    early = jo.post(decide, given)
    assert early.status_code == 422
    assert "Bekräfta att du vet att året inte är slut." in early.content.decode()
    assert jo.post(decide, given | {"year_goes_on": "on"}).status_code == 302


def test_the_list_shows_what_is_due_within_three_months(reported, jo):
    text = page(jo, reverse("report-list"))
    assert "15\u00a0feb\u00a02024" in text
