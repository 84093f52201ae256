"""The gallery is what looks and accessibility are judged by."""

import pytest
from playwright.sync_api import expect

from tests.functional.axe import expect_axe_clean

pytestmark = pytest.mark.browser


def open_gallery(page):
    page.goto("/ui/")
    expect(page.get_by_role("heading", level=1, name="Byggstenar och tillstånd")).to_be_visible()


def test_every_piece_is_accessible_on_a_wide_screen(page):
    open_gallery(page)
    expect_axe_clean(page)


def test_every_piece_is_accessible_and_fits_at_320_px(narrow_page):
    open_gallery(narrow_page)
    expect_axe_clean(narrow_page)
    assert narrow_page.evaluate("document.documentElement.scrollWidth") <= 320


def test_every_piece_fits_with_text_at_twice_the_size(page):
    open_gallery(page)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280


def test_focus_goes_to_what_is_wrong_and_from_there_to_the_field(page):
    open_gallery(page)
    page.get_by_role("alert").filter(has_text="Rätta detta").get_by_role("link").first.click()
    expect(page.locator(":focus")).to_have_accessible_name("Rubrik")


def test_the_choice_of_few_works_with_the_keyboard(page):
    open_gallery(page)
    chosen = page.get_by_role("group", name="Läge").first
    chosen.get_by_role("radio", name="Pågår").focus()
    page.keyboard.press("ArrowRight")
    expect(chosen.get_by_role("radio", name="Försenad")).to_be_checked()


def test_the_pieces_are_there_without_scripts(open_page):
    page = open_page(java_script_enabled=False)
    open_gallery(page)
    page.get_by_text("Visa som tabell").click()
    expect(page.get_by_role("cell", name="80,6").last).to_be_visible()
