"""The paragraph of the minutes is one way of writing, whatever people type."""

from __future__ import annotations

import pytest

from styrhjul.base.common.faults import Fault
from styrhjul.base.common.minutes import read_paragraph


@pytest.mark.parametrize(
    ("said", "written"),
    [("118", "§ 118"), ("§118", "§ 118"), (" §§ 12 a ", "§ 12 a"), ("Paragraf 7", "§ 7"), ("", ""), ("  ", "")],
)
def test_a_paragraph_is_kept_as_minutes_write_it(said, written):
    assert read_paragraph(said) == written


@pytest.mark.parametrize("said", ["i morgon", "§", "12345", "§ 12 / 13"])
def test_what_holds_no_number_is_refused(said):
    with pytest.raises(Fault) as caught:
        read_paragraph(said)
    assert caught.value.field == "paragraph"
