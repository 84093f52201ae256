"""A school is moved in mid-year in the browser; what was last year reads as it did, for those who may read it."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page

from tests.functional.turn import BOARD, SCHOOL, becomes, follow, main, open_plan, press, says

NEW_OFFICE, NEW_BOARD = "Gymnasieförvaltningen", "Gymnasienämnden"
READERS = ("Birgitta Sandell", "Per Wiklander", "Karin Ekström", "Tomas Rydelius")
MOVED_ON = "2023-09-01"


def open_report(page: Page) -> str:
    """Open the board's decided report of last year, and return what it says."""
    page.goto("/rapporter/?ar=2022")
    follow(page, re.compile(rf"Årsberättelse.*{BOARD}|{BOARD}"))
    page.goto(page.url.rstrip("/") + "/las/")
    says(page, re.compile("Beslutad|beslutad|Antagen|antagen"))
    return main(page).inner_text()


def tree_of(page: Page, day: str) -> dict[str, str]:
    """Return under which unit each unit stands on a day, as the page of the organisation shows it."""
    page.goto(f"/organisation/?datum={day}")
    rows = "links => links.map(link => { const above = link.closest('li').parentElement.closest('li');"
    rows += " return [link.textContent.trim(), above ? above.querySelector('a').textContent.trim() : '']; })"
    return dict(main(page).locator("li > a").evaluate_all(rows))


def test_last_year_stays_as_it_was(open_page: Callable[..., Page]) -> None:
    page = open_page()
    before = {}
    for person in READERS:
        becomes(page, person)
        before[person] = open_report(page)
    old_tree = tree_of(page, "2022-12-31")
    becomes(page, "Siv Lundmark")
    page.goto("/organisation/")
    main(page).get_by_role("link", name=SCHOOL).first.click()
    follow(page, "Flytta")
    says(page, "Förra årets rapporter och summor blir som de var.")
    field = page.get_by_label(re.compile("Ska stå under|Står under|Till"))
    field.select_option(value=field.locator("option", has_text=NEW_OFFICE).first.get_attribute("value"))
    page.get_by_label(re.compile("Från")).fill(MOVED_ON)
    press(page, "Flytta")
    says(page, NEW_OFFICE)

    assert tree_of(page, "2022-12-31") == old_tree
    assert old_tree[SCHOOL] == "Grundskoleförvaltningen"
    assert tree_of(page, "2023-11-20")[SCHOOL] == NEW_OFFICE
    for person in READERS:
        becomes(page, person)
        assert open_report(page) == before[person], person
    becomes(page, "Karin Ekström")
    open_plan(page, "2024")
    draft = page.url
    becomes(page, "Birgitta Sandell")
    assert page.goto(draft).status == 404, "the board that the school has left no longer reads its drafts"
