"""Who writes next: one at a time, in turn.

SQLite lets writers who find the file locked look again after pauses that grow to a tenth of a second. Whoever comes
just then goes first, so that under many writers somebody can wait until the time is out though the file is free again
and again. Here writers of one process wait for each other, and the first of each process for those of the others; the
system wakes them as soon as it is their turn, and forgets whoever was killed.
"""

from __future__ import annotations

import fcntl
import os
from functools import lru_cache
from threading import Lock

from django.db import OperationalError


class Turn:
    """The turn to write in one file, for all threads of this process and all other processes."""

    def __init__(self, name: str) -> None:
        self._mine = Lock()
        self._file = os.open(f"{name}.turn", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)

    def take(self, seconds: float) -> None:
        """Wait for the turn; OperationalError when the others of this process take longer than that."""
        if not self._mine.acquire(timeout=seconds):
            raise OperationalError("database is locked: others have been writing all the time")
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX)
        except BaseException:
            self._mine.release()
            raise

    def give(self) -> None:
        """Let the next one write."""
        fcntl.flock(self._file, fcntl.LOCK_UN)
        self._mine.release()


def turn_of(name: str) -> Turn:
    """Return the turn of a file; a process that was forked off has its own."""
    return _turn_of(name, os.getpid())


@lru_cache(maxsize=64)
def _turn_of(name: str, process: int) -> Turn:
    return Turn(name)
