"""What the story's parts are called in a steering model, so that the story is told once for all of them."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict

from styrhjul.demo.content import FOLDER, read
from styrhjul.engine.packs.schema import Pack

Called = dict[str, str | None]


class Setting(BaseModel):
    """The story's words and a model's keys for them; None where the model has nothing of the kind."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    area: str
    tree: str
    gains: bool
    kinds: Called
    roles: Called
    goal_levels: Called
    plan_levels: Called
    occasions: Called
    rating_levels: Called
    steps: Called


def setting_of(pack: Pack) -> Setting:
    """Return the setting for a pack: what it says itself, on top of what the pack it extends says."""
    merged: dict[str, Any] = {}
    for key in (pack.extends, pack.key):
        told = read(f"settings/{key}") if key and (FOLDER / "settings" / f"{key}.yaml").exists() else {}
        for name, value in told.items():
            merged[name] = merged.get(name, {}) | value if isinstance(value, dict) else value
    return Setting.model_validate(merged)
