"""What axe finds is counted by page, and written where the accessibility statement reads it."""

import json

from styrhjul.web.about.statement import AutomaticTest
from tests.functional import report

FAULTS = {
    "axe: color-contrast": [
        "home as x, http://h/ at 1280 px: a",
        "home as x, http://h/ at 320 px: a",
        "goal at 320 px: b",
    ],
    "titles": ["home as x, http://h/"],
}


def test_a_page_that_breaks_a_rule_at_two_widths_counts_once():
    found = report.report(7, [1280, 320], FAULTS)
    assert found["faults"] == [{"rule": "color-contrast", "pages": 2}]
    assert found["pages"] == 7
    assert found["tool"].startswith("axe 4.")


def test_what_is_written_is_what_the_statement_reads(tmp_path, monkeypatch):
    file = tmp_path / "axe.json"
    monkeypatch.setenv(report.ASKED, str(file))
    report.write_down(7, [1280, 320], FAULTS)
    assert AutomaticTest.model_validate(json.loads(file.read_text())).faults[0].pages == 2


def test_nothing_is_written_when_nobody_asks(tmp_path, monkeypatch):
    monkeypatch.delenv(report.ASKED, raising=False)
    monkeypatch.chdir(tmp_path)
    report.write_down(7, [1280], FAULTS)
    assert list(tmp_path.iterdir()) == []
