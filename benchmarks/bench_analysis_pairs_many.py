"""All pairs of 6,000 indicators: share of the machine's limit, memory, and how time grows (G3, G3b)."""

import sys

import numpy as np
from results_like_real import AREAS, PLACES, indicators
from side_by_side import Run, forget_peak_memory, interleaved, judged, peak_memory, seconds, slope

from styrhjul.engine.analysis.pairs import all_pairs

COUNT, NEEDED = 6000, 30
PRODUCTS = 6.0 * COUNT**2 * PLACES


def measure(run: Run) -> None:
    forget_peak_memory()
    best = {}
    for missing in ("random 30", "random 80", "range"):
        values = indicators(COUNT, missing)
        run.probe()
        best[missing] = min(interleaved({"ours": lambda v=values: all_pairs(v, needed=NEEDED)}).values())
        del values
    run.probe()
    limit = PRODUCTS / run.limit
    run.figures["6,000 indicators, s"] = best | {"limit": limit}
    for missing in ("random 30", "random 80"):
        run.at_least("G3", f"{missing}: share of the limit of three products", limit / best[missing], 0.6, 0.8)
    run.at_most("G3", "memory, GB", peak_memory(), 3.0)
    run.at_most("G3b", "range: time by the limit of dense data", best["range"] / limit, 1.1, 0.7)
    grown(run)


def grown(run: Run) -> None:
    """Measure how time grows with indicators, with places, and with how much of the range is known."""
    counts = [500, 2000, 6000]
    times = [timed(indicators(count, "random 30")) for count in counts]
    run.at_least("growth", "pairs, by indicators, at least", slope(counts, times), 1.8)
    run.at_most("growth", "pairs, by indicators, at most", slope(counts, times), 2.1)
    years = [10, 25, 50]
    times = [timed(indicators(2000, "random 30", years=number)) for number in years]
    run.at_least("growth", "pairs, by places, at least", slope([number * AREAS for number in years], times), 0.9)
    run.at_most("growth", "pairs, by places, at most", slope([number * AREAS for number in years], times), 1.1)

    tables = [indicators(2000, missing) for missing in ("range", "range 50", "range 25")]
    known = [float(np.count_nonzero(~np.isnan(table)) / table.size) for table in tables]
    run.at_least("growth", "pairs, by the share that is known", slope(known, [timed(table) for table in tables]), 0.7)


def timed(values: object) -> float:
    return min(seconds(lambda: all_pairs(values, needed=NEEDED)) for _round in range(3))


if __name__ == "__main__":
    sys.exit(judged(measure))
