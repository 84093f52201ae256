"""Every address as every role, at every place and in every state, against a table written apart from the code."""

from __future__ import annotations

import pytest
from django.db import transaction
from django.template.backends.django import Template

from styrhjul.base.steering.queries import pack_in_force
from styrhjul.web.home import pictures
from styrhjul.web.reports import files
from tests.everything import everything, on_the_day
from tests.rights import ROLES, TABLE, Asker, cells, expected, names

pytestmark = pytest.mark.django_db
ADDRESSES = list(names())


@pytest.fixture(scope="module")
def asker(django_db_setup, django_db_blocker):
    """One of everything, made once and thrown away whole."""
    with django_db_blocker.unblock(), on_the_day(), transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        # Who is let in is asked here, not what the pages look like: nothing is drawn or set.
        patch.setattr(files, "typeset", lambda content: b"%PDF-")
        patch.setattr(pictures, "draw_png", lambda drawn, **said: b"PNG")
        patch.setattr(Template, "render", lambda *given, **named: "")
        yield Asker(everything())
        transaction.set_rollback(True)


def test_every_address_has_its_row_and_every_row_its_address():
    assert sorted(ADDRESSES) == sorted(TABLE["addresses"])


def test_the_table_knows_every_role_state_and_right_it_speaks_of():
    rights = {right for held in TABLE["holds"].values() for several in held.values() for right in several}
    special = {"rating itself", "reporting at place", "adopting", "known", "inside", "logged in"}
    for name, row in TABLE["addresses"].items():
        for rule in (row.get("get"), row.get("post")):
            if isinstance(rule, str) and rule not in special and not rule.startswith("everyone"):
                plain = rule.removesuffix(" somewhere").removesuffix(" at place")
                assert set(plain.split(" or ")) <= rights, (name, rule)
        kinds = row.get("thing", [])
        states = {state for kind in ([kinds] if isinstance(kinds, str) else kinds) for state in TABLE["things"][kind]}
        assert set(row.get("while", [])) <= states, name
    assert TABLE["holds"].keys() == ROLES.keys()


def test_the_table_says_of_the_roles_what_the_model_says(asker):
    """A right that the model gives and the table does not know of, or the other way round, is found here."""
    reach = {"own": "own", "below": "below", "everywhere": "everything"}
    for role in pack_in_force().roles:
        if role.key in TABLE["holds"]:
            said = {right: reach[far] for far, rights in TABLE["holds"][role.key].items() for right in rights}
            assert {right.value: far.value for right, far in role.rights.items()} == said, role.key


@pytest.mark.parametrize("name", ADDRESSES)
def test_the_address_answers_as_the_table_says(name, asker):
    row = TABLE["addresses"][name]
    wrong, asked = [], 0
    for cell in cells(row):
        if not asker.exists(cell):
            continue
        for method in ("get", "post"):
            if method not in row and (cell.role == "anonymous" or cell.where != "own"):
                continue
            asked += 1
            wanted, got = expected(row, cell, method), asker.ask(name, cell, method).status_code
            if got not in wanted:
                found = f"{cell.state} {cell.kind} at {cell.place} ({cell.where})"
                wrong.append(f"{method} as {cell.role}, {found}: {got}, not {wanted}")
    assert not wrong, f"{len(wrong)} of {asked}\n" + "\n".join(wrong)
    assert asked >= len(ROLES), "hardly anything was asked"
