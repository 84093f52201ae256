"""The command `stats`: load a file, say what there is, write it out."""

import argparse
import csv
import sys
from collections.abc import Sequence
from pathlib import Path

from styrhjul.engine.store.errors import StoreError
from styrhjul.engine.store.store import BUNDLED_VALUES, Store, ensure_bundled

COLUMNS = ("indicator", "area", "period", "sex", "value", "status")


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; 0 when it went well, 1 with the reason on standard error when it did not."""
    asked = _parser().parse_args(argv)
    try:
        return _run(asked)
    except StoreError as error:
        sys.stderr.write(f"{error}\n")
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="stats", description="National statistics: load, status, export.")
    parser.add_argument("--folder", type=Path, required=True, help="where the statistics lie")
    commands = parser.add_subparsers(dest="command", required=True)
    load = commands.add_parser("load", help="load a file of values (Parquet or CSV); without a file, the bundled ones")
    load.add_argument("file", type=Path, nargs="?", default=BUNDLED_VALUES)
    load.add_argument("--replace", action="store_true", help="forget the values that the file does not speak of")
    commands.add_parser("status", help="say what there is")
    export = commands.add_parser("export", help="write values as CSV to standard output")
    export.add_argument("--indicator", required=True)
    return parser


def _run(asked: argparse.Namespace) -> int:
    if asked.command == "load":
        build = Store(asked.folder).load(
            asked.file, onto_current=not asked.replace, progress=lambda step: _say(f"{step} …")
        )
        _say(f"build {build.id}: {build.values} values")
    elif asked.command == "status":
        build = Store(asked.folder).status()
        sys.stdout.write(
            f"build {build.id} of {build.built_at} from {build.source}: {build.values} values, "
            f"{build.indicators} of {build.known} indicators, {build.areas} areas, "
            f"{build.first_period}–{build.last_period}\n"
        )
    else:
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(ensure_bundled(asked.folder).reader().export(asked.indicator))
    return 0


def _say(text: str) -> None:
    sys.stderr.write(f"{text}\n")
