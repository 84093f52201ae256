"""What a table written apart from the code says of every role at every address, and asking whether it is so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from styrhjul.base.common import memory
from styrhjul.base.common.models import User
from styrhjul.base.organisation.actions import appoint
from styrhjul.base.steering.queries import model_in_force, pack_in_force
from tests import factories
from tests.everything import TREE, Everything

TABLE: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "web/rights.yaml").read_text(encoding="utf-8"))
ROLES: dict[str, dict[str, Any]] = TABLE["roles"]
OUTSIDE = ("resident", "anonymous")
SHOWN, DONE = {200, 202}, {200, 302, 412, 422}
NOT_THERE, SENT_TO_LOG_IN = {404}, {302}
NOT_OFFERED = {405, 404, 403}  # whatever is asked first
ABOVE = {place: above for place, _name, _kind, above in TREE}
PASSWORD = "hjul-och-mål-2023"


def names(patterns: list[URLPattern | URLResolver] | None = None) -> Iterator[str]:
    """Yield the name of every address."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            yield from names(pattern.url_patterns)
        else:
            yield pattern.name or str(pattern.pattern)


def under(place: str) -> set[str]:
    """Return a place and all below it."""
    found, last = {place}, set()
    while found != last:
        last, found = found, found | {one for one, above in ABOVE.items() if above in found}
    return found


@dataclass(frozen=True)
class Cell:
    """One thing at one place in one state, as one role finds it."""

    role: str
    place: str = ""
    kind: str = ""
    state: str = ""

    @property
    def where(self) -> str:
        """Return where the thing lies, seen from where the role is held."""
        at = ROLES[self.role].get("at", "")
        if not self.place or self.place == at:
            return "own"
        return "below" if at and self.place in under(at) else "elsewhere"

    def holds(self, right: str) -> bool:
        """Tell whether the role holds a right where the thing lies."""
        held = TABLE["holds"][self.role]
        near = right in held.get("own", ()) and self.where == "own"
        below = right in held.get("below", ()) and self.where in {"own", "below"}
        return right in held.get("everywhere", ()) or near or below

    def holds_somewhere(self, right: str) -> bool:
        return any(right in rights for rights in TABLE["holds"][self.role].values())

    def is_public(self) -> bool:
        return TABLE["things"][self.kind][self.state] == "by unit" and self.place in TABLE["elected"]

    def knows(self) -> bool:
        """Tell whether the role may know of the thing."""
        rule = TABLE["things"][self.kind][self.state]
        if self.role in OUTSIDE:
            return self.is_public()
        return rule in {"by unit", "inside"} or (rule == "drafts" and self.holds("read_drafts"))

    def may(self, rule: str) -> bool:
        """Tell whether the role may do what the rule of an address asks for."""
        if rule == "rating itself":
            return self.place in TABLE["rate_themselves"] and self.holds("rate")
        if rule == "reporting at place":
            return self.place in {"executive", "board", "other board"} and self.holds("write_reports")
        if rule == "adopting":
            return self.holds("record_decisions" if self.place in TABLE["adopted_by_body"] else "adopt_plans")
        return any(self.holds(right) for right in rule.removesuffix(" at place").split(" or "))


def expected(row: dict[str, Any], cell: Cell, method: str) -> set[int]:
    """Return the statuses that the table lets an address answer with."""
    rule, well = row.get(method), SHOWN if method == "get" else DONE
    if isinstance(rule, dict):
        return {_written_out(rule, cell)}
    if rule == "everyone":
        return well
    if rule == "everyone if public":
        return well if cell.is_public() and cell.state in row.get("while", [cell.state]) else NOT_THERE
    if cell.role == "anonymous":
        return SENT_TO_LOG_IN
    if rule is None:
        return NOT_OFFERED
    if rule == "logged in":
        return well
    if cell.kind:
        if not cell.knows():
            return NOT_THERE
        allowed = rule == "known" or (cell.may(rule) and cell.state in row.get("while", [cell.state]))
        return well if allowed else {403}
    if cell.role in OUTSIDE:
        return NOT_THERE
    return well if rule == "inside" or cell.holds_somewhere(rule.removesuffix(" somewhere")) else {403}


