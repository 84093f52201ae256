"""Every key of a pack is read by some page or rule; the page that shows the model does not count."""

from __future__ import annotations

import ast
import inspect
import re

import pytest
from pydantic import BaseModel

from styrhjul.engine.packs import schema

from . import tree

# What a pack says about itself or about where its words come from: the model page is the reader it is meant for.
ABOUT_THE_PACK = {
    *("format", "extends", "source", "title", "said_in", "basis"),
    *(f"{what}_basis" for what in ("colour", "crosses", "days", "parts", "rights", "who")),
}
NOT_READERS = (
    "engine/packs/",
    "web/model/",
    "web/templates/model/",
    "wheel/flows/vanishing",
    "base/steering/differences",
)
TEMPLATE_NAME = re.compile(r"\.([a-z_]+)")


def forms() -> list[type[BaseModel]]:
    """Return every form of the schema."""
    found = [one for _name, one in inspect.getmembers(schema, inspect.isclass) if issubclass(one, schema.Form)]
    return [one for one in found if one is not schema.Form]


def fields() -> list[str]:
    """Return every key that a pack may hold, once."""
    return sorted({name for form in forms() for name in form.model_fields})


def read_names() -> set[str]:
    """Return every attribute that code or templates read, outside the loader and the page of the model."""
    names: set[str] = set()
    for path in tree.PACKAGE.rglob("*"):
        place = path.relative_to(tree.PACKAGE).as_posix()
        if place.startswith(NOT_READERS) or "/migrations/" in place:
            continue
        if path.suffix == ".py":
            parsed = ast.parse(path.read_text(encoding="utf-8"))
            names |= {node.attr for node in ast.walk(parsed) if isinstance(node, ast.Attribute)}
        elif path.suffix == ".html":
            names |= set(TEMPLATE_NAME.findall(path.read_text(encoding="utf-8")))
    return names


READ = read_names()


@pytest.mark.parametrize("name", [name for name in fields() if name not in ABOUT_THE_PACK])
def test_every_key_is_read(name):
    assert name in READ, f"nothing but the model's own page reads {name}"


def test_no_exception_is_left_over():
    assert set(fields()) >= ABOUT_THE_PACK


@pytest.mark.parametrize("event", list(schema.Event))
def test_every_event_is_told_by_some_action(event):
    told = any(
        f"Event.{event.name}" in path.read_text(encoding="utf-8") for path in (tree.PACKAGE / "wheel").rglob("*.py")
    )
    assert told, f"no action ever tells {event}"


@pytest.mark.parametrize("right", list(schema.Right))
def test_every_right_is_asked_for(right):
    asked = any(
        f"Right.{right.name}" in path.read_text(encoding="utf-8")
        for room in ("base", "wheel")
        for path in (tree.PACKAGE / room).rglob("*.py")
    )
    assert asked, f"no rule asks for {right}"
