"""In English no page says a word of Swedish, but what the municipality itself has written."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from pydantic import BaseModel

from styrhjul.base.steering.queries import pack_in_force
from styrhjul.engine.packs.schema import Label, Text
from tests.architecture import tree
from tests.language import texts
from tests.language.pages import Piece

pytestmark = pytest.mark.django_db
SWEDISH_LETTER = re.compile(r"[åäöÅÄÖ]")
WORD = re.compile(r"[^\W\d_]+")
OUR_PLACES = {"Örebro", "Norrköping"}
"""Municipalities whose models are named after them."""
ABOUT_SWEDISH = {
    "own-words": "the municipality's own words are Swedish, and stand beside the model's",
    "start-words": "the same page on the way in",
    "trace": "the log shows what was written as it was written",
}
"""Pages that show Swedish words because they are about them."""
SHORT = 3
"""Words; a shorter Swedish text is looked for as a whole text only, since it may stand inside something English."""


@pytest.fixture(scope="module")
def english(read) -> list[Piece]:
    found = read("en")
    assert len(found) > 3000
    assert len({piece.where for piece in found}) > 200
    return [piece for piece in found if piece.where.split()[1] not in ABOUT_SWEDISH]


def swedish_of_ours() -> Iterator[tuple[str, str]]:
    """Yield the Swedish texts of the catalogue that are not the same in English, placeholders as they stand."""
    for entry in texts.messages.catalogue():
        english = {entry.msgid.lower(), entry.msgid_plural.lower()}
        for text in [entry.msgstr, *entry.msgstr_plural.values()]:
            if text and text.lower() not in english:
                yield entry.msgid, text


def swedish_of_the_model(form: object) -> Iterator[str]:
    """Yield the Swedish words of a steering model that differ from the English ones."""
    if isinstance(form, Label | Text):
        if form.sv.lower() != form.en.lower():
            yield form.sv
    elif isinstance(form, BaseModel):
        for name in type(form).model_fields:
            yield from swedish_of_the_model(getattr(form, name))
    elif isinstance(form, list):
        for item in form:
            yield from swedish_of_the_model(item)


def test_no_text_of_the_catalogue_shows_in_swedish(english, own_words):
    said_in_english = {entry.msgid.lower() for entry in texts.messages.catalogue()}
    whole = {text.lower(): msgid for msgid, text in swedish_of_ours() if text.lower() not in said_in_english}
    parts = [
        (msgid, re.compile(r".{1,200}?".join(re.escape(part) for part in texts.PLACEHOLDER.split(text)), re.IGNORECASE))
        for msgid, text in swedish_of_ours()
        if len(WORD.findall(texts.PLACEHOLDER.sub("", text))) >= SHORT
    ]
    wrong = {}
    for text, where in {piece.text: piece.where for piece in english}.items():
        is_own = all(word in own_words for word in WORD.findall(text.lower()))
        found = (None if is_own else whole.get(text.lower())) or next(
            (msgid for msgid, part in parts if part.search(text)), None
        )
        if found:
            wrong[f"{where}: {text[:80]}"] = found[:60]
    tree.expect_none(wrong)


def test_no_word_of_the_steering_model_shows_in_swedish(english, own_words):
    """What a unit, a goal or a person of the municipality is called may be the same as a word of its model."""
    in_english = {entry.msgid.lower() for entry in texts.messages.catalogue()}
    model = {sv.lower() for sv in swedish_of_the_model(pack_in_force())} - in_english
    wrong = {
        f"{piece.where}: {piece.text[:80]}"
        for piece in english
        if piece.text.lower() in model and not all(word in own_words for word in WORD.findall(piece.text.lower()))
    }
    tree.expect_none(sorted(wrong))


def test_no_other_word_with_swedish_letters_shows(english, own_words):
    wrong: dict[str, str] = {}
    for piece in english:
        for word in WORD.findall(piece.text):
            if SWEDISH_LETTER.search(word) and word.lower() not in own_words and word not in OUR_PLACES:
                wrong.setdefault(word, f"{piece.where}: {piece.text[:80]}")
    tree.expect_none(wrong)
