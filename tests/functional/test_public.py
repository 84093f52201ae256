"""What residents meet without logging in: on a phone, without scripts, on paper, read aloud and in English."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.functional.axe import expect_axe_clean
from tests.functional.conftest import NARROW, WIDE
from tests.functional.turn import follow, main

FIRST = "/offentligt/"
GOAL = "Fler elever blir behöriga till gymnasiet"
FITS = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
SPEECH = """(voices) => {
    window.said = [];
    const speech = { getVoices: () => voices, cancel: () => { speech.now = null; }, addEventListener: () => {},
        speak: (one) => { window.said.push([one.lang, one.text]); speech.now = one; },
        end: () => speech.now?.dispatchEvent(new Event("end")) };
    Object.defineProperty(window, "speechSynthesis", { value: speech });
    window.SpeechSynthesisUtterance = class extends EventTarget { constructor(text) { super(); this.text = text; } };
}"""
HERE = '[{lang: "en-GB", localService: true}, {lang: "sv-SE", localService: true}]'
ELSEWHERE = '[{lang: "en-GB", localService: true}, {lang: "sv-SE", localService: false}]'


@pytest.mark.parametrize("viewport", [WIDE, NARROW])
def test_the_public_pages_are_accessible_and_fit(open_page: Callable[..., Page], viewport) -> None:
    page = open_page(viewport)
    page.goto(FIRST)
    expect(page.get_by_role("heading", level=1)).to_have_text("Så går det för Exempelby kommun")
    expect_axe_clean(page)
    assert page.evaluate(FITS)
    follow(page, GOAL)
    expect(page.get_by_role("heading", level=1)).to_have_text(GOAL)
    expect_axe_clean(page)
    assert page.evaluate(FITS)


def test_everything_is_there_without_scripts(open_page: Callable[..., Page]) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(FIRST)
    expect(main(page)).to_contain_text("I korthet")
    expect(main(page)).to_contain_text("Det beslutas härnäst")
    expect(main(page).get_by_role("button")).to_have_count(0)
    follow(page, GOAL)
    expect(main(page)).to_contain_text("Källa: Kolada")


def test_the_wheel_leads_to_what_its_parts_mean(page: Page) -> None:
    page.goto(FIRST)
    main(page).locator("svg.wheel-full a").first.click()
    assert "#del-" in page.url


def test_the_page_is_printed_by_its_button(page: Page) -> None:
    page.goto(FIRST)
    page.evaluate("window.print = () => { window.printed = true; }")
    main(page).get_by_role("button", name="Skriv ut").click()
    assert page.evaluate("window.printed")
    page.emulate_media(media="print")
    expect(main(page).get_by_role("button", name="Skriv ut")).to_be_hidden()


def test_it_is_read_aloud_block_by_block_until_it_is_stopped(page: Page) -> None:
    page.add_init_script(f"({SPEECH})({HERE})")
    page.goto(FIRST)
    main(page).get_by_role("button", name="Lyssna").click()
    assert page.evaluate("window.said") == [["sv", "Så går det för Exempelby kommun"]]
    page.evaluate("speechSynthesis.end()")
    assert len(page.evaluate("window.said")) == 2
    assert page.locator("[data-reading]").inner_text() == page.evaluate("window.said[1][1]")
    main(page).get_by_role("button", name="Sluta lyssna").click()
    expect(page.locator("[data-reading]")).to_have_count(0)
    expect(main(page).get_by_role("button", name="Lyssna")).to_be_visible()


def test_it_is_read_to_the_end(page: Page) -> None:
    page.add_init_script(f"({SPEECH})({HERE})")
    page.goto(FIRST)
    main(page).get_by_role("button", name="Lyssna").click()
    for _block in range(400):
        page.evaluate("speechSynthesis.end()")
    said = " ".join(text for _language, text in page.evaluate("window.said"))
    for words in (GOAL, "Så styr kommunen", "Källa: Kolada"):
        assert words in said
    assert "Skriv ut" not in said
    expect(main(page).get_by_role("button", name="Lyssna")).to_be_visible()


@pytest.mark.parametrize("voices", ["[]", ELSEWHERE])
def test_without_a_voice_of_the_computers_own_the_button_is_not_there(page: Page, voices: str) -> None:
    page.add_init_script(f"({SPEECH})({voices})")
    page.goto(FIRST)
    expect(main(page).get_by_role("button", name="Skriv ut")).to_be_visible()
    expect(main(page).get_by_role("button", name="Lyssna")).to_be_hidden()


def test_the_language_is_chosen_in_the_footer_and_kept(page: Page) -> None:
    page.goto(FIRST)
    page.get_by_role("contentinfo").get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("How it is going in Exempelby kommun")
    page.goto("/tillganglighet/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Accessibility statement")
    page.get_by_role("contentinfo").get_by_role("button", name="Svenska").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tillgänglighetsredogörelse")
