"""Every write is an action: one transaction, and somebody who did it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from . import tree

# Writes that may be done by no person (`by=None`): the first ones in an empty installation, those that the
# clock or the background does, and the parts of another action that passes its own person on.
NOBODY = {
    "add_unit", "put_unit", "add_user", "appoint",  # the first of an installation, and an import's own person
    "make_start_code", "use_start_code", "mark_step",  # before there is anybody
    "archive", "ensure_duties", "order_missing_files",  # background
    "decide", "fulfil", "fulfil_now", "make_node", "open_to", "take_evidence", "tie",  # parts of another action
}  # fmt: skip


def action_files() -> list[Path]:
    """Return the modules that hold actions: `actions.py`, and the modules of an `actions` folder."""
    return [path for path in tree.code() if path.stem == "actions" or path.parent.name == "actions"]


def public_functions() -> Iterator[tuple[Path, ast.FunctionDef]]:
    """Yield each public function of the action modules with its file."""
    for path in action_files():
        for node in tree.parsed(path).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                yield path, node


def place(path: Path, node: ast.FunctionDef) -> str:
    """Return where a function stands."""
    return f"{tree.name(path)}:{node.lineno} {node.name}"


def is_atomic(node: ast.FunctionDef, path: Path) -> bool:
    """Return whether the function is one transaction, or hands over to one of its module that is."""
    atomic = {
        other.name
        for other in ast.walk(tree.parsed(path))
        if isinstance(other, ast.FunctionDef) and "transaction.atomic" in ast.unparse(other)
    }
    called = {ast.unparse(inner.func) for inner in ast.walk(node) if isinstance(inner, ast.Call)}
    return node.name in atomic or bool(called & atomic)


def test_there_are_actions():
    assert list(public_functions())


def test_every_action_ends_with_keyword_only_by():
    wrong = [
        place(path, node)
        for path, node in public_functions()
        if [arg.arg for arg in node.args.kwonlyargs][-1:] != ["by"]
    ]
    tree.expect_none(wrong)


def test_every_action_is_one_transaction():
    """What is called `put_…` is a step that several actions share, inside their transaction."""
    actions = [(path, node) for path, node in public_functions() if not node.name.startswith("put_")]
    tree.expect_none(place(path, node) for path, node in actions if not is_atomic(node, path))


def test_only_those_on_the_list_take_nobody():
    optional = {
        node.name
        for _path, node in public_functions()
        if node.args.kwonlyargs and "None" in ast.unparse(node.args.kwonlyargs[-1].annotation or ast.Constant(value=""))
    }
    assert sorted(optional - NOBODY) == []
    assert sorted(NOBODY - optional) == []
