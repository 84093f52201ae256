"""The command `styrhjul`: one table of sub-commands, each a module of its own."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Sequence
from typing import Final

from django.core.exceptions import ImproperlyConfigured

# Modules are imported by name when they are asked for: `pack check` must answer at once, without
# a database, while `serve` brings in the whole application.
COMMANDS: Final = {
    "serve": ("styrhjul.config.commands.serve", "serve the application on this machine"),
    "begin": ("styrhjul.config.commands.begin", "begin a new installation: print its start code"),
    "demo": ("styrhjul.config.commands.demo", "build the demonstration municipality"),
    "pack": ("styrhjul.engine.packs.commands", "check, list, show or export steering packs"),
    "stats": ("styrhjul.config.commands.stats", "load national statistics"),
    "trace": ("styrhjul.config.commands.trace", "verify or anchor the trace"),
    "work": ("styrhjul.config.commands.work", "do background work, beside the web processes"),
    "manage": ("styrhjul.config.commands.manage", "Django's own commands, such as migrate"),
}


def usage() -> str:
    """Return the list of sub-commands."""
    rows = [f"  {name:<8}{what}" for name, (_module, what) in COMMANDS.items()]
    return "\n".join(["usage: styrhjul COMMAND …", "", *rows, ""])


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the sub-command that the first argument names; the answer is the process's exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "styrhjul.config.settings")
    if not given or given[0] in {"-h", "--help", "help"}:
        sys.stdout.write(usage())
        return 0
    if given[0] not in COMMANDS:
        sys.stderr.write(f"styrhjul: there is no command {given[0]!r}.\n\n{usage()}")
        return 2
    module, _what = COMMANDS[given[0]]
    try:
        code: int = importlib.import_module(module).main(given[1:])
    except ImproperlyConfigured as fault:
        sys.stderr.write(f"{fault}\n")
        return 1
    return code
