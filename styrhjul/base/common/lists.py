"""Writing lists for spreadsheets: CSV as Swedish programs open it without asking, and Excel; no cell is a formula."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from styrhjul.base.common.sheets import as_cell

CSV: Final = "text/csv; charset=utf-8"
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NARROWEST, WIDEST = 8, 60

Cell = str | int | float | Decimal | date | None


def as_csv(rows: Iterable[Sequence[Cell]]) -> bytes:
    r"""Return rows with semicolons and decimal commas, after the mark that tells spreadsheets it is UTF-8.

    Examples
    --------
    >>> as_csv([["Year", "Örebro"], [2022, 83.5], ["=1+1", None]]).decode("utf-8-sig")
    "Year;Örebro\r\n2022;83,5\r\n'=1+1;\r\n"

    """
    into = io.StringIO()
    csv.writer(into, delimiter=";").writerows([_plain(cell) for cell in row] for row in rows)
    return f"\ufeff{into.getvalue()}".encode()


def as_excel(
    head: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    *,
    title: str,
    about: Sequence[str] = (),
    decimals: Mapping[int, int] | None = None,
) -> bytes:
    """Return an Excel book of one sheet.

    Parameters
    ----------
    head, rows
        The table; numbers stay numbers, None is an empty cell.
    title
        What the sheet is called.
    about
        Lines beneath the table: what it is and where it comes from.
    decimals
        How many decimals the columns, counted from 0, are shown with.

    """
    book = Workbook()
    sheet = book.active
    assert sheet is not None  # noqa: S101  (a new book has a sheet)
    sheet.title = title[:31]
    sheet.append([as_cell(one) for one in head])
    widths = [len(one) for one in head]
    for row in rows:
        sheet.append([_typed(cell) for cell in row])
        widths = [max(wide, len(_plain(cell))) for wide, cell in zip(widths, row, strict=True)]
    for cell in sheet[1]:
        cell.font, cell.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="top")
    for column, count in (decimals or {}).items():
        for (cell,) in sheet.iter_rows(min_row=2, min_col=column + 1, max_col=column + 1):
            cell.number_format = "#,##0" + ("." + "0" * count if count else "")
    for at, wide in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(at)].width = min(max(wide + 2, NARROWEST), WIDEST)
    sheet.freeze_panes = "A2"
    sheet.append([])
    for line in about:
        sheet.append([as_cell(line)])
    into = io.BytesIO()
    book.save(into)
    return into.getvalue()


def _typed(cell: Cell) -> Cell:
    if isinstance(cell, str):
        return as_cell(cell)
    return None if isinstance(cell, float) and not math.isfinite(cell) else cell


def _plain(cell: Cell) -> str:
    if cell is None or (isinstance(cell, float) and not math.isfinite(cell)):
        return ""
    if isinstance(cell, float):
        return f"{cell:.12g}".replace(".", ",")
    if isinstance(cell, Decimal):
        return f"{cell.normalize():f}".replace(".", ",")
    return as_cell(cell) if isinstance(cell, str) else str(cell)
