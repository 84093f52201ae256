"""The whole search for patterns among 6,000 indicators, beside the machine's limit of three products (G10)."""

import sys
from pathlib import Path

import duckdb
import numpy as np
from results_like_real import AREAS, PLACES, YEARS, indicators
from side_by_side import Run, interleaved, judged, seconds

from styrhjul.engine.analysis.all_patterns import search_all

COUNT, TOP, ALL = 6000, 1000, 100_000
PRODUCTS = 6.0 * COUNT**2 * PLACES
OF_DUMP = """
    with v as (select * from read_parquet(?) where gender = 'T' and municipality not like '00%'),
         k as (select kpi, row_number() over (order by kpi) - 1 as spot from (select distinct kpi from v)),
         a as (select municipality, row_number() over (order by municipality) - 1 as spot
               from (select distinct municipality from v))
    select k.spot as kpi, a.spot as area, v.year, v.value from v join k using (kpi) join a using (municipality)
"""


def nobody(_one: int, _other: int) -> bool:
    return False


def measure(run: Run) -> None:
    values = indicators(COUNT, "range").reshape(COUNT, YEARS, AREAS).swapaxes(1, 2)
    run.probe()
    works = {
        "without exact tests": lambda: search_all(values, nobody, most=1),
        "the strongest 1,000 exactly": lambda: search_all(values, nobody, most=TOP),
    }
    times = interleaved(works, rounds=3)
    run.probe()
    times["100,000 exactly"] = seconds(lambda: search_all(values, nobody, most=ALL))
    run.probe()
    limit = PRODUCTS / run.limit
    run.figures["6,000 indicators, s"] = times | {"limit of three products": limit}
    taken = times["the strongest 1,000 exactly"] / limit
    run.at_most("G10", "levels and changes, 1,000 exact, by the limit", taken, 2.5, 1.5)
    if len(sys.argv) > 1:
        of_file(run, Path(sys.argv[1]))


def of_file(run: Run, path: Path) -> None:
    """Search a file of real statistics: columns kpi, municipality, year, gender, value."""
    with duckdb.connect() as store:
        rows = store.execute(OF_DUMP, [str(path)]).fetchnumpy()
    at = rows["kpi"], rows["area"], rows["year"] - rows["year"].min()
    values = np.full([int(axis.max()) + 1 for axis in at], np.nan, dtype=np.float32)
    values[at] = rows["value"]
    for most in (1, TOP, ALL):
        taken = seconds(lambda most=most: search_all(values, nobody, most=most))
        run.at_most("G10", f"{len(values):,} real indicators, {most:,} exact, s", taken, 10)


if __name__ == "__main__":
    sys.exit(judged(measure))
