"""Lists as people send them, and files that are meant to harm."""

import io
import zipfile
from datetime import date, datetime

import openpyxl
import pytest

from styrhjul.base.common import sheets
from styrhjul.base.common.faults import Fault
from styrhjul.base.common.sheets import Column, as_cell, read

COLUMNS = (Column("code", ("kod", "code")), Column("name", ("namn",)), Column("ends", ("till",), required=False))


def cells(content):
    return [(row.number, row["code"], row["name"], row["ends"]) for row in read(content, COLUMNS)]


def workbook(*rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("sign", [";", ",", "\t"])
def test_csv_is_read_in_the_encodings_and_with_the_signs_that_spreadsheets_write(encoding, sign):
    text = f"Namn{sign}KOD{sign}Till\r\nÅsskolan{sign}as{sign}\r\n\r\nÖsterängen{sign}o{sign}2024-01-01\r\n"
    assert cells(text.encode(encoding)) == [(2, "as", "Åsskolan", ""), (4, "o", "Österängen", "2024-01-01")]


def test_excel_gives_days_and_numbers_as_people_write_them():
    content = workbook(
        ["kod", "namn", "till"], [1880.0, "Örebro", datetime.fromisoformat("2024-01-31")], [2, None, date(2024, 2, 1)]
    )
    assert cells(content) == [(2, "1880", "Örebro", "2024-01-31"), (3, "2", "", "2024-02-01")]


def test_formulas_are_text_and_never_worked_out():
    assert cells(workbook(["kod", "namn"], ["a", "=1+1"])) == [(2, "a", "=1+1", "")]
    assert cells(b"kod;namn\na;=HYPERLINK(1)") == [(2, "a", "=HYPERLINK(1)", "")]


@pytest.mark.parametrize("sign", "=+-@")
def test_what_goes_out_is_no_formula(sign):
    assert as_cell(sign + "1+1") == f"'{sign}1+1"
    assert as_cell("Åsskolan") == "Åsskolan"


def zipped(**files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def with_sheet(xml):
    """Return a real workbook whose sheet has been put in the place of another."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook(["kod", "namn"], ["a", "b"]))) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            new.writestr(entry, xml if entry.filename.endswith("sheet1.xml") else old.read(entry))
    return out.getvalue()


BOMB = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><worksheet>&c;</worksheet>"""
OUTSIDE = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">
<c r="A1" t="inlineStr"><is><t>&a;</t></is></c></row></sheetData></worksheet>"""

FAULTS = {
    "empty": (b"  \n ", "tom"),
    "too large": (b"kod;namn\n" + b"a;b\n" * 600_000, "för stor"),
    "no such column": (b"kod;titel\na;b", "namn"),
    "a column twice": (b"kod;namn;code\na;b;c", "två gånger"),
    "no rows": (b"kod;namn\n", "inga rader"),
    "too many rows": (b"kod;namn\n" + b"a;b\n" * (sheets.MOST_ROWS + 1), "fler än"),
    "open quotation mark": (b'kod;namn\na;"b', "Rad 2"),
    "cell too long": (b"kod;namn\na;" + b"b" * 600, "Rad 2"),
    "binary": (bytes(range(256)), "teckenkodning"),
    "null": (b"kod;namn\na;b\x00", "teckenkodning"),
    "text that turns": ("kod;namn\na;b\u202ec".encode(), "Rad 2"),
    "old Excel": (sheets.OLD_EXCEL + b"\x00" * 600, ".xlsx"),
    "picture": (b"\x89PNG\r\n\x1a\n" + b"\x00" * 100, "Filen är en bild"),
    "PDF": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "Filen är en PDF. En lista ska sparas som CSV eller .xlsx."),
    "document": (zipped(**{"word/document.xml": b"<a/>"}), "Filen är ett textdokument"),
    "OpenDocument": (zipped(**{"content.xml": b"<a/>"}), "OpenDocument"),
    "zip that is no workbook": (zipped(a="b"), ".xlsx"),
    "broken zip": (b"PK\x03\x04" + b"x" * 300, "Excelfilen är skadad"),
    "zip bomb": (zipped(**{"xl/worksheets/sheet1.xml": b"0" * 60_000_000}), "packas upp"),
    "many entries": (zipped(**{f"f{n}": b"" for n in range(300)}), "packas upp"),
    "entity bomb": (with_sheet(BOMB), ".xlsx"),
    "outside entity": (with_sheet(OUTSIDE), ".xlsx"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_what_is_no_list_says_what_to_do(name):
    content, says = FAULTS[name]
    with pytest.raises(Fault) as caught:
        read(content, COLUMNS)
    assert says in str(caught.value.sentence)
    assert caught.value.field == "file"


def test_a_book_whose_beginning_is_lost_is_said_to_be_damaged():
    with pytest.raises(Fault) as caught:
        read(bytes(range(256)), COLUMNS, name="Lista.XLSX")
    assert "Excelfilen är skadad" in str(caught.value.sentence)


def test_a_sheet_that_says_it_is_endless_is_read_to_its_bound():
    content = with_sheet(
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        b'<dimension ref="A1:XFD1048576"/><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>kod</t></is></c>'
        b'<c r="B1" t="inlineStr"><is><t>namn</t></is></c></row><row r="1048576"><c r="A1048576"><v>1</v></c></row>'
        b"</sheetData></worksheet>"
    )
    with pytest.raises(Fault):
        read(content, COLUMNS)
