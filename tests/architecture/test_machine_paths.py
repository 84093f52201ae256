"""Nothing in the work tree says on which machine, or by which registry, it was made."""

from __future__ import annotations

import re

from . import tree

HOMES = "|".join(["home", "root", "Users", "work", "srv", "mnt", "opt/pypi", "tmp/[a-z]"])
# A folder of a machine, not a part of an address on the web or of a longer path.
PATHS = re.compile(rf"(?<![\w.:/}}>*-])/(?:{HOMES})/")
KINDS = "py toml txt md html css js mjs json yaml yml po typ sh cfg csv"
TEXT = {f".{kind}" for kind in KINDS.split()} | {""}
THIS = "tests/architecture/test_machine_paths.py"


def test_no_file_names_a_machine():
    found = [
        f"{tree.name(path)}: {match.group(0)}"
        for path in tree.tracked()
        if path.suffix in TEXT and tree.name(path) != THIS
        for match in PATHS.finditer(path.read_text(encoding="utf-8", errors="ignore"))
    ]
    tree.expect_none(found)


def test_the_pattern_finds_a_path_but_no_address():
    assert PATHS.search("run /" + "home/somebody/project")
    assert not PATHS.search("https://example.org/home/page")
    assert not PATHS.search("reports/home/page")
