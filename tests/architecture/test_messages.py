"""Every text a person reads is in the Swedish catalogue, whole, and says the same as its source."""

from __future__ import annotations

import re
import shutil
import subprocess

import polib
import pytest

from tools import messages

from . import tree

PLACES = re.compile(r"%\((\w+)\)[sd]|%[sd]|{(\w*)}")


@pytest.fixture(scope="module")
def catalogue() -> polib.POFile:
    """Return the Swedish catalogue."""
    return messages.catalogue()


def test_every_text_is_in_the_catalogue(catalogue):
    known = {entry.msgid for entry in catalogue} | messages.known_to_others()
    tree.expect_none({each.place: each.singular for each in messages.used().values() if each.singular not in known})


def test_every_plural_is_in_the_catalogue(catalogue):
    known = {entry.msgid: entry.msgid_plural for entry in catalogue}
    used = [each for each in messages.used().values() if each.plural and each.singular in known]
    tree.expect_none({each.place: each.plural for each in used if known[each.singular] != each.plural})


def test_every_text_is_translated_and_none_is_a_guess(catalogue):
    tree.expect_none(entry.msgid for entry in catalogue.untranslated_entries())
    tree.expect_none(entry.msgid for entry in catalogue if entry.fuzzy)
    tree.expect_none(entry.msgid for entry in catalogue.obsolete_entries())


def test_nothing_is_left_over(catalogue):
    used = messages.used().keys() | messages.known_to_others()
    tree.expect_none(entry.msgid for entry in catalogue if entry.msgid not in used)


def test_placeholders_are_the_same_in_both_languages(catalogue):
    """A plural may leave the number out of its singular: one is a word."""
    for entry in catalogue:
        source = set(PLACES.findall(entry.msgid)) | set(PLACES.findall(entry.msgid_plural))
        for text in filter(None, [entry.msgstr, *entry.msgstr_plural.values()]):
            assert set(PLACES.findall(text)) <= source, entry.msgid
        if not entry.msgid_plural:
            assert set(PLACES.findall(entry.msgstr)) == source, entry.msgid


def test_the_catalogue_is_sorted(catalogue):
    """So that two people's new texts seldom meet on the same line."""
    texts = [entry.msgid.lower() for entry in catalogue]
    assert texts == sorted(texts)


@pytest.mark.skipif(not shutil.which("xgettext"), reason="gettext is not installed: apt install gettext")
def test_xgettext_finds_nothing_more(tmp_path):
    """The widely used tool reads the Python code, as a check on our own reading."""
    out = tmp_path / "found.po"
    subprocess.run(
        ["xgettext", "--language=Python", "--from-code=UTF-8", "--keyword=gettext_lazy", "--keyword=_",
         "--keyword=gettext_noop", "--keyword=ngettext_lazy:1,2", "--keyword=pgettext:1c,2", f"--output={out}",
         *map(str, tree.code())],
        check=True, capture_output=True,
    )  # fmt: skip
    if out.exists():
        tree.expect_none(entry.msgid for entry in polib.pofile(str(out)) if entry.msgid not in messages.used())


def test_a_template_is_read(tmp_path, monkeypatch):
    monkeypatch.setattr(messages, "ROOT", tmp_path)
    page = tmp_path / "page.html"
    page.write_text(
        """{% load i18n %}{% translate "One thing" %} {% blocktranslate trimmed count n=1 %}%{{ n }} goal's
        name{% plural %}{{ n }} goals{% endblocktranslate %} {{ _("Said") }}"""
    )
    found = {(text.singular, text.plural) for text in messages.in_template(page)}
    assert found == {("One thing", ""), ("Said", ""), ("%%%(n)s goal's name", "%(n)s goals")}
