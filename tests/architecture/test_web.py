"""Pages show and ask; reading over tables is a query below, and writing is an action below."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from . import tree

# A page may begin from a model's rows, narrowed to what the person sees before anything is shown.
BEGINNINGS = {"visible_to", "of", "select_related", "prefetch_related", "none"}
WRITES = {"save", "delete", "create", "bulk_create", "bulk_update", "get_or_create", "update_or_create"}
READS = {"filter", "exclude", "annotate", "aggregate", "raw", "extra"}


def attributes() -> Iterator[tuple[str, ast.Attribute]]:
    """Yield every attribute that the web room asks for, with its place."""
    for path in tree.code(tree.PACKAGE / "web"):
        for node in ast.walk(tree.parsed(path)):
            if isinstance(node, ast.Attribute):
                yield f"{tree.name(path)}:{node.lineno} .{node.attr}", node


def test_rows_are_begun_only_where_they_are_narrowed():
    begun = [
        f"{place}.{node.attr}"
        for place, node in attributes()
        if isinstance(node.value, ast.Attribute) and node.value.attr == "objects" and node.attr not in BEGINNINGS
    ]
    tree.expect_none(begun)


def test_no_read_over_tables():
    """`register.filter` registers a template filter and reads nothing."""
    read = [place for place, node in attributes() if node.attr in READS and ast.unparse(node.value) != "register"]
    tree.expect_none(read)


def test_no_write():
    tree.expect_none([place for place, node in attributes() if node.attr in WRITES])
