"""The plainest way to compute a control chart: one series at a time, in plain Python. What ours is held against."""

from __future__ import annotations

from itertools import pairwise

LENGTH = 7


def chart(values: list[float]) -> tuple[float, float, list[str]]:
    """Return mean, screened mean moving range and a word for every value of a series without gaps."""
    mean = sum(values) / len(values)
    ranges = [abs(later - earlier) for earlier, later in pairwise(values)]
    average = sum(ranges) / len(ranges)
    kept = [size for size in ranges if size < 3.267 * average]
    average = sum(kept) / len(kept) if kept else 0.0
    offsets = [value - mean for value in values]
    far, near = 2.66 * average, 2.66 * average * 2 / 3
    words = [""] * len(values)
    for first in range(len(values) - LENGTH + 1):
        window = offsets[first : first + LENGTH]
        if all(offset > 0 for offset in window) or all(offset < 0 for offset in window):
            words[first : first + LENGTH] = ["shift"] * LENGTH
    for first in range(len(values) - 2):
        trio = offsets[first : first + 3]
        if all(offset > 0 for offset in trio) or all(offset < 0 for offset in trio):
            beyond = [place for place in range(first, first + 3) if near < abs(offsets[place]) <= far]
            for place in beyond if len(beyond) > 1 else ():
                words[place] = "two of three"
    for first in range(len(values) - LENGTH + 1):
        window = values[first : first + LENGTH]
        if all(b > a for a, b in pairwise(window)) or all(b < a for a, b in pairwise(window)):
            words[first : first + LENGTH] = ["trend"] * LENGTH
    for place, offset in enumerate(offsets):
        if abs(offset) > far:
            words[place] = "outside"
    return mean, average, words
