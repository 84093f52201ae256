"""The guides say what the program says: its words, its pictures, its addresses and its roles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import polib
import pytest
from django.urls import Resolver404, resolve
from django.utils.translation import override
from markdown_it.token import Token

from styrhjul.engine.packs.loader import load, shipped_keys
from styrhjul.engine.packs.schema import Label, Reach, Right, Role
from styrhjul.web.guide import rendering, sources
from styrhjul.web.guide.words import PLACE, SECTIONS, in_own_words

ROOT = Path(__file__).resolve().parents[3]
PICTURES = ROOT / "styrhjul/web/static/guide"
MOST_BYTES, WORDS = 1_500_000, (250, 900)
TEXTS = {path.stem: path.read_text(encoding="utf-8").split("\n---\n")[-1] for path in sources.CONTENT.glob("*.md")}
ROLES = {role.key for key in shipped_keys() for role in load(key).roles}


def inside(text: str) -> list[Token]:
    """Return the inline parts of a text, in order."""
    return [child for token in rendering.parsed(text) for child in token.children or []]


def pictures(text: str) -> list[Token]:
    return [token for token in inside(text) if token.type == "image"]


def in_bold(parts: list[Token]) -> Iterator[tuple[bool, str]]:
    """Yield every stretch in bold, and whether the paragraph begins with it."""
    starts = [at for at, part in enumerate(parts) if part.type == "strong_open"]
    for at in starts:
        end = next(later for later in range(at, len(parts)) if parts[later].type == "strong_close")
        words = "".join(part.content or " " for part in parts[at + 1 : end])
        yield not any(part.content for part in parts[:at]), words


def quoted(text: str) -> list[str]:
    """Return the words in bold, which are what the screen says; a sentence in bold that opens a paragraph isn't."""
    stretches = [stretch for block in rendering.parsed(text) for stretch in in_bold(block.children or [])]
    return [words for opens, words in stretches if not (opens and words.endswith((":", ".", "?")))]


@cache
def in_swedish() -> set[str]:
    """Return every word and sentence of the Swedish catalogue, however it begins."""
    catalogue = polib.pofile(str(ROOT / "styrhjul/locale/sv/LC_MESSAGES/django.po"))
    texts = [text for entry in catalogue for text in (entry.msgstr, *entry.msgstr_plural.values())]
    return {text[:1].upper() + text[1:] for text in texts if text}


def size_of(picture: Path) -> tuple[int, int]:
    """Return the width and height of a WebP, from its head (RFC 9649, section 2.7)."""
    head = picture.read_bytes()[:30]
    assert head[8:16] == b"WEBPVP8X", picture.name
    return int.from_bytes(head[24:27], "little") + 1, int.from_bytes(head[27:30], "little") + 1


@pytest.mark.parametrize("key", TEXTS)
def test_every_quoted_word_is_on_the_screen(key):
    assert [words for words in quoted(TEXTS[key]) if words not in in_swedish()] == []


@pytest.mark.parametrize("key", TEXTS)
def test_every_picture_is_there_and_says_what_it_shows(key):
    for picture in pictures(TEXTS[key]):
        assert (PICTURES / f"{picture.attrs['src']}.{rendering.KIND}").is_file(), picture.attrs["src"]
        assert picture.content, "a picture needs words for whoever does not see it"
        assert picture.attrs.get("title"), "a picture needs a caption"
        assert picture.attrs["title"] != picture.content


def test_every_picture_is_used_and_measured():
    used = {str(picture.attrs["src"]) for text in TEXTS.values() for picture in pictures(text)}
    there = {path.stem for path in PICTURES.iterdir()}
    assert there == used == set(sources.picture_sizes())


def test_the_measures_are_those_of_the_pictures():
    """Pictures are taken twice as fine as they are shown."""
    for name, (width, height) in sources.picture_sizes().items():
        wide, high = size_of(PICTURES / f"{name}.{rendering.KIND}")
        assert (wide, high) == (2 * width, 2 * height), name


def test_the_pictures_are_light():
    assert sum(path.stat().st_size for path in PICTURES.iterdir()) <= MOST_BYTES


@pytest.mark.parametrize("key", TEXTS)
def test_every_link_leads_somewhere(key):
    for token in inside(TEXTS[key]):
        if token.type == "link_open":
            try:
                resolve(str(token.attrs["href"]))
            except Resolver404:
                pytest.fail(f"{key}: {token.attrs['href']} is no address")


@pytest.mark.parametrize("key", TEXTS)
def test_no_guide_holds_html(key):
    assert not re.search(r"<[a-z/!]", TEXTS[key])


@pytest.mark.parametrize("key", [key for key in TEXTS if key != sources.EVERYBODY])
def test_a_guide_is_short_and_ends_with_what_can_go_wrong(key):
    headings = [words for _anchor, words in rendering.rendered(in_own_words(TEXTS[key], None)).headings]
    assert headings[-1] == "Om något går fel"
    assert WORDS[0] <= len(TEXTS[key].split()) <= WORDS[1]


@pytest.mark.parametrize("key", TEXTS)
def test_headings_can_be_linked_to(key):
    anchors = [anchor for anchor, _words in rendering.rendered(in_own_words(TEXTS[key], None)).headings]
    assert all(anchors)
    assert len(anchors) == len(set(anchors))


def test_guides_are_written_for_roles_that_exist():
    named = {key for one in sources.guides().values() for key in (one.key, *one.also)}
    assert named - {sources.RESIDENT} <= ROLES
    assert [one.order for one in sources.guides().values()] == list(range(1, len(sources.guides()) + 1))


@pytest.mark.parametrize("pack", shipped_keys())
def test_every_role_of_a_shipped_model_is_named_in_a_guide(pack):
    """None of them needs to fall back on rights that are alike."""
    named = {key for one in sources.guides().values() for key in (one.key, *one.also)}
    assert {role.key for role in load(pack).roles} <= named


@pytest.mark.parametrize(
    ("rights", "guide"),
    [
        ({Right.RATE: Reach.OWN, Right.ADOPT_PLANS: Reach.OWN, Right.CHECK_IN: Reach.OWN}, "unit_manager"),
        ({Right.MANAGE_ACCOUNTS: Reach.EVERYTHING}, "system_administrator"),
        ({Right.READ_TRACE: Reach.EVERYTHING}, "auditor"),
        ({}, "employee"),
    ],
)
def test_a_role_of_ones_own_reads_the_guide_of_the_role_most_like_it(rights, guide):
    role = Role(key="our_own", label=Label(sv="vår egen", en="our own"), basis="seed", rights=rights)
    assert sources.guide_for(role).key == guide


def test_a_place_for_the_models_words_has_a_plain_word_and_a_section():
    for text in TEXTS.values():
        assert text.count("{") == len(PLACE.findall(text))
        assert {section for section, _key, _plain in PLACE.findall(text)} <= set(SECTIONS)


def test_the_models_swedish_words_stand_in_their_places():
    text = "er {plan:operating_plan|verksamhetsplan} och {plan:no_such|handlingsplan}"
    with override("en"):
        assert in_own_words(text, load("orebro")) == "er verksamhetsplan med budget och handlingsplan"
    assert in_own_words(text, None) == "er verksamhetsplan och handlingsplan"
