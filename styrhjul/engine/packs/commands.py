"""The command `pack`: check, list and export steering packs, and print their schema."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from styrhjul.engine.packs.export import json_schema, to_yaml
from styrhjul.engine.packs.faults import PackError
from styrhjul.engine.packs.loader import load, load_file, shipped_keys


def main(argv: list[str]) -> int:
    """Run one sub-command; 0 when all went well, 1 when a pack has faults."""
    arguments = _parser().parse_args(argv)
    if arguments.command == "check":
        return max(_check(Path(name)) for name in arguments.files)
    if arguments.command == "schema":
        _say(json.dumps(json_schema(), ensure_ascii=False, indent=2))
        return 0
    if arguments.command == "list":
        return _list()
    return _export(arguments.key)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="styrhjul pack", description="Steering packs.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    check = commands.add_parser("check", help="check pack files and say what to mend")
    check.add_argument("files", nargs="+", metavar="FILE")
    commands.add_parser("schema", help="print the JSON Schema of a pack")
    commands.add_parser("list", help="list the packs that come with the system")
    export = commands.add_parser("export", help="print a shipped pack, whole, as YAML")
    export.add_argument("key", metavar="KEY")
    return parser


def _check(path: Path) -> int:
    try:
        pack = load_file(path)
    except PackError as error:
        return _complain(error)
    _say(f"{path.name}: {pack.key} {pack.version} – no faults")
    return 0


def _list() -> int:
    for key in shipped_keys():
        pack = load(key)
        _say(f"{key:<16}{pack.version:<12}{pack.label.sv}")
    return 0


def _export(key: str) -> int:
    try:
        pack = load(key)
    except PackError as error:
        return _complain(error)
    sys.stdout.write(to_yaml(pack))
    return 0


def _complain(error: PackError) -> int:
    sys.stderr.write(f"{error}\n")
    return 1


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
