"""The lock files: complete, equal to pyproject, with hashes, and without the addresses of anybody's registry."""

from __future__ import annotations

import re
import tomllib
from itertools import combinations

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from . import tree

LOCKS = ("requirements.txt", "requirements-dev.txt", "requirements-bench.txt")
PROJECT = tomllib.loads((tree.ROOT / "pyproject.toml").read_text(encoding="utf-8"))
WANTED = {
    "requirements.txt": PROJECT["project"]["dependencies"],
    "requirements-dev.txt": PROJECT["dependency-groups"]["dev"],
    "requirements-bench.txt": PROJECT["dependency-groups"]["bench"],
}


def pins(lock: str) -> dict[str, set[str]]:
    """Return the versions that a lock file holds per package; several when they depend on the Python version."""
    found: dict[str, set[str]] = {}
    for line in (tree.ROOT / lock).read_text(encoding="utf-8").splitlines():
        if pinned := re.match(r"([A-Za-z0-9._-]+)==([^\s;\\]+)", line):
            found.setdefault(canonicalize_name(pinned[1]), set()).add(pinned[2])
    return found


@pytest.mark.parametrize("lock", LOCKS)
def test_every_requirement_is_locked_to_a_version_it_allows(lock):
    locked, wrong = pins(lock), []
    for text in WANTED[lock]:
        wanted = Requirement(text)
        versions = locked.get(canonicalize_name(wanted.name), set())
        if not versions or not all(wanted.specifier.contains(version) for version in versions):
            wrong.append(f"{text}: locked to {versions or 'nothing'}")
    tree.expect_none(wrong)


@pytest.mark.parametrize(("one", "other"), list(combinations(LOCKS, 2)))
def test_the_locks_agree_with_each_other(one, other):
    both = pins(one), pins(other)
    assert {
        name: (both[0][name], both[1][name])
        for name in both[0].keys() & both[1].keys()
        if both[0][name] != both[1][name]
    } == {}


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pin_has_hashes(lock):
    blocks = re.split(r"\n(?=\S)", (tree.ROOT / lock).read_text(encoding="utf-8").strip())
    tree.expect_none([block.splitlines()[0] for block in blocks if "--hash=sha256:" not in block])


@pytest.mark.parametrize("lock", [*LOCKS, "package-lock.json"])
def test_no_addresses(lock):
    path = tree.ROOT / lock
    if not path.exists():
        pytest.skip(f"{lock} is not there yet")
    text = path.read_text(encoding="utf-8")
    assert not re.search(r'"resolved"|--(?:extra-)?index-url|--find-links|(?:file|git\+https?)://|@ https?://', text)
    if lock != "package-lock.json":
        assert "http" not in re.sub(r"^httpx?[a-z0-9-]*==", "", text, flags=re.MULTILINE)


def test_the_uv_lock_with_its_addresses_is_not_kept():
    assert "uv.lock" in (tree.ROOT / ".gitignore").read_text(encoding="utf-8").split()
