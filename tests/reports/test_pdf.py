"""The PDF: accessible, archivable, the same every time, and faithful to what people wrote."""

from __future__ import annotations

import hashlib
import io
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import pairwise

import pypdf
import pytest
from pypdf.generic import ArrayObject, DictionaryObject

from styrhjul.reports import pdf
from styrhjul.reports.glyphs import printable
from styrhjul.wheel.followup import content as frozen
from tests.reports import sample

HOSTILE = '#set page(width: 1pt) $x^2$ @ref *fet* <b>_k_</b> [#panic("x")] \\ `kod` "citat" //c /*d*/ = h - + ~ \\u{1F}'


def elements(reader: pypdf.PdfReader) -> list[DictionaryObject]:
    """Return the structure elements in reading order."""

    def walk(node: object) -> Iterator[DictionaryObject]:
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, ArrayObject):
            for one in node:
                yield from walk(one)
        elif isinstance(node, DictionaryObject):
            if "/S" in node:
                yield node
            if "/K" in node:
                yield from walk(node["/K"])

    return list(walk(reader.trailer["/Root"]["/StructTreeRoot"]["/K"]))


def texts(reader: pypdf.PdfReader) -> list[str]:
    return [" ".join(page.extract_text().replace("\xad", "").split()) for page in reader.pages]


def rendered(content: frozen.Report) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(pdf.render(content)))


def test_says_that_it_is_both_accessible_and_archivable(decided):
    metadata = decided.trailer["/Root"]["/Metadata"].get_data().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata
    assert "<pdfaid:part>2</pdfaid:part>" in metadata
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in metadata


def test_is_tagged_in_swedish_and_shows_its_title(decided):
    root = decided.trailer["/Root"]
    assert root["/Lang"] == "sv"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert decided.metadata.title == "Årsberättelse 2022, Grundskolenämnden, Exempelby kommun"


def test_headings_never_skip_a_level(decided):
    levels = [int(one["/S"][2:]) for one in elements(decided) if one["/S"] in {f"/H{level}" for level in range(1, 7)}]
    assert levels[0] == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))
    assert levels.count(2) > 10


def test_every_table_has_headers_with_scope(decided):
    kinds = [one["/S"] for one in elements(decided)]
    headers = [one for one in elements(decided) if one["/S"] == "/TH"]
    scopes = {attributes["/Scope"] for one in headers for attributes in one["/A"] if "/Scope" in attributes}
    assert kinds.count("/Table") == kinds.count("/THead") > 10
    assert len(headers) >= 2 * kinds.count("/Table")
    assert scopes == {"/Column"}


def test_every_drawing_has_an_alternative_text(decided):
    figures = [one for one in elements(decided) if one["/S"] == "/Figure"]
    assert len(figures) == 4
    assert all(one["/Alt"].startswith("Linjediagram 2015–2022") for one in figures)


def test_bookmarks_follow_the_headings(decided):
    top = [one.title for one in decided.outline if not isinstance(one, list)]
    assert top[:4] == ["Innehåll", "Mål och bedömningar", "Redovisning", "Fler elever blir behöriga till gymnasiet"]


def test_the_list_of_contents_has_page_numbers_that_hold(decided):
    pages = texts(decided)
    line = next(number for number, text in enumerate(pages, 1) if "Bedömningsmatris" in text and number > 2)
    assert f"Bedömningsmatris {line}" in pages[1]


def test_what_is_copied_from_it_has_no_invisible_signs(decided):
    assert not any(set(page.extract_text()) & set("\u2060\u200b\ufeff") for page in decided.pages)


def test_the_cover_says_who_adopted_it(decided):
    cover = texts(decided)[0]
    assert "Exempelby kommun Grundskolenämnden Årsberättelse 2022" in cover
    assert "Beslutad av grundskolenämnden 14 februari 2023, § 18 Dnr GSN 2023/41" in cover


def test_a_decided_report_is_not_marked_as_a_draft(decided):
    assert not any("Utkast" in text for text in texts(decided))


def test_a_draft_says_so_on_every_page(draft):
    assert len(draft.pages) > 5
    assert all("Utkast" in text for text in texts(draft))
    assert "Utkast, inte beslutat. Så som det såg ut 1 februari 2023." in texts(draft)[0]


def test_uses_only_our_own_fonts_and_embeds_them(decided):
    fonts = {font["/BaseFont"] for page in decided.pages for font in _fonts(page)}
    assert {name.split("+")[1].split("-")[0] for name in fonts} == {"SourceSans3"}


def _fonts(page: pypdf.PageObject) -> list[DictionaryObject]:
    return [one.get_object() for one in page["/Resources"].get("/Font", {}).values()]


def test_gives_the_same_bytes_in_two_processes(decided_bytes):
    program = (
        "import django; django.setup(); import hashlib, sys\n"
        "from styrhjul.reports import pdf; from tests.reports import sample\n"
        "sys.stdout.write(hashlib.sha256(pdf.render(sample.report())).hexdigest())"
    )
    other = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    assert other[-64:] == hashlib.sha256(decided_bytes).hexdigest()


