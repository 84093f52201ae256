"""The figures of every page that the people of the role cards can open; run by bench_pages.py.

Every address is opened by every role with a few of its things, twice: the first time warms up, the second is
counted. Per address the slowest and the one with most queries are then run many times, in this process and
over HTTP. Sizes are those over HTTP, compressed as the server compresses them. The bar on time is for pages; a
file that is fetched, such as the whole log, is as long as what it holds.
"""

from __future__ import annotations

import gzip
import json
import os
import re
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from http.client import HTTPConnection, RemoteDisconnected
from pathlib import Path
from statistics import quantiles
from typing import Any
from urllib.parse import urljoin

from addresses import Address, addresses, client_of, people
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from exempelby import serving, shown

RUNS = 30
BUSY = 1.7  # the load of a machine on which something else runs beside these measurements
MOST_SQL, MOST_MS, MOST_PAGE, MOST_SCRIPTS = 30, 150, 300_000, 100_000


@dataclass
class Figures:
    """What one address came to, at its worst."""

    name: str
    opened: int = 0
    is_file: bool = False
    statuses: set[int] = field(default_factory=set)
    sql: int = 0
    sql_at: str = ""
    worst: tuple[float, str, Address] | None = None
    p50: float = 0
    p95: float = 0
    cpu_p95: float = 0
    http_p50: float = 0
    http_p95: float = 0
    page: int = 0
    first_load: int = 0
    scripts: int = 0

    def row(self) -> list[object]:
        """Return the figures as the table shows them."""
        times = [f"{spent:.0f}" for spent in (self.p50, self.p95, self.cpu_p95, self.http_p50, self.http_p95)]
        sizes = [f"{size / 1000:.0f}" for size in (self.page, self.first_load, self.scripts)]
        return [
            self.name + (" (file)" if self.is_file else ""),
            self.opened,
            self.sql,
            *times,
            *sizes,
            f"{self.worst[1]} {self.worst[2].path}",
        ]

    def as_json(self) -> dict[str, object]:
        """Return the figures for other programs."""
        sizes = {"first_load": self.first_load, "scripts": self.scripts}
        times = {name: round(getattr(self, name), 1) for name in ("p50", "p95", "cpu_p95", "http_p50", "http_p95")}
        return {"page": self.name, "sql": self.sql, **times, **sizes}

    def broken_bars(self, *, busy: bool) -> list[str]:
        """Return the bars that the address does not keep; on a busy machine the time of work counts."""
        spent, kind = (self.cpu_p95, "ms of work p95") if busy else (self.p95, "ms p95")
        figures = [
            (self.sql, MOST_SQL, "SQL queries"),
            (0 if self.is_file else spent, MOST_MS, kind),
            (0 if self.is_file else self.first_load, MOST_PAGE, "bytes of first load"),
            (self.scripts, MOST_SCRIPTS, "bytes of scripts"),
        ]
        return [
            f"{self.name}: {figure:.0f} {what}, at most {bar} ({self.sql_at})"
            for figure, bar, what in figures
            if figure > bar
        ]


def sweep(found: list[Address]) -> dict[str, Figures]:
    """Open everything as everybody."""
    figures = {address.name: Figures(address.name) for address in found}
    for role, user in people().items():
        client = client_of(user)
        for address in found:
            first = client.get(address.path)
            figures[address.name].statuses.add(first.status_code)
            if first.status_code != 200:
                continue
            first.getvalue()
            with CaptureQueriesContext(connection) as asked:
                began = time.perf_counter()
                answer = client.get(address.path)
                answer.getvalue()
                spent = (time.perf_counter() - began) * 1000
            known = figures[address.name]
            known.opened += 1
            known.is_file = not answer.headers["Content-Type"].startswith("text/html")
            if len(asked) > known.sql:
                known.sql, known.sql_at = len(asked), f"{role} {address.path}"
            if known.worst is None or spent > known.worst[0]:
                known.worst = (spent, role, address)
    return figures


def time_within(known: Figures) -> None:
    """Run the slowest of an address many times in this process."""
    _spent, role, address = known.worst
    client = client_of(people()[role])
    known.p50, known.p95, known.cpu_p95 = _times(lambda: client.get(address.path).getvalue())


def _times(what: Callable[[], Any]) -> tuple[float, float, float]:
    """Return p50 and p95 of many runs and p95 of their processor time, in ms, without the two runs that warm up."""
    spent, worked = [], []
    for _run in range(RUNS + 2):
        began, began_work = time.perf_counter(), time.thread_time()
        what()
        spent.append((time.perf_counter() - began) * 1000)
        worked.append((time.thread_time() - began_work) * 1000)
    cut = quantiles(spent[2:], n=20, method="inclusive")
    return cut[9], cut[18], quantiles(worked[2:], n=20, method="inclusive")[18]


