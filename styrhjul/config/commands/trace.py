"""`styrhjul trace verify|anchor`: is the trace whole, and where does it end."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import django
from django.conf import settings

django.setup()

from styrhjul.base.common import trace  # noqa: E402  (models need Django set up)


def main(arguments: Sequence[str]) -> int:
    """Walk the chain, or write its head to the file of anchors; 1 when the chain does not hold."""
    parser = argparse.ArgumentParser(prog="styrhjul trace", description="Verify or anchor the trace.")
    parser.add_argument("what", choices=["verify", "anchor"])
    parser.add_argument("--anchors", type=Path, default=settings.ANCHORS_FILE, help="the file of anchors")
    given = parser.parse_args(arguments)
    if given.what == "anchor":
        trace.write_anchor(given.anchors)
        sys.stdout.write(f"The head of the trace is written to {given.anchors}.\n")
        return 0
    breaks = trace.verify(given.anchors)
    for found in breaks:
        sys.stdout.write(f"entry {found.sequence}: {found.why}\n")
    sys.stdout.write("The trace does not hold.\n" if breaks else "The trace is whole.\n")
    return 1 if breaks else 0
