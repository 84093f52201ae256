"""Who may import whom: the contracts in pyproject.toml hold, and cover every room and app."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

from . import tree


def test_contracts_hold():
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([linter, "--no-cache"], cwd=tree.ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[done.stdout.find("Contracts") :]


def test_every_domain_app_has_its_inner_layers():
    contract = (tree.ROOT / "pyproject.toml").read_text(encoding="utf-8")
    apps = [
        app for room in ("base", "wheel") for app in (tree.PACKAGE / room).iterdir() if (app / "models.py").exists()
    ]
    names = {f"styrhjul.{app.parent.name}.{app.name}" for app in apps} - {
        "styrhjul.base.common",
        "styrhjul.wheel.flows",
    }
    tree.expect_none([name for name in sorted(names) if f'"{name}"' not in contract])


def test_no_import_inside_a_function():
    found = [
        f"{tree.name(path)}:{inner.lineno}"
        for path in tree.code()
        for node in ast.walk(tree.parsed(path))
        if isinstance(node, ast.FunctionDef)
        for inner in ast.walk(node)
        if isinstance(inner, ast.Import | ast.ImportFrom)
    ]
    tree.expect_none(found)
