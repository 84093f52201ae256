"""One word per thing: what a model is called is in the glossary."""

from __future__ import annotations

import re

import pytest

from . import tree
from .test_models import OURS

GLOSSARY = (tree.ROOT / "GLOSSARY.md").read_text(encoding="utf-8")
CODE_WORDS = {
    word.strip()
    for line in GLOSSARY.splitlines()
    if line.startswith("| ")
    for word in re.split(r"[,/(]", line.split("|")[1])
}


def words_of(name: str) -> str:
    """Return a model's name as it is written in the glossary: PlanInput is `plan input`."""
    return re.sub(r"(?<!^)([A-Z])", r" \1", name).lower()


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_every_model_is_in_the_glossary(model):
    words = words_of(model.__name__)
    assert words in CODE_WORDS or words.replace(" ", "-") in CODE_WORDS
