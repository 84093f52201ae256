"""The accessibility statement says what the law asks for, and no more than is known."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from django.urls import reverse

from styrhjul.web.about import pages, statement
from styrhjul.web.about.statement import AutomaticTest, Conformance, Fault, conformance
from styrhjul.web.about.statement import statement as what_is_known

HERE = reverse("accessibility")
OWN = """
assessed: 2026-03-01
updated: 2026-03-02
method: others
keyboard: true
by_people: true
issues: []
undue_burden: [{what: {sv: "Gamla kartor.", en: "Old maps."}, why: {sv: "De ritas om.", en: "They are redrawn."}}]
not_covered: [{what: {sv: "Filer från 2015.", en: "Files of 2015."}, why: {sv: "De är äldre.", en: "They are older."}}]
"""


def read(client) -> str:
    answer = client.get(HERE)
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode().replace("\u00a0", " "))


def found(*faults: Fault, pages: int = 40) -> AutomaticTest:
    return AutomaticTest(on=date(2026, 1, 2), tool="axe 4.14.1", pages=pages, widths=[1280, 320], faults=list(faults))


def test_it_holds_everything_that_the_law_asks_for(world, client):
    text, known = read(client), what_is_known()
    asked = {
        "who": "Exempelby kommun",
        "what": "Styrhjulet, testserver",
        "how well": "Delvis förenlig",
        "when assessed": f"Senast bedömd</dt> <dd> {known.assessed.day} ",
        "when updated": f"Redogörelsen senast ändrad</dt> <dd> {known.updated.day} ",
        "how": "Så har vi prövat",
        "how to tell": "Säg till oss",
        "the authority": 'href="https://www.digg.se/tdosanmalan"',
        "undue burden": "12 §",
        "not covered": "9 §",
    }
    assert {what for what, said in asked.items() if said not in text} == set()


def test_every_known_fault_is_told_with_why_and_what_one_can_do(world, client):
    text = read(client)
    assert what_is_known().issues
    for issue in what_is_known().issues:
        for said in (issue.what, issue.why, issue.instead):
            assert said.sv in text


def test_it_is_linked_from_the_foot_of_every_page(world, client):
    client.force_login(world.alva)
    for address in ("/", "/offentligt/", "/mal/", "/hjalp/", "/no/such/page/"):
        assert HERE in client.get(address).content.decode().split("<footer")[1], address
    client.logout()
    for address in ("/offentligt/", "/konto/logga-in/", HERE):
        assert HERE in client.get(address).content.decode().split("<footer")[1], address


def test_it_is_fully_compatible_only_when_nothing_is_known_to_be_missing():
    known = what_is_known()
    nothing = known.model_copy(update={"issues": []})
    assert conformance(known, found()) is Conformance.PARTIAL
    assert conformance(nothing, found(Fault(rule="label", pages=1))) is Conformance.PARTIAL
    assert conformance(nothing, found()) is Conformance.FULL
    assert conformance(nothing.model_copy(update={"conformance": Conformance.NONE}), found()) is Conformance.NONE


def test_what_the_automatic_test_found_is_told(world, client, monkeypatch):
    monkeypatch.setattr(pages, "automatic_test", lambda: found(Fault(rule="color-contrast", pages=3)))
    text = read(client)
    assert "axe 4.14.1 har gått igenom 40 sidor, 1280 px och 320 px breda, senast den 2 januari 2026." in text
    assert "color-contrast, på 3 sidor" in text


def test_the_contact_is_said_once_it_is_set(world, client, settings):
    assert "växel" in read(client)
    settings.CONTACT_MAIL, settings.CONTACT_PHONE = "webb@exempelby.example", "019-21 10 00"
    text = read(client)
    assert 'href="mailto:webb@exempelby.example"' in text
    assert 'href="tel:019211000"' in text
    assert "växel" not in text


def test_a_municipality_may_lay_its_own_assessment_instead(world, client, settings, tmp_path):
    settings.ACCESSIBILITY_FILE = tmp_path / "own.yaml"
    Path(settings.ACCESSIBILITY_FILE).write_text(OWN, encoding="utf-8")
    text = read(client)
    assert "Gamla kartor. De ritas om." in text
    assert "Filer från 2015. De är äldre." in text
    assert "Personer med funktionsnedsättning har prövat tjänsten" in text


def test_a_file_with_something_unknown_in_it_is_refused(settings, tmp_path):
    settings.ACCESSIBILITY_FILE = tmp_path / "own.yaml"
    Path(settings.ACCESSIBILITY_FILE).write_text(OWN + "isues: []\n", encoding="utf-8")
    with pytest.raises(ValueError, match="isues"):
        what_is_known()


def test_our_own_test_has_looked_at_real_pages():
    test = statement.automatic_test()
    assert test.pages > 50
    assert test.widths == [1280, 320]
    assert what_is_known().updated >= what_is_known().assessed
