"""`styrhjul serve`: everything on one machine, or the web processes of a production."""

from __future__ import annotations

import argparse
import importlib
import multiprocessing
import socket
import sys
import threading
import time
from collections.abc import Sequence
from contextlib import closing, suppress
from http.client import HTTPConnection, HTTPException
from typing import Final

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from granian.constants import Interfaces
from granian.server.mp import MPServer

from styrhjul.config.commands import demo, stats

PATIENCE: Final = 60
THREADS: Final = 8


def main(arguments: Sequence[str]) -> int:
    """Prepare what is missing, then serve until Ctrl+C or SIGTERM."""
    parser = argparse.ArgumentParser(prog="styrhjul serve", description="Serve the application.")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--processes", type=int, default=2, help="web processes, in production only")
    given = parser.parse_args(arguments)
    if _is_taken(given.host, given.port):
        sys.stderr.write(
            f"Porten {given.port} används av ett annat program: avsluta det, eller välj en annan port med --port"
            " (make run PORT=8010).\n"
        )
        return 1
    prepare()
    says = how_to_begin()
    threading.Thread(target=_say_when_up, args=(given.host, given.port, says), daemon=True).start()
    server(given.host, given.port, given.processes).serve()
    return 0


def prepare() -> None:
    """Bring database, statistics and static files up to this version."""
    if settings.DEMO:
        demo.refuse_real_work(settings.DATA_DIR)
    django.setup()
    settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
    if not settings.PRODUCTION:  # in production another database role changes tables, before the processes start
        call_command("migrate", interactive=False, verbosity=0)
    stats.ensure()
    call_command("collectstatic", interactive=False, verbosity=0)


def how_to_begin() -> str:
    """Return the start code of an installation that nobody can log in to yet.

    In production what is printed ends in logs that others read, so there the code is asked for by hand.
    """
    if settings.DEMO or settings.PRODUCTION:
        return "" if settings.DEMO else "Kan ingen logga in än? Skaffa en startkod med:  styrhjul begin\n\n"
    code: str = importlib.import_module("styrhjul.config.commands.begin").start_code()
    connections.close_all()  # the web process has its own
    return f"Här är inget påbörjat än. Startkod: {code}   (gäller en gång, i ett dygn)\n\n" if code else ""


def server(host: str, port: int, processes: int) -> MPServer:
    """Return the web server; embedded it is one process, which also does the background work."""
    # A fork copies locks that other threads hold; a fresh process has none.
    multiprocessing.set_start_method("spawn", force=True)
    return MPServer(
        "styrhjul.config.wsgi:application" if settings.PRODUCTION else "styrhjul.config.embedded:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=processes if settings.PRODUCTION else 1,
        blocking_threads=THREADS,
        blocking_threads_idle_timeout=600,
        backpressure=THREADS * 16,
        respawn_failed_workers=True,
        workers_kill_timeout=20,
        websockets=False,
        log_enabled=False,
    )


def _is_taken(host: str, port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return True
    return False


def _say_when_up(host: str, port: int, says: str) -> None:
    """Print the address as soon as it answers, and what else is to be said."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        with suppress(OSError, HTTPException), closing(HTTPConnection(host, port, timeout=2)) as line:
            line.request("GET", "/healthz")
            line.getresponse().close()
            sys.stdout.write(f"\nÖppna i webbläsaren: http://{host}:{port}/   (Ctrl+C avslutar)\n\n{says}")
            sys.stdout.flush()
            return
        time.sleep(0.2)
