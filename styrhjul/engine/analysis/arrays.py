"""The arrays and the few words that all methods share."""

from typing import Literal

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
Good = Literal["higher", "lower", "none"]

SIGN: dict[Good, int] = {"higher": 1, "lower": -1, "none": 0}


def floats(values: npt.ArrayLike) -> Floats:
    """Read values as float64; None becomes NaN.

    Examples
    --------
    >>> floats([1, None, 2.5])
    array([1. , nan, 2.5])

    """
    return np.asarray(values, dtype=np.float64)


def line_of_periods(values: Floats, periods: npt.ArrayLike | None) -> Integers:
    """Check the periods of a series; without any, the places 0, 1, 2 … are used.

    Parameters
    ----------
    values : float64 (n,)
        The series.
    periods : integers (n,) or None
        Years or other whole numbers, rising.

    Raises
    ------
    ValueError
        The values are not one line, the lengths differ, or the periods do not rise.

    Examples
    --------
    >>> line_of_periods(floats([4, 5]), [2020, 2022])
    array([2020, 2022])

    """
    if values.ndim != 1:
        raise ValueError(f"values have {values.ndim} dimensions, not one")
    if periods is None:
        return np.arange(len(values), dtype=np.int64)
    line = np.asarray(periods, dtype=np.int64)
    if line.shape != values.shape:
        raise ValueError(f"{len(values)} values and {line.size} periods")
    if np.any(np.diff(line) <= 0):
        raise ValueError("the periods do not rise")
    return line


def usual_step(periods: Integers) -> int:
    """Give the commonest distance between periods (the smaller of equally common ones); 1 when there are none.

    Examples
    --------
    >>> usual_step(np.array([2010, 2012, 2014, 2018]))
    2

    """
    if len(periods) < 2:
        return 1
    steps, counts = np.unique(np.diff(periods), return_counts=True)
    return int(steps[np.argmax(counts)])
