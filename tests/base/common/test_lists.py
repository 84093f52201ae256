"""Lists written for spreadsheets."""

import io
from datetime import date
from decimal import Decimal

import openpyxl
import pytest

from styrhjul.base.common.lists import as_csv, as_excel


def read(content):
    return openpyxl.load_workbook(io.BytesIO(content)).active


def test_csv_has_decimal_commas_and_leaves_out_what_is_missing():
    rows = [["år", "värde"], [2022, 83.25], [2023, Decimal("84.10")], [2024, None], [2025, float("nan")]]
    assert as_csv(rows).decode("utf-8-sig").split() == ["år;värde", "2022;83,25", "2023;84,1", "2024;", "2025;"]


def test_a_negative_number_is_a_number_and_no_formula():
    assert as_csv([[-1.5, -2]]).decode("utf-8-sig").strip() == "-1,5;-2"


@pytest.mark.parametrize("text", ["=1+1", "+46", "-x", "@sum", "\tx", "\rx"])
def test_no_cell_is_a_formula(text):
    assert as_csv([[text]]).decode("utf-8-sig").lstrip('"').startswith("'")
    sheet = read(as_excel([text], [[text]], title="T", about=[text]))
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert len(cells) == 3
    assert all(cell.data_type == "s" and cell.value.startswith("'") for cell in cells)


def test_excel_keeps_kinds_and_shows_decimals():
    content = as_excel(
        ["a", "b", "c"], [["x", 1.25, date(2023, 3, 1)], ["y", None, None]], title="N" * 40, decimals={1: 1}
    )
    sheet = read(content)
    assert sheet.title == "N" * 31
    assert sheet["B2"].value == 1.25
    assert sheet["B2"].number_format == "#,##0.0"
    assert sheet["C2"].value.date() == date(2023, 3, 1)
    assert sheet["B3"].value is None
    assert sheet.freeze_panes == "A2"
