"""Pages say what the model says: with every word of a model changed, none of its old words is left anywhere."""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterator
from html import unescape
from itertools import chain, count
from typing import Any

import pytest
from django.test import Client

from styrhjul.base.common.models import User
from styrhjul.engine.packs import loader
from styrhjul.engine.packs.schema import Form, Label, Pack, Text
from tests import factories
from tests.everything import Everything, everything

pytestmark = pytest.mark.django_db
MOST_ALIKE, MOST = 2, 160
"""So many pages of one address, and of all addresses, are read."""
STARTS = ("/", "/mal/", "/planer/", "/analys/", "/bedomningar/", "/rapporter/", "/forbattra/", "/offentligt/")
NOT_READ = re.compile(
    r"\.(css|js|svg|png|ico|woff2|pdf|csv|ics|ya?ml|json)\b|/pdf/|logga-ut|/hjalp/|/styrmodell/|/start/"
)
"""Files; help, which explains the shipped models in words of its own; and what shows models that are not in force."""
EVERYBODYS = {"mål", "bolag", "revision", "vision", "förvaltning", "enhet"}
"""Words of the model that are the law's or everybody's: pages may use them in their common sense."""
ENDINGS = "(en|n|er|erna|et|s|ns|ens|ernas)?"


def renamed(thing: Any, numbers: Iterator[int]) -> Any:
    """Return a part of a pack with another word for everything."""
    if isinstance(thing, Label | Text):
        word = f"zq{next(numbers)}"
        return type(thing)(sv=word, en=word)
    if isinstance(thing, Form):
        return thing.model_copy(update={name: renamed(value, numbers) for name, value in thing})
    if isinstance(thing, list):
        return [renamed(one, numbers) for one in thing]
    return thing


def words_of(pack: Pack) -> set[str]:
    """Return what a model calls its kinds of units, roles, levels and occasions."""
    entries = chain(
        pack.unit_kinds,
        pack.roles,
        pack.goal_levels,
        pack.plan_levels,
        pack.occasions,
        pack.rating.levels,
        [pack.ladder],
    )
    return {entry.label.sv.casefold() for entry in entries} - EVERYBODYS


def pages(client: Client) -> Iterator[tuple[str, str]]:
    """Yield the address and the text of the pages that links lead to, a few of each sort."""
    waiting, seen, alike = deque(STARTS), set(STARTS), Counter[str]()
    while waiting and alike.total() < MOST:
        path = waiting.popleft()
        sort = re.sub(r"\d+", "N", path.split("?")[0])
        if alike[sort] >= MOST_ALIKE:
            continue
        alike[sort] += 1
        answer = client.get(path, follow=True)
        if answer.status_code != 200 or "html" not in answer.headers["Content-Type"]:
            continue
        html = answer.content.decode()
        links = {unescape(link) for link in re.findall(r'href="(/[^"#]*)', html)} - seen
        waiting += sorted(link for link in links if not NOT_READ.search(link))
        seen |= links
        yield path, unescape(re.sub(r"<(script|style).*?</\1>|<[^>]+>", " ", html, flags=re.DOTALL))


def left(made: Everything, words: set[str], person: User | None) -> dict[str, str]:
    """Return the old words that a person still reads, with where."""
    names = re.compile(
        "|".join(sorted((re.escape(unit.name) for unit in made.units.values()), key=len, reverse=True)), re.I
    )
    any_of = "|".join(sorted(map(re.escape, words), key=len, reverse=True))
    old = re.compile(rf"\b({any_of}){ENDINGS}\b", re.IGNORECASE)
    client, found = Client(), {}
    if person is not None:
        client.force_login(person)
    read = 0
    for path, text in pages(client):
        read += 1
        said = re.sub(r"\s+", " ", names.sub("·", text))
        found |= {said[max(0, one.start() - 40) : one.end() + 30]: path for one in old.finditer(said)}
    assert read > (20 if person else 3)
    return found


def test_no_page_says_another_models_word(monkeypatch):
    pack = loader.load("orebro")
    other = renamed(pack, count())
    monkeypatch.setattr(factories.loader, "load", lambda _key: other)
    made = everything()
    assert left(made, words_of(pack), made.maker) == {}
    assert left(made, words_of(pack), None) == {}
