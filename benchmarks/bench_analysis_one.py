"""One indicator against 6,000 beside pandas, and many tests at once beside statsmodels (G4, G8)."""

import sys

import numpy as np
import pandas as pd
from results_like_real import AREAS, PLACES, YEARS, indicators
from scipy import stats
from side_by_side import Run, interleaved, judged, slope
from statsmodels.stats.multitest import multipletests

from styrhjul.engine.analysis.comparable import centred_ranks
from styrhjul.engine.analysis.multiple import strong_pairs
from styrhjul.engine.analysis.patterns import screen

COUNT, PART = 6000, 600
MATRICES = 3
"""What one against all is products with, each as large as the results: where there are values, the values, squares."""
PAIRS = COUNT * (COUNT - 1) // 2


def measure(run: Run) -> None:
    one_against_all(run)
    many_tests(run)


def one_against_all(run: Run) -> None:
    ranked = centred_ranks(indicators(COUNT, "random 30").reshape(COUNT, YEARS, AREAS)).astype(np.float32)
    flat = ranked.reshape(COUNT, PLACES)
    frame, own = pd.DataFrame(flat[:PART].T.astype(float)), pd.Series(flat[0].astype(float))
    run.probe()
    works = {
        "pandas, 600": lambda: frame.corrwith(own),
        "ours, 6,000": lambda: screen(ranked[0], ranked),
        "reading": lambda: flat.view(np.int32).sum(dtype=np.int32),
    }
    times = interleaved(works, rounds=9)
    run.probe()
    run.figures["one against all, ms"] = {name: 1000 * taken for name, taken in times.items()}
    times_faster = times["pandas, 600"] * COUNT / PART / times["ours, 6,000"]
    run.at_least("G4", "times faster than DataFrame.corrwith", times_faster, 20, 80)
    through = MATRICES * times["reading"] / times["ours, 6,000"]
    run.at_least("G4", "share of the speed of reading, of what the products go through", through, 0.4)


def tests_of(pairs: int) -> tuple[np.ndarray, np.ndarray]:
    random = np.random.default_rng(5)
    n = random.integers(60, AREAS + 1, pairs).astype(np.uint16)
    real = (random.random(pairs) < 0.01) * random.normal(0, 0.4, pairs)
    return np.tanh(real + random.standard_normal(pairs) / np.sqrt(n - 3.0)).astype(np.float32), n


def as_others_do(r: np.ndarray, n: np.ndarray) -> int:
    z = np.arctanh(np.abs(r).astype(float)) * np.sqrt(n - 3.0)
    return int(multipletests(2 * stats.norm.sf(z), 0.05, "fdr_bh")[0].sum())


def many_tests(run: Run) -> None:
    r, n = tests_of(PAIRS)
    works = {"statsmodels": lambda: as_others_do(r, n), "ours": lambda: strong_pairs(r, n)}
    if as_others_do(r, n) != len(strong_pairs(r, n).places):
        raise SystemExit("not the same pairs are kept")
    times = interleaved(works)
    run.probe()
    run.figures["18 million tests, s"] = times
    run.at_least("G8", "times faster than norm.sf and statsmodels", times["statsmodels"] / times["ours"], 20, 40)
    sizes = [2_000_000, 6_000_000, PAIRS]
    taken = [interleaved({"": lambda p=pairs: strong_pairs(r[:p], n[:p])})[""] for pairs in sizes]
    run.at_most("growth", "many tests", slope(sizes, taken), 1.15)


if __name__ == "__main__":
    sys.exit(judged(measure))
