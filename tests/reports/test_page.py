"""The document on a page: the same blocks, told so that everybody can follow."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

from django.template.loader import render_to_string

from styrhjul.reports.blocks import Chart, Document, Heading, Table
from styrhjul.reports.document import build
from tests.reports import sample


class Opened(HTMLParser):
    """Collects the start tags with their attributes, and checks that all are closed in order."""

    EMPTY = frozenset({"path", "circle", "line", "rect", "polyline", "polygon", "br", "wbr", "img"})

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(html)
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in self.EMPTY:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        if tag not in self.EMPTY:
            assert self.open.pop() == tag

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def page(document: Document) -> str:
    return render_to_string("reports/_document.html", {"document": document})


def test_is_well_formed_and_has_no_inline_style_or_script():
    html = page(build(sample.report()))
    Opened(html)
    assert not re.search(r"\sstyle=|<script|<style|\son\w+=", html)


def test_shows_every_heading_under_the_title_of_the_page():
    document = build(sample.report())
    found = Opened(page(document))
    headings = [block for block in document.blocks if isinstance(block, Heading)]
    assert found.all("h1") == []
    assert [one["id"] for one in found.all("h2") + found.all("h3") if one["id"] != "innehall"].__len__() == len(
        headings
    )


def test_the_list_of_contents_leads_to_headings():
    found = Opened(page(build(sample.report())))
    identities = {attributes["id"] for _, attributes in found.tags if "id" in attributes}
    links = [one["href"] for one in found.all("a")]
    assert links.count("#innehall") == len(set(links)) - 1 == 9, "every chapter leads back"
    assert {link.removeprefix("#") for link in links} <= identities


def test_every_table_has_a_caption_and_headers_with_scope():
    document = build(sample.report())
    found = Opened(page(document))
    tables = [block for block in document.blocks if isinstance(block, Table)]
    assert len(found.all("caption")) == len(found.all("table")) == len(tables)
    assert {one.get("scope") for one in found.all("th")} == {"col", "row", "rowgroup"}


def test_every_chart_has_a_name_and_a_caption():
    document = build(sample.report())
    found = Opened(page(document))
    names = [one["aria-label"] for one in found.all("div") if one.get("role") == "img"]
    assert names == [block.alt for block in document.blocks if isinstance(block, Chart)]
    assert len(found.all("figcaption")) == len(names)


def test_a_draft_is_marked_and_an_adopted_report_is_not():
    assert "Utkast, inte beslutat" in page(build(sample.report(decided=False)))
    assert "Utkast" not in page(build(sample.report()))


def test_what_people_wrote_is_never_markup():
    content = sample.report(goals=1, indicators=1)
    evil = "<script>alert(1)</script>\"'&{{ 1 }}"
    content["goals"][0]["title"] = content["goals"][0]["ratings"][0]["reason"] = evil
    content["goals"][0]["indicators"][0]["charts"][0].update(alt=evil, caption=evil)
    html = page(replace(build(content), note=evil))
    assert "<script" not in html
    assert html.count("&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#x27;&amp;{{ 1 }}") >= 5


def test_a_goal_without_news_is_folded_and_one_with_news_is_not():
    content = sample.report(goals=2)
    quiet = content["goals"][1]
    quiet["analysis"], quiet["remedies"] = None, []
    for rating in quiet["ratings"]:
        rating["occasion"] = "delårsrapport 1 2022"
    for indicator in quiet["indicators"]:
        for several in (indicator["rows"], *(place["values"] for place in indicator["places"])):
            several[:] = [value for value in several if value["year"] < content["year"]]
    html = page(build(content))
    folded = re.findall(r"<summary>[^<]*<span[^>]*>: ([^<]*)</span>", html)
    assert folded == [quiet["title"], "Siffrorna bakom diagrammen", "Källor och versioner"]
    chapter = html[html.index(f">{quiet['title']}</h2>") :]
    assert chapter.index(quiet["ratings"][-1]["word"]) < chapter.index("<details"), "the verdict stands outside"


def test_there_is_air_between_an_earlier_occasion_and_its_mark():
    content = sample.report(goals=1)
    content["goals"][0]["ratings"][0]["occasion"] = "delårsrapport 1 2022"
    assert re.search(r"Delårsrapport 1 2022: <span", page(build(content)))


def test_an_indicator_without_an_outcome_of_the_year_is_folded_but_for_what_it_says():
    content = sample.report(goals=1, indicators=2)
    old = content["goals"][0]["indicators"][1]
    old["outcome_sentence"] = "Så sa vi redan förra gången."
    for several in (old["rows"], *(place["values"] for place in old["places"])):
        several[:] = [value for value in several if value["year"] < content["year"]]
    html = page(build(content))
    (fold,) = re.finditer(r"<summary>Diagram och tabeller<span[^>]*>: ([^<]*)</span>", html)
    assert fold[1] == old["title"]
    assert html.index(old["outcome_sentence"]) < fold.start()
    assert html.index("Diagram 2.") > fold.start()


def test_lines_that_were_written_apart_stay_apart():
    content = sample.report(goals=1)
    content["texts"][0]["body"] = "- en punkt\n- två"
    content["goals"][0]["ratings"][0]["reason"] = "Ett skäl.\nEtt till."
    html = page(build(content))
    assert "- en punkt<br>- två" in html
    assert "Ett skäl.<br>Ett till." in html
