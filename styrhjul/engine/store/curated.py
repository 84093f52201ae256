"""Our own choices about indicators, read from the bundled YAML file."""

from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from styrhjul.engine.store.answers import Curated
from styrhjul.engine.store.errors import StoreError

CURATED_FILE = Path(__file__).parent / "bundled" / "curated.yaml"
DIRECTIONS = ("higher", "lower", "none")


def read_curated(path: Path) -> dict[str, Curated]:
    """Read the choices by indicator id; StoreError names the indicator whose choice is faulty."""
    content = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    return {indicator: _curated(path, indicator, choice) for indicator, choice in content.items()}


@lru_cache(maxsize=1)
def bundled_curated() -> dict[str, Curated]:
    """Give the choices that come with the product; read once."""
    return read_curated(CURATED_FILE)


def _curated(path: Path, indicator: str, choice: dict[str, Any]) -> Curated:
    try:
        made = Curated(
            direction=choice["direction"],
            unit_sv=choice["unit"]["sv"],
            unit_en=choice["unit"]["en"],
            decimals=choice["decimals"],
            by_sex=choice["by_sex"],
            decided_sv=choice["decided"]["sv"],
            decided_en=choice["decided"]["en"],
        )
    except (KeyError, TypeError) as error:
        raise StoreError(f"{path.name}: {indicator}: {error} is missing or not understood") from error
    if made.direction not in DIRECTIONS:
        raise StoreError(
            f"{path.name}: {indicator}: direction is {made.direction!r}, not one of {', '.join(DIRECTIONS)}"
        )
    return made