def test_is_dated_by_the_decision_and_a_draft_by_the_day_it_was_made(decided, draft):
    assert decided.metadata.creation_date == datetime(2023, 2, 14, tzinfo=UTC)
    assert draft.metadata.creation_date == datetime(2023, 2, 1, tzinfo=UTC)


def test_hostile_text_stays_text():
    content = sample.report(goals=1, indicators=1, title=HOSTILE)
    content["goals"][0]["title"] = HOSTILE
    content["goals"][0]["indicators"][0]["title"] = HOSTILE
    content["goals"][0]["activities"][0]["title"] = HOSTILE
    content["texts"][0]["body"] = HOSTILE
    content["municipality"]["name"] = HOSTILE
    reader = rendered(content)
    pages = [text.replace(" ", "") for text in texts(reader)]
    assert len(reader.pages) > 8
    assert HOSTILE.replace(" ", "") in pages[3]
    assert reader.metadata.title.startswith(HOSTILE)


def test_letters_that_the_fonts_lack_are_spelt_out():
    content = sample.report(goals=1, indicators=1)
    content["texts"][0]["body"] = "Klart ☃ och 漢 samt a\u030angest, A\u0000B, Ж, Ω, ≥, −3 °C, 10 000 €, ﷽."
    text = " ".join(texts(rendered(content)))
    assert "Klart [snowman] och [cjk unified ideograph-6f22] samt ångest, AB, Ж, Ω, ≥, −3 °C" in text


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Åtgärd − 3 § “citat” …", "Åtgärd − 3 § “citat” …"),
        ("o\u0308", "ö"),
        ("rad\tett\nrad två", "rad ett\nrad två"),
        ("\ue000", "[u+e000]"),
        ("fa\u00admilj\u200d", "fa\u00admilj"),
    ],
)
def test_printable_keeps_what_can_be_written(written, shown):
    assert printable(written) == shown


def test_a_report_without_anything_still_says_what_is_missing():
    content = sample.report(decided=False, goals=0)
    content.update(matrix=None, texts=[], units=[], assurances=[], sources=[], programme=[], note=None, subtitle=None)
    assert "Rapporten omfattar inga mål." in " ".join(texts(rendered(content)))


def test_goals_with_nothing_reported_never_look_good():
    content = sample.report(goals=1, indicators=1)
    goal = content["goals"][0]
    goal.update(ratings=[], proposed=None, analysis=None, activities=[], remedies=[], parents=[])
    goal["indicators"][0].update(rows=[], women=[], men=[], places=[], charts=[], target=None)
    text = " ".join(texts(rendered(content)))
    assert "Ett mål är inte bedömt." in text
    for said in ("Inte bedömt", "Ingen analys är avslutad.", "Inget utfall är ifyllt.", "Ingen bedömning är lämnad."):
        assert said in text


def test_warnings_of_the_compiler_do_not_pass_unseen(caplog):
    pdf.render(sample.report())
    assert not caplog.records


def test_a_refused_document_says_why(monkeypatch):
    monkeypatch.setattr(pdf, "chart", lambda *_: "not a drawing")
    with pytest.raises(pdf.RenderError, match=r"chart-1\.svg"):
        pdf.render(sample.report())


def test_a_document_that_takes_too_long_is_given_up(monkeypatch):
    monkeypatch.setattr(pdf, "TIME_LIMIT_SECONDS", 0.001)
    with pytest.raises(pdf.RenderError, match="Not laid out"):
        pdf.render(sample.report())


def test_ten_goals_with_three_indicators_each_come_out_whole():
    began = time.perf_counter()
    reader = rendered(sample.report(goals=10, indicators=3))
    sys.stdout.write(f"{len(reader.pages)} pages in {time.perf_counter() - began:.1f} s\n")
    assert len([one for one in elements(reader) if one["/S"] == "/Figure"]) == 30


def test_lines_that_were_written_apart_stay_apart():
    content = sample.report(goals=1)
    content["texts"][0]["body"] = "- en punkt\r\n- två"
    content["goals"][0]["ratings"][0]["reason"] = "Ett skäl.\nEtt till."
    told = "\n".join(page.extract_text() for page in rendered(content).pages).splitlines()
    assert {"- en punkt", "- två", "Ett skäl.", "Ett till."} <= {line.strip() for line in told}


def test_a_row_of_a_table_is_never_parted_over_two_pages():
    content = sample.report(goals=1, indicators=1)
    effect = " ".join(["Först här."] + ["Mer text om det som hände."] * 12 + ["Sist här."])
    activity = content["goals"][0]["activities"][0]
    content["goals"][0]["activities"] = [{**activity, "effect": effect} for _ in range(9)]
    for page in texts(rendered(content)):
        assert page.count("Först här.") == page.count("Sist här.")


def test_a_word_that_has_room_is_not_broken_in_a_table():
    content = sample.report(goals=1, indicators=1)
    titles = ["Studiebesök på gymnasiet", "Gemensam överlämning mellan årskurserna", "Läsning tillsammans i klassen"]
    activity = content["goals"][0]["activities"][0]
    content["goals"][0]["activities"] = [{**activity, "title": title} for title in titles]
    text = " ".join(" ".join(page.extract_text() for page in rendered(content).pages).split())
    for title in titles:
        assert title in text
