"""`styrhjul work`: background work in a process of its own, on the table that the web processes write to."""

from __future__ import annotations

import signal
import sys
from collections.abc import Sequence
from types import FrameType

import django

django.setup()

from styrhjul.config.background import Background  # noqa: E402  (models need Django set up)


def main(arguments: Sequence[str]) -> int:
    """Work until SIGTERM or Ctrl+C; the job at hand is finished first."""
    if arguments:
        sys.stderr.write("styrhjul work takes no arguments.\n")
        return 2
    background = Background(alone=False)

    def end(_number: int, _frame: FrameType | None) -> None:
        background.ended.set()

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)
    background.start()
    background.ended.wait()
    background.stop()
    return 0
