"""Control charts, run charts and trends of a million series, beside other programs one by one (G6, G7, G11)."""

import sys

import numpy as np
import pymannkendall
from one_by_one import chart
from results_like_real import AREAS, YEARS, series, to_rank
from scipy import stats
from side_by_side import Run, interleaved, judged, seconds, slope

from styrhjul.engine.analysis.many_ranks import colours_of_one
from styrhjul.engine.analysis.many_series import many_series

MILLION, FEW, OF_ONE = 1_000_000, 400, 2500
LINE = np.arange(YEARS)


def with_scipy(lines: list[np.ndarray], years: list[np.ndarray]) -> None:
    for line, when in zip(lines, years, strict=True):
        stats.kendalltau(when, line)
        stats.theilslopes(line, when)


def measure(run: Run) -> None:
    values = series(MILLION)
    upright = np.ascontiguousarray(values.T)
    known = [~np.isnan(line) for line in values[:FEW]]
    lines = [line[there] for line, there in zip(values, known, strict=False)]
    plain = [line.tolist() for line in lines]
    many_series(values)
    run.probe()
    works = {
        "plain Python": lambda: [chart(line) for line in plain],
        "pymannkendall": lambda: [pymannkendall.original_test(line) for line in lines],
        "scipy": lambda: with_scipy(lines, [LINE[there] for there in known]),
        "sort": lambda: np.sort(upright, axis=0),
        "charts and test": lambda: many_series(values, LINE, slopes=False),
        "and slopes": lambda: many_series(values, LINE),
    }
    times = interleaved(works)
    run.probe()
    each = {name: 1e6 * taken / (FEW if name in list(works)[:3] else MILLION) for name, taken in times.items()}
    run.figures["µs for each series"] = each
    run.at_least("G6", "times faster than plain Python", each["plain Python"] / each["charts and test"], 25, 60)
    run.at_least("G6", "times faster than pymannkendall", each["pymannkendall"] / each["charts and test"], 450, 1000)
    run.at_most("G6", "time by that of sorting", each["charts and test"] / each["sort"], 2.5)
    run.at_least("G7", "times faster than pymannkendall", each["pymannkendall"] / each["and slopes"], 200, 500)
    run.at_least("G7", "times faster than scipy", each["scipy"] / each["and slopes"], 200, 500)
    of_one_municipality(run, values[:OF_ONE])
    sizes = [25_000, 100_000, 400_000, MILLION]
    taken = [timed(values[:number]) for number in sizes]
    run.probe()
    run.figures["series, s"] = dict(zip(map(str, sizes), taken, strict=True))
    run.at_least("growth", "series, at least", slope(sizes, taken), 0.9)
    run.at_most("growth", "series, at most", slope(sizes, taken), 1.1)


def of_one_municipality(run: Run, values: np.ndarray) -> None:
    latest = to_rank(OF_ONE)

    def page() -> None:
        many_series(values, LINE)
        colours_of_one(latest, AREAS // 2, "higher")

    page()
    run.at_most("G11", "one municipality, 2,500 series and colours, ms", 1000 * interleaved({"": page}, 15)[""], 15, 8)


def timed(values: np.ndarray) -> float:
    return min(seconds(lambda: many_series(values, LINE, slopes=False)) for _round in range(3))


if __name__ == "__main__":
    sys.exit(judged(measure))
