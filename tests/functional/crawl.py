"""Following the links of the demo as one of its people, and keeping one page of each shape."""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin, urlsplit

from django.urls import Resolver404, resolve
from playwright.sync_api import APIResponse, Page

FILES = re.compile(r"\.(csv|pdf|ya?ml|json|svg|png)$|/pdf/$|/export/$")
MOST_OF_A_KIND = 6
ALIKE_IN_A_ROW = 2
"""So many pages of one address in a row that look like earlier ones, and the rest are taken to look so too."""
SHAPING = ("class", "type", "role", "data-variant", "data-size", "data-color", "aria-current", "disabled", "multiple")


class _Reading(HTMLParser):
    """The links of a page, and what it is built of: elements and what styles them, not what they say."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.forms: list[str] = []
        self.shape: set[tuple[str, ...]] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        self.shape.add((tag, *(said.get(name, "") for name in SHAPING)))
        target = said.get("href") or said.get("xlink:href")
        if tag == "a" and target and "download" not in said:
            self.links.append(target)
        if tag == "form" and said.get("action"):
            self.forms.append(said["action"])


@dataclass(frozen=True)
class Found:
    """A page that somebody can get to."""

    name: str
    url: str
    status: int
    is_html: bool
    shape: frozenset[tuple[str, ...]]


@dataclass
class Crawl:
    """Everything that one person can get to by links, and by the addresses of forms that are pages too."""

    page: Page
    base: str
    pages_of_forms: frozenset[str] = frozenset()
    seen: set[str] = field(default_factory=set)
    counts: Counter[str] = field(default_factory=Counter)
    alike: Counter[str] = field(default_factory=Counter)
    shapes: set[tuple[str, frozenset[tuple[str, ...]]]] = field(default_factory=set)

    def run(self, *starts: str) -> Iterator[Found]:
        """Yield a few pages of each address, nearest to the first start first."""
        for start in starts:
            waiting = deque([urljoin(self.base, start)])
            while waiting:
                url = waiting.popleft()
                if name := self._wanted(url):
                    yield from self._read(name, url, self.page.context.request.get(url), waiting)

    def _wanted(self, url: str) -> str:
        """Return the name of the address, if this page of it is still to be looked at."""
        here = urlsplit(url)
        if not url.startswith(self.base + "/") or url in self.seen or here.path.startswith("/static/"):
            return ""
        self.seen.add(url)
        name = self._name(url)
        kind = f"{name}?" if here.query else name
        self.counts[kind] += 1
        return name if self.counts[kind] <= MOST_OF_A_KIND and self.alike[kind] < ALIKE_IN_A_ROW else ""

    def _name(self, url: str) -> str:
        try:
            return resolve(urlsplit(url).path).url_name or ""
        except Resolver404:
            return "" if urlsplit(url).path == "/ui/" else f"nothing at {url}"

    def _read(self, name: str, url: str, answer: APIResponse, waiting: deque[str]) -> Iterator[Found]:
        is_html = answer.headers.get("content-type", "").startswith("text/html")
        reading = _Reading()
        if is_html:
            reading.feed(answer.text())
            forms = [one for one in reading.forms if self._name(urljoin(answer.url, one)) in self.pages_of_forms]
            waiting.extend(urldefrag(urljoin(answer.url, link)).url for link in [*reading.links, *forms])
        is_page = is_html and not FILES.search(urlsplit(url).path)
        found = Found(name, url, answer.status, is_page, frozenset(reading.shape))
        kind = f"{name}?" if urlsplit(url).query else name
        self.alike[kind] = self.alike[kind] + 1 if (kind, found.shape) in self.shapes else 0
        self.shapes.add((kind, found.shape))
        yield found
