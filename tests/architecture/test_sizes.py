"""Nothing grows so large that nobody reads it: files, functions, classes."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from . import tree

WANTED, FILE, FUNCTION, CLASS = 300, 500, 40, 200
FRONT_END = ("*.html", "*.css", "*.js", "*.mjs", "*.typ", "*.sh")
DATA = {"tests/functional/axe.min.js"}


def written_files() -> list[str]:
    """Return every file with code that somebody writes."""
    python = [*tree.code(), *tree.code(tree.ROOT / "tests"), *tree.code(tree.ROOT / "benchmarks")]
    folders = [tree.PACKAGE, tree.ROOT / "frontend", tree.ROOT / "tools", tree.ROOT / "tests"]
    others = [path for folder in folders for kind in FRONT_END for path in folder.rglob(kind)]
    return sorted({tree.name(path) for path in [*python, *others] if tree.BUILT not in path.parents} - DATA)


def lines_of(name: str) -> int:
    """Return the number of lines of a file."""
    return len((tree.ROOT / name).read_text(encoding="utf-8").splitlines())


def long_files(limit: int) -> list[str]:
    """Return the files with more lines than `limit`."""
    return [name for name in written_files() if lines_of(name) > limit]


def too_long(kinds: tuple[type[ast.AST], ...], limit: int) -> Iterator[str]:
    """Yield the functions or classes with more lines than `limit`, docstring apart."""
    for path in tree.code():
        for node in ast.walk(tree.parsed(path)):
            if isinstance(node, kinds) and (lines := _length(node)) > limit:
                yield f"{tree.name(path)}:{node.lineno} {node.name} has {lines} lines"


def _length(node: ast.FunctionDef | ast.ClassDef) -> int:
    first = node.body[0]
    documented = ast.get_docstring(node, clean=False) is not None
    docstring = (first.end_lineno or 0) - first.lineno + 1 if documented else 0
    return (node.end_lineno or 0) - node.lineno + 1 - docstring


def test_no_file_passes_the_limit():
    tree.expect_none(long_files(FILE))


def test_no_function_passes_the_limit():
    tree.expect_none(list(too_long((ast.FunctionDef, ast.AsyncFunctionDef), FUNCTION)))


def test_no_class_passes_the_limit():
    tree.expect_none(list(too_long((ast.ClassDef,), CLASS)))


@pytest.mark.parametrize("lines", [FUNCTION, FUNCTION + 1])
def test_the_measure_counts_lines_without_the_docstring(lines):
    source = "\n".join(["def f():", '    """Say.', "", '    More."""', *["    x = 1"] * (lines - 1)])
    assert _length(ast.parse(source).body[0]) == lines
