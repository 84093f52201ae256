"""The organisation, its people and the steering model."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import product
from typing import Any

from styrhjul.base.calendar.actions import ensure_duties
from styrhjul.base.organisation import actions, ancestry
from styrhjul.base.organisation.models import Unit
from styrhjul.demo.content import read
from styrhjul.demo.town import TOP, Story, Town, address_of
from styrhjul.engine.packs.schema import Pack
from styrhjul.wheel.flows.models import install_model

MODEL_FROM = date(2022, 10, 3)
YEARS = range(2022, 2026)
STEP = 7  # through the pairs of first and last names, so that neighbours are not namesakes


def found(town: Town, pack: Pack) -> Story:
    """Install the model, put up the organisation and appoint its people."""
    yield MODEL_FROM
    install_model(pack=pack, in_force_from=MODEL_FROM, by=None)
    _raise_tree(town, read(f"trees/{town.setting.tree}"))
    for person in read("people"):
        _appoint(town, person["name"], [(post["role"], post["at"]) for post in person["posts"]])
    _appoint_the_rest(town)
    for year in YEARS:
        ensure_duties(year, by=None)


def _branches(rows: list[dict[str, Any]], parent: str) -> Iterator[tuple[dict[str, Any], str]]:
    for row in rows:
        yield row, parent
        yield from _branches(row.get("below", []), row["name"])


def _raise_tree(town: Town, content: dict[str, Any]) -> None:
    starts, top = content["starts"], content["top"]
    town.units[top["name"]] = _put(town, top, None, top["code"], starts, town.setting.area)
    for number, (row, parent) in enumerate(_branches(content["below"], top["name"]), start=100):
        unit = _put(town, row, town.units[parent], f"EX{number}", starts)
        town.units |= dict.fromkeys([row["name"], *row.get("as", [])], unit)
        town.serves[unit.pk] = row.get("serves", "")
    ancestry.rebuild()


def _put(town: Town, row: dict[str, Any], parent: Unit | None, code: str, starts: date, area: str = "") -> Unit:
    kind = town.setting.kinds[row.get("kind", "unit")]
    if kind is None:
        raise LookupError(f"{row['name']}: the model has no such unit")
    return actions.put_unit(code=code, name=row["name"], kind=kind, parent=parent, starts=starts, area=area, by=None)


def _appoint(town: Town, name: str, told: list[tuple[str, str]]) -> None:
    """Give a person an account and those of the posts that there are in the model; nobody without any of them."""
    posts = [(role, town.units[at]) for role, at in told if town.setting.roles[role] and at in town.units]
    if told and not posts:
        return
    user = actions.add_user(email=address_of(name), name=name, by=None)
    town.users[name] = user
    for role, unit in posts:
        actions.appoint(user, role=town.setting.roles[role] or "", unit=unit, starts=MODEL_FROM, by=None)
        town.posts[role, unit.pk] = user


def _appoint_the_rest(town: Town) -> None:
    """Give every unit a manager, and every board its head, year-process lead and politician."""
    names = _names(read("everybody"), set(town.users))
    wanted = [("unit_manager", unit) for unit in town.of_kind("unit", "department")]
    for board in town.of_kind("board"):
        wanted += [(role, board) for role in ("head_of_administration", "year_process_lead", "politician")]
    wanted += [("politician", town.units[TOP])]
    for role, at in wanted:
        if (role, at.pk) not in town.posts:
            _appoint(town, next(names), [(role, at.name)])


def _names(content: dict[str, list[str]], taken: set[str]) -> Iterator[str]:
    pairs = list(product(content["first_names"], content["last_names"]))
    for number in range(len(pairs)):
        first, last = pairs[number * (len(content["last_names"]) + STEP) % len(pairs)]
        name = f"{first} {last}"
        if name not in taken:
            taken.add(name)
            yield name
