"""The Swedish that we write is plain: short sentences, everyday words, and somebody who does what is done."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from tests.architecture import tree
from tests.language import texts
from tests.language.measure import lix, sentences, words
from tests.language.texts import Said

LISTED = yaml.safe_load(Path(__file__).with_name("words.yaml").read_text(encoding="utf-8"))
HEAVY = {**LISTED["bureaucratic"], **LISTED["english"]}
MOST_WORDS = 22
"""In one sentence. A reader holds about so many words in mind before the end gives them meaning; most texts of ours are
read on a screen, in between other work. Sentences that need more are two."""
MEAN_WORDS = 12
EASY = 40
"""LIX of what residents read; 30-40 is easy, the level of fiction and popular magazines."""
ENOUGH = 50
"""Words; LIX of fewer says nothing."""
PASSIVE = re.compile(
    r"\b(?:ska|skulle|kan|kunde|måste|får|fick|bör|borde|har|hade|blir|blev|blivit)\s+"
    r"(?:(?:inte|också|även|alltid|sedan|då|nu|bara|redan|därför|ännu|än)\s+)*"
    r"(?!finnas|lyckas|hoppas|minnas|synas|andas|trivas|skiljas|mötas|samsas|enas|kännas|varas|räckas|låtsas)"
    r"\w{2,}(?:as|ats|ätts|åtts|lls|rts|des)\b",
    re.IGNORECASE,
)
ONE_PERSON, SEVERAL = re.compile(r"\b(du|dig|din|ditt|dina)\b", re.I), re.compile(r"\b(ni|er|ert|era)\b", re.I)
BOTH_ARE_MEANT = {
    # Said by one of several to one who reads alone.
    "Du får rollen där planen görs.",
}


def in_no_exception(text: str) -> bool:
    return not any(allowed.lower() in text.lower() for allowed in LISTED["allowed"])


@pytest.mark.parametrize("heavy", HEAVY)
def test_no_text_holds_a_word_that_has_a_plainer_one(heavy):
    word = re.compile(rf"(?<![\w-])(?:{heavy})(?![\w-])", re.IGNORECASE)
    found = [one for one in texts.everything() if word.search(one.text) and in_no_exception(one.text)]
    tree.expect_none([f"{one.place}: {one.text!r}; write: {HEAVY[heavy]}" for one in found])


def test_no_sentence_is_so_long_that_one_has_to_read_it_twice():
    said = [(one.place, sentence) for one in texts.everything() for sentence in sentences(one.text)]
    assert len(said) > 3000
    tree.expect_none(
        [
            f"{place}: {len(words(sentence))} words: {sentence}"
            for place, sentence in said
            if len(words(sentence)) > MOST_WORDS
        ]
    )


@pytest.mark.parametrize("collection", ["catalogue", "packs", "phrases", "demonstration", "guides", "statement"])
def test_the_mean_sentence_is_short(collection):
    said: tuple[Said, ...] = getattr(texts, collection)()
    several = [sentence for one in said for sentence in sentences(one.text)]
    assert sum(len(words(one)) for one in several) / len(several) <= MEAN_WORDS


def test_no_sentence_says_twice_that_something_is_done_without_saying_by_whom():
    """One passive is often right, as when nobody needs to know who; a chain of them hides who answers for what."""
    said = [(one.place, sentence) for one in texts.everything() for sentence in sentences(one.text)]
    tree.expect_none([f"{place}: {sentence}" for place, sentence in said if len(PASSIVE.findall(sentence)) > 1])


def test_no_text_speaks_to_one_person_and_to_several():
    """The guides speak to one person who works with others, and mean both."""
    said = [one for one in texts.everything() if not one.place.startswith("guide")]
    found = [one for one in said if ONE_PERSON.search(one.text) and SEVERAL.search(one.text)]
    tree.expect_none([f"{one.place}: {one.text}" for one in found if not any(x in one.text for x in BOTH_ARE_MEANT)])


def public_collections() -> dict[str, list[str]]:
    """Return what residents read, by where it stands."""
    own = [one.text for one in texts.phrases() if one.place.startswith("phrase short_")]
    models: dict[str, list[str]] = {}
    for key in texts.shipped_keys():
        parts = texts.load(key).wheel.parts
        models[f"the wheel of {key}"] = [part.for_residents.sv for part in parts if part.for_residents]
    return {
        "sentences about goals": own,
        "the accessibility statement": [one.text for one in texts.statement()] + _used_in("about/"),
        "the public pages": _used_in("goals/public", "goals/_story", "goals/_in_short", "goals/_result"),
        "the guide for residents": [one.text for one in texts.guides() if one.place == "guide resident"],
        **models,
    }


def _used_in(*starts: str) -> list[str]:
    """Return the Swedish of the whole sentences in some templates."""
    folder = texts.PACKAGE / "web/templates"
    files = [file for file in sorted(folder.rglob("*.html")) if file.relative_to(folder).as_posix().startswith(starts)]
    used = {text.singular for file in files for text in texts.messages.in_template(file)}
    known = {entry.msgid: entry for entry in texts.messages.catalogue()}
    found = [known[msgid] for msgid in sorted(used) if msgid in known]
    said = [texts.plain(entry.msgstr or entry.msgstr_plural[1]) for entry in found]
    return [text for text in said if text.endswith((".", "?", "!"))]


@pytest.mark.parametrize("where", public_collections())
def test_what_residents_read_is_easy(where):
    said = public_collections()[where]
    if sum(len(words(text)) for text in said) < ENOUGH:
        pytest.skip("too little text for the index to say anything")
    assert lix(said) <= EASY, round(lix(said), 1)


@pytest.mark.parametrize(
    ("text", "index"),
    [
        ("Hej på dig. Vi ses.", 2.5),
        ("Kommunen ansvarar för skolan.", 4 + 100 * 2 / 4),
    ],
)
def test_the_index_is_computed_as_it_is_defined(text, index):
    assert lix([text]) == pytest.approx(index)


def test_a_chain_of_passives_is_found():
    assert len(PASSIVE.findall("Planen ska skrivas och kan sedan antas när den har lämnats.")) == 3
    assert not PASSIVE.search("Det kan finnas fler som vill synas.")
    assert len(PASSIVE.findall("Rapporten har beslutats.")) == 1
