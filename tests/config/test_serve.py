"""The server as a process: it comes up, heals, ends, and leaves nothing behind."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import closing, suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PATIENCE = 60


def answers(port):
    with suppress(OSError, HTTPException), closing(HTTPConnection("127.0.0.1", port, timeout=2)) as line:
        line.request("GET", "/readyz")
        with line.getresponse() as answer:
            return answer.status == 200
    return False


def eventually(what):
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if what():
            return True
        time.sleep(0.1)
    return False


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """One data folder for all, so that statistics are built once."""
    return tmp_path_factory.mktemp("served")


@pytest.fixture
def server(folder):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("STYRHJUL_", "DJANGO_"))}
    log = (folder / "log").open("wb")
    process = subprocess.Popen(
        [sys.executable, "-m", "styrhjul", "serve", "--port", str(port)],
        env=kept | {"STYRHJUL_DATA": str(folder / "data")},
        cwd=ROOT,
        stdout=log,
        stderr=log,
        start_new_session=True,
    )
    assert eventually(lambda: answers(port) or process.poll() is not None)
    yield process, port
    if process.poll() is None:
        process.kill()
    process.wait()
    log.close()


def web_process(process):
    """Return the id of the process that answers, the only child that is a worker; None while there is none."""
    listed = subprocess.run(
        ["ps", "-ww", "-o", "pid=,args=", "--ppid", str(process.pid)], capture_output=True, text=True, check=True
    )
    return next((int(line.split()[0]) for line in listed.stdout.splitlines() if "spawn_main" in line), None)


def test_serves_heals_and_ends(server, folder):
    process, port = server
    assert process.poll() is None, (folder / "log").read_text()
    assert eventually(lambda: "Öppna i webbläsaren: http://127.0.0.1" in (folder / "log").read_text())
    assert eventually((folder / "data" / "anchors.jsonl").exists)
    first = web_process(process)
    os.kill(first, signal.SIGKILL)
    assert eventually(lambda: web_process(process) not in {None, first})
    assert eventually(lambda: answers(port))
    process.terminate()
    assert process.wait(timeout=20) == 0
    assert not answers(port)


def test_a_killed_server_frees_its_port(server):
    process, port = server
    process.kill()
    process.wait()
    assert eventually(lambda: not answers(port))


def test_ctrl_c_ends_at_once(server):
    process, port = server
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to everybody in the group
    began = time.monotonic()
    assert process.wait(timeout=20) == 0
    assert time.monotonic() - began < 5
    assert not answers(port)
