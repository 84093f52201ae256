"""`styrhjul demo`: build the demonstration municipality, by the same actions as people use."""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import django
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command

from styrhjul.config.commands import stats
from styrhjul.engine.packs.loader import shipped_keys

BUILDING: Final = "building"
BUILT: Final = "built"


def main(arguments: Sequence[str]) -> int:
    """Build the demo in the data folder, unless there is one."""
    parser = argparse.ArgumentParser(prog="styrhjul demo", description="Build the demonstration municipality.")
    packs = shipped_keys()
    parser.add_argument("--pack", default="orebro", choices=packs, help="the steering model that it is shown in")
    parser.add_argument("--again", action="store_true", help="throw away the demo that is there")
    given = parser.parse_args(arguments)
    if not settings.DEMO:
        sys.stderr.write("The demo is built with STYRHJUL_DEMO=1 set, never in a real installation.\n")
        return 1
    refuse_real_work(settings.DATA_DIR)
    if state(settings.DATA_DIR) == {"pack": given.pack, "is": BUILT} and not given.again:
        sys.stdout.write("Demokommunen finns kvar sedan förra gången. Börja om från början med:  make demo\n")
        return 0
    began = time.monotonic()
    sys.stdout.write("Bygger demokommunen: två års mål, planer, värden och rapporter. Det tar ungefär en halv minut.\n")
    sys.stdout.flush()
    _begin(settings.DATA_DIR, given.pack)
    django.setup()
    call_command("migrate", interactive=False, verbosity=0)
    stats.ensure()
    call_command("build_demo", pack=given.pack)
    _write(settings.DATA_DIR, given.pack, BUILT)
    sys.stdout.write(f"Demokommunen är byggd. Det tog {time.monotonic() - began:.0f} sekunder.\n")
    return 0


def state(folder: Path) -> dict[str, str]:
    """Return what the folder says about its demo: its pack and how far it got; empty when there is none."""
    file = folder / "demo.json"
    read: dict[str, str] = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    return read


def refuse_real_work(folder: Path) -> None:
    """Raise ImproperlyConfigured when the folder holds a database that no demo made."""
    if (folder / "styrhjul.sqlite3").exists() and not state(folder):
        raise ImproperlyConfigured(
            f"STYRHJUL_DEMO is on, but {folder} holds real work: give the demo a folder of its own with STYRHJUL_DATA."
        )


def _begin(folder: Path, pack: str) -> None:
    """Leave nothing of an earlier demo, whole or half-built, but the statistics."""
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder, pack, BUILDING)
    for leftover in [*folder.glob("styrhjul.sqlite3*"), settings.ANCHORS_FILE]:
        leftover.unlink(missing_ok=True)
    shutil.rmtree(settings.ARCHIVE_DIR, ignore_errors=True)


def _write(folder: Path, pack: str, how_far: str) -> None:
    (folder / "demo.json").write_text(json.dumps({"pack": pack, "is": how_far}) + "\n", encoding="utf-8")
