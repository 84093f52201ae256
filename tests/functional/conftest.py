"""A demo served as people serve it, and a browser that fails on what a person would not see."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
WIDE = ViewportSize(width=1280, height=800)
PHONE = ViewportSize(width=390, height=844)
NARROW = ViewportSize(width=320, height=640)
PATIENCE = 60
OWN_VIOLATIONS = """
    window.violations = [];
    document.addEventListener("securitypolicyviolation", (e) =>
        window.violations.push(`${e.violatedDirective}: ${e.blockedURI} ${e.sourceFile || ""}:${e.lineNumber || ""}`));
"""


@dataclass(frozen=True)
class Served:
    """A running server: its address and its data folder."""

    url: str
    folder: Path


def environment(folder: Path) -> dict[str, str]:
    """Return the surroundings of a demo in `folder`."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("STYRHJUL_", "DJANGO_"))}
    return kept | {"STYRHJUL_DEMO": "1", "STYRHJUL_DATA": str(folder), "PYTHONPATH": str(ROOT)}


def free_port() -> int:
    """Return a port that nobody uses at the moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(folder: Path, surroundings: dict[str, str] | None = None) -> Iterator[Served]:
    """Serve what lies in `folder` until the block ends: the demo, unless other surroundings are given."""
    port = free_port()
    log = (folder / "server.log").open("wb")
    server = subprocess.Popen(
        [sys.executable, "-m", "styrhjul", "serve", "--port", str(port)],
        env=surroundings or environment(folder), cwd=ROOT, stdout=log, stderr=log, start_new_session=True,
    )  # fmt: skip
    try:
        _wait_for(port, server, folder / "server.log")
        yield Served(f"http://127.0.0.1:{port}", folder)
    finally:
        server.terminate()
        with suppress(subprocess.TimeoutExpired):
            server.wait(timeout=20)
        with suppress(ProcessLookupError):
            os.killpg(server.pid, signal.SIGKILL)
        server.wait()  # one that was killed is still to be laid to rest
        log.close()


def _wait_for(port: int, server: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and server.poll() is None:
        with suppress(OSError, HTTPException), closing(HTTPConnection("127.0.0.1", port, timeout=5)) as line:
            line.request("GET", "/readyz")
            with line.getresponse() as answer:
                if answer.status == 200:
                    return
        time.sleep(0.2)
    pytest.fail(f"the server did not come up:\n{log.read_text()[-4000:]}")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark everything in this folder, so that nobody forgets to."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.browser)


Built = Callable[[str], Path]


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Build a model's demo when it is first asked for; what comes of it is only copied from.

    STYRHJUL_TEST_DATA names a demo that is there already, or a folder with one in a folder for each model.
    """
    folders: dict[str, Path] = {}

    def folder_of(pack: str) -> Path:
        if pack not in folders:
            folders[pack] = _ready(pack) or _build(pack, tmp_path_factory.mktemp(f"built-{pack}"))
        return folders[pack]

    return folder_of


def _ready(pack: str) -> Path | None:
    named = Path(os.environ.get("STYRHJUL_TEST_DATA") or os.devnull)
    for folder in (named, named / pack):
        file = folder / "demo.json"
        if file.is_file() and json.loads(file.read_text()) == {"pack": pack, "is": "built"}:
            return folder
    return None


def _build(pack: str, folder: Path) -> Path:
    done = subprocess.run(
        [sys.executable, "-m", "styrhjul", "demo", "--pack", pack],
        env=environment(folder), cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


@contextmanager
def serving_copy(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Serve a fresh copy of a built demo until the block ends."""
    folder = tmp_path_factory.mktemp("demo") / "data"
    shutil.copytree(built, folder)
    with serving(folder) as served:
        yield served


@pytest.fixture(scope="module")
def demo(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server on a fresh copy of the demo, shared by the tests of one file."""
    with serving_copy(built("orebro"), tmp_path_factory) as served:
        yield served


def find_browser() -> str | None:
    """Return the path of a Chromium on this machine: STYRHJUL_CHROMIUM, or the first that the system knows."""
    if named := os.environ.get("STYRHJUL_CHROMIUM"):
        return named
    return next(filter(None, map(shutil.which, BROWSERS)), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for the whole run."""
    executable = find_browser()
    if executable is None:
        pytest.skip("no Chromium on this machine: apt install chromium, or set STYRHJUL_CHROMIUM to its path")
    # Debian's Chromium refuses its sandbox when the user is root, as in a container.
    flags = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as play:
        running = play.chromium.launch(executable_path=executable, args=flags)
        yield running
        running.close()


@pytest.fixture
def open_page(browser: Browser, demo: Served) -> Iterator[Callable[..., Page]]:
    """Open pages as separate people; whatever their consoles complain about fails the test at its end."""
    contexts, complaints = [], []

    def watch(page: Page) -> None:
        page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
        page.on("console", lambda message: _keep_error(complaints, page, message.type, message.text))
        page.on(
            "response",
            lambda answer: complaints.append(f"{answer.status} {answer.url}") if answer.status >= 500 else None,
        )

    def opened(viewport: ViewportSize = WIDE, **options: object) -> Page:
        context = browser.new_context(
            base_url=demo.url, locale="sv-SE", timezone_id="Europe/Stockholm", viewport=viewport, **options
        )
        context.add_init_script(OWN_VIOLATIONS)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        watch(page)
        return page

    yield opened
    for context in contexts:
        for page in context.pages:
            with suppress(Exception):
                complaints.extend(page.evaluate("window.violations || []"))
        context.close()
    assert not complaints, "\n".join(complaints)


def _keep_error(complaints: list[str], page: Page, kind: str, text: str) -> None:
    """Keep a console error, unless it only repeats that an answer was a 4xx, which a test asks for by itself."""
    if kind == "error" and "the server responded with a status of 4" not in text:
        complaints.append(f"{page.url}: {text}")


@pytest.fixture
def page(open_page: Callable[..., Page]) -> Page:
    """One page, 1280 px wide."""
    return open_page()


@pytest.fixture
def narrow_page(open_page: Callable[..., Page]) -> Page:
    """One page, 320 px wide."""
    return open_page(NARROW)
