"""Change compared with everybody's change: takes away what happened in the whole country."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from styrhjul.engine.analysis.arrays import floats, line_of_periods
from styrhjul.engine.analysis.ranks import percentile_of

UNUSUAL = 5.0
COMPARED_NEEDED = 50


@dataclass(frozen=True, slots=True)
class ChangeAmongOthers:
    """Result of `change_among_others`.

    Attributes
    ----------
    change, median : own change and the middle one, the indicator's own unit; NaN: can't be computed.
    percentile : 0–100 in order of size, 100 the largest rise.
    compared : municipalities with values both periods.
    unusual : among the 5 per cent at either end, and at least 50 compared.

    """

    first: int
    last: int
    change: float
    median: float
    percentile: float
    compared: int
    unusual: bool


def change_among_others(
    panel: npt.ArrayLike, periods: npt.ArrayLike, row: int, *, last: int, span: int
) -> ChangeAmongOthers:
    """Place one municipality's change in the distribution of all municipalities' changes between the same two periods.

    Parameters
    ----------
    panel : float64 (areas, periods)
        One indicator in all municipalities; NaN: no value.
    periods : integers (periods,)
        Years, rising.
    row : int
        Whose change.
    last : int
        The later of the two periods.
    span : int
        How many periods earlier the first is.

    Returns
    -------
    ChangeAmongOthers
        With NaN and 0 compared when one of the periods is not in the panel.

    Raises
    ------
    ValueError
        The panel is not areas × periods.

    Notes
    -----
    Own choice, works with two values and removes the national trend; "unusual" beyond the 5th and 95th percentile.

    Examples
    --------
    >>> change_among_others([[1, 5], [1, 2], [2, 3]], [2021, 2022], 0, last=2022, span=1).change
    4.0

    """
    values = floats(panel)
    if values.ndim != 2:
        raise ValueError(f"the panel has {values.ndim} dimensions, not areas × periods")
    line = line_of_periods(values[0], periods).tolist()
    if last not in line or last - span not in line:
        return ChangeAmongOthers(last - span, last, np.nan, np.nan, np.nan, 0, unusual=False)
    changes = values[:, line.index(last)] - values[:, line.index(last - span)]
    known = changes[~np.isnan(changes)]
    own = float(changes[row])
    place = percentile_of(own, known)
    unusual = len(known) >= COMPARED_NEEDED and (place < UNUSUAL or place > 100 - UNUSUAL)
    median = float(np.median(known)) if known.size else np.nan
    return ChangeAmongOthers(last - span, last, own, median, place, len(known), unusual)
