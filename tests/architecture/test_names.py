"""Each file in a domain app has one meaning; attics are not built."""

from __future__ import annotations

import pytest

from . import tree

ATTICS = {"utils", "util", "helpers", "helper", "services", "service", "signals", "managers", "misc", "tools", "lib"}
IN_AN_APP = {"__init__", "models", "policies", "permissions", "queries", "actions", "states", "apps"}
FOLDERS = {"migrations", "management", "models", "queries", "actions", "permissions", "policies"}
# What an app has beyond these, each with what it is.
MORE = {
    "base/organisation/ancestry": "the dated tree as rows",
    "base/organisation/importing": "what lists from outside hold, and what they would change",
    "base/steering/differences": "what tells two models apart",
    "base/steering/standing": "a model with the keys of earlier models that stand in it",
    "base/organisation/logos": "what a municipality's colour and logo may be",
    "base/organisation/short_lists": "lists to begin with, and what is filled in in them",
    "base/steering/own_words": "what the municipality calls things itself, over the pack's words",
    "base/steering/words": "the words that the pack chooses",
    "wheel/indicators/comparisons": "an indicator beside its target, its past and other municipalities",
    "wheel/indicators/measured": "what is typed about a measure: a number, and how many people are behind it",
    "wheel/indicators/tasks": "the search among all pairs of indicators, beside the requests",
    "wheel/indicators/pictures": "an indicator as a chart",
    "wheel/plans/content": "what a plan's frozen content is made of",
    "wheel/followup/content": "what a report's frozen content is made of",
    "wheel/followup/evidence": "the numbers that a step of the ladder stands on",
}


def files_of_apps() -> list[str]:
    """Return what lies directly in each domain app; `common` is the ground that the apps share."""
    apps = [app for room in ("base", "wheel") for app in (tree.PACKAGE / room).iterdir() if (app / "apps.py").exists()]
    found = [path for app in apps if app.name != "common" for path in app.iterdir()]
    return sorted(
        path.relative_to(tree.PACKAGE).with_suffix("").as_posix()
        for path in found
        if (path.suffix == ".py" and path.stem not in IN_AN_APP)
        or (path.is_dir() and path.name not in FOLDERS | {"__pycache__"})
    )


def test_no_attic():
    tree.expect_none([tree.name(path) for path in tree.code() if path.stem in ATTICS])


def test_every_file_in_an_app_has_its_meaning():
    tree.expect_none([name for name in files_of_apps() if name not in MORE])


@pytest.mark.parametrize("name", MORE)
def test_no_meaning_is_left_over(name):
    assert (tree.PACKAGE / f"{name}.py").exists()
