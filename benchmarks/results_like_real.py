"""Seeded figures like those of municipalities: pairs of indicators, series, and values to rank."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

AREAS, YEARS = 290, 25
PLACES = AREAS * YEARS

Singles = npt.NDArray[np.float32]
Floats = npt.NDArray[np.float64]


def indicators(count: int, missing: str, *, seed: int = 1, years: int = YEARS) -> Singles:
    """Make results of indicators × (years × areas), with effects of municipality and year; NaN where missing.

    `missing`: "random 30" and "random 80": per cent of the cells; "range": known from a first to a last year, from one
    year to all, and one cell in five missing in between; "range 50": the same with ranges half as long.
    """
    random = np.random.default_rng(seed)
    made = np.empty((count, years, AREAS), dtype=np.float32)
    kind, _space, share = missing.partition(" ")
    longest = years * int(share or 100) // 100
    for at in range(count):
        line = random.standard_normal((years, AREAS), dtype=np.float32)
        line += random.standard_normal(AREAS, dtype=np.float32)
        line += random.standard_normal((years, 1), dtype=np.float32)
        absent = int(share) / 100 if kind == "random" else 0.2
        line[random.random((years, AREAS), dtype=np.float32) < absent] = np.nan
        if kind == "range":
            known = int(random.integers(1, longest + 1))
            first = int(random.integers(0, years - known + 1))
            line[:first] = line[first + known :] = np.nan
        made[at] = line
    return made.reshape(count, years * AREAS)


def series(count: int, *, seed: int = 2, years: int = YEARS) -> Floats:
    """Make series × years: 16 values in the middle case, from a first to a last year with gaps, half with ties."""
    random = np.random.default_rng(seed)
    values = random.standard_normal((count, years))
    values += random.standard_normal((count, 1)) * 0.1 * np.arange(years)
    tied = random.random(count) < 0.5
    values[tied] = np.round(values[tied] * 2) / 2
    length = random.integers(9, years + 1, count)
    first = (random.random(count) * (years - length + 1)).astype(int)
    at = np.arange(years)
    outside = (at < first[:, None]) | (at >= (first + length)[:, None])
    values[outside | (random.random(values.shape) < 0.05)] = np.nan
    return values


def to_rank(rows: int, *, seed: int = 3) -> Floats:
    """Make rows × municipalities: gamma of shape 2 and scale 10 with one decimal, one value in five missing."""
    random = np.random.default_rng(seed)
    values = np.round(random.gamma(2.0, 10.0, (rows, AREAS)), 1)
    values[random.random(values.shape) < 0.2] = np.nan
    return values
