"""Long rows of Parquet to a dense array, beside pyarrow's reading alone and pandas' way of laying them out (G9)."""

import sys
import tempfile
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from results_like_real import AREAS, YEARS, indicators
from side_by_side import Run, interleaved, judged, slope

from styrhjul.engine.store.dense import laid_out

COUNT, PART, FIRST = 6000, 600, 1998
PLACE = f"((indicator * {YEARS} + (period - {FIRST})) * {AREAS} + area)::integer"
ROWS = f"select {PLACE} as place, value from read_parquet($path)"  # noqa: S608  (constants)


def written(folder: Path, count: int) -> Path:
    """Write the values of some indicators as long rows, in order of indicator, year and municipality."""
    values = indicators(count, "range").reshape(count, YEARS, AREAS)
    at = np.nonzero(~np.isnan(values))
    columns = {
        "indicator": at[0].astype(np.int32),
        "period": (at[1] + FIRST).astype(np.int16),
        "area": at[2].astype(np.int16),
        "value": values[at],
    }
    path = folder / f"{count}.parquet"
    pq.write_table(pa.table(columns), path, compression="zstd")
    return path


def with_pandas(path: Path) -> np.ndarray:
    return pd.read_parquet(path).pivot(index=["indicator", "period"], columns="area", values="value").to_numpy()


def measure(run: Run) -> None:
    with tempfile.TemporaryDirectory() as temporary, duckdb.connect(config={"threads": 2}) as store:
        paths = {count: written(Path(temporary), count) for count in (PART, 2000, COUNT)}

        def ours(count: int) -> np.ndarray:
            return laid_out(store, ROWS, {"path": str(paths[count])}, (count, YEARS, AREAS))

        run.probe()
        works = {
            "pyarrow, reading": lambda: pq.read_table(paths[COUNT]),
            "pandas, a tenth": lambda: with_pandas(paths[PART]),
            "ours": lambda: ours(COUNT),
            "ours, a tenth": lambda: ours(PART),
        }
        times = interleaved(works, rounds=7)
        run.probe()
        run.figures["rows"] = pq.read_metadata(paths[COUNT]).num_rows
        run.figures["load, s"] = times
        run.at_most("G9", "time by that of reading alone", times["ours"] / times["pyarrow, reading"], 2.0, 1.4)
        tenth = times["pandas, a tenth"] / times["ours, a tenth"]
        run.at_least("G9", "times faster than pandas' pivot, a tenth of the rows", tenth, 8)
        middle = interleaved({"": lambda: ours(2000)})[""]
        grown = slope([PART, 2000, COUNT], [times["ours, a tenth"], middle, times["ours"]])
        run.at_least("growth", "load, at least", grown, 0.9)
        run.at_most("growth", "load, at most", grown, 1.1)


if __name__ == "__main__":
    sys.exit(judged(measure))
