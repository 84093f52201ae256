"""The figures of the pages that ask the national statistics; run by bench_statistics.py on a copy of the demo."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory

import duckdb
from addresses import client_of, people
from django.conf import settings
from django.test import Client
from django.urls import reverse
from exempelby import ROOT, shown

from styrhjul.engine.analysis.pattern_search import search_build
from styrhjul.engine.store.store import BUNDLED
from styrhjul.wheel.followup.models import Analysis
from styrhjul.wheel.indicators.queries import reader

RUNS, INDICATORS, SEARCHES = 10, 12, ("elevernas behörighet", "sjukfrånvaron", "kostnad hemtjänst")
BARS = {"together": 300, "ladder": 300, "library": 100, "explore": 300, "signals": 300}
MOST_SECONDS = 10.0
MADE_UP = """
copy (
    select i.id as indicator, a.id as area, y.year::int as period, 'T' as sex,
           50 + 10 * sin(hash(i.id || a.id)) + 4 * sin(hash(i.id) % 7 + y.year / 3.0)
           + 2 * sin(hash(a.id) + y.year / 5.0) + 3 * sin(hash(i.id || a.id || y.year::varchar)) as value
    from (select id from read_parquet('{folder}/catalogue.parquet') where not withdrawn order by hash(id) limit 2000) i,
         (select id from read_csv('{folder}/areas.csv', all_varchar = true) where kind = 'K') a,
         (select unnest(range(1998, 2023)) as year) y
    where y.year >= 1998 + hash(i.id) % 15
) to '{target}' (format parquet)
"""


def main() -> int:
    """Load, measure, print."""
    with TemporaryDirectory(prefix="styrhjul-bench-values-") as temporary:
        given = [Path(word) for word in sys.argv[1:]]
        values = given[0] if given else Path(temporary) / "values.parquet"
        if not given:
            duckdb.connect().execute(MADE_UP.format(folder=BUNDLED, target=values))
        loaded = _seconds(lambda: _load(values))
    figures = _measured()
    pairs = _all_pairs()
    rows = [
        (what, len(spent), f"{median(spent):.0f}", f"{_p95(spent):.0f}", BARS[what]) for what, spent in figures.items()
    ]
    print(shown(rows, ("page", "times", "median ms", "p95 ms", "at most ms")))
    print(f"\nloaded in {loaded:.1f} s; all pairs searched in {pairs:.1f} s, at most {MOST_SECONDS:.0f}")
    kept = {what: {"median": round(median(spent)), "p95": round(_p95(spent))} for what, spent in figures.items()}
    print(json.dumps({"pages": kept, "load": round(loaded, 1), "all_pairs": round(pairs, 1)}))
    slow = [what for what, spent in figures.items() if _p95(spent) > BARS[what]]
    slow += ["all pairs"] if pairs > MOST_SECONDS else []
    for what in slow:
        print(f"{what}: beyond the bar")
    return int(bool(slow))


def _load(values: Path) -> None:
    command = [sys.executable, "-m", "styrhjul", "stats", "load", str(values)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stdout + done.stderr)
    print(done.stderr.strip().splitlines()[-1])


def _measured() -> dict[str, list[float]]:
    """Open each page once to warm up what the server keeps warm, then some times more, and give the milliseconds."""
    client = client_of(people()["quality_lead"])
    known = [info.id for info in reader().indicators() if info.municipalities >= 200]
    some = known[:: max(len(known) // INDICATORS, 1)][:INDICATORS]
    explore = reverse("explore")
    pages = {
        "together": [f"{explore}?indicator={one}&view=together" for one in some],
        "explore": [f"{explore}?indicator={one}&view={view}" for one in some for view in ("time", "places", "map")],
        "library": [f"{reverse('library')}?which=all&q={words}" for words in SEARCHES],
        "signals": [reverse("explore-signals")],
        "ladder": [reverse("analysis-detail", args=[pk]) for pk in Analysis.objects.values_list("pk", flat=True)[:3]],
    }
    figures = {}
    for what, addresses in pages.items():
        client.get(addresses[0]).getvalue()
        figures[what] = [
            1000 * _seconds(lambda page=page: _opened(client, page)) for _run in range(RUNS) for page in addresses
        ]
    return figures


def _opened(client: Client, page: str) -> None:
    answer = client.get(page)
    answer.getvalue()
    if answer.status_code != 200:
        raise SystemExit(f"{page}: {answer.status_code}")


def _all_pairs() -> float:
    """Search all pairs as the job does; give the seconds."""
    return _seconds(lambda: search_build(reader(), Path(settings.STATISTICS_DIR)))


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _p95(spent: list[float]) -> float:
    return quantiles(spent, n=20)[-1]


if __name__ == "__main__":
    sys.exit(main())
