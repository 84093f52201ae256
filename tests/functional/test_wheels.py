"""Wheels in a real browser: the glyphs of no two labels meet, and each reads on what lies under it."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from styrhjul.engine.drawing.wheel import draw_wheel
from styrhjul.engine.packs import loader
from tests.engine.drawing.wheel_models import any_wheel, shipped_wheel

HERE = Path(__file__).parent
FONTS = HERE.parents[1] / "styrhjul/web/static/dist/fonts"
MEASURE = (HERE / "wheels.js").read_text(encoding="utf-8")
WIDTHS = (320, 768, 1280)
STYLE = """
@font-face {font-family: "Source Sans 3"; font-weight: 200 900; src: url(data:font/woff2;base64,%s)}
body {margin: 16px} div {max-width: 48rem; margin-bottom: 16px} svg {display: block; width: 100%%; height: auto}
.small {display: none} @media (width < 37.5em) {.large {display: none} .small {display: block; max-width: 10.5rem}}
"""


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """One page with the wheels of all shipped models and of fifty that could be."""
    font = base64.b64encode((FONTS / "source-sans-3-latin.woff2").read_bytes()).decode()
    wheels = [shipped_wheel(key) for key in loader.shipped_keys()] + [any_wheel(seed) for seed in range(50)]
    shown = "".join(
        f'<div class="large" id="{one.key}">{draw_wheel(one)}</div><div class="small">{draw_wheel(one, "phone")}</div>'
        for one in wheels
    )
    context = browser.new_context()
    found = context.new_page()
    found.set_content(f"<!doctype html><style>{STYLE % font}</style><main>{shown}</main>")
    assert found.evaluate("document.fonts.load('600 14px \"Source Sans 3\"').then((faces) => faces.length)") == 1
    yield found
    context.close()


@pytest.mark.parametrize("width", WIDTHS)
def test_no_label_meets_another_leaves_the_drawing_or_is_hard_to_read(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    assert page.evaluate(f"({MEASURE})({'true' if width == WIDTHS[-1] else 'false'})") == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_measure_finds_what_is_wrong(page: Page) -> None:
    """Two texts on top of each other, one of them yellow on white, are found."""
    page.set_viewport_size({"width": 1280, "height": 900})
    wrong = (
        '<svg viewBox="0 0 200 40" width="200" height="40"><text x="10" y="20" font-size="14">Planera</text>'
        '<text x="20" y="22" font-size="14" fill="#F6C915">Analys</text></svg>'
    )
    page.evaluate("svg => document.body.insertAdjacentHTML('afterbegin', `<div id='wrong'>${svg}</div>`)", wrong)
    found = page.evaluate(f"({MEASURE})(true)")
    page.evaluate("document.getElementById('wrong').remove()")
    assert any("wrong: Planera meets Analys" in fault for fault in found)
    assert any("wrong: Analys: rgb(246, 201, 21) on" in fault for fault in found)
