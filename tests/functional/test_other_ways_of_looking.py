"""On paper, and in the colours that somebody's own screen insists on."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.functional.turn import BOARD, becomes, follow, main

PRINTED = {"home": "/", "goal": "/mal/", "report": "/rapporter/?ar=2022"}
GOAL = "Fler elever blir behöriga till gymnasiet"
LEAST_CONTRAST = 3.0
MARKS = Path(__file__).with_name("marks.js").read_text(encoding="utf-8").partition("\n")[2].rstrip().rstrip(";")


def open_one(page: Page, what: str) -> None:
    """Open one of the pages that people print, or look at most."""
    page.goto(PRINTED.get(what, "/bedomningar/"))
    if what == "goal":
        follow(page, GOAL)
        expect(page.get_by_role("heading", level=1)).to_contain_text(GOAL)
    if what == "report":
        follow(page, re.compile(rf"Årsberättelse.*{BOARD}|{BOARD}"))
        page.goto(page.url.rstrip("/") + "/las/")


@pytest.mark.parametrize("what", PRINTED)
def test_paper_shows_the_content_and_nothing_to_press(page: Page, what: str) -> None:
    becomes(page, "Birgitta Sandell")
    open_one(page, what)
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    around = page.locator("header nav, footer, nav.crumbs, main > nav")
    for gone in (around, page.get_by_role("button")):
        shown = [one.inner_text() for one in gone.all() if one.is_visible()]
        assert not shown, shown
    expect(page.locator(".ds-button").locator("visible=true")).to_have_count(0)
    assert len(main(page).inner_text()) > 300


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("what", ["home", "goal", "ratings"])
def test_marks_keep_their_shape_in_forced_colours(open_page: Callable[..., Page], what: str, scheme: str) -> None:
    page = open_page(forced_colors="active", color_scheme=scheme)
    becomes(page, "Birgitta Sandell")
    open_one(page, what)
    looked, pale = page.evaluate(MARKS, LEAST_CONTRAST)
    assert looked > 0
    assert not pale, "\n".join(pale)


def test_each_colour_of_the_scale_has_a_shape_and_a_word_of_its_own(open_page: Callable[..., Page]) -> None:
    page = open_page(forced_colors="active")
    becomes(page, "Birgitta Sandell")
    page.goto("/bedomningar/?tabell=1")
    kinds = "marks => Object.fromEntries(marks.map(one => [one.getAttribute('class'), one.firstElementChild.tagName]))"
    found = main(page).locator("svg.mark").evaluate_all(kinds)
    assert len(found) >= 3
    assert len({name.split()[-1] for name in found}) == len(found)
