"""Ranks, percentiles and colours of 8,000 occasions at once, beside pandas, DuckDB and Polars (G5)."""

import sys

import duckdb
import numpy as np
import pandas as pd
import polars as pl
from results_like_real import AREAS, to_rank
from side_by_side import Run, interleaved, judged, seconds, slope

from styrhjul.engine.analysis.many_ranks import many_ranks

ROWS = 8000
COLOURED = "case when p <= 0.25 then 1 when p >= 0.75 then 3 else 2 end"
WINDOWS = f"""
    select rank, p, {COLOURED} as colour from (
        select rank() over w as rank,
               (rank() over w + count(*) over (partition by row, value) / 2.0 - 1)
                   / count(*) over (partition by row) as p
        from long window w as (partition by row order by value desc))
"""  # noqa: S608  (constants)


def with_pandas(long: pd.DataFrame) -> pd.DataFrame:
    values = long.groupby("row")["value"]
    p = (values.rank(ascending=False) - 0.5) / values.transform("count")
    rank, colour = values.rank(method="min", ascending=False), 2 - (p <= 0.25) + (p >= 0.75)
    return pd.DataFrame({"rank": rank, "p": p, "colour": colour})


def with_polars(long: pl.DataFrame) -> pl.DataFrame:
    value = pl.col("value")
    p = (value.rank(descending=True).over("row") - 0.5) / value.count().over("row")
    return long.with_columns(rank=value.rank("min", descending=True).over("row"), p=p).with_columns(
        colour=pl.when(pl.col("p") <= 0.25).then(1).when(pl.col("p") >= 0.75).then(3).otherwise(2)
    )


def measure(run: Run) -> None:
    values = to_rank(ROWS)
    row, area = np.nonzero(~np.isnan(values))
    long = pd.DataFrame({"row": row, "value": values[row, area]})
    table = pl.DataFrame({"row": row, "value": values[row, area]})
    whole = np.arange(values.size).reshape(values.shape)
    np.random.default_rng(4).shuffle(whole.reshape(-1))
    run.probe()
    with duckdb.connect() as store:
        store.execute("create table long as select * from long")
        works = {
            "pandas": lambda: with_pandas(long),
            "DuckDB": lambda: store.execute(WINDOWS).fetchnumpy(),
            "Polars": lambda: with_polars(table),
            "sort": lambda: np.sort(whole, axis=1),
            "ours": lambda: many_ranks(values, "higher"),
        }
        times = interleaved(works, rounds=9)
    run.probe()
    run.figures["8,000 × 290, ms"] = {name: 1000 * taken for name, taken in times.items()}
    for other, must, best in (("pandas", 12, 20), ("DuckDB", 4, 8), ("Polars", 6, 12)):
        run.at_least("G5", f"times faster than {other}", times[other] / times["ours"], must, best)
    run.at_most("G5", "time by that of sorting whole numbers", times["ours"] / times["sort"], 6, 3)
    rows = [1000, 8000, 64000]
    grown = [timed(to_rank(number)) for number in rows]
    run.probe()
    run.at_least("growth", "ranks, at least", slope([number * AREAS for number in rows], grown), 0.95)
    run.at_most("growth", "ranks, at most", slope([number * AREAS for number in rows], grown), 1.1)


def timed(values: np.ndarray) -> float:
    return min(seconds(lambda: many_ranks(values, "higher")) for _round in range(5))


if __name__ == "__main__":
    sys.exit(judged(measure))
