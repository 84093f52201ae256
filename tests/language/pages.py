"""Every page as somebody reads it in one language: each address for a few roles, and the texts on it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser

from django.conf import settings
from django.http.response import HttpResponseBase

from tests.rights import TABLE, Asker, Cell, names

SPOKEN = ("aria-label", "title", "alt", "placeholder", "content")
SILENT = {"script", "style"}
VOID = {"input", "meta", "link", "br", "hr", "img", "path", "circle", "rect", "line", "use"}
NOT_PAGES = {"account_logout", "health-alive", "health-ready", "language"}


@dataclass(frozen=True)
class Piece:
    """One text of a page: where it stands, what it says, and whether it is a button."""

    where: str
    text: str
    is_button: bool = False


class _Reading(HTMLParser):
    """Gathers what is seen or read out on a page; what is marked with another language is that language's."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self.language, self.open, self.found = language, [], []
        self.button: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        other = "lang" in said and tag != "html" and said["lang"] != self.language
        silent = tag in SILENT or other or self.silent
        if tag not in VOID:
            self.open.append((tag, silent))
        if silent:
            return
        for name, value in said.items():
            spoken = name in SPOKEN or (name.startswith("data-") and " " in value)
            if spoken and not (name == "content" and tag != "meta"):
                self.found.append((value, False))
        if tag == "input" and said.get("type") in {"submit", "button"}:
            self.found.append((said.get("value", ""), True))
        if tag == "button" or (tag == "a" and "ds-button" in said.get("class", "")):
            self.button = []

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Read what stands on a tag that holds nothing, such as a part of a drawing."""
        depth = len(self.open)
        self.handle_starttag(tag, attrs)
        del self.open[depth:]

    def handle_endtag(self, tag: str) -> None:
        while any(opened == tag for opened, _silent in self.open):
            if self.open.pop()[0] == tag:
                break
        if tag in {"button", "a"} and self.button is not None:
            self.found.append((" ".join(self.button), True))
            self.button = None

    def handle_data(self, data: str) -> None:
        if self.silent or not data.strip():
            return
        if self.button is not None:
            self.button.append(data)
        else:
            self.found.append((data, False))

    @property
    def silent(self) -> bool:
        return bool(self.open) and self.open[-1][1]


def speak(asker: Asker, language: str) -> None:
    """Let every role have chosen a language."""
    for role in asker.cookies:
        asker.client.cookies = asker.cookies[role]
        asker.client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
        asker.cookies[role] = asker.client.cookies


def pieces(asker: Asker, role: str, language: str) -> Iterator[Piece]:
    """Yield the texts of every page and form that a role can open, each text of an address once."""
    for name, cell, method in _looks(asker, role):
        answer = asker.ask(name, cell, method)
        if answer.headers.get("Content-Type", "").startswith("text/html"):
            yield from _read(answer, f"{method} {name} as {role}", language)


def _looks(asker: Asker, role: str) -> Iterator[tuple[str, Cell, str]]:
    for name in names():
        row = TABLE["addresses"].get(name)
        if row is None or name in NOT_PAGES:
            continue
        kinds = row.get("thing", [])
        for kind in [kinds] if isinstance(kinds, str) else kinds or [""]:
            for state in TABLE["things"][kind] if kind else [""]:
                cell = _there(asker, role, kind, state)
                yield from ((name, cell, method) for method in ("get", "post") if method in row and cell is not None)


def _there(asker: Asker, role: str, kind: str, state: str) -> Cell | None:
    """Return a thing that there is and that the role may know of, if any."""
    if not kind:
        return Cell(role)
    cells = [Cell(role, place, kind, state) for place in asker.made.units]
    return next((cell for cell in cells if asker.exists(cell) and cell.knows()), None)


def _read(answer: HttpResponseBase, where: str, language: str) -> Iterator[Piece]:
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    reading = _Reading(language)
    reading.feed(content.decode("utf-8", "replace"))
    said = {(re.sub(r"\s+", " ", text).strip(), is_button) for text, is_button in reading.found}
    yield from (Piece(where, text, is_button) for text, is_button in sorted(said) if text)
