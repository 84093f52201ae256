"""Run chart: too long a run, or too few crossings of the median, is a sign of a shift."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from math import comb, log2

import numpy as np
import numpy.typing as npt

from styrhjul.engine.analysis.arrays import floats

USEFUL_NEEDED = 10


@dataclass(frozen=True, slots=True)
class RunChart:
    """Result of `run_chart`; the limits are None when there are fewer than ten useful points."""

    median: float
    useful: int
    longest_run: int
    crossings: int
    longest_run_limit: int | None
    crossings_limit: int | None
    signal: bool


def run_chart(values: npt.ArrayLike) -> RunChart:
    """Test whether a series moves about its median as chance would have it.

    Parameters
    ----------
    values : float64 (n,)
        The series, any unit; NaN: no value. Points on the median are not useful and are passed over.

    Returns
    -------
    RunChart
        `signal` is False with fewer than ten useful points: then nothing can be said.

    Notes
    -----
    Anhøj & Olesen 2014, PLoS ONE 9:e113825: signal if the longest run is above round(log2 n) + 3 (Schilling 2012) or
    the crossings below the 5th percentile of a binomial with n − 1 trials and one half (Chen 2010).

    Examples
    --------
    >>> run_chart([1, 2, 1, 2, 1, 2, 8, 9, 8, 9, 8, 9]).signal
    True

    """
    series = floats(values)
    series = series[~np.isnan(series)]
    median = float(np.median(series)) if series.size else np.nan
    sides = np.sign(series - median)
    sides = sides[sides != 0]
    runs = [len(list(group)) for _, group in groupby(sides.tolist())]
    longest, crossings = max(runs, default=0), max(len(runs) - 1, 0)
    if len(sides) < USEFUL_NEEDED:
        return RunChart(median, len(sides), longest, crossings, None, None, signal=False)
    most, fewest = run_limits(len(sides))
    return RunChart(median, len(sides), longest, crossings, most, fewest, longest > most or crossings < fewest)


@lru_cache(maxsize=512)
def run_limits(useful: int) -> tuple[int, int]:
    """Give the longest run and the fewest crossings that chance allows for a number of useful points.

    Examples
    --------
    >>> run_limits(10), run_limits(24)
    ((6, 2), (8, 8))

    """
    total, fewest, within = 2 ** (useful - 1), 0, 1
    while within < 0.05 * total:
        fewest += 1
        within += comb(useful - 1, fewest)
    return round(log2(useful)) + 3, fewest
