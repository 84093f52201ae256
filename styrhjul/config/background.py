"""Work beside the requests: the queue of jobs, and what is done once a day.

In the embedded default both run as threads of the server's process; in production `styrhjul work` runs them
in a process of its own, on the same job table.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, timedelta
from typing import Final

from django.conf import settings
from django.core.management import call_command
from django.db import close_old_connections
from django.utils import timezone
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from styrhjul.base.calendar.actions import ensure_duties
from styrhjul.base.common import clock, trace
from styrhjul.base.steering.queries import NoModel
from styrhjul.reports.actions import order_missing_files

logger = logging.getLogger(__name__)
PAUSE_AFTER_FAULT: Final = 5.0
LOOK_AT_THE_DAY: Final = timedelta(minutes=10)
GIVEN_UP_AFTER: Final = timedelta(minutes=30)
OURS_ALONE: Final = timedelta(0)


def clear_sessions() -> None:
    """Delete the sessions whose hour is out."""
    call_command("clearsessions")


def anchor_trace() -> None:
    """Write the head of the trace to the file outside the database."""
    trace.write_anchor(settings.ANCHORS_FILE)


def make_duties() -> None:
    """Make what is to be done this year and the next, once a steering model is installed."""
    year = clock.today().year
    with suppress(NoModel):
        for plan_year in (year, year + 1):
            ensure_duties(plan_year, by=None)


def order_files() -> None:
    """Order the file of every decided report whose job was lost."""
    order_missing_files(by=None)


EVERY_DAY: tuple[Callable[[], object], ...] = (make_duties, order_files, anchor_trace, clear_sessions)


def bring_back_dead_jobs(older_than: timedelta) -> int:
    """Put jobs whose worker died back in the queue; a job is written so that it may run twice."""
    started_before = timezone.now() - older_than
    return DBTaskResult.objects.running().filter(started_at__lte=started_before).update(status="READY", started_at=None)


class Background:
    """The threads beside the requests; they are daemons, so nothing waits for them when the process ends."""

    def __init__(self, *, alone: bool) -> None:
        """`alone`: no other process works on the same jobs, so whatever is marked as running is dead."""
        self.patience = OURS_ALONE if alone else GIVEN_UP_AFTER
        self.ended = threading.Event()
        self.worker = Worker(
            queue_names=["*"],
            interval=1,
            batch=False,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=get_random_string(32),
            excluded_queue_names=[],
        )
        self.threads = [
            threading.Thread(target=self._keep, args=(what,), name=name, daemon=True)
            for name, what in (("jobs", self._jobs), ("day", self._days))
        ]

    def start(self) -> None:
        """Start both threads."""
        for thread in self.threads:
            thread.start()

    def stop(self, *, wait: float = 20.0) -> None:
        """Take no more jobs; give the running one some time to end."""
        self.worker.running = False
        self.ended.set()
        for thread in self.threads:
            thread.join(wait)

    def _keep(self, what: Callable[[], None]) -> None:
        """Run `what` until the end, and again after a fault: a thread that dies in silence is found too late."""
        while not self.ended.is_set():
            try:
                what()
            except Exception:
                logger.exception("Background work failed and begins again")
                self.ended.wait(PAUSE_AFTER_FAULT)
            finally:
                close_old_connections()

    def _jobs(self) -> None:
        brought_back = bring_back_dead_jobs(self.patience)
        if brought_back:
            logger.warning("%s jobs had lost their worker and are queued again", brought_back)
        self.worker.run()

    def _days(self) -> None:
        done: date | None = None
        while not self.ended.is_set():
            today = datetime.now(timezone.get_default_timezone()).date()
            if today != done:
                for task in EVERY_DAY:
                    task()
                done = today
                bring_back_dead_jobs(GIVEN_UP_AFTER)
            close_old_connections()
            self.ended.wait(LOOK_AT_THE_DAY.total_seconds())
