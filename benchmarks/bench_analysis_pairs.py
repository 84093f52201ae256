"""All pairs of 2,000 indicators, beside pandas and the machine's limit (G1, G2)."""

import sys

import pandas as pd
from results_like_real import PLACES, indicators
from side_by_side import Run, interleaved, judged

from styrhjul.engine.analysis.pairs import all_pairs

COUNT, NEEDED = 2000, 30
PRODUCTS = 6.0 * COUNT**2 * PLACES
"""Operations of three products of every line with every other."""


def measure(run: Run) -> None:
    all_pairs(indicators(COUNT, "random 30"), needed=NEEDED)  # fresh memory is slow the first time
    run.probe()
    for goal, missing, least, best in (("G1", "random 30", 80, 120), ("G2", "range", 30, 60)):
        values = indicators(COUNT, missing)
        frame = pd.DataFrame(values.astype(float).T)
        works = {
            "pandas": lambda known=frame: known.corr(min_periods=NEEDED),
            "ours": lambda known=values: all_pairs(known, needed=NEEDED),
        }
        times = interleaved(works, rounds=6, once=("pandas",))
        run.probe()
        run.figures[f"{missing}, s"] = times
        run.at_least(goal, f"{missing}: times faster than pandas.corr", times["pandas"] / times["ours"], least, best)
        if goal == "G1":
            run.at_least(goal, "share of the limit of three products", PRODUCTS / run.limit / times["ours"], 0.6, 0.8)


if __name__ == "__main__":
    sys.exit(judged(measure))
