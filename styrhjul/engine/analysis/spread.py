"""How the values of many municipalities spread on each occasion."""

from __future__ import annotations

import warnings
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from styrhjul.engine.analysis.arrays import Floats, floats

FEWEST = 20


@dataclass(frozen=True, eq=False)
class Spread:
    """The middle of many values on each occasion.

    Attributes
    ----------
    lower, median, upper : float64 (periods,), quartiles in the indicator's own unit; NaN: fewer than 20 values.
    count : int64 (periods,), number of values.

    """

    lower: Floats
    median: Floats
    upper: Floats
    count: npt.NDArray[np.int64]


def spread(values: npt.ArrayLike) -> Spread:
    """Return quartiles and median of each column.

    Parameters
    ----------
    values : float64 (areas, periods)
        The indicator's own unit; NaN: no value.

    Raises
    ------
    ValueError
        If `values` is not two-dimensional.

    Notes
    -----
    Quartiles by linear interpolation between order statistics (Hyndman and Fan 1996, type 7), as numpy and R
    do by default. Fewer than 20 values give no quartiles: own choice, the same bound as for colours.

    Examples
    --------
    >>> import numpy as np
    >>> found = spread(np.arange(21.0).reshape(21, 1))
    >>> found.lower.tolist(), found.median.tolist(), found.upper.tolist(), found.count.tolist()
    ([5.0], [10.0], [15.0], [21])

    """
    table = floats(values)
    if table.ndim != 2:
        raise ValueError(f"values must have two dimensions, not {table.ndim}")
    count = np.sum(~np.isnan(table), axis=0)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # a column without any value is NaN, as it should be
        lower, median, upper = np.nanquantile(table, [0.25, 0.5, 0.75], axis=0)
    lower, median, upper = (np.where(count < FEWEST, np.nan, row) for row in (lower, median, upper))
    return Spread(lower, median, upper, count)
