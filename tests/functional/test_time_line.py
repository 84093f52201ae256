"""What happened meanwhile is laid on the time line of a result, seen there, and struck with a reason."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.functional.axe import expect_axe_clean
from tests.functional.turn import SCHOOL_GOAL, becomes, follow, main, press, says

WHAT = "Skolan fick ett nytt bibliotek"


def test_an_event_is_laid_seen_on_the_line_and_struck(page: Page, narrow_page: Page) -> None:
    becomes(page, "Karin Ekström")
    page.goto("/analys/")
    follow(page, re.compile(SCHOOL_GOAL))
    analysis = page.url
    main(page).get_by_text("Lägg till en händelse", exact=True).click()
    press(page, "Spara händelsen")
    says(page, "Skriv vad som hände.")
    page.get_by_label("När hände det?").fill("2022-09")
    page.get_by_label("Vad hände?").fill(WHAT)
    main(page).get_by_role("group", name="Hur väntade ni er").get_by_role("radio", name="bättre").check()
    press(page, "Spara händelsen")
    says(page, "Händelsen ligger på tidslinjen.")
    expect(main(page).get_by_role("img", name="Vad som hände under tiden").first).to_contain_text(WHAT)
    says(page, "Sammanföll i tid, inte orsak.")
    expect_axe_clean(page)

    becomes(narrow_page, "Karin Ekström")
    narrow_page.goto(analysis)
    says(narrow_page, WHAT)
    expect_axe_clean(narrow_page)
    assert narrow_page.evaluate("document.documentElement.scrollWidth") <= 320

    row = main(page).get_by_role("listitem").filter(has_text=WHAT)
    row.get_by_text("Stryk händelsen").click()
    row.get_by_label("Varför stryks händelsen?").fill("Det blev inte av.")
    row.get_by_role("button", name="Stryk").click()
    says(page, "1 struken händelse")
