"""The files that the guards look at."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterable
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "styrhjul"
BUILT = PACKAGE / "web" / "static" / "dist"


def code(folder: Path = PACKAGE) -> list[Path]:
    """Return the Python files that people write, in order; migrations are written by Django."""
    return sorted(path for path in folder.rglob("*.py") if "migrations" not in path.parts)


def templates() -> list[Path]:
    """Return all templates."""
    return sorted(PACKAGE.rglob("templates/**/*.html"))


def tracked() -> list[Path]:
    """Return the files that git keeps, or would keep if added; without git, those of the package and the tests."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if listed.returncode:
        return sorted(path for folder in (PACKAGE, ROOT / "tests") for path in folder.rglob("*") if path.is_file())
    return [path for name in listed.stdout.decode().split("\0") if name and (path := ROOT / name).is_file()]


@cache
def parsed(path: Path) -> ast.Module:
    """Return the syntax tree of a file."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def name(path: Path) -> str:
    """Return a path as it is written in messages and tables."""
    return path.relative_to(ROOT).as_posix()


def expect_none(found: Iterable[object]) -> None:
    """Fail with one line for each thing found; a mapping is shown with its values."""
    lines = (
        [f"{key}: {value}" for key, value in found.items()]
        if isinstance(found, dict)
        else [str(each) for each in found]
    )
    assert not lines, "\n" + "\n".join(lines)
