"""What the benchmarks stand on: a copy of the demo, served or not, and a table of figures."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PATIENCE = 120


def surroundings(folder: Path) -> dict[str, str]:
    """Return the surroundings of a demo in `folder`, whatever else is set outside."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("STYRHJUL_", "DJANGO_", "OPENBLAS_CORETYPE"))
    }
    return kept | {
        "STYRHJUL_DEMO": "1", "STYRHJUL_DATA": str(folder), "PYTHONPATH": str(ROOT),
        "DJANGO_SETTINGS_MODULE": "styrhjul.config.settings",
    }  # fmt: skip


def command(folder: Path, *words: str) -> str:
    """Run one of our commands on the demo in `folder`."""
    done = subprocess.run(
        [sys.executable, "-m", "styrhjul", *words],
        env=surroundings(folder),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(done.stdout + done.stderr)
    return done.stdout


@contextmanager
def a_demo() -> Iterator[Path]:
    """A folder with a demo to do anything with: a copy of the one that STYRHJUL_TEST_DATA names, else built anew."""
    with tempfile.TemporaryDirectory(prefix="styrhjul-bench-") as temporary:
        folder = Path(temporary) / "data"
        if ready := os.environ.get("STYRHJUL_TEST_DATA"):
            shutil.copytree(ready, folder)
        else:
            folder.mkdir()
            command(folder, "demo")
        command(folder, "manage", "collectstatic", "--no-input", "--verbosity", "0")
        yield folder


def within(program: str) -> int:
    """Run a program beside this file on a copy of the demo; return its exit code."""
    with a_demo() as folder:
        done = subprocess.run(
            [sys.executable, Path(__file__).with_name(program), *sys.argv[1:]],
            env=surroundings(folder),
            cwd=ROOT,
            check=False,
        )
    return done.returncode


@contextmanager
def serving(folder: Path) -> Iterator[tuple[str, float]]:
    """Serve the demo in `folder`; give its host and the seconds until it answered."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        host = f"127.0.0.1:{probe.getsockname()[1]}"
    began = time.monotonic()
    server = subprocess.Popen(
        [sys.executable, "-m", "styrhjul", "serve", "--port", host.partition(":")[2]],
        env=surroundings(folder), cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        while not _answers(host):
            if time.monotonic() > began + PATIENCE or server.poll() is not None:
                raise SystemExit("the server did not come up")
            time.sleep(0.05)
        yield host, time.monotonic() - began
    finally:
        server.terminate()
        with suppress(subprocess.TimeoutExpired):
            server.wait(20)
        server.kill()


def _answers(host: str) -> bool:
    with suppress(OSError, HTTPException), closing(HTTPConnection(host, timeout=5)) as line:
        line.request("GET", "/readyz")
        with line.getresponse() as answer:
            return answer.status == 200
    return False


def shown(rows: Sequence[Sequence[object]], heads: Sequence[str]) -> str:
    """Return a table of text."""
    lines = [list(map(str, heads)), *([str(cell) for cell in row] for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(heads))]
    return "\n".join("  ".join(_laid(*pair) for pair in zip(line, widths, strict=True)).rstrip() for line in lines)


def _laid(cell: str, width: int) -> str:
    return cell.rjust(width) if re.fullmatch(r"[\d.,]+", cell) else cell.ljust(width)
