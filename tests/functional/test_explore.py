"""A quality lead explores the national statistics: from a search to a map, what goes together, and a file."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.functional.axe import expect_axe_clean
from tests.functional.turn import becomes, follow, main, press

QUALITY_LEAD = "Lena Bergvall"


@pytest.fixture
def start(page: Page) -> Page:
    """The page of exploration, as the quality lead comes to it."""
    becomes(page, QUALITY_LEAD)
    page.goto("/resultat/")
    follow(page, "Utforska")
    return page


def test_from_a_search_to_a_map_and_a_file(start: Page) -> None:
    start.get_by_role("searchbox", name="Hitta ett nyckeltal").fill("elevernas behörighet")
    press(start, "Sök")
    main(start).get_by_role("link", name=re.compile("behöriga till yrkesprogram")).first.click()
    expect(main(start)).to_contain_text("Plats 201 av 290 kommuner")
    start.get_by_label("Jämför med").fill("Karlskoga")
    press(start, "Lägg till")
    expect(main(start).get_by_role("columnheader", name="Karlskoga")).to_be_visible()
    follow(start, "Karta")
    start.get_by_label("Del av landet").select_option(label="Örebro läns kommuner")
    press(start, "Visa")
    expect_axe_clean(start)
    main(start).locator(".chart__drawing--wide svg a", has_text="Kumla").click(force=True)
    expect(start).to_have_url(re.compile("place=1881"))
    with start.expect_download() as fetched:
        main(start).get_by_role("link", name="XLSX").click()
    assert fetched.value.suggested_filename.endswith(".xlsx")


def test_what_goes_together_is_searched_beside_the_page(start: Page) -> None:
    follow(start, "Vad som rör sig ihop bland alla nyckeltal")
    press(start, "Sök bland alla par")
    expect(main(start)).to_contain_text("par bland", timeout=60_000)
    expect_axe_clean(start)
    main(start).get_by_role("table").get_by_role("link").first.click()
    expect(main(start)).to_contain_text("Samband, inte orsak.")
