"""Whole numbers in the order of values, equal for values that differ by rounding only."""

import numpy as np
import numpy.typing as npt

from styrhjul.engine.analysis.arrays import Integers

LOW_BITS = 9
"""Of the 52 binary places of a value these are left out: what is kept says about 13 digits."""
MISSING = np.int64(0x7FF8_0000_0000_0000)
_SIZE = np.int64(0x7FFF_FFFF_FFFF_FFFF)


def tie_keys(values: npt.ArrayLike) -> Integers:
    """Give each value a whole number, in the same order; the last nine bits are free.

    Parameters
    ----------
    values : float64 or float32, any shape
        NaN: no value.

    Returns
    -------
    int64, same shape
        `MISSING`, above all others, where there is no value. Values that agree in about 13 digits have the same number,
        and −x stands to −y as y to x. Those of float32 are all kept apart.

    Notes
    -----
    Half of what is left out is added first, so that round numbers do not lie at the edge between two keys.

    Examples
    --------
    >>> keys = tie_keys([0.1 + 0.2, 0.3, -1.0, float("nan")])
    >>> bool(keys[0] == keys[1]), bool(keys[2] < keys[0]), bool(keys[3] == MISSING)
    (True, True, True)

    """
    given = np.asarray(values, dtype=np.float64)
    bits = given.view(np.int64)
    sign = bits >> np.int64(63)  # −1 for a negative value, else nil
    keys: Integers = bits & _SIZE  # that of −0 is nil too
    keys += 1 << (LOW_BITS - 1)
    keys &= ~((1 << LOW_BITS) - 1)
    keys ^= sign
    keys -= sign
    if keys.size and (keys.max() > MISSING or keys.min() <= -MISSING):  # a missing value in an unusual dress
        keys[np.isnan(given)] = MISSING
    return keys
