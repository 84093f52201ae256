"""The server is killed under eight writers: what was acknowledged is there afterwards, and nothing is half-done."""

from __future__ import annotations

import json
import os
import random
import secrets
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path

import psycopg
import pytest
from django.db import connection

from tests.soak.kept import Kept
from tests.soak.writers import Client, Writer, writes

ROOT = Path(__file__).resolve().parents[2]
SERVER = os.environ.get("STYRHJUL_TEST_DATABASE_URL", "postgres://root@127.0.0.1:5432/styrhjul")
PATIENCE = 90
FEW, MANY = 5, 100


@dataclass
class Server:
    """A server as people run it, in a session of its own so that it can be killed as a whole."""

    folder: Path
    surroundings: dict[str, str]
    port: int
    process: subprocess.Popen[bytes] | None = None

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.port}"

    def run(self, *command: str) -> str:
        """Run one of our commands to its end; return what it wrote."""
        done = subprocess.run(
            [sys.executable, "-m", *command],
            env=self.surroundings,
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def start(self) -> None:
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "styrhjul", "serve", "--port", str(self.port)],
                env=self.surroundings, cwd=ROOT, stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip

    def answers(self) -> bool:
        with suppress(OSError, HTTPException), closing(HTTPConnection(self.host, timeout=5)) as line:
            line.request("GET", "/readyz", headers={"X-Forwarded-Proto": "https"})
            with line.getresponse() as answer:
                return answer.status == 200
        return False

    def wait(self) -> None:
        until = time.monotonic() + PATIENCE
        while not self.answers():
            assert time.monotonic() < until, (self.folder / "log").read_text()[-4000:]
            time.sleep(0.05)

    def workers(self) -> list[int]:
        listed = subprocess.run(
            ["ps", "-ww", "-o", "pid=,args=", "--ppid", str(self.process.pid)],
            capture_output=True,
            text=True,
            check=True,
        )
        return [int(line.split()[0]) for line in listed.stdout.splitlines() if "spawn_main" in line]

    def kill(self, *, whole: bool) -> None:
        """Kill every process of the server at once, or only those that answer and are then started anew."""
        if whole:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.start()
        else:
            for worker in self.workers():
                with suppress(ProcessLookupError):
                    os.kill(worker, signal.SIGKILL)

    def end(self) -> None:
        if self.process is not None:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


@dataclass
class Outcome:
    """What a run came to."""

    kills: int = 0
    acknowledged: int = 0
    unknown: int = 0
    faults: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return (
            f"{self.kills} kills, {self.acknowledged} writes acknowledged, {self.unknown} cut off, "
            f"{len(self.faults)} lost, half-done or refused"
        )


def run(server: Server, kept: Kept, kills: int, seed: int) -> Outcome:
    """Let eight people write, kill the server again and again, and look after each kill."""
    known = json.loads(server.run("tests.soak.seed"))
    server.start()
    server.wait()
    may_write, ended, dice, outcome = threading.Event(), threading.Event(), random.Random(seed), Outcome()
    writers = []
    for kind, write in writes(known).items():
        client = Client(server.host, secure="STYRHJUL_PROXY" in server.surroundings)
        client.log_in(known["people"][kind])
        writers.append(Writer(kind, client, write, may_write, ended))
    for writer in writers:
        writer.start()
    try:
        for number in range(kills):
            may_write.set()
            _let_them_write(writers, dice.randint(8, 40), everybody=number == kills - 1)
            time.sleep(dice.uniform(0, 0.1))
            server.kill(whole=number % 2 == 0)
            outcome.kills += 1
            may_write.clear()
            for writer in writers:
                assert writer.resting.wait(60), f"{writer.kind} hangs"
            server.wait()
            outcome.faults += [f"after kill {outcome.kills}: {fault}" for fault in kept.faults(writers, known)]
            if number % 10 == 0 or number == kills - 1:
                assert "whole" in server.run("styrhjul", "trace", "verify")
    finally:
        ended.set()
        for writer in writers:
            writer.join(30)
    outcome.acknowledged = _acknowledged(writers)
    outcome.unknown = sum(len(writer.unknown) for writer in writers)
    outcome.faults += [fault for writer in writers for fault in writer.refused]
    assert not _idle(writers), f"nothing was acknowledged to {_idle(writers)}: {outcome.faults[:5]}"
    return outcome


def _let_them_write(writers: list[Writer], wanted: int, *, everybody: bool) -> None:
    """Wait until so many more writes are acknowledged, or it takes too long; at the end, some to everybody."""
    before, until = _acknowledged(writers), time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if _acknowledged(writers) >= before + wanted and not (everybody and _idle(writers)):
            return
        time.sleep(0.01)


def _acknowledged(writers: list[Writer]) -> int:
    return sum(len(writer.acknowledged) for writer in writers)


def _idle(writers: list[Writer]) -> list[str]:
    return [writer.kind for writer in writers if not writer.acknowledged]


@contextmanager
def _database_at(at: str, name: str) -> Iterator[None]:
    try:
        line = psycopg.connect(f"{at}/postgres", autocommit=True, connect_timeout=3)
    except psycopg.OperationalError as fault:
        pytest.skip(f"no PostgreSQL to log in to, set STYRHJUL_TEST_DATABASE_URL: {fault}")
    with line:
        line.execute(f"CREATE DATABASE {name}")
        try:
            yield
        finally:
            line.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def database(request, tmp_path: Path) -> Iterator[tuple[Server, Kept]]:
    """A server with an empty database of its own."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    surroundings = {name: value for name, value in os.environ.items() if not name.startswith(("STYRHJUL_", "DJANGO_"))}
    surroundings |= {
        "STYRHJUL_DATA": str(tmp_path / "data"), "PYTHONPATH": str(ROOT),
        "DJANGO_SETTINGS_MODULE": "styrhjul.config.settings",
    }  # fmt: skip
    server = Server(tmp_path, surroundings, port)
    if request.param == "sqlite":
        yield server, Kept(tmp_path / "data" / "styrhjul.sqlite3")
        server.end()
        return
    at, name = SERVER.rsplit("/", 1)[0], f"styrhjul_kill_{secrets.token_hex(4)}"
    with _database_at(at, name):
        surroundings |= {
            "STYRHJUL_DATABASE_URL": f"{at}/{name}", "STYRHJUL_SECRET_KEY": secrets.token_urlsafe(60),
            "STYRHJUL_HOSTS": "127.0.0.1", "STYRHJUL_PROXY": "1",
        }  # fmt: skip
        yield server, Kept(f"{at}/{name}")
        server.end()


@pytest.mark.parametrize("database", [connection.vendor], indirect=True)
def test_a_few_kills_lose_nothing(database):
    outcome = run(*database, kills=FEW, seed=1)
    assert not outcome.faults, "\n".join(outcome.faults[:20])


@pytest.mark.soak
@pytest.mark.parametrize("database", ["sqlite", "postgresql"], indirect=True)
def test_a_hundred_kills_lose_nothing(database):
    outcome = run(*database, kills=MANY, seed=2)
    print(outcome)  # noqa: T201  (the figure is the point)
    assert not outcome.faults, "\n".join(outcome.faults[:20])