class Browser:
    """Gets pages over HTTP on one line, as the person of a role."""

    def __init__(self, host: str, user: Any) -> None:
        self.line = HTTPConnection(host, timeout=30)
        self.faults: set[str] = set()
        client = client_of(user)
        self.cookie = "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())

    def get(self, path: str, encoding: str = "gzip") -> tuple[bytes, str]:
        """Return the bytes as they came and how they were packed."""
        headers = {"Cookie": self.cookie, "Accept-Encoding": encoding}
        try:
            self.line.request("GET", path, headers=headers)
            answer = self.line.getresponse()
        except (RemoteDisconnected, ConnectionError):  # a line that rested too long is closed by the server
            self.line.close()
            self.line.request("GET", path, headers=headers)
            answer = self.line.getresponse()
        body = answer.read()
        if answer.status != 200:
            self.faults.add(f"{path} answered {answer.status} over HTTP")
        return body, answer.headers.get("Content-Encoding", "")


def measure_over_http(host: str, figures: list[Figures]) -> list[str]:
    """Time the slowest of each address over HTTP, and weigh what a first visit loads; return what did not answer."""
    browsers: dict[str, Browser] = {}
    weights: dict[str, int] = {}
    for known in figures:
        _spent, role, address = known.worst
        browser = browsers.setdefault(role, Browser(host, people()[role]))
        known.http_p50, known.http_p95, _work = _times(partial(browser.get, address.path))
        body, packed = browser.get(address.path)
        known.page = len(body)
        text = (gzip.decompress(body) if packed == "gzip" else body).decode(errors="replace")
        links = _links(text) if "<html" in text[:400] else []
        for kind, link in links:
            for part in [link, *_fonts(browser, link)]:
                if part not in weights:
                    weights[part] = len(browser.get(part)[0])
                known.first_load += weights[part]
                known.scripts += weights[part] if kind == "script" else 0
        known.first_load += known.page
    for browser in browsers.values():
        browser.line.close()
    return sorted(fault for browser in browsers.values() for fault in browser.faults)


def _links(page: str) -> list[tuple[str, str]]:
    """Return the files that a page loads by itself; what is fetched on demand is not among them."""
    found = [("script", link) for link in re.findall(r'<script[^>]+src="([^"]+)"', page)]
    found += [("picture", link) for link in re.findall(r'<img[^>]+src="([^"]+)"', page)]
    for tag in re.findall(r"<link[^>]+>", page):
        if re.search(r'rel="(stylesheet|icon|preload|manifest|modulepreload)"', tag):
            found.append(("look", re.search(r'href="([^"]+)"', tag)[1]))
    return list({link: (kind, link) for kind, link in found if link.startswith("/")}.values())


def _fonts(browser: Browser, link: str) -> list[str]:
    """Return every font and picture that a style sheet names: more than a page needs, so never too little."""
    if not link.partition("?")[0].endswith(".css"):
        return []
    style = browser.get(link, "identity")[0].decode()
    return sorted(
        {urljoin(link, name) for name in re.findall(r"url\([\"']?([^)\"'#]+)", style) if not name.startswith("data:")}
    )


def main() -> int:
    """Measure, and print the table, the figures as JSON, what was not opened, and the bars that do not hold."""
    found, unknown = addresses()
    wanted = sys.argv[1:]
    found = [address for address in found if not wanted or address.name in wanted]
    figures = sweep(found)
    opened = [known for known in figures.values() if known.worst is not None]
    before = os.getloadavg()[0]
    for known in opened:
        time_within(known)
    busy = max(before, os.getloadavg()[0]) > BUSY
    connection.close()
    with serving(Path(os.environ["STYRHJUL_DATA"])) as (host, _seconds):
        broken = measure_over_http(host, opened)
    opened.sort(key=lambda known: -known.p95)
    rows = [known.row() for known in opened]
    heads = (
        "page",
        "opened",
        "SQL",
        "p50",
        "p95",
        "CPU p95",
        "HTTP p50",
        "HTTP p95",
        "page kB",
        "first kB",
        "scripts kB",
        "slowest",
    )
    print(shown(rows, heads))
    by_status = defaultdict(list)
    for known in figures.values():
        if known.worst is None:
            by_status[", ".join(map(str, sorted(known.statuses)))].append(known.name)
    if busy:
        print("\nThe machine was busy with other things: the bar on time is held against processor time.")
    print("\nOpened by nobody with what the demo holds:")
    for statuses, names in sorted(by_status.items()):
        print(f"  {statuses}: {', '.join(names)}")
    broken += [sentence for known in opened for sentence in known.broken_bars(busy=busy)]
    broken += [] if opened else ["not a single page could be opened"]
    broken += [f"{name}: benchmarks/addresses.py does not say what to open it with" for name in unknown]
    figures_of = [known.as_json() for known in opened]
    print(json.dumps({"database": settings.DATABASES["default"]["ENGINE"], "runs": RUNS, "pages": figures_of}))
    print("\n".join(["", *broken] if broken else ["", "Every bar holds."]))
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
