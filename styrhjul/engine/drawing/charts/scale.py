"""From values to places: axes with round ends and few labels."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil, floor, log10

STEPS = (1.0, 2.0, 5.0, 10.0)
INTERVALS = 5
HEADROOM = 0.35
YEAR_STEPS = (1, 2, 4, 5, 8, 10, 20, 25, 50, 100, 200, 500, 1000)
MONTH_STEPS = (1, 3, 6, 12)
MONTHS = {
    "sv": ("jan", "feb", "mars", "april", "maj", "juni", "juli", "aug", "sep", "okt", "nov", "dec"),
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
}


@dataclass(frozen=True)
class Scale:
    """A straight scale: values from `low` to `high` lie from `start` to `end`."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """Return where a value lies; outside the ends it stays at the nearer end."""
        share = (value - self.low) / (self.high - self.low)
        return self.start + min(max(share, 0.0), 1.0) * (self.end - self.start)


@dataclass(frozen=True)
class Axis:
    """The ends of a value axis, its labelled values and how many decimals the labels need."""

    low: float
    high: float
    ticks: tuple[float, ...]
    decimals: int


def value_axis(values: Iterable[float], low: float | None, high: float | None, *, share: bool = False) -> Axis:
    """Return an axis around values with 4-6 round labels.

    Parameters
    ----------
    values
        What must fit; none gives an axis from 0 to 1.
    low, high
        Ends that are given.
    share
        Whether the values are percentages of a whole, which never pass 100.

    """
    found = [*values, *(end for end in (low, high) if end is not None)]
    least, most = (min(found), max(found)) if found else (0.0, 1.0)
    if most - least < 1e-9 * max(abs(most), abs(least), 1e-6):
        room = max(abs(most) * 0.05, 1.0)
        least, most = least - room if least < 0 or least >= room else 0.0, most + room
    step = _step(most - least)
    bottom = floor(round(least / step, 9)) if low is None else round(least / step, 9)
    top = _top(most / step) if high is None else round(most / step, 9)
    if share and most <= 100 < top * step:
        top = 100 / step
    marks = tuple(round(place * step, 12) for place in range(ceil(bottom), floor(top) + 1))
    decimals = max(0, -floor(log10(step) + 1e-9))
    return Axis(bottom * step, top * step, marks, decimals)


def years_to_label(first: float, last: float, through: float, room: float) -> list[int]:
    """Return the years to label: evenly spaced, through a given year and the first if it can be, `room` years apart."""
    steps = [step for step in YEAR_STEPS if step >= room] or [max(ceil(room), 1)]
    base = round(through)
    both = (step for step in steps if step <= 2 * room + 1 and (base - ceil(first)) % step == 0)
    step = next(both, steps[0])
    lowest, highest = ceil((first - base) / step), floor((last - base) / step)
    return [base + place * step for place in range(lowest, highest + 1)]


def month_label(month: int, language: str) -> str:
    """Return a month, counted from year 0, as in "okt 2023"."""
    return f"{MONTHS.get(language, MONTHS['en'])[month % 12]} {month // 12}"


def _top(steps: float) -> float:
    """Return the upper end in steps: the next whole one, unless the values just pass one."""
    over = steps - floor(round(steps, 9))
    return steps + 0.1 if 1e-9 < over < HEADROOM else ceil(round(steps, 9))


def _step(span: float) -> float:
    raw = span / INTERVALS
    power = 10.0 ** floor(log10(raw))
    return next(step for step in STEPS if step * power >= raw * 0.999) * power
