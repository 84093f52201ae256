import gzip
import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
DIST = ROOT / "styrhjul/web/static/dist"
LOADED_FIRST = ["styrhjul.css", "styrhjul.js", "htmx.min.js", "fonts/source-sans-3-latin.woff2"]
TOKENS = (ROOT / "frontend/css/tokens.css").read_text(encoding="utf-8")


def weight(name):
    content = (DIST / name).read_bytes()
    return len(content if name.endswith("woff2") else gzip.compress(content))


def luminance(code):
    parts = [int(code[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def token(name):
    return re.search(rf"--{name}: (#[0-9a-f]{{6}});", TOKENS)[1]


def test_the_first_page_is_light():
    assert sum(map(weight, LOADED_FIRST)) <= 200_000  # leaves 100 kB for the page itself and its drawings
    assert weight("styrhjul.js") + weight("htmx.min.js") <= 100_000


def test_every_file_the_sheet_asks_for_is_there():
    sheet = (DIST / "styrhjul.css").read_text(encoding="utf-8")
    asked = {one for one in re.findall(r'url\("?([^")]+)"?\)', sheet) if not one.startswith("data:")}
    assert asked
    assert all((DIST / one).exists() for one in asked)
    assert "http" not in re.sub(r"http://www\.w3\.org/\d+/svg|http%3A%2F%2Fwww\.w3\.org%2F2000%2Fsvg", "", sheet)


def test_the_lock_names_no_registry():
    lock = (ROOT / "package-lock.json").read_text(encoding="utf-8")
    assert '"resolved"' not in lock
    assert "http" not in lock
    locked = json.loads(lock)["packages"]
    assert locked["node_modules/htmx.org"]["version"] == "4.0.1"
    assert all("integrity" in package for name, package in locked.items() if name)


def test_what_others_have_made_comes_with_its_licence():
    assert {path.name for path in (DIST / "licences").iterdir()} == {
        "designsystemet.txt",
        "htmx.txt",
        "source-sans-3.txt",
    }
    assert "SIL Open Font License" in (DIST / "licences/source-sans-3.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "name", ["ink", "ink-2", "ink-3", "accent", "accent-hover", "thread", "red", "green", "men-text", "women"]
)
def test_text_colours_can_be_read_on_white(name):
    assert contrast(token(name), "#ffffff") >= 4.5


@pytest.mark.parametrize("name", ["frame", "yellow-edge", "series-1", "series-2", "series-3", "series-4", "men"])
def test_lines_that_carry_meaning_can_be_seen_on_white(name):
    assert contrast(token(name), "#ffffff") >= 3


@pytest.mark.parametrize("ground", ["surface-1", "surface-2", "green-tint", "yellow-tint", "red-tint", "accent-tint"])
def test_secondary_text_can_be_read_on_every_ground(ground):
    assert contrast(token("ink-2"), token(ground)) >= 4.5
