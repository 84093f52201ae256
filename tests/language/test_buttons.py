"""A button says what is done when it is pressed: it begins with a verb."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from tests.architecture import tree

pytestmark = pytest.mark.django_db
LISTED = yaml.safe_load(Path(__file__).with_name("verbs.yaml").read_text(encoding="utf-8"))


def test_every_button_begins_with_a_verb(read):
    buttons = {piece.text: piece.where for piece in read("sv") if piece.is_button and piece.text[0].isalpha()}
    assert len(buttons) > 40
    tree.expect_none({text: where for text, where in buttons.items() if not _is_said_as_it_is_done(text)})


def _is_said_as_it_is_done(text: str) -> bool:
    return text.split(maxsplit=1)[0].lower() in LISTED["verbs"] or text in LISTED["allowed"]