def _written_out(rule: dict[str, int], cell: Cell) -> int:
    group = "inside" if cell.role not in OUTSIDE else cell.role
    wanted = [cell.role, group, "anyone" if cell.role == "anonymous" else "logged in", "anyone"]
    found = next((rule[one] for one in wanted if one in rule), None)
    assert found or cell.role == "anonymous", f"nothing is said of {cell.role}"
    return found or 302


def cells(row: dict[str, Any]) -> Iterator[Cell]:
    """Yield every role, place and state that an address has."""
    kinds = row.get("thing", [])
    for role, held in ROLES.items():
        if not kinds:
            yield Cell(role)
            continue
        for kind in [kinds] if isinstance(kinds, str) else kinds:
            for place in held["places"].values():
                for state in TABLE["things"][kind]:
                    yield Cell(role, place, kind, state)


class Asker:
    """Asks the addresses, as each role, about the things there are."""

    def __init__(self, made: Everything) -> None:
        self.made = made
        self.client = Client()
        self.people: dict[str, User] = {}
        self.cookies = {role: self._log_in(role) for role in ROLES}

    def _log_in(self, role: str) -> SimpleCookie:
        """Return the cookies of whoever holds the role, and nothing else."""
        self.client.cookies = SimpleCookie()
        if role != "anonymous":
            person = self.people[role] = factories.person(role.replace("_", "."), password=PASSWORD)
            if "at" in ROLES[role]:
                at = self.made.units[ROLES[role]["at"]]
                appoint(person, role=role, unit=at, starts=factories.START, by=None)
            self.client.force_login(person)
        return self.client.cookies

    def exists(self, cell: Cell) -> bool:
        return not cell.kind or self.made.at(cell.place, cell.kind, cell.state) is not None

    def ask(self, name: str, cell: Cell, method: str = "get", **more: Any) -> HttpResponseBase:
        """Ask, and leave no trace of having asked."""
        row = TABLE["addresses"][name]
        url = reverse(name, kwargs=self._said(row.get("args", {"pk": "thing"} if cell.kind else {}), cell))
        asked = {**self._said(row.get("query", {}), cell), **more}
        if asked:
            url += "?" + "&".join(f"{key}={value}" for key, value in asked.items())
        return self.go(cell.role, url, method, self._said(row.get("body", {}), cell) if method == "post" else {})

    def go(self, role: str, url: str, method: str = "get", given: dict[str, Any] | None = None) -> HttpResponseBase:
        """Ask an address, and leave no trace of having asked."""
        self.client.cookies = self.cookies[role].copy()
        mark = transaction.savepoint()
        try:
            answer: HttpResponseBase = getattr(self.client, method)(url, given or {})
            return answer
        finally:
            transaction.savepoint_rollback(mark)
            memory.forget()

    def _said(self, words: dict[str, Any], cell: Cell) -> dict[str, Any]:
        return {key: self._word(str(word), cell) for key, word in words.items()}

    def _word(self, word: str, cell: Cell) -> Any:
        """Return what a word of the table stands for; what is no such word stands for itself."""
        made, unit = self.made, self.made.units.get(cell.place)
        thing = made.at(cell.place, cell.kind, cell.state) if cell.kind else None
        known = {
            "account": lambda: made.account.pk,
            "role": lambda: made.role.pk,
            "model": lambda: model_in_force().pk,
            "planned model": lambda: made.planned.pk,
            "draft": lambda: made.draft.pk,
            "thing": lambda: thing.pk,
            "unit": lambda: unit.pk,
            "place": lambda: unit.pk,
            "parent": lambda: thing.parents.first().pk,
            "indicator": lambda: thing.indicators.first().pk,
            "analysis": lambda: thing.analysis_id,
            "level": lambda: _level(unit.kind).key,
            "section": lambda: _section(thing.place.kind).key,
            "question": lambda: _section(thing.place.kind).questions[0].key,
        }
        return known[word]() if word in known else word


def _level(kind: str) -> Any:
    """Return the level of plans that a kind of unit has; any, for one that has none."""
    levels = pack_in_force().plan_levels
    return next((one for one in levels if kind in one.unit_kinds), levels[0])


def _section(kind: str) -> Any:
    return next(one for one in _level(kind).sections if one.questions)
