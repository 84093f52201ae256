"""With the keyboard alone: past the menu, through the menu, forms, the check-in and the ladder."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.functional.conftest import NARROW
from tests.functional.turn import SCHOOL_GOAL, becomes, follow, main, says

MOST_STEPS = 120


def tab_to(page: Page, wanted: Locator, *, back: bool = False) -> None:
    """Press Tab until something has the focus, as one would; what has it must show it."""
    for _step in range(MOST_STEPS):
        if wanted.evaluate("one => one === document.activeElement"):
            break
        page.keyboard.press("Shift+Tab" if back else "Tab")
    expect(wanted).to_be_focused()
    shown = "one => { const s = getComputedStyle(one.closest('.segmented__item') || one);"
    shown += " return s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2 || s.boxShadow !== 'none'; }"
    assert wanted.evaluate(shown), "the focus does not show"


@pytest.fixture
def karin(page: Page) -> Page:
    becomes(page, "Karin Ekström")
    return page


def test_the_first_key_leads_past_the_menu(karin: Page) -> None:
    karin.goto("/mal/")
    karin.keyboard.press("Tab")
    expect(karin.locator(":focus")).to_have_accessible_name("Till innehållet")
    karin.keyboard.press("Enter")
    expect(karin.get_by_role("main")).to_be_focused()
    karin.keyboard.press("Tab")
    assert karin.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_the_menu_is_walked_and_a_drop_opens_and_closes(karin: Page) -> None:
    karin.goto("/")
    tab_to(karin, karin.get_by_role("navigation", name="Huvudmeny").get_by_role("link", name="Resultat"))
    karin.keyboard.press("Enter")
    expect(karin).to_have_url(re.compile("/resultat/$"))
    own = karin.locator("summary", has_text="Karin Ekström")
    tab_to(karin, own)
    karin.keyboard.press("Enter")
    tab_to(karin, karin.get_by_role("link", name="Byt lösenord").locator("visible=true"))
    karin.keyboard.press("Escape")
    expect(karin.get_by_role("link", name="Byt lösenord").locator("visible=true")).to_have_count(0)


def test_the_menu_of_a_narrow_screen_opens_with_the_keyboard(open_page: Callable[..., Page]) -> None:
    page = open_page(NARROW)
    becomes(page, "Karin Ekström")
    page.goto("/")
    tab_to(page, page.locator("summary", has_text="Meny"))
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_role("link", name="Mål och planer").locator("visible=true"))
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/mal/$"))


def test_a_goal_is_set_and_a_fault_is_mended(karin: Page) -> None:
    karin.goto("/mal/ny/")
    save = main(karin).get_by_role("button", name="Spara", exact=True)
    tab_to(karin, save)
    karin.keyboard.press("Enter")
    fault = main(karin).get_by_role("alert").get_by_role("link").first
    tab_to(karin, fault)
    karin.keyboard.press("Enter")
    title = main(karin).get_by_label("Målet", exact=True)
    expect(title).to_be_focused()
    karin.keyboard.type("Alla trivs på rasterna")
    level = main(karin).get_by_label("Nivå")
    if level.input_value() == "":
        tab_to(karin, level)
        karin.keyboard.type("Enhetsmål")
    tab_to(karin, main(karin).get_by_role("button", name="Spara", exact=True))
    karin.keyboard.press("Enter")
    expect(karin.get_by_role("heading", level=1)).to_contain_text("Alla trivs på rasterna")


def test_the_month_is_checked_in(karin: Page) -> None:
    karin.goto("/arbete/")
    stop = main(karin).get_by_role("link", name=re.compile("^Stäm av")).last
    tab_to(karin, stop)
    karin.keyboard.press("Enter")
    expect(karin).to_have_url(re.compile("/avstamning/"))
    for group in main(karin).get_by_role("group", name=re.compile("Hur går det")).all():
        going = group.get_by_role("radio", name="Pågår")
        first = group.get_by_role("radio").first
        tab_to(karin, first)
        karin.keyboard.press("Space")
        while not going.is_checked():
            karin.keyboard.press("ArrowRight")
    value = main(karin).get_by_label(re.compile("frånvaro över 15 procent")).first
    tab_to(karin, value, back=True)
    karin.keyboard.type("12,4")
    tab_to(karin, main(karin).get_by_role("button", name="Spara", exact=True).first)
    karin.keyboard.press("Enter")
    says(karin, "12,4")


def test_a_step_of_the_ladder_is_written_and_the_result_rated(karin: Page) -> None:
    karin.goto("/analys/")
    follow(karin, re.compile(SCHOOL_GOAL))
    text = karin.get_by_label(re.compile("Er text: Dra slutsatser"))
    tab_to(karin, text)
    karin.keyboard.press("Control+End")
    karin.keyboard.type(" Vi fortsätter med läsgrupperna.")
    step = main(karin).locator("section", has_text="Dra slutsatser").first
    tab_to(karin, step.get_by_role("button", name="Spara steget").first)
    karin.keyboard.press("Enter")
    says(karin, "Vi fortsätter med läsgrupperna.")
    colours = main(karin).get_by_role("group", name="Färg")
    tab_to(karin, colours.get_by_role("radio").first)
    karin.keyboard.press("Space")
    while not colours.get_by_role("radio", name="Gul").is_checked():
        karin.keyboard.press("ArrowRight")
    tab_to(karin, karin.get_by_label("Skäl"))
    karin.keyboard.type("På väg åt rätt håll.")
    tab_to(karin, main(karin).get_by_role("button", name="Lämna bedömningen"))
    karin.keyboard.press("Enter")
    says(karin, "På väg åt rätt håll.")
