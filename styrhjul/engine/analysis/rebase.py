"""Limits computed anew after each documented break of definition, so that unlike years are never compared."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from styrhjul.engine.analysis.arrays import floats, line_of_periods
from styrhjul.engine.analysis.xmr import Xmr, XmrStatus, xmr

SEGMENT_NEEDS = 6
MANY_SIGNALS = 0.30


@dataclass(frozen=True, slots=True, eq=False)
class Segment:
    """A part of a series with one definition.

    Attributes
    ----------
    begins : period of the break that it begins with, None for the first part.
    first, last : place of its first and last value in the series.
    n : how many values it has.
    chart : mean, limits and signals of this part alone, one signal for each place from `first` to `last`;
        None when it has fewer than six values.

    """

    begins: int | None
    first: int
    last: int
    n: int
    chart: Xmr | None

    @property
    def limits(self) -> bool:
        """Tell whether it has limits that say something: where many values have signals, one mean is not the level."""
        if self.chart is None or self.chart.status is not XmrStatus.LIMITS:
            return False
        return sum(word != "" for word in self.chart.signals) <= MANY_SIGNALS * self.n


def segments(
    values: npt.ArrayLike, periods: npt.ArrayLike | None = None, breaks: Iterable[int] = ()
) -> tuple[Segment, ...]:
    """Cut a series at breaks of definition and give each part its own mean and limits.

    Parameters
    ----------
    values : float64 (n,)
        The series, any unit; NaN: no value.
    periods : integers (n,) or None
        When, rising.
    breaks : integers
        The first period of each new definition. One before the first value, or after the last, cuts nothing.

    Returns
    -------
    tuple of Segment
        In order of time, those that have values; one without a break, none without values.

    Raises
    ------
    ValueError
        Shapes do not fit or periods do not rise.

    Notes
    -----
    Baselines are begun anew at documented breaks only, never because a signal appeared (Wheeler, "Understanding
    Variation"; the National Health Service's "Making Data Count"). Own choice: six values are needed for limits.

    Examples
    --------
    >>> found = segments([1, 3, 2, 4, 2, 3, 11, 13, 12], range(2010, 2019), [2016])
    >>> [(part.begins, part.n, part.limits) for part in found]
    [(None, 6, True), (2016, 3, False)]

    """
    series = floats(values)
    line = line_of_periods(series, periods)
    starts = [None, *sorted(set(breaks))]
    found: list[Segment] = []
    for begins, ends in zip(starts, [*starts[1:], None], strict=True):
        within = ~np.isnan(series)
        if begins is not None:
            within &= line >= begins
        if ends is not None:
            within &= line < ends
        places = np.flatnonzero(within)
        if places.size:
            part = slice(int(places[0]), int(places[-1]) + 1)
            chart = xmr(series[part], line[part]) if places.size >= SEGMENT_NEEDS else None
            # Without values before it, a break begins nothing.
            found.append(Segment(begins if found else None, part.start, part.stop - 1, int(places.size), chart))
    return tuple(found)
