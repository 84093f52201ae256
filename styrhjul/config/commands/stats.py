"""`styrhjul stats …`: national statistics in the data folder."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings

from styrhjul.engine.store import commands, ensure_bundled


def main(arguments: Sequence[str]) -> int:
    """Hand the arguments to the store's own command, with the folder of this installation."""
    return commands.main(["--folder", str(settings.STATISTICS_DIR), *arguments])


def ensure() -> None:
    """Build the store from the bundled statistics when there is none."""
    ensure_bundled(settings.STATISTICS_DIR)
