"""Lists to begin an organisation with: boards line by line, or a list that leaves out what can be filled in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count

from styrhjul.base.common import clock
from styrhjul.base.common.sheets import Row
from styrhjul.base.organisation.importing import SHORT_COLUMNS, kind_named
from styrhjul.base.organisation.queries import municipality, tree_on, units_from
from styrhjul.base.steering.queries import pack_in_force
from styrhjul.base.steering.words import entry
from styrhjul.engine.packs.schema import Adoption, UnitKind


def kinds_of_boards() -> list[UnitKind]:
    """Return the elected bodies below the council, first the kind that most of them are."""
    pack = pack_in_force()
    planning = {kind for one in pack.plan_levels if one.adopted is Adoption.POLITICALLY for kind in one.unit_kinds}
    boards = [kind for kind in pack.unit_kinds if kind.political and kind.under]
    usual = next((kind for kind in reversed(boards) if kind.key in planning), None)
    return sorted(boards, key=lambda kind: kind is not usual)


def boards_in(text: str, kind: str) -> list[Row]:
    """Return the boards that are written one on each line; a line that names another kind itself is of that kind."""
    named = [(number, " ".join(line.split())) for number, line in enumerate(text.splitlines(), start=1)]
    rows = [Row(number, {"name": name, "kind": _kind_in(name) or kind}) for number, name in named if name]
    return filled_in(rows)


def _kind_in(name: str) -> str:
    """Return the kind that a name says that it is, such as Kommunstyrelsen: one of its words ends in the kind's."""
    found = ""
    for kind in pack_in_force().unit_kinds:
        word = re.escape(kind.label.sv.casefold())
        if kind.under and re.search(rf"{word}(e?n|e?t)?(\s|$)", name.casefold()):
            found = kind.key
    return found


@dataclass(frozen=True)
class _Place:
    """Something that a unit may stand under."""

    code: str
    name: str
    kind: str


def filled_in(rows: Sequence[Row]) -> list[Row]:
    """Return the rows of a list with the columns that it leaves out.

    A unit that is there already by its name keeps its code, a new one gets a number. Units may be called the same when
    the list says that they stand under different ones, as a kitchen at each school. Above may be a code or a name;
    left out it is the municipality, else the only unit that the model lets the row's kind stand under.
    """
    present = [_Place(unit.code, unit.name, unit.kind) for unit in units_from(clock.today())]
    codes: dict[Named, str] = {place.name.casefold(): place.code for place in present}
    codes |= _codes_under_another()
    fresh = _fresh_codes({place.code for place in present} | {row["code"] for row in rows})
    several = _called_the_same(rows)
    coded = []
    for row in rows:
        named = _named(row) if row["name"].casefold() in several else row["name"].casefold()
        code = row["code"] or codes.get(named) or next(fresh)
        codes.setdefault(named, code)
        coded.append(replace(row, cells={**_all_cells(row), "code": code}))
    places = [*present, *(_Place(row["code"], row["name"], kind_named(row["kind"]) or "") for row in coded)]
    return [replace(row, cells={**row.cells, "parent_code": _above(row, places)}) for row in coded]


Named = str | tuple[str, str]


def _named(row: Row) -> tuple[str, str]:
    return row["name"].casefold(), row["parent_code"].casefold()


def _called_the_same(rows: Sequence[Row]) -> set[str]:
    """Return the names that a list gives to units under different ones."""
    under: dict[str, set[str]] = {}
    for name, above in map(_named, rows):
        under.setdefault(name, set()).add(above)
    return {name for name, aboves in under.items() if len(aboves) > 1}


def _codes_under_another() -> dict[Named, str]:
    """Return the codes of the units that are there, by their name and what they stand under: its name or its code."""
    branches = tree_on(clock.today())
    units = {branch.unit.pk: branch.unit for branch in branches}
    return {
        (branch.unit.name.casefold(), said.casefold()): branch.unit.code
        for branch in branches
        if (above := units.get(branch.parent_id or 0))
        for said in (above.name, above.code)
    }


def _all_cells(row: Row) -> dict[str, str]:
    return {column.key: row[column.key] for column in SHORT_COLUMNS}


def _fresh_codes(taken: set[str]) -> Iterator[str]:
    return (str(number) for number in count(1) if str(number) not in taken)


def _above(row: Row, places: Sequence[_Place]) -> str:
    """Return the code of what a row stands under; what is there already stays where it is unless it is said."""
    said = row["parent_code"]
    if said:
        by_name = {place.name.casefold(): place.code for place in reversed(places)}
        return said if said in {place.code for place in places} else by_name.get(said.casefold(), said)
    top = municipality()
    kind = entry(pack_in_force().unit_kinds, kind_named(row["kind"]) or "")
    if top is None or kind is None or row["code"] == top.code:
        return ""
    possible = {place.code for place in places if place.kind in kind.under and place.code != row["code"]}
    return possible.pop() if len(possible) == 1 else top.code
