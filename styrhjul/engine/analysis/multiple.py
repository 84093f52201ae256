"""Many tests at once: keeps the share of false findings down."""

import numpy as np
import numpy.typing as npt

from styrhjul.engine.analysis.arrays import Floats, floats


def benjamini_hochberg(p: npt.ArrayLike) -> Floats:
    """Adjust probabilities so that those at most q hold an expected share q of false findings.

    Parameters
    ----------
    p : float64 (n,)
        Probabilities; NaN: not tested, stays NaN and is not counted.

    Returns
    -------
    float64 (n,)
        Adjusted probabilities in the same places.

    Notes
    -----
    Benjamini & Hochberg 1995, J. R. Stat. Soc. B 57:289.

    Examples
    --------
    >>> benjamini_hochberg([0.01, 0.04, 0.03, None]).tolist()
    [0.03, 0.04, 0.04, nan]

    """
    given = floats(p)
    adjusted = np.full(given.shape, np.nan)
    tested = np.flatnonzero(~np.isnan(given))
    order = tested[np.argsort(given[tested])]
    m = len(order)
    scaled = given[order] * m / np.arange(1, m + 1)
    adjusted[order] = np.minimum(1.0, np.minimum.accumulate(scaled[::-1])[::-1])
    return adjusted
