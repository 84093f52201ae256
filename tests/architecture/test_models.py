"""What points where: foreign keys go downwards as imports do, and none of them is generic."""

from __future__ import annotations

import tomllib

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models

from . import tree

CONTRACTS = tomllib.loads((tree.ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
    "contracts"
]
LAYERS = {
    container: [layer.strip("()") for layer in contract["layers"]]
    for contract in CONTRACTS
    if contract["type"] == "layers"
    for container in contract["containers"]
}
OURS = [model for model in apps.get_models() if model.__module__.startswith("styrhjul.")]


def height(module: str) -> tuple[int, int]:
    """Return how high an app stands: its room, and its place in the room; from the same list as the imports."""
    _root, room, *rest = module.split(".")
    rooms, inside = LAYERS["styrhjul"], LAYERS.get(f"styrhjul.{room}", [])
    return -rooms.index(room), -inside.index(rest[0]) if rest and rest[0] in inside else 0


def relations(model: type[models.Model]) -> list[models.Field]:
    """Return the fields of a model that are columns or tables pointing to another model of ours."""
    return [
        field
        for field in [*model._meta.fields, *model._meta.many_to_many]
        if field.is_relation and field.related_model in OURS
    ]


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_foreign_keys_point_downwards(model):
    own = model._meta.app_config.name
    upwards = [
        f"{field.name} -> {field.related_model._meta.label}"
        for field in relations(model)
        if (to := field.related_model._meta.app_config.name) != own and height(to) >= height(own)
    ]
    tree.expect_none(upwards)


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_no_generic_foreign_keys(model):
    tree.expect_none(list(model._meta.private_fields))


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_only_the_node_is_inherited(model):
    parents = {parent.__name__ for parent in model._meta.parents}
    assert parents <= {"Node"}


def test_heights_follow_the_list():
    assert height("styrhjul.web") > height("styrhjul.wheel.flows") > height("styrhjul.wheel.goals")
    assert height("styrhjul.wheel.indicators") > height("styrhjul.base.calendar") > height("styrhjul.base.common")


def test_every_app_is_installed():
    folders = [path.parent.relative_to(tree.ROOT) for path in tree.PACKAGE.rglob("apps.py")]
    assert {".".join(folder.parts) for folder in folders} <= set(settings.INSTALLED_APPS)


def test_looking_never_writes():
    """The guard against writes on GET stands innermost, so that nothing gets past it."""
    assert settings.MIDDLEWARE[-1] == "styrhjul.web.ui.readonly.ReadOnlyGet"
