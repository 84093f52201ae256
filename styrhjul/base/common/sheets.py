"""Reading uploaded lists, CSV or Excel, into rows of plain text; whatever the file is, it fails only with a Fault."""

from __future__ import annotations

import csv
import io
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

import openpyxl
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from styrhjul.base.common.faults import Fault

MOST_BYTES: Final = 2_000_000
MOST_UNPACKED: Final = 40_000_000
MOST_ENTRIES: Final = 200
MOST_ROWS: Final = 5_000
MOST_COLUMNS: Final = 60
LONGEST: Final = 500
OLD_EXCEL: Final = b"\xd0\xcf\x11\xe0"
ZIPPED: Final = b"PK"
OTHER_KINDS: Final = (
    (b"%PDF", gettext_lazy("a PDF")),
    (b"\x89PNG", gettext_lazy("a picture")),
    (b"\xff\xd8\xff", gettext_lazy("a picture")),
    (b"GIF8", gettext_lazy("a picture")),
    (b"{\\rtf", gettext_lazy("a text document")),
    (b"\x1f\x8b", gettext_lazy("a packed file")),
    (b"7z\xbc\xaf", gettext_lazy("a packed file")),
    (b"Rar!", gettext_lazy("a packed file")),
)
"""What files that are no lists begin with."""
OTHER_PACKED: Final = (
    ("content.xml", gettext_lazy("an OpenDocument file")),
    ("word/", gettext_lazy("a text document")),
    ("ppt/", gettext_lazy("a presentation")),
)
"""What lies in packed files that are no Excel books."""
FORMULA_SIGNS: Final = frozenset("=+-@\t\r")
_TURNING: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@dataclass(frozen=True)
class Column:
    """A column that a list may have, under any of its heads; the first is Swedish and the second English."""

    key: str
    heads: tuple[str, ...]
    required: bool = True

    @property
    def head(self) -> str:
        """Return the head that is asked for, in the reader's language."""
        return self.heads[1 if (get_language() or "sv").startswith("en") else 0]


@dataclass(frozen=True)
class Row:
    """One row of a list, with its number in the file."""

    number: int
    cells: dict[str, str]

    def __getitem__(self, key: str) -> str:
        return self.cells.get(key, "")


def read(content: bytes, columns: Sequence[Column], *, name: str = "") -> list[Row]:
    """Return the rows of a list, empty ones left out, each cell as text under its column's key.

    Formulas are text and are never worked out. Raises Fault with what to do when the file cannot be read,
    lacks a column or holds more than a list does; the file's name tells a damaged Excel book from other files.
    """
    if not content.strip():
        raise Fault(_("The file is empty."), field="file")
    if len(content) > MOST_BYTES:
        raise Fault(_("The file is too large: a list may be at most 2 MB."), field="file")
    _refuse_other_kinds(content)
    lines = _from_excel(content) if content.startswith(ZIPPED) else _from_csv(content, name)
    head_number, head = next(lines, (0, []))
    places = _places(head, columns)
    rows: list[Row] = []
    for number, cells in lines:
        if len(rows) >= MOST_ROWS:
            raise Fault(_("The list has more than %(most)s rows. Split it.") % {"most": MOST_ROWS}, field="file")
        texts = {key: _clean(cells[at], number) for key, at in places.items() if at < len(cells)}
        if any(texts.values()):
            rows.append(Row(number, texts))
    if not rows:
        raise Fault(_("The list has no rows under its head on row %(row)s.") % {"row": head_number}, field="file")
    return rows


def _refuse_other_kinds(content: bytes) -> None:
    kind = next((kind for sign, kind in OTHER_KINDS if content.startswith(sign)), None)
    if kind:
        raise _not_accepted(str(kind))


def _not_accepted(kind: str) -> Fault:
    return Fault(_("The file is %(kind)s. A list has to be saved as CSV or .xlsx.") % {"kind": kind}, field="file")


