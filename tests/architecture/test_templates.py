"""Templates hold no style, no script and no query: the policy of the pages forbids the first two anyway."""

from __future__ import annotations

import re

import pytest

from . import tree

FORBIDDEN = {
    "an inline style": re.compile(r"""\sstyle\s*=\s*["'{]""", re.IGNORECASE),
    "a style element": re.compile(r"<style[\s>]", re.IGNORECASE),
    "an inline script": re.compile(r"<script(?![^>]*\ssrc=)(?![^>]*type=\"application/json\")[^>]*>", re.IGNORECASE),
    "an event attribute": re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "a script address": re.compile(r"javascript:", re.IGNORECASE),
    "an address of another site": re.compile(r"""<(?:script|link|img)[^>]*(?:src|href)=["']https?:""", re.IGNORECASE),
    "unescaped output": re.compile(r"\|\s*safe\b|{%\s*autoescape\s+off"),
    "a query": re.compile(r"{[{%][^}]*\.(?:all|exists|objects|count_all)\b|{[{%][^}]*_set\."),
    "Swedish outside the catalogue": re.compile(r">[^<>{}]*[åäöÅÄÖ][^<>{}]*<"),
}
WRITERS_OF_HTML = re.compile(r"""(?:\sstyle=["'\\]|<style[\s>]|\son(?:click|load|change|submit)=)""", re.IGNORECASE)


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_template_has(what):
    found = [
        f"{tree.name(path)}: {match.group(0)[:80]}"
        for path in tree.templates()
        for match in FORBIDDEN[what].finditer(path.read_text(encoding="utf-8"))
    ]
    tree.expect_none(found)


def test_no_code_writes_inline_style_or_script():
    found = [tree.name(path) for path in tree.code() if WRITERS_OF_HTML.search(path.read_text(encoding="utf-8"))]
    tree.expect_none(found)


@pytest.mark.parametrize(
    ("what", "text"),
    [
        ("an inline style", '<p style="color: red">'),
        ("a style element", "<style>"),
        ("an inline script", "<script>alert(1)</script>"),
        ("an event attribute", '<a onclick="x()">'),
        ("an address of another site", '<script src="https://example.org/x.js">'),
        ("unescaped output", "{{ text|safe }}"),
        ("a query", "{% for goal in unit.goals.all %}"),
        ("Swedish outside the catalogue", "<h1>Åtgärder</h1>"),
    ],
)
def test_the_patterns_find_what_they_look_for(what, text):
    assert FORBIDDEN[what].search(text)
