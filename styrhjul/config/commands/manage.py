"""`styrhjul manage …`: Django's own commands."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings
from django.core.management import execute_from_command_line


def main(arguments: Sequence[str]) -> int:
    """Hand the arguments to Django; maintenance may take longer than a page may."""
    settings.DATABASES["default"]["OPTIONS"].pop("options", None)
    execute_from_command_line(["styrhjul manage", *arguments])
    return 0
