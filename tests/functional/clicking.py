"""A person at a page whose clicks are counted, for the tests that promise how many there are."""

from __future__ import annotations

import re

from playwright.sync_api import FilePayload, Locator, Page, expect

from .axe import expect_axe_clean
from .conftest import PHONE, WIDE


class Clicking:
    """A page whose clicks are counted; what is typed is not.

    Each press on a link, a button, a radio button, a checkbox, a menu or something folded is one click; so is each
    choice in a list, and opening the chooser of files.
    """

    def __init__(self, page: Page) -> None:
        self.page = page
        self.clicks = 0

    @property
    def main(self) -> Locator:
        return self.page.get_by_role("main")

    @property
    def banner(self) -> Locator:
        return self.page.get_by_role("banner")

    def press(self, name: str, within: Locator | None = None) -> None:
        """Press the first button with exactly this name."""
        self._click((within or self.main).get_by_role("button", name=name, exact=True))

    def follow(self, name: str | re.Pattern[str], within: Locator | None = None) -> None:
        """Follow the first link with exactly this name."""
        self._click((within or self.main).get_by_role("link", name=name, exact=True))

    def choose(self, name: str, within: Locator | None = None) -> None:
        """Choose the first radio button whose name begins so."""
        self.clicks += 1
        (within or self.main).get_by_role("radio", name=re.compile(rf"^{re.escape(name)}\b")).first.check()

    def select(self, label: str, containing: str) -> None:
        """Choose the first alternative of a list whose text holds some words."""
        self.clicks += 1
        field = self.main.get_by_role("combobox", name=label).first
        option = field.locator("option", has_text=containing).first
        field.select_option(value=option.get_attribute("value"))

    def attach(self, label: str, file: FilePayload) -> None:
        """Open the chooser of files and give it one."""
        self.clicks += 1
        self.page.get_by_label(re.compile(f"^{re.escape(label)}")).set_input_files(file)

    def unfold(self, words: str, within: Locator | None = None) -> None:
        """Open the first folded part with exactly these words on it."""
        self._click((within or self.main).get_by_text(words, exact=True))

    def go(self, *names: str) -> None:
        """Go through the main menu: the name of a page, or of a folded menu and a page in it."""
        for name in names[:-1]:
            self.unfold(name, self.banner)
        self._click(self.banner.get_by_role("link", name=re.compile(rf"^{re.escape(names[-1])}( \d+)?$")))

    def write(self, label: str, text: str) -> None:
        """Write in the field whose label begins so."""
        self.main.get_by_role("textbox", name=re.compile(f"^{re.escape(label)}")).first.fill(text)

    def stands_at(self, heading: str) -> None:
        """Expect the heading, and nothing for axe to find, wide and on a phone."""
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(heading)
        for size in (PHONE, WIDE):
            self.page.set_viewport_size(size)
            expect_axe_clean(self.page)
            wide = self.page.evaluate("document.documentElement.scrollWidth")
            assert wide <= size["width"], f"{self.page.url} is {wide} px wide at {size['width']}"

    def reads(self, *words: str | re.Pattern[str]) -> None:
        """Expect words in the page's content."""
        for word in words:
            expect(self.main).to_contain_text(word)

    def has_clicked_at_most(self, budget: int) -> None:
        """Fail when it took more clicks than were promised."""
        assert self.clicks <= budget, f"{self.clicks} clicks, at most {budget} were promised"

    def _click(self, there: Locator) -> None:
        self.clicks += 1
        there.first.click()