def _places(head: Sequence[str], columns: Sequence[Column]) -> dict[str, int]:
    found = [_plain(one) for one in head]
    places: dict[str, int] = {}
    for column in columns:
        at = [index for index, one in enumerate(found) if one in {_plain(name) for name in column.heads}]
        if len(at) > 1:
            raise Fault(_("The column %(column)s stands twice.") % {"column": column.head}, field="file")
        if at:
            places[column.key] = at[0]
    missing = [column.head for column in columns if column.required and column.key not in places]
    if missing:
        raise Fault(
            _("The first row lacks the columns %(missing)s. It must hold %(all)s.")
            % {
                "missing": ", ".join(missing),
                "all": ", ".join(column.head for column in columns if column.required),
            },
            field="file",
        )
    return places


def _plain(head: str) -> str:
    return " ".join(unicodedata.normalize("NFC", head).replace("_", " ").casefold().split())


def _clean(text: str, number: int) -> str:
    flat = " ".join(unicodedata.normalize("NFC", text).split())
    flat = flat[1:] if flat[:1] == "'" and flat[1:2] in FORMULA_SIGNS else flat  # as `as_cell` wrote it
    if any(unicodedata.category(sign) in {"Cc", "Cs"} or sign in _TURNING for sign in flat):
        raise Fault(_("Row %(row)s holds characters that are not text. Type it again.") % {"row": number}, field="file")
    if len(flat) > LONGEST:
        words = {"row": number, "most": LONGEST}
        raise Fault(_("Row %(row)s has a cell of more than %(most)s characters.") % words, field="file")
    return flat


def _from_csv(content: bytes, name: str) -> Iterator[tuple[int, list[str]]]:
    text = _decoded(content, name)
    first = next((line for line in text.splitlines() if line.strip()), "")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(";,\t", key=first.count), strict=True)
    number = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield number, cells[:MOST_COLUMNS]
            number = reader.line_num + 1
    except csv.Error as error:
        raise Fault(
            _("Row %(row)s cannot be read: a quotation mark is not closed, or the row is too long.") % {"row": number},
            field="file",
        ) from error


def _decoded(content: bytes, name: str) -> str:
    """Return the text: UTF-8, UTF-16 as Excel writes it, or the old Swedish Windows code page."""
    if content.startswith(OLD_EXCEL):
        raise Fault(_("The file is of the old Excel kind. Save it as .xlsx or CSV."), field="file")
    encodings = ["utf-16"] if content[:2] in {b"\xff\xfe", b"\xfe\xff"} else ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not any(unicodedata.category(sign) == "Cc" and sign not in "\t\r\n" for sign in text):
            return text
    if name.casefold().endswith((".xlsx", ".xlsm")):
        raise _damaged()
    raise Fault(_("The file is not text in a known encoding. Save it as CSV UTF-8 or .xlsx."), field="file")


def _damaged() -> Fault:
    return Fault(
        _("The Excel file is damaged and cannot be opened. Open it in Excel and save it anew as .xlsx or CSV."),
        field="file",
    )


def _from_excel(content: bytes) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows of the first sheet; what a workbook unpacks to is bounded before it is opened."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            fits = len(entries) <= MOST_ENTRIES and sum(entry.file_size for entry in entries) <= MOST_UNPACKED
            held = tuple(entry.filename for entry in entries)
        other = next((str(kind) for sign, kind in OTHER_PACKED if any(one.startswith(sign) for one in held)), "")
        rows = _sheet(content) if fits and not other else None
    except Exception as error:  # a damaged or hostile file fails in any way
        raise _damaged() from error
    if other:
        raise _not_accepted(other)
    if rows is None:
        raise Fault(_("The workbook unpacks to more than a list holds."), field="file")
    yield from rows


def _sheet(content: bytes) -> list[tuple[int, list[str]]]:
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
    try:
        cells = book.worksheets[0].iter_rows(max_row=MOST_ROWS + 2, max_col=MOST_COLUMNS, values_only=True)
        return list(_filled(cells))
    finally:
        book.close()


def _filled(rows: Iterable[Sequence[Any]]) -> Iterator[tuple[int, list[str]]]:
    for number, values in enumerate(rows, start=1):
        texts = [_as_text(value) for value in values]
        if any(text.strip() for text in texts):
            yield number, texts


def _as_text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(getattr(value, "text", value))


def as_cell(text: str) -> str:
    """Return a text so that a spreadsheet which opens it never takes it for a formula."""
    return f"'{text}" if text[:1] in FORMULA_SIGNS else text
