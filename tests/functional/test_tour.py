"""The tour of the demonstration, from the banner to the last stop, as somebody new would take it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.functional.turn import becomes

SEEN = (
    "Lindängsskolan",
    "Fler elever blir behöriga till gymnasiet",
    "Analys",
    "bedöm",
    "plan",
)


@pytest.mark.parametrize("who", ["Karin Ekström", "Per Wiklander"])
def test_five_stops_lead_through_a_turn(page: Page, who: str) -> None:
    becomes(page, who)
    page.get_by_role("link", name="Ta rundturen på fem stopp").click()
    for number in range(1, len(SEEN) + 1):
        expect(page.get_by_text(f"Rundturen, stopp {number} av 5")).to_be_visible()
        if who == "Karin Ekström":
            expect(page.get_by_role("main")).to_contain_text(re.compile(SEEN[number - 1], re.IGNORECASE))
        if number < len(SEEN):
            page.get_by_role("link", name="Nästa stopp").click()
    page.get_by_role("link", name="Avsluta rundturen").click()
    expect(page.get_by_text("Rundturen, stopp")).to_have_count(0)
