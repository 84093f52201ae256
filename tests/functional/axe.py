"""Does axe find anything on the page that a person is looking at?"""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

SOURCE = Path(__file__).with_name("axe.min.js")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def expect_axe_clean(page: Page) -> None:
    """Fail with rule, element and remedy for everything that axe finds."""
    page.evaluate(SOURCE.read_text(encoding="utf-8"))
    found = page.evaluate(
        "rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']}).then(result => result.violations)",
        RULES,
    )
    lines = [
        f"{rule['id']}: {node['target']}\n    {node['failureSummary']}" for rule in found for node in rule["nodes"]
    ]
    assert not lines, f"{page.url}\n" + "\n".join(lines)
